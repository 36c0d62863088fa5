"""Exercises and their solutions, with the syntax of sphinx-exercise.

::

    :::{exercise} A step too long
    :label: ex-gd-step
    …
    :::

    :::{solution} ex-gd-step
    …
    :::

An exercise is a numbered statement: it takes its number from the counter of theorems, and is
referred to as they are.  A solution folds behind its first line, "Solution of Exercise 4".  It
stands on the page of its exercise and after it, so that its number is known while it is read.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from extensions.doctree.folds import fold
from extensions.doctree.translation import _
from extensions.lib.messages import warn
from extensions.markup.theorems import Statement, StatementDirective, theorems_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

KIND = "exercise"
ORDER = "a solution stands on the page of its exercise, after it, and names its :label:"


class SolutionDirective(SphinxDirective):
    """``{solution} label``: the solution of an exercise further up on the page.

    ``:class:`` has classes of HTML for it.  The fold has the label as its attribute ``solves``.
    """

    has_content = True
    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {"class": directives.class_option}

    def run(self) -> list[nodes.Node]:
        """Return the solution, folded; without its exercise it is called just that."""
        exercise = self._exercise()
        name = _("Solution of %s") % exercise.name if exercise else _("Solution")
        opening = nodes.paragraph("", "", nodes.strong("", name))
        classes = ["proof", "solution", *self.options.get("class", [])]
        node = fold("", opening, *self.parse_content_to_nodes(), classes=classes)
        node["solves"] = self.arguments[0]
        self.set_source_info(node)
        return [node]

    def _exercise(self) -> Statement | None:
        """Return the exercise that is solved; tell of a label that none has."""
        label = self.arguments[0]
        exercises = {
            known: one
            for known, one in theorems_of(self.env).by_page.get(self.env.docname, [])
            if one.kind == KIND
        }
        if label not in exercises:
            near = get_close_matches(label, sorted(exercises), n=1)
            remedy = f'did you mean "{near[0]}"?' if near else ORDER
            text = f'no exercise above has the label "{label}": {remedy}'
            warn(self.env.docname, self.lineno, "solution", text)
        return exercises.get(label)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the two directives under the names that sphinx-exercise gave them."""
    app.add_directive(KIND, StatementDirective)
    app.add_directive("solution", SolutionDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
