r"""The HTML of a note in Anki: formulas as TeX between ``\(`` and ``\)``, which Anki sets."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

TAGS: dict[type[nodes.Node], str] = {
    nodes.paragraph: "p",
    nodes.emphasis: "em",
    nodes.strong: "strong",
    nodes.literal: "code",
    nodes.literal_block: "pre",
    nodes.bullet_list: "ul",
    nodes.enumerated_list: "ol",
    nodes.list_item: "li",
    nodes.block_quote: "blockquote",
    nodes.subscript: "sub",
    nodes.superscript: "sup",
}


def note_html(document: nodes.document, base: str) -> str:
    """Return *document*, resolved, as HTML whose links, relative to *base*, are absolute."""
    paragraph = document.children[0] if len(document.children) == 1 else None
    # Anki centres a card of one line, which is no paragraph.
    inner = paragraph.children if isinstance(paragraph, nodes.paragraph) else document.children
    return _html(inner, base)


def _html(parts: Iterable[nodes.Node], base: str) -> str:
    return "".join(_of_node(part, base) for part in parts)


def _of_node(node: nodes.Node, base: str) -> str:
    if isinstance(node, nodes.Text):
        return escape(str(node), quote=False)
    if isinstance(node, nodes.math):
        return rf"\({_tex(node)}\)"
    if isinstance(node, nodes.math_block):
        return rf"\[{_tex(node)}\]"
    if isinstance(node, nodes.Invisible):
        return ""
    inner = _html(node.children, base)
    if isinstance(node, nodes.reference) and "refuri" in node:
        return f'<a href="{escape(urljoin(base, node["refuri"]))}">{inner}</a>'
    tag = TAGS.get(type(node))
    return f"<{tag}>{inner}</{tag}>" if tag else inner


def _tex(node: nodes.Element) -> str:
    # Anki takes two opening braces for a field of its template only in templates; two closing ones
    # would end a cloze.
    return escape(" ".join(node.astext().split()), quote=False)
