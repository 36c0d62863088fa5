"""Boxes on a baseline, as TeX has them: what a formula is put together from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PIL.ImageDraw import ImageDraw

    from extensions.output.social_cards.type import Face


@dataclass(frozen=True)
class Glyphs:
    """*text* whose baseline starts at (x, y)."""

    x: float
    y: float
    text: str
    face: Face
    size: int

    def moved(self, x: float, y: float) -> Glyphs:
        """Return the same, moved."""
        return Glyphs(self.x + x, self.y + y, self.text, self.face, self.size)

    def draw(self, draw: ImageDraw, ink: int) -> None:
        """Draw it."""
        at = (round(self.x), round(self.y))
        draw.text(at, self.text, ink, self.face.at(self.size), anchor="ls")


@dataclass(frozen=True)
class Rule:
    """A black rectangle whose upper left corner is at (x, y)."""

    x: float
    y: float
    width: float
    height: float

    def moved(self, x: float, y: float) -> Rule:
        """Return the same, moved."""
        return Rule(self.x + x, self.y + y, self.width, self.height)

    def draw(self, draw: ImageDraw, ink: int) -> None:
        """Draw it."""
        left, top = round(self.x), round(self.y)
        draw.rectangle((left, top, round(self.x + self.width), top + round(self.height) - 1), ink)


@dataclass(frozen=True)
class Box:
    """Marks on a baseline, in pixels: ``up`` above it and ``down`` below it."""

    width: float = 0
    up: float = 0
    down: float = 0
    marks: tuple[Glyphs | Rule, ...] = ()

    def raised(self, by: float) -> Box:
        """Return the box *by* pixels higher."""
        marks = tuple(mark.moved(0, -by) for mark in self.marks)
        return Box(self.width, self.up + by, self.down - by, marks)

    def wide(self, width: float) -> Box:
        """Return the box centred in *width*."""
        marks = tuple(mark.moved((width - self.width) / 2, 0) for mark in self.marks)
        return Box(width, self.up, self.down, marks)


def glyphs(text: str, face: Face, size: int) -> Box:
    """Return *text* as a box."""
    font = face.at(size)
    _, top, _, bottom = font.getbbox(text, anchor="ls")
    return Box(font.getlength(text), -top, bottom, (Glyphs(0, 0, text, face, size),))


def row(boxes: Iterable[Box]) -> Box:
    """Return *boxes* side by side."""
    width, marks, parts = 0.0, [], list(boxes)
    for box in parts:
        marks += [mark.moved(width, 0) for mark in box.marks]
        width += box.width
    return Box(
        width,
        max((box.up for box in parts), default=0),
        max((box.down for box in parts), default=0),
        tuple(marks),
    )


def pile(*boxes: Box) -> Box:
    """Return *boxes* over each other at their left edges."""
    return Box(
        max(box.width for box in boxes),
        max(box.up for box in boxes),
        max(box.down for box in boxes),
        tuple(mark for box in boxes for mark in box.marks),
    )
