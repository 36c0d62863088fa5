"""Questions that a reader is asked later: taken out of the doctree of a piece while it is read.

They are no part of the text: they add nothing to its length or to what is found in it, and are
shown where they are asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.addnodes import pending_xref

from extensions.doctree.fragments import dump_fragment
from extensions.model.catalog.targets import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

# The domains of references to labels.
CHECKED_DOMAINS = ("site", "prf")


class question(nodes.General, nodes.Element):
    """A question; its two children hold what is asked and the answer.

    ``label`` names it, or is empty where it is of the page as a whole; ``in_place`` says that it is
    asked where it is written.
    """


@dataclass(frozen=True)
class Question:
    """A question as plain values.

    ``asked`` and ``answer`` are frozen fragments, ``references`` the names that both refer to.
    ``is_of_page`` says that the label is that of the page, ``line`` is its line in the source.
    """

    label: str
    is_of_page: bool
    in_place: bool
    asked: bytes
    answer: bytes
    references: tuple[str, ...]
    line: int


def take_questions(doctree: nodes.document, docname: str) -> tuple[Question, ...]:
    """Take the questions out of the *doctree* of *docname*, and return them in their order."""
    questions = tuple(questions_in(doctree, docname))
    for node in list(doctree.findall(question)):
        node.parent.remove(node)
    return questions


def questions_in(doctree: nodes.document, docname: str) -> Iterator[Question]:
    """Yield the questions in the *doctree* of *docname*."""
    for node in doctree.findall(question):
        for xref in node.findall(pending_xref):
            # Told where it is written, once, and not where it is asked.
            xref["refwarn"] = xref.get("refdomain") not in CHECKED_DOMAINS
        asked, answer = cast("list[nodes.Element]", node.children)
        yield Question(
            label=node["label"] or label_of_page(doctree, docname),
            is_of_page=not node["label"],
            in_place=node["in_place"],
            asked=dump_fragment(asked.children, quoted=True),
            answer=dump_fragment(answer.children, quoted=True),
            references=names_in(node),
            line=node.line or 1,
        )


def label_of_page(doctree: nodes.document, docname: str) -> str:
    """Return the label before the title of the page, which moves with it; else its *docname*."""
    section = doctree.next_node(nodes.section)
    names: list[str] = section["names"] if section is not None else []
    # Names that are not explicit are made of the title.
    labels = (name for name in names if doctree.nametypes.get(name))
    return next(labels, docname)
