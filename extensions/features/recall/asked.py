"""What a page asks its reader: the view behind ``{recall}`` and ``{question}``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

from extensions.doctree.folds import fold, write_fold
from extensions.doctree.fragments import Fragment
from extensions.doctree.translation import _
from extensions.markup.label_targets import LabelTarget, find, section_at, targets_of
from extensions.markup.references import reference_text
from extensions.model.catalog.domain import catalog_of
from extensions.model.views import View

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

    from extensions.doctree.links import Links
    from extensions.model.catalog.domain import Entry
    from extensions.model.catalog.questions import Question


class asked(fold):
    """A question that folds its answer; ``label`` is its name in the reader's browser."""


def visit_asked(self: HTML5Translator, node: asked) -> None:
    """Write the question with its label, for the script."""
    write_fold(self, node, **{"data-recall": node["label"]})


@dataclass(frozen=True)
class AskedData:
    """A question, its answer, and what it is about, unless that is the page which asks."""

    label: str
    asked: Fragment
    answer: Fragment
    about: LabelTarget | None


@dataclass(frozen=True)
class RecallData:
    """The questions in their order."""

    questions: tuple[AskedData, ...]


@dataclass(frozen=True)
class Recall(View[RecallData]):
    """The questions named by ``labels``; without any, those of the page that are asked nowhere."""

    labels: tuple[str, ...]

    def data(self, env: BuildEnvironment, page: str) -> RecallData:
        """Return the questions."""
        return RecallData(
            tuple(asked_on(env, page, entry, one) for entry, one in self._chosen(env, page))
        )

    def _chosen(self, env: BuildEnvironment, page: str) -> list[tuple[Entry, Question]]:
        catalog = catalog_of(env)
        if self.labels:
            known = catalog.questions
            return [known[label] for label in self.labels if label in known]
        entry = catalog.entries[page]
        return [(entry, one) for one in entry.questions if not one.in_place]

    def names(self) -> list[tuple[str, str]]:
        """Return the questions that are asked for."""
        return [("question", label) for label in self.labels]

    def render(self, data: RecallData, links: Links, level: int) -> list[nodes.Node]:
        """Return the questions, each with its answer folded."""
        if not data.questions:
            return []
        kicker = nodes.paragraph("", _("From memory"), classes=["kicker"])
        questions = (question(one, links) for one in data.questions)
        return [nodes.container("", kicker, *questions, classes=["recall"])]


def asked_on(env: BuildEnvironment, page: str, entry: Entry, one: Question) -> AskedData:
    """Return what *page* shows of the question *one*, which is of the page of *entry*."""
    targets = targets_of(env, one.references)
    return AskedData(
        label=one.label,
        asked=Fragment(entry.docname, one.asked, targets),
        answer=Fragment(entry.docname, one.answer, targets),
        about=about(env, page, entry, one),
    )


def about(env: BuildEnvironment, page: str, entry: Entry, one: Question) -> LabelTarget | None:
    """Return what the question *one* of the page of *entry* is about, unless it is *page*."""
    place = None if one.is_of_page else find(env, one.label)
    place = place or section_at(env, entry.docname, "")
    return place if place.anchor or place.docname != page else None


def question(one: AskedData, links: Links) -> asked:
    """Return the question *one* as it is asked on the page of *links*."""
    line = nodes.paragraph()
    for paragraph in one.asked.load(links):
        line += paragraph.children
    node = asked("", line, *one.answer.load(links), classes=["question"], label=one.label)
    if one.about:
        words = reference_text(one.about, links.page)
        link = links.link(one.about.docname, words, anchor=one.about.anchor)
        node += nodes.paragraph("", "", link, classes=["facts"])
    return node
