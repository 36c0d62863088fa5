"""What is wrong with questions, told once each: where they are written, wherever they are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from docutils import nodes
from sphinx.addnodes import pending_xref

from extensions.building.diagnostics import missing_targets
from extensions.doctree.app_state import of_app
from extensions.doctree.fragments import load_fragment
from extensions.doctree.label_reference import LabelDomain
from extensions.lib.messages import warn
from extensions.markup.math.katex import Fault
from extensions.markup.math.setter import Setter
from extensions.markup.math.transform import fault_text, formula_of
from extensions.model.catalog.domain import catalog_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from extensions.model.catalog.questions import Question


Part = TypeVar("Part", bound=nodes.Element)


def check_questions(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Warn of labels, references and formulas of questions; no other page has to be written.

    It answers ``env-get-updated``: what a label stands for is asked when sections have numbers.
    """
    check_labels(env)
    for docname, one in questions_of(env):
        for xref in parts(one, pending_xref):
            domain = env.domains.get(xref.get("refdomain") or "")
            if not isinstance(domain, LabelDomain):
                continue
            label, has_text = xref["reftarget"], bool(xref.get("refexplicit"))
            if domain.target_of(xref["reftype"], label, has_text=has_text) is None:
                text = missing_targets.of_label(app, label)
                warn(docname, one.line, "unknown-label", text)
    if app.builder.format == "html":
        check_formulas(app, env)
    return []


def check_labels(env: BuildEnvironment) -> None:
    """Warn of questions that share a label."""
    known = catalog_of(env).questions
    for docname, one in questions_of(env):
        home, first = known[one.label]
        # That two statements have one label is told of the statements.
        if one is not first and (one.in_place or first.in_place or home.docname != docname):
            text = f'the question "{one.label}" is also one of {home.docname}: change one label'
            warn(docname, one.line, "duplicate-question", text)


def check_formulas(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of formulas in questions that cannot be set."""
    formulas = [
        (docname, one.line, formula_of(node))
        for docname, one in questions_of(env)
        for kind in (nodes.math, nodes.math_block)
        for node in parts(one, kind)
    ]
    if not formulas:
        return
    answers = of_app(app, Setter).set_formulas(list(dict.fromkeys(one[2] for one in formulas)))
    for docname, line, formula in formulas:
        answer = answers[formula]
        if isinstance(answer, Fault):
            warn(docname, line, "formula", fault_text(answer))


def questions_of(env: BuildEnvironment) -> Iterator[tuple[str, Question]]:
    """Yield all questions, each with the page that it is written on."""
    for docname in sorted(catalog_of(env).entries):
        for one in catalog_of(env).entries[docname].questions:
            yield docname, one


def parts(one: Question, kind: type[Part]) -> Iterator[Part]:
    """Yield what is of *kind* in the question *one*."""
    for half in (one.asked, one.answer):
        for node in load_fragment(half):
            yield from node.findall(kind)
