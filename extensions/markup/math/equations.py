r"""Numbers and labels of displayed formulas, one numbering for all of them.

A formula has a number where LaTeX gives it one (``equation``, and each row of ``align``,
``gather`` and ``alignat``, within ``$$`` or without) or where its author has given it a label:
``$$ … $$ (label)``, ``{math}`` with ``:label:``.  Where there is a ``\tag``, it is the number.
MyST 5.2.0 gives a numbered environment a random label and one number however many rows it has,
and KaTeX numbers the rest by a counter of its own: neither is used.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.transforms import SphinxTransform

from extensions.doctree.heading_ids import equation_id
from extensions.lib.messages import logger
from extensions.lib.phases import ReadTransform

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.domains.math import MathDomain

BY_ROW = ("align", "alignat", "gather")
ENVIRONMENT = re.compile(
    r"\s*\\begin\{(?P<name>[a-z]+)(?P<star>\*?)\}(?P<body>.*)\\end\{(?P=name)(?P=star)\}\s*", re.S
)
# Where KaTeX would number by itself: in what is no environment as a whole.
COUNTED = re.compile(rf"(?P<mark>\\(?:begin|end))\{{(?P<name>{'|'.join(BY_ROW)}|equation)\}}")
LABEL = re.compile(r"\s*\\label\{(?P<label>[^}]*)\}")
UNNUMBERED = re.compile(r"\\(?:notag|nonumber)(?![A-Za-z])\s*")
# With braces in it two deep, as in \tag{$\mathcal{A}_{1}$}.
TAG = re.compile(
    r"\\tag(?P<bare>\*?)\s*\{(?P<tag>(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*)\}"
)
PLAIN = re.compile(r"[^\\${}^_~&#%]*")
# What splits a body into rows, or opens and closes what a row may hold.
TOKENS = re.compile(r"\\\\(?:\[[^\]]*\])?|\\begin\{|\\end\{|\\[{}]|[{}]")

# The brace after \begin is closed by a token of its own.
DEPTH = {"{": 1, "}": -1, r"\begin{": 2, r"\end{": 0}


class NumberEquations(SphinxTransform):
    """Number the displayed formulas of a page in their order."""

    # With the other first transforms: before labels are collected.
    default_priority = ReadTransform.EQUATIONS

    def apply(self, **kwargs: Any) -> None:
        """Change the page that is being read."""
        numbers = count(1)
        self.given: set[str] = set()
        self.tagged: dict[str, nodes.math_block] = {}
        for block in list(self.document.findall(nodes.math_block)):
            if "amsmath" in block["classes"] and block.get("label"):
                self._forget(block)
            self._number_block(block, numbers)

    def _number_block(self, block: nodes.math_block, numbers: Iterator[int]) -> None:
        environment = ENVIRONMENT.fullmatch(block.astext())
        name = environment["name"] if environment else ""
        if environment and name == "equation":
            self._number_equation(block, environment, numbers)
        elif environment and name in BY_ROW:
            self._number_rows(block, environment, numbers)
        else:
            if COUNTED.search(block.astext()):
                set_tex(block, COUNTED.sub(r"\g<mark>{\g<name>*}", block.astext()))
            self._number_whole(block, numbers)

    def _number_whole(self, block: nodes.math_block, numbers: Iterator[int]) -> None:
        """Number *block* if it has a label or a tag; a tag is printed by KaTeX."""
        tag = TAG.search(block.astext())
        label = block.get("label")
        if tag:
            block["number"] = None
            self._give(tag_of(tag), block)
            if label:
                self._note(label, tag_of(tag), None)
        elif label:
            self._note(label, self._give(next(numbers), block), block)

    def _number_equation(
        self, block: nodes.math_block, environment: re.Match[str], numbers: Iterator[int]
    ) -> None:
        inner = LABEL.search(environment["body"])
        body = LABEL.sub("", environment["body"]).strip()
        has_none = bool(environment["star"] or UNNUMBERED.search(body))
        before = environment.string[: environment.start("body")] + environment["body"]
        block["lines_before"] = before[: before.find(body)].count("\n")
        set_tex(block, UNNUMBERED.sub("", body))
        block["nowrap"] = False
        if inner and not block.get("label"):
            block["label"] = inner["label"]
            self._target(inner["label"], block)
        if block.get("label") or has_none or TAG.search(body):
            self._number_whole(block, numbers)
        else:
            block["number"] = self._give(next(numbers), block)

    def _number_rows(
        self, block: nodes.math_block, environment: re.Match[str], numbers: Iterator[int]
    ) -> None:
        """Number each row that has a number; the label of the whole is that of the first."""
        label, name = block.get("label"), f"{environment['name']}{environment['star']}"
        block["number"] = None
        given: list[int | str] = []
        rows = [
            self._number_row(row, block, None if environment["star"] else numbers, given)
            for row in split_rows(environment["body"])
        ]
        set_tex(block, rf"\begin{{{name}}}{''.join(rows)}\end{{{name}}}")
        block["nowrap"] = True
        if label:
            self._note(label, given[0] if given else next(numbers), None if given else block)

    def _number_row(
        self,
        row: str,
        block: nodes.math_block,
        numbers: Iterator[int] | None,
        given: list[int | str],
    ) -> str:
        label = LABEL.search(row)
        row = LABEL.sub("", row)
        tag = TAG.search(row)
        text, end = split_end(row) if row.endswith(("\\\\", "]")) else (row, "")
        if tag:
            given.append(self._give(tag_of(tag), block))
        elif numbers and text.strip() and not UNNUMBERED.search(text):
            given.append(self._give(next(numbers), block))
            space = text[len(text.rstrip()) :]
            row = rf"{text.rstrip()} \tag{{{given[-1]}}}{space}{end}"
        else:
            # The row of a label that has no number: that of the row before, as in LaTeX.
            label = label if given else None
        if label:
            self._target(label["label"], block)
            self._note(label["label"], given[-1], None)
        return row

    def _give(self, number: int | str, block: nodes.math_block) -> int | str:
        """Return the *number* of a formula, and warn of a tag that another formula has as well."""
        name = str(number)
        is_tag = isinstance(number, str)
        tagged = block if is_tag else self.tagged.get(name)
        if name in self.given and tagged is not None:
            logger.warning(
                "two formulas of the page have the number (%s): change one \\tag",
                name,
                type="groundwork",
                subtype="duplicate-tag",
                location=tagged,
            )
        self.given.add(name)
        if is_tag:
            self.tagged.setdefault(name, block)
        return number

    def _note(self, label: str, number: int | str, block: nodes.math_block | None) -> None:
        # Sphinx takes the number for text wherever it shows it.
        self._domain.equations[label] = (self.env.docname, cast("int", number))
        if block is not None:
            block["number"] = number
            block["docname"] = self.env.docname

    def _target(self, label: str, block: nodes.math_block) -> None:
        target = nodes.target("", "", ids=[equation_id(label)])
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
        del block["label"]

    @property
    def _domain(self) -> MathDomain:
        return cast("MathDomain", self.env.get_domain("math"))


def tag_of(tag: re.Match[str]) -> str:
    r"""Return the number that a tag is; one without brackets as it is written, ``\tag*{…}``."""
    return tag[0] if tag["bare"] else tag["tag"]


def number_nodes(number: int | str) -> list[nodes.Node]:
    r"""Return what a reference prints for *number*: "(3)", or a tag as it is set, "(⋆)"."""
    bare = TAG.fullmatch(str(number))
    text = bare["tag"] if bare else f"({number})"
    parts = text.split("$")
    if len(parts) % 2 == 0 or not all(PLAIN.fullmatch(part) for part in parts[::2]):
        parts = ["", rf"\text{{{text}}}"]
    texts = (nodes.math(part, part) if n % 2 else nodes.Text(part) for n, part in enumerate(parts))
    return [node for node in texts if node.astext()]


def set_tex(block: nodes.math_block, tex: str) -> None:
    """Put *tex* in place of the formula of *block*, which keeps as ``written`` what it was."""
    block["written"] = block.astext()
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
