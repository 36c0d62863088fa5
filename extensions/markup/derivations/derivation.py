r"""The directive ``{derivation}``.

::

    :::{derivation} The variance of a score
    :label: der-score
    :given: q, k = rng.standard_normal((2, 8))

    $$
    \operatorname{Var} s &= \operatorname{Var} \sum_i q_i k_i
    $$

    $$
    &= \sum_i \operatorname{Var} q_i k_i
    $$ (eq-score)

    The terms are independent.
    :::

Each display is a line, what follows it up to the next one is its reason.
"""

from __future__ import annotations

import ast
import math
import warnings
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from extensions.doctree.translation import _
from extensions.lib.messages import warn
from extensions.markup.derivations.halves import AlignmentError, joined, split_line
from extensions.markup.derivations.line_role import IN_DERIVATION, line_value
from extensions.markup.math.equations import set_tex
from extensions.markup.source_lines import file_of
from extensions.markup.theorems import head, run_in
from extensions.model.frontmatter.nodes import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNTER = "groundwork-derivations"
FORM = "write each line as a display of its own, $$ on lines before and behind it"


def is_code(text: str) -> bool:
    """Return whether *text* is code of Python, without running any of it."""
    try:
        with warnings.catch_warnings(action="ignore"):
            ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def is_tolerance(text: str) -> bool:
    """Return whether *text* is a number above 0."""
    try:
        return 0 < float(text) < math.inf
    except ValueError:
        return False


# What the tests need, which read these options later.
OPTIONS = {
    "given": (is_code, "statements of Python, as in n = rng.integers(1, 9)"),
    "tolerance": (is_tolerance, "a number above 0, as in 0.01"),
}


class derivation(nodes.General, nodes.Element):
    """A derivation; its children after its title, if it has one, are its steps."""


class step(nodes.General, nodes.Element):
    """A line of a derivation, and its reason."""


class DerivationDirective(SphinxDirective):
    """The lines of one aligned display, each with its reason below it, gone through one by one.

    Its argument, which may be left out, is a title.  ``:label:`` is its name in links and in the
    address; ``:given:`` has statements of Python, run before the expressions of ``{line}`` are
    compared, with a generator ``rng``; ``:tolerance:`` is how far apart the lines may be, relative
    to their size; ``:class:`` has classes of HTML.
    """

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        "label": directives.unchanged_required,
        "given": directives.unchanged_required,
        "tolerance": directives.unchanged_required,
        "class": directives.class_option,
    }

    def run(self) -> list[nodes.Node]:
        """Return the derivation; what is no line or reason of one stands before its first line."""
        number = self.env.current_document.new_serial_number(COUNTER) + 1
        label = self.options.get("label")
        node = derivation("", ids=[label or f"derivation-{number}"])
        node["classes"] += self.options.get("class", [])
        self.set_source_info(node)
        if label:
            node["names"].append(nodes.fully_normalize_name(label))
            self.state.document.note_explicit_target(node)
        outer = self.env.current_document.get(IN_DERIVATION, False)
        self.env.current_document[IN_DERIVATION] = True
        content = self.parse_content_to_nodes()
        self.env.current_document[IN_DERIVATION] = outer
        before, steps = self._steps(content)
        messages: list[nodes.Node] = []
        if self.arguments:
            title, messages = cast("Any", self.parse_inline(self.arguments[0]))
            opening = nodes.container("", *before)
            run_in(opening, head(_("Derivation"), title))
            before = list(opening.children)
        node.extend(before)
        node.extend(steps)
        self._check(node, steps)
        return [node, *messages] if steps else [*node.children, *messages]

    def _steps(self, content: list[nodes.Node]) -> tuple[list[nodes.Node], list[step]]:
        """Return what stands before the first line, and the steps."""
        before: list[nodes.Node] = []
        steps: list[step] = []
        for node in content:
            if isinstance(node, nodes.math_block):
                # The target of a labelled line stands before it.
                where = steps[-1].children if steps else before
                target = where.pop() if where and isinstance(where[-1], nodes.target) else None
                steps.append(step("", *[one for one in (target, node) if one]))
                self._align(node)
            elif steps:
                steps[-1].append(node)
            else:
                before.append(node)
        return before, steps

    def _align(self, block: nodes.math_block) -> None:
        """Put the two sides of *block* on it, and take the sign between them out of it."""
        tex = block.astext()
        try:
            left, right = split_line(tex)
        except AlignmentError:
            text = "a line of a derivation has more than one &: keep the one before its relation"
            self._warn(block.line, text)
            set_tex(block, rf"\begin{{aligned}}{tex}\end{{aligned}}")
            return
        set_tex(block, joined(left, right))
        block["halves"] = (left, right)

    def _check(self, node: derivation, steps: list[step]) -> None:
        """Warn of lines without a reason, and of expressions that nothing is compared with."""
        for option, (reads, form) in OPTIONS.items():
            value = self.options.get(option)
            if value is not None and not reads(value):
                self._warn(self.lineno, f":{option}: is {shown(value)}: write {form}")
        if not steps:
            self._warn(self.lineno, f"the derivation has no line: {FORM}")
        for number, one in enumerate(steps[1:], 2):
            if not any(isinstance(child, nodes.paragraph) for child in one.children):
                line = next(one.findall(nodes.math_block)).line
                text = f"line {number} of the derivation has no reason: write one below it"
                self._warn(line, text)
        values = [len(list(one.findall(line_value))) for one in steps]
        if sum(values) == 1:
            text = "one line alone has a {line}, which nothing is compared with: write another"
            self._warn(self.lineno, text)
        if max(values, default=0) > 1:
            self._warn(self.lineno, "a line of the derivation has two {line}: keep one")

    def _warn(self, line: int | None, text: str) -> None:
        warn(file_of(self), line, "derivation", text)


def steps_of(node: derivation) -> Iterator[step]:
    """Yield the steps of *node*."""
    yield from (child for child in node.children if isinstance(child, step))
