r"""One dimension of a shape, such as ``n``, ``d_k``, ``Hd_h``, ``2 G d_h`` or ``n + 1``.

It is kept as a sum of products in a fixed order, so that ``Hd_h`` and ``d_hH`` are the same.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

# A number, a command of TeX, a word of three letters and more, a letter; the latter three with an
# index, a prime or both.
FACTOR = re.compile(
    r"(?P<number>\d+)|(?:\\[A-Za-z]+|[a-z]{3,}|[^\W\d_])(?:_(?:\{[^{}]*\}|\w))?'*|(?P<skip>[\s·*]+|\\cdot|\\times)"
)
TERM = re.compile(r"([-+−]?)([^-+−]+)")


class DimensionError(ValueError):
    """Text that is no dimension."""


class Dimension(NamedTuple):
    """A dimension as it is ``written``, and as ``terms``: the products and how often each is."""

    written: str
    terms: tuple[tuple[tuple[str, ...], int], ...]

    def same_as(self, other: Dimension) -> bool:
        """Return whether both are the same whatever their letters stand for."""
        return self.terms == other.terms

    @property
    def tex(self) -> str:
        """The dimension as TeX."""
        words = re.sub(r"(?<![\\A-Za-z{])[a-z]{3,}", r"\\mathit{\g<0>}", self.written)
        return words.replace("*", r"\cdot ").replace("·", r"\cdot ").replace("\u2212", "-")

    @property
    def is_one(self) -> bool:
        """Whether it is 1, which broadcasts."""
        return self.terms == (((), 1),)


def dimension(text: str) -> Dimension:
    """Return the dimension that *text* is.

    Raises:
        DimensionError: it is none.
    """
    written = text.strip()
    terms: Counter[tuple[str, ...]] = Counter()
    # An index is no term of a sum.
    braces = re.sub(r"\{[^{}]*\}", lambda found: found[0].translate(HIDDEN), written)
    if not re.fullmatch(rf"(?:{TERM.pattern})+", braces):
        raise DimensionError(written)
    for sign, product in TERM.findall(braces):
        count, names = _product(product.translate(SHOWN), written)
        terms[names] += -count if sign in {"-", "\u2212"} else count
    return Dimension(
        written, tuple(sorted((names, count) for names, count in terms.items() if count))
    )


HIDDEN = str.maketrans({"+": "\ue000", "-": "\ue001"})
SHOWN = str.maketrans({"\ue000": "+", "\ue001": "-"})


def _product(text: str, written: str) -> tuple[int, tuple[str, ...]]:
    count, names, place = 1, [], 0
    for found in FACTOR.finditer(text):
        if found.start() != place:
            raise DimensionError(written)
        place = found.end()
        if found["number"]:
            count *= int(found["number"])
        elif not found["skip"]:
            names.append(re.sub(r"_\{(\w)\}", r"_\1", found[0]))
    if place != len(text) or not text.strip():
        raise DimensionError(written)
    return count, tuple(sorted(names))
