"""The sentences of a paragraph, each with its formulas and links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

# A full stop, what closes after it, and the space before what can begin a sentence; at the
# end of a text, whatever comes next does.
_END = re.compile(r"([.?!…][”’\"')\]]*)(\s+)(?=[“‘\"'(\[]*[A-Z0-9]|$)")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:e\.g|i\.e|cf|vs|al|resp|approx|Fig|Eq|Sec|No|pp?|Dr|Mr|Mrs|Prof|St))\.$"
)


def sentences(block: nodes.Element) -> list[list[nodes.Node]]:
    """Return copies of the inline nodes of *block*, one list for each sentence.

    What is not text (a formula, a link, emphasis) is never divided.
    """
    parts_by_sentence: list[list[nodes.Node]] = [[]]
    for child in block.children:
        if isinstance(child, nodes.Text):
            for place, part in enumerate(divided(str(child))):
                if place:
                    parts_by_sentence.append([])
                if part:
                    parts_by_sentence[-1].append(nodes.Text(part))
        else:
            parts_by_sentence[-1].append(child.deepcopy())
    return [
        sentence
        for sentence in parts_by_sentence
        if "".join(node.astext() for node in sentence).strip()
    ]


def divided(text: str) -> Iterator[str]:
    """Yield the parts of *text* between the ends of sentences; the last may be empty."""
    start = 0
    for end in _END.finditer(text):
        if not _ABBREVIATED.search(text[start : end.end(1)]):
            yield text[start : end.end(1)]
            start = end.end()
    yield text[start:]
