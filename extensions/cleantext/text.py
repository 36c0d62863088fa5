"""From a doctree to a line of text: what leaves the page as plain text is made here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from extensions.cleantext.unicode_math import readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What is no part of the text itself: notes, anchors, comments, numbers of references.
LEFT_OUT = (
    nodes.footnote,
    nodes.footnote_reference,
    nodes.citation_reference,
    nodes.target,
    nodes.Invisible,
    nodes.raw,
    nodes.system_message,
)
BLOCKS = (nodes.Body, nodes.Structural, nodes.Part)


def plain(fragment: Iterable[nodes.Node]) -> str:
    """Return *fragment* as one line of text, its formulas in readable Unicode.

    The nodes must be resolved and their formulas set (the attribute ``katex``); a formula
    that could not be set is given as its TeX.
    """
    return " ".join("".join(part for node in fragment for part in _parts(node)).split())


def _parts(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Text):
        yield str(node)
    elif isinstance(node, LEFT_OUT):
        return
    elif isinstance(node, (nodes.math, nodes.math_block)):
        yield formula(node)
    elif isinstance(node, nodes.image):
        yield node.get("alt", "")
    else:
        # A block ends a word even where the source has no space; a link is of both kinds.
        is_block = isinstance(node, BLOCKS) and not isinstance(node, nodes.Inline)
        end = " " if is_block else ""
        yield end
        for child in node.children:
            yield from _parts(child)
        yield end


def formula(node: nodes.Element) -> str:
    """Return the formula of a ``math`` or ``math_block`` node as text."""
    text = readable(node["katex"]) if node.get("katex") else " ".join(node.astext().split())
    return f" {text} " if isinstance(node, nodes.math_block) else text
