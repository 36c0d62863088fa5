"""The question of a theorem, an option of its directive, and the node of any question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst import directives

from extensions.lib.messages import warn
from extensions.markup.source_lines import file_of
from extensions.model.catalog.questions import question
from extensions.model.views import view

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.util.docutils import SphinxDirective

OPTIONS: dict[str, Any] = {
    "question": directives.unchanged_required,
    "answer": directives.unchanged_required,
}
# Set while the answer of a question is read.
IN_QUESTION = "groundwork_in_question"
# What belongs to the page that it stands on, or is nothing without it.
UNFIT = (nodes.footnote_reference, nodes.citation_reference, nodes.image, nodes.raw, view)


def question_node(
    asked: Iterable[nodes.Node],
    answer: Iterable[nodes.Node],
    label: str,
    *,
    in_place: bool = False,
) -> question:
    """Return the node of a question; without a *label* it is that of the page."""
    halves = [nodes.container("", *asked), nodes.container("", *answer)]
    return question("", *halves, label=label, in_place=in_place)


def question_of(directive: SphinxDirective, label: str) -> list[nodes.Node]:
    """Return the question in the options of *directive*, whose content has the *label*, if any."""
    given = {name: directive.options[name] for name in OPTIONS if name in directive.options}
    if not given:
        return []
    file, line = file_of(directive), directive.lineno
    if directive.env.current_document.get(IN_QUESTION):
        text = "a question stands in the answer of another one: move it out of it"
        warn(file, line, "question-in-question", text)
        return []
    if len(given) < len(OPTIONS):
        text = ":question: and :answer: go together: write both, or none"
        warn(file, line, "half-a-question", text)
        return []
    if not label:
        text = "a question is known by the label of its theorem: write :label: as well"
        warn(file, line, "question-without-label", text)
        return []
    (asked, told), (answer, more) = (directive.parse_inline(text) for text in given.values())
    halves = [nodes.paragraph("", "", *asked)], [nodes.paragraph("", "", *answer)]
    node = question_node(*halves, label)
    directive.set_source_info(node)
    check_content(node, file, line)
    return [node, *told, *more]


def is_shown_elsewhere(node: nodes.Element) -> bool:
    """Return whether all in *node* can be shown on other pages than its own."""
    parts = (part for part in node.findall(nodes.Element) if part is not node)
    return not any(isinstance(part, UNFIT) or part["ids"] for part in parts)


def check_content(node: question, file: str, line: int) -> None:
    """Warn of what only has a meaning on its own page: a question is asked on others too."""
    if not is_shown_elsewhere(node):
        text = (
            "a question is asked on other pages too, which have no notes, pictures or labels of "
            "this one: say it in words, formulas and links"
        )
        warn(file, line, "question-content", text)
