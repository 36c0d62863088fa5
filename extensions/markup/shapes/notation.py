r"""The shapes of a product, ``XW_Q : (n, d)(d, d_k) → (n, d_k)``, read and checked.

What stands side by side is a matrix product as of NumPy: the last dimension of one meets the last
but one of the next, those before are broadcast, and a vector is a row before a matrix and a column
behind it.  ``+``, ``-``, ``⊙`` and ``/`` are entry by entry, with broadcasting.  ``ᵀ`` (``^T``,
``^\top``) changes the last two dimensions.  Round brackets around shapes group.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn

from extensions.markup.shapes.dimensions import Dimension, DimensionError, dimension
from extensions.model.frontmatter.nodes import shown

FORM = "write {shape}`XW : (n, d)(d, k) → (n, k)`"
ARROW = re.compile(r"→|->|\\to(?![a-z])")
TRANSPOSE = re.compile(r"\s*(?:ᵀ|\^\{?(?:T|⊤|\\top|\\mathsf\{T\})\}?)")
SHAPE = re.compile(r"\s*\(([^()]*)\)")
BY_ENTRY = re.compile(r"\s*(\+|-|−|⊙|\\odot(?![a-z])|/)")
TEX_OF = {"⊙": r"\odot", "\u2212": "-"}
MOST = 40


class ShapeError(ValueError):
    """Shapes that do not fit, or text that is none; says what is wrong and what to write."""


@dataclass(frozen=True)
class Shape:
    """Dimensions, and the TeX of what has them."""

    dimensions: tuple[Dimension, ...]
    tex: str

    def __str__(self) -> str:
        return f"({', '.join(one.written for one in self.dimensions)})"


@dataclass(frozen=True)
class Statement:
    """What a role says: the ``name`` of a product, and the TeX of its shapes."""

    name: str
    tex: str


def read_statement(text: str) -> Statement:
    """Return what *text* says, checked.

    Raises:
        ShapeError: the shapes do not fit, or *text* has another form.
    """
    text = " ".join(text.split())
    name, colon, shapes = text.rpartition(" : ")
    if not colon:
        name, shapes = "", text
    product, *results = ARROW.split(shapes)
    if len(results) > 1:
        raise ShapeError(f"{shown(text)} has more than one arrow: {FORM}")
    given = Reader(product, text).whole()
    tex = given.tex
    for result in results:
        wanted = Reader(result, text).single()
        if not same(given.dimensions, wanted.dimensions):
            raise ShapeError(f"{product.strip()} gives {given}, not {wanted}: mend one of them")
        tex += rf" \to {wanted.tex}"
    return Statement(name.strip().strip("$"), tex)


def same(one: tuple[Dimension, ...], other: tuple[Dimension, ...]) -> bool:
    """Return whether two shapes are the same."""
    return len(one) == len(other) and all(
        left.same_as(right) for left, right in zip(one, other, strict=True)
    )


class Reader:
    """Reads ``text`` from left to right; ``whole_text`` is named in messages."""

    def __init__(self, text: str, whole_text: str) -> None:
        self.text = text.strip()
        self.whole_text = whole_text
        self.place = 0
        self.count = 0

    def whole(self) -> Shape:
        """Return the shape of all of the text."""
        shape = self._sum()
        if self.place < len(self.text):
            self._fail()
        return shape

    def single(self) -> Shape:
        """Return the one shape that the text is."""
        shape = self._shape()
        if self.place < len(self.text):
            self._fail()
        return shape

    def _sum(self) -> Shape:
        shape = self._product()
        while sign := BY_ENTRY.match(self.text, self.place):
            self.place = sign.end()
            shape = by_entry(shape, self._product(), sign[1])
        return shape

    def _product(self) -> Shape:
        shape = self._factor()
        while re.match(r"\s*\(", self.text[self.place :]):
            shape = matrix_product(shape, self._factor())
        return shape

    def _factor(self) -> Shape:
        self.count += 1
        if self.count > MOST:
            self._fail()
        if SHAPE.match(self.text, self.place):
            shape = self._shape()
        elif opening := re.compile(r"\s*\((?=\s*\()").match(self.text, self.place):
            self.place = opening.end()
            inner = self._sum()
            closing = re.compile(r"\s*\)").match(self.text, self.place)
            if not closing:
                self._fail()
            self.place = closing.end()
            shape = Shape(inner.dimensions, rf"\bigl({inner.tex}\bigr)")
        else:
            self._fail()
        if sign := TRANSPOSE.match(self.text, self.place):
            self.place = sign.end()
            shape = transposed(shape)
        return shape

    def _shape(self) -> Shape:
        found = SHAPE.match(self.text, self.place)
        if not found:
            self._fail()
        self.place = found.end()
        parts = [part for part in found[1].split(",") if part.strip()]
        try:
            dimensions = tuple(dimension(part) for part in parts)
        except DimensionError as error:
            raise ShapeError(
                f'"{error}" in {shown(self.whole_text)} is no dimension: {FORM}'
            ) from None
        tex = r",\, ".join(one.tex for one in dimensions)
        return Shape(dimensions, f"({tex})")

    def _fail(self) -> NoReturn:
        rest = self.text[self.place :].strip()
        where = f"at {shown(rest)}" if rest else "at its end"
        raise ShapeError(f"{shown(self.whole_text)} cannot be read {where}: {FORM}")


def transposed(shape: Shape) -> Shape:
    """Return the transpose of *shape*."""
    if len(shape.dimensions) < 2:
        raise ShapeError(f"{shape} has one dimension and no transpose: write (1, n) or (n, 1)")
    *rest, rows, columns = shape.dimensions
    return Shape((*rest, columns, rows), rf"{shape.tex}^\top")


def matrix_product(left: Shape, right: Shape) -> Shape:
    """Return the shape of the matrix product of *left* and *right*."""
    if not left.dimensions or not right.dimensions:
        raise ShapeError(f"{left}{right}: a number has no matrix product: leave () out")
    inner = right.dimensions[-2] if len(right.dimensions) > 1 else right.dimensions[0]
    if not left.dimensions[-1].same_as(inner):
        raise ShapeError(
            f"{left}{right}: {left.dimensions[-1].written} and {inner.written} do not meet: "
            "mend one, or transpose one with ᵀ"
        )
    before = broadcast(left.dimensions[:-2], right.dimensions[:-2], f"{left}{right}")
    rows = left.dimensions[-2:-1] if len(left.dimensions) > 1 else ()
    columns = right.dimensions[-1:] if len(right.dimensions) > 1 else ()
    return Shape((*before, *rows, *columns), rf"{left.tex}\,{right.tex}")


def by_entry(left: Shape, right: Shape, sign: str) -> Shape:
    """Return the shape of *left* and *right* taken together entry by entry."""
    shown = f"{left} {sign} {right}"
    dimensions = broadcast(left.dimensions, right.dimensions, shown)
    return Shape(dimensions, f"{left.tex} {TEX_OF.get(sign, sign)} {right.tex}")


def broadcast(
    left: tuple[Dimension, ...], right: tuple[Dimension, ...], shown: str
) -> tuple[Dimension, ...]:
    """Return *left* and *right* broadcast as NumPy does, from the last dimension on."""
    length = max(len(left), len(right))
    one = dimension("1")
    pairs = zip(
        (*[one] * (length - len(left)), *left),
        (*[one] * (length - len(right)), *right),
        strict=True,
    )
    found = []
    for first, second in pairs:
        if not (first.same_as(second) or first.is_one or second.is_one):
            raise ShapeError(
                f"{shown}: {first.written} and {second.written} do not meet: "
                "mend one, or make one of them 1 to broadcast it"
            )
        found.append(second if first.is_one else first)
    return tuple(found)
