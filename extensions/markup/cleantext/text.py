"""Convert a doctree to one line of plain text, for metadata, search and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from extensions.markup.cleantext.unicode_math import readable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    # Says a formula as text.
    Speller = Callable[[nodes.Element], str]

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


def formula(node: nodes.Element) -> str:
    """Return the formula of a ``math`` or ``math_block`` node as text."""
    return readable(node["katex"]) if node.get("katex") else " ".join(node.astext().split())


def plain(fragment: Iterable[nodes.Node], spell: Speller = formula) -> str:
    """Return *fragment* as one line of text, its formulas in readable Unicode or as *spell* says.

    The nodes must be resolved and their formulas set (the attribute ``katex``); a formula
    that could not be set is given as its TeX.
    """
    return " ".join("".join(part for node in fragment for part in _parts(node, spell)).split())


def _parts(node: nodes.Node, spell: Speller) -> Iterator[str]:
    if isinstance(node, nodes.Text):
        yield str(node)
    elif isinstance(node, LEFT_OUT):
        return
    elif isinstance(node, nodes.math):
        yield spell(node)
    elif isinstance(node, nodes.math_block):
        yield f" {spell(node)} "
    elif isinstance(node, nodes.image):
        yield node.get("alt", "")
    else:
        # A block ends a word even where the source has no space; a link is of both kinds.
        is_block = isinstance(node, BLOCKS) and not isinstance(node, nodes.Inline)
        end = " " if is_block else ""
        yield end
        for child in node.children:
            yield from _parts(child, spell)
        yield end
