"""How long a page takes to read, formulas, code and figures included."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from docutils import nodes

from extensions.doctree.detours import detour, detour_line
from extensions.doctree.folds import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS_PER_MINUTE = 220
SECONDS = {
    nodes.math: 2.0,
    nodes.math_block: 12.0,
    nodes.image: 15.0,
}
SECONDS_PER_CODE_LINE = 2.5


def minutes(node: nodes.Element) -> int:
    """Return the minutes that *node* takes an attentive reader, at least one."""
    return rounded(seconds(in_full(node)))


def short_way(doctree: nodes.document) -> tuple[int, tuple[tuple[str, int], ...]]:
    """Return the minutes of the short way, and of each section that it reads, by anchor.

    It reads what is in no detour, and opens no fold and no note.  A page without detours has no
    short way: it takes no minutes.
    """
    if doctree.next_node(detour) is None:
        return 0, ()
    page = next(iter(doctree.findall(nodes.section)))
    sections = (child for child in page.children if isinstance(child, nodes.section))
    times = ((section["ids"][0], seconds(in_short(section))) for section in sections)
    # A heading is read in a moment.
    read = tuple((anchor, rounded(time)) for anchor, time in times if time >= 15)
    return rounded(seconds(in_short(doctree))), read


def rounded(time: float) -> int:
    """Return *time*, seconds, in minutes, at least one."""
    return max(1, math.ceil(time / 60 - 0.5))


def seconds(parts: Iterator[nodes.Node]) -> float:
    """Return the seconds that *parts* take, each for itself."""
    time = 0.0
    for node in parts:
        if isinstance(node, nodes.Text):
            time += 60 / WORDS_PER_MINUTE * len(node.split()) if _is_prose(node) else 0
        elif isinstance(node, nodes.literal_block):
            time += SECONDS_PER_CODE_LINE * (node.astext().count("\n") + 1)
        else:
            time += SECONDS.get(type(node), 0.0)
    return time


def in_full(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield *node* and all in it, without the lines that only the short way shows."""
    if not isinstance(node, detour_line):
        yield node
        for child in node.children:
            yield from in_full(child)


def in_short(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield *node* and what of it the short way reads: no notes, and of a fold its first line."""
    if isinstance(node, (nodes.footnote, nodes.citation)):
        return
    yield node
    is_folded = isinstance(node, (detour, fold))
    for child in node.children[:1] if is_folded else node.children:
        yield from in_short(child)


def _is_prose(text: nodes.Text) -> bool:
    return not isinstance(text.parent, (nodes.math, nodes.math_block, nodes.literal_block))
