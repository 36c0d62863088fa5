"""The searchable text of a page, as plain values that are saved between builds.

A formula in a text is its number in ``PageText.formulas`` between two signs that no text has.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# The parts of a page are numbered: 0 is the page itself, with what stands before its first section,
# its other sections follow; statements and equations begin at these numbers.
STATEMENTS, EQUATIONS, MOST_PARTS = 2048, 3072, 1024
BEGIN, END = "\ue000", "\ue001"
PLACE = re.compile(f"{BEGIN}(\\d+){END}")


class Form(StrEnum):
    """What a block of text is."""

    TEXT = "text"
    CODE = "code"
    FORMULA = "formula"
    # The summary or claim.
    OPENING = "opening"


# Quoted where a word is found in it; code is not, and nobody reads a displayed formula alone.
QUOTED = (Form.TEXT, Form.OPENING)


@dataclass(frozen=True)
class Passage:
    """A section without those in it; ``blocks`` are pairs of text and its form."""

    anchor: str
    level: int
    title: str
    blocks: list[tuple[str, str]]


@dataclass(frozen=True)
class Statement:
    """A theorem, definition, …: its ``name`` is as printed, "Theorem 3 (Novikoff's bound)"."""

    anchor: str
    name: str
    text: str


@dataclass(frozen=True)
class Equation:
    """A labelled formula as its place, with the paragraph before it and its section's title."""

    anchor: str
    label: str
    number: str
    formula: str
    before: str
    section: str


@dataclass(frozen=True)
class Formula:
    """A formula as text, as TeX and as shortened HTML.

    The last is empty where nothing quotes the formula, and where KaTeX cannot set it.
    """

    text: str
    tex: str
    html: str


@dataclass(frozen=True)
class PageText:
    """All that is searched of a page."""

    passages: list[Passage]
    statements: list[Statement]
    equations: list[Equation]
    formulas: list[Formula]

    def spelled(self, text: str) -> str:
        """Return *text* with its formulas as text."""
        if BEGIN not in text:
            return text
        return PLACE.sub(lambda found: self.formulas[int(found[1])].text, text)

    def tex_in(self, text: str) -> list[str]:
        """Return the TeX of the formulas in *text*."""
        return [self.formulas[int(number)].tex for number in PLACE.findall(text)]

    @property
    def json(self) -> str:
        """The text as it is saved."""
        return json.dumps(vars(self), ensure_ascii=False, default=vars)

    @classmethod
    def load(cls, path: Path) -> PageText:
        """Return the text whose ``json`` is in the file *path*."""
        kept = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            [Passage(**values) for values in kept["passages"]],
            [Statement(**values) for values in kept["statements"]],
            [Equation(**values) for values in kept["equations"]],
            [Formula(**values) for values in kept["formulas"]],
        )
