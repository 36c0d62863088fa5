"""The sentences of a page that refer to something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from extensions.doctree.fragments import dump_fragment
from extensions.doctree.sentences import sentences
from extensions.model.catalog.targets import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

# What has no meaning in a sentence that stands alone.
LEFT_OUT = (
    *(nodes.footnote_reference, nodes.citation_reference),
    *(nodes.target, nodes.image, nodes.raw),
)

# Their words are those of a button, whatever they stand in.
BUTTONS = ("sd-btn", "sd-stretched-link")


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence with references.

    ``names`` are what it refers to, ``sentence`` its frozen nodes, ``anchor`` that of the
    section it stands in.
    """

    names: tuple[str, ...]
    sentence: bytes
    anchor: str


def mentions_in(doctree: nodes.document) -> Iterator[Mention]:
    """Yield the sentences of *doctree* that refer to something, in their order."""
    for block in blocks_with_references(doctree):
        section = section_around(block)
        for sentence in sentences(block):
            whole = nodes.inline("", "", *sentence)
            names = names_in(whole)
            if names:
                yield Mention(names, dump_fragment(cleaned(whole).children, quoted=True), section)


def blocks_with_references(doctree: nodes.document) -> Iterator[nodes.Element]:
    """Yield each paragraph (or other block of text, no title) that holds a reference, once.

    The link of a card or a button is no block of text.
    """
    last: nodes.Element | None = None
    for xref in doctree.findall(addnodes.pending_xref):
        if {*BUTTONS} & {*xref["classes"]}:
            continue
        block: nodes.Element | None = xref
        while block is not None and (
            isinstance(block, nodes.Inline) or not isinstance(block, nodes.TextElement)
        ):
            block = block.parent
        if block is not None and block is not last and not isinstance(block, nodes.title):
            last = block
            yield block


def section_around(node: nodes.Node) -> str:
    """Return the anchor of the innermost section around *node*; empty outside of any."""
    at = node.parent
    while at is not None and not isinstance(at, nodes.section):
        at = at.parent
    return str(at["ids"][0]) if at is not None else ""


def cleaned(sentence: nodes.inline) -> nodes.inline:
    """Return *sentence* without what only has a meaning on its own page."""
    for node in list(sentence.findall(lambda node: isinstance(node, LEFT_OUT))):
        node.parent.remove(node)
    return sentence
