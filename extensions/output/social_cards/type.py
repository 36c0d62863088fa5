"""Text in the site's own faces: what has a glyph in which, and how wide it is (in pixels)."""

from __future__ import annotations

from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont, Layout

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
# The whole of what pages have in two files (docs/_static/type.css).
SERIF = Path(__file__).with_name("source-serif-4-roman.woff2")
KATEX = ROOT / "extensions" / "markup" / "math" / "static" / "katex" / "fonts"
REGULAR, BOLD = 400, 600
# A sign that no face has.
ABSENT = "\U000f0000"


class Face:
    """One font file, in every size; ``weight`` is set where the file holds several."""

    def __init__(self, path: Path, weight: int | None = None) -> None:
        self.path, self.weight = path, weight
        self._sizes: dict[int, FreeTypeFont] = {}
        self._has: dict[str, bool] = {" ": True}

    def at(self, size: int) -> FreeTypeFont:
        """Return the face at *size* pixels to the em."""
        if size not in self._sizes:
            # One glyph a character, on every machine: the layout library may be absent.
            font = ImageFont.truetype(str(self.path), size, layout_engine=Layout.BASIC)
            if self.weight is not None:
                font.set_variation_by_axes([self.weight])
            self._sizes[size] = font
        return self._sizes[size]

    @cached_property
    def _absent(self) -> bytes:
        return self._shape(ABSENT)

    def _shape(self, sign: str) -> bytes:
        return bytes(self.at(24).getmask(sign))

    def has(self, sign: str) -> bool:
        """Whether the face has a glyph for *sign*."""
        if sign not in self._has:
            shape = self._shape(sign)
            self._has[sign] = bool(shape) and shape != self._absent
        return self._has[sign]


class Faces:
    """The faces of the cards, each loaded when it is first needed."""

    def __init__(self) -> None:
        self._katex: dict[str, Face] = {}
        self.regular, self.bold = Face(SERIF, REGULAR), Face(SERIF, BOLD)

    def katex(self, name: str) -> Face:
        """Return the face *name* of KaTeX, as in "Main-Regular"."""
        if name not in self._katex:
            self._katex[name] = Face(KATEX / f"KaTeX_{name}.woff2")
        return self._katex[name]

    def runs(self, text: str, face: Face) -> Iterator[tuple[str, Face]]:
        """Yield *text* in pieces of one face each: what *face* lacks is KaTeX's, or nobody's."""
        others = [face, self.katex("Main-Regular"), self.katex("AMS-Regular")]
        chosen = [(sign, next((one for one in others if one.has(sign)), None)) for sign in text]
        for found, run in groupby(chosen, key=lambda pair: pair[1]):
            if found is not None:
                yield "".join(sign for sign, _ in run), found
