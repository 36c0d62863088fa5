"""Numbers and labels of displayed formulas: ``$$ … $$ (label)`` and amsmath environments.

MyST 5.2.0 gives a numbered environment a random label, one number however many rows it
has, and leaves the ``\\label`` in it to be printed.  Here each row has its number once, as
in LaTeX, and its label is a label like any other.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.transforms import SphinxTransform

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.domains.math import MathDomain

ENVIRONMENT = re.compile(r"\s*\\begin\{(?P<name>[a-z]+)\}(?P<body>.*)\\end\{(?P=name)\}\s*", re.S)
LABEL = re.compile(r"\s*\\label\{(?P<label>[^}]*)\}")
UNNUMBERED = re.compile(r"\\(notag|nonumber)\b|\\tag\b")
# What splits a body into rows, or opens and closes what a row may hold.
TOKENS = re.compile(r"\\\\(?:\[[^\]]*\])?|\\begin\{|\\end\{|\\[{}]|[{}]")

# The brace after \begin is closed by a token of its own.
DEPTH = {"{": 1, "}": -1, r"\begin{": 2, r"\end{": 0}


class NumberEquations(SphinxTransform):
    """Number the displayed formulas of a page in their order."""

    # With the other first transforms: before labels are collected.
    default_priority = 7

    def apply(self, **kwargs: Any) -> None:
        """Change the page that is being read."""
        numbers = count(1)
        for block in list(self.document.findall(nodes.math_block)):
            if "amsmath" in block["classes"]:
                self._number_environment(block, numbers)
            elif block.get("label"):
                self._note(block["label"], next(numbers), block)

    def _number_environment(self, block: nodes.math_block, numbers: Iterator[int]) -> None:
        if block.get("label"):
            self._forget(block)
        found = ENVIRONMENT.fullmatch(block.astext())
        if found is None or block.get("label") is None:
            return
        name, body = found["name"], found["body"]
        del block["label"]
        if name == "equation":
            self._number_equation(block, body, next(numbers))
            return
        rows = [self._number_row(row, block, numbers) for row in split_rows(body)]
        set_tex(block, rf"\begin{{{name}}}{''.join(rows)}\end{{{name}}}")

    def _number_equation(self, block: nodes.math_block, body: str, number: int) -> None:
        label = LABEL.search(body)
        set_tex(block, LABEL.sub("", body).strip())
        block["nowrap"] = False
        if label:
            block["label"] = label["label"]
            self._target(label["label"], block)
            self._note(label["label"], number, block)
        else:
            block["number"] = number

    def _number_row(self, row: str, block: nodes.math_block, numbers: Iterator[int]) -> str:
        label = LABEL.search(row)
        row = LABEL.sub("", row)
        text, end = (row, "") if not row.endswith(("\\\\", "]")) else split_end(row)
        if not text.strip() or UNNUMBERED.search(text):
            return row
        number = next(numbers)
        if label:
            self._target(label["label"], block)
            self._note(label["label"], number, None)
        return rf"{text.rstrip()} \tag{{{number}}}{end}"

    def _note(self, label: str, number: int, block: nodes.math_block | None) -> None:
        self._domain.equations[label] = (self.env.docname, number)
        if block is not None:
            block["number"] = number
            block["docname"] = self.env.docname

    def _target(self, label: str, block: nodes.math_block) -> None:
        target = nodes.target("", "", ids=[nodes.make_id(f"equation-{label}")])
        self.document.note_explicit_target(target)
        block.parent.insert(block.parent.index(block), target)

    def _forget(self, block: nodes.math_block) -> None:
        """Take back the random label that MyST has given to *block*."""
        self._domain.equations.pop(block["label"], None)
        block["number"] = None
        target = block.parent[block.parent.index(block) - 1]
        if isinstance(target, nodes.target):
            for anchor in target["ids"]:
                self.document.ids.pop(anchor, None)
            block.parent.remove(target)

    @property
    def _domain(self) -> MathDomain:
        return cast("MathDomain", self.env.get_domain("math"))


def set_tex(block: nodes.math_block, tex: str) -> None:
    """Put *tex* in place of the formula of *block*."""
    block.children = []
    block += nodes.Text(tex)
    block.rawsource = tex


def split_rows(body: str) -> Iterator[str]:
    r"""Yield the rows of *body*, each with the ``\\`` that ends it."""
    depth = start = 0
    for token in TOKENS.finditer(body):
        depth += DEPTH.get(token[0], 0)
        if token[0].startswith("\\\\") and depth == 0:
            yield body[start : token.end()]
            start = token.end()
    yield body[start:]


def split_end(row: str) -> tuple[str, str]:
    r"""Return *row* without the ``\\`` at its end, and that ``\\``."""
    place = row.rfind("\\\\")
    return row[:place], row[place:]
