"""``{question}``, ``{recall}`` and ``{recall-due}``."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from extensions.features.recall.asked import Recall
from extensions.lib.slugs import slugify
from extensions.markup.questions import IN_QUESTION, check_content, question_node
from extensions.markup.source_lines import file_of, warn_at
from extensions.model.views import ViewDirective, view


class QuestionDirective(SphinxDirective):
    """``{question}``: a question, asked here, with its answer as the content.

    ``:label:`` is its name in the browsers of readers and in their decks; it never changes.
    """

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {"label": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Return the question, which the catalog takes out, and the place that asks it."""
        asked, messages = self.parse_inline(self.arguments[0])
        line = nodes.paragraph("", "", *asked)
        if self.env.current_document.get(IN_QUESTION):
            text = "a question stands in the answer of another one: move it out of it"
            warn_at(self, "question-in-question", text)
            return [line, *self.parse_content_to_nodes(), *messages]
        if not self.content:
            text = "the question has no answer: write it below, in one to three sentences"
            warn_at(self, "question-without-answer", text)
            return [line, *messages]
        label = self._label()
        self.env.current_document[IN_QUESTION] = True
        answer = self.parse_content_to_nodes()
        self.env.current_document[IN_QUESTION] = False
        node = question_node([line], answer, label, in_place=True)
        place = view("", view=Recall((label,)))
        for one in (node, place):
            self.set_source_info(one)
        check_content(node, file_of(self), self.lineno)
        return [node, place, *messages]

    def _label(self) -> str:
        """Return the label; of a question without one, and with a message, one made of it."""
        label = self.options.get("label")
        if label:
            return str(label)
        text = "the question has no label: write :label: and a name that it keeps"
        warn_at(self, "question-without-label", text)
        return f"{self.env.docname}-{slugify(self.arguments[0])}"


class RecallDirective(ViewDirective):
    """``{recall}``: questions of theorems and shorts, named by their labels, and of others.

    Without labels it asks those questions of the page that stand in no ``{question}``.
    """

    optional_arguments = 1
    final_argument_whitespace = True

    def view(self) -> Recall:
        """Return what asks the questions."""
        return Recall(tuple(" ".join(self.arguments).replace(",", " ").split()))


class DueDirective(SphinxDirective):
    """``{recall-due}``: where a script asks what is due.

    The content is for readers of whom nothing is known, and for those without scripts.
    """

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the content in a box that the script fills."""
        return [nodes.container("", *self.parse_content_to_nodes(), classes=["recall-due"])]
