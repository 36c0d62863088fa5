"""The question of a short at its foot, and the deck of a series on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from extensions.features.recall.asked import Recall
from extensions.features.recall.decks import DeckLink
from extensions.lib.phases import ReadTransform
from extensions.markup.questions import check_content, question_node
from extensions.model.catalog.collect import READING, parse
from extensions.model.frontmatter import Kind, Short, kind_of
from extensions.model.views import view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from extensions.model.frontmatter import Reading


class PlaceOnPage(SphinxTransform):
    """Put the question of a short and the deck of a series on the page that is read."""

    default_priority = ReadTransform.RECALL

    def apply(self, **kwargs: Any) -> None:
        """Change the page."""
        reading: Reading | None = self.env.current_document.get(READING)
        section = self.document.next_node(nodes.section)
        if reading is None or section is None:
            return
        if kind_of(self.env.docname) is Kind.SERIES:
            section += view("", view=DeckLink(self.env.docname))
        elif isinstance(reading.record, Short):
            self._ask(section, reading.record, reading.lines)

    def _ask(self, section: nodes.section, short: Short, lines: Mapping[str, int]) -> None:
        if not short.question or not short.answer:
            return
        asked = parse(short.question, lines["question"], self.document)
        answer = parse(short.answer, lines["answer"], self.document)
        node = question_node(asked, answer, label="")
        node.line = lines["question"]
        check_content(node, self.env.docname, node.line)
        section.insert(place_in(section), [node, view("", view=Recall(()))])


def place_in(section: nodes.section) -> int:
    """Return the place before the heading of the list of works, or the end of *section*."""
    for at, child in reversed(list(enumerate(section.children))):
        if isinstance(child, nodes.rubric):
            return at
    return len(section)
