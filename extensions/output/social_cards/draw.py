"""Draw a card: 1200 × 630 pixels, in the site's paper, ink and faces.

Two inks on one paper, drawn in layers and put together in a palette of four colours, two bits each:
networks show a card at half its size or less, where the edges of letters are smooth again.  With
more colours a card has nearly twice the bytes; with four it is some 8 kB.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from PIL import Image, ImageChops, ImageDraw

from extensions.lib.palette import rgb, site_palette
from extensions.output.social_cards.boxes import Box
from extensions.output.social_cards.formula import Typesetter, UndrawableError
from extensions.output.social_cards.type import Faces

if TYPE_CHECKING:
    from extensions.output.social_cards.type import Face

SIZE = (1200, 630)
MARGIN = 80
WIDTH = SIZE[0] - 2 * MARGIN
FULL, QUIET = 255, 170
TITLE_SIZES = (84, 76, 68, 60, 52, 46)
TITLE_HEIGHT, MOST_LINES, LEADING = 190, 5, 1.15
SMALL, SMALLEST = 34, 20
FORMULA_SIZES = (58, 50, 42, 36, 30)
LEAST_FORMULA_HEIGHT = 60


@dataclass(frozen=True)
class Card:
    """What is on a card; ``formula`` is MathML, or empty."""

    kicker: str
    title: str
    site: str
    formula: str


class Drawer:
    """Draws cards."""

    def __init__(self) -> None:
        self.faces = Faces()
        self._palette = palette()

    def draw(self, card: Card) -> bytes:
        """Return *card* as PNG."""
        ink, accent = Image.new("L", SIZE, 0), Image.new("L", SIZE, 0)
        text, marks = ImageDraw.Draw(ink), ImageDraw.Draw(accent)
        foot = SIZE[1] - MARGIN
        marks.rectangle((0, 0, 15, SIZE[1]), FULL)
        self._line(text, card.kicker, MARGIN + 24, self.faces.regular, SMALL, QUIET)
        end = self._title(text, card.title)
        self._line(marks, card.site, foot, self.faces.bold, SMALL, FULL)
        room = foot - 2 * SMALL - end
        box = self._formula(card.formula, room)
        if box:
            # In the middle of the room that the title leaves.
            baseline = end + (room - box.up - box.down) / 2 + box.up
            for mark in box.marks:
                mark.moved(MARGIN, baseline).draw(text, FULL)
        return png(ink, accent, self._palette)

    def _line(
        self, draw: ImageDraw.ImageDraw, text: str, y: float, face: Face, size: int, ink: int
    ) -> None:
        """Write *text* in one line, smaller if it would not fit."""
        width = self._width(text, face, size)
        size = max(SMALLEST, min(size, int(size * WIDTH / width))) if width else size
        x = float(MARGIN)
        for run, run_face in self.faces.runs(text, face):
            draw.text((round(x), round(y)), run, ink, run_face.at(size), anchor="ls")
            x += run_face.at(size).getlength(run)

    def _width(self, text: str, face: Face, size: int) -> float:
        return sum(
            run_face.at(size).getlength(run) for run, run_face in self.faces.runs(text, face)
        )

    def _title(self, draw: ImageDraw.ImageDraw, text: str) -> int:
        """Draw the title in the largest size that suits it; return where it ends."""
        top = MARGIN + SMALL + 16
        for size in TITLE_SIZES:
            lines = self._lines(text, size)
            if len(lines) * size <= TITLE_HEIGHT:
                break
        for number, line in enumerate(lines[:MOST_LINES], start=1):
            y = top + number * size * LEADING - size * 0.2
            self._line(draw, line, y, self.faces.bold, size, FULL)
        return round(top + min(len(lines), MOST_LINES) * size * LEADING)

    def _lines(self, text: str, size: int) -> list[str]:
        lines, line = [], ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if line and self._width(longer, self.faces.bold, size) > WIDTH:
                lines.append(line)
                longer = word
            line = longer
        return [*lines, line]

    def _formula(self, mathml: str, height: int) -> Box | None:
        """Return the formula in the largest size that fits, or ``None``."""
        if not mathml or height < LEAST_FORMULA_HEIGHT:
            return None
        for size in FORMULA_SIZES:
            try:
                box = Typesetter(self.faces, size).set(mathml)
            except (UndrawableError, ParseError, ValueError):
                return None
            if box.width <= WIDTH and box.up + box.down <= height:
                return box
        return None


def palette() -> list[int]:
    """Return the colours of a card, three numbers each: paper, quiet ink, ink, accent."""
    light = site_palette().light
    paper, ink, accent = (rgb(light[name]) for name in ("paper", "ink", "accent"))
    parts = zip(paper, ink, strict=True)
    quiet = [round(p + (f - p) * QUIET / FULL) for p, f in parts]
    return [*paper, *quiet, *ink, *accent]


def png(ink: Image.Image, accent: Image.Image, colours: list[int]) -> bytes:
    """Return the two layers, whose values are how dark they are, as one PNG file of *colours*."""
    # Each value becomes the nearest colour; accent is over ink.
    places = [(value > QUIET / 2) + (value > (QUIET + FULL) / 2) for value in range(FULL + 1)]
    over = accent.point([3 * (value > FULL / 2) for value in range(FULL + 1)])
    image = ImageChops.lighter(ink.point(places), over)
    # The values are places in the palette from here on.
    image = Image.frombytes("P", image.size, image.tobytes())
    image.putpalette(colours)
    file = BytesIO()
    image.save(file, "PNG", compress_level=6, bits=2)
    return file.getvalue()
