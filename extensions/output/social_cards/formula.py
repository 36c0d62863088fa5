"""A formula as a box: from the MathML that KaTeX made, in KaTeX's own faces.

Enough of TeX's rules to be read at a glance on a card; what is not known here is refused.
Sizes are in pixels, *size* is that of the em.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from extensions.output.social_cards.boxes import Box, Rule, glyphs, pile, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from extensions.output.social_cards.type import Face, Faces

Element = ElementTree.Element

FACES = {
    "normal": "Main-Regular",
    "bold": "Main-Bold",
    "bold-italic": "Math-BoldItalic",
    "double-struck": "AMS-Regular",
    "script": "Caligraphic-Regular",
    "fraktur": "Fraktur-Regular",
    "sans-serif": "SansSerif-Regular",
    "monospace": "Typewriter-Regular",
}
LARGE = frozenset("∑∏∐∫∮⋃⋂⨁⨂⋁⋀")
# In parts of the em.
SPACES = {
    "\u00a0": 1 / 4,
    "\u2003": 1,
    "\u2005": 2 / 9,
    "\u2009": 1 / 6,
    "\u200a": 1 / 18,
    " ": 1 / 4,
}
INVISIBLE = frozenset("\u2061\u2062\u2063\u2064\u200b")
RELATIONS = frozenset("=≠<>≤≥≈∼≡∝∈∉⊂⊆⊃→←↦⇒⇔⟶⟹⟺≪≫:≻≺⪰⪯∣≔")
OPERATORS = frozenset("+−-×⋅∘±∓∗*⊙⊕⊗∧∨∪∩/")
TIGHT = frozenset("/")
SMALLEST = 18


class UndrawableError(ValueError):
    """A formula has something that is not known here."""


class Typesetter:
    """Turns MathML into boxes."""

    def __init__(self, faces: Faces, size: int) -> None:
        self.faces, self.size = faces, size

    def set(self, mathml: str) -> Box:
        """Return *mathml* as a box.

        Raises:
            UndrawableError: it has an element, or a sign, that is not known here.
        """
        return self._box(ElementTree.fromstring(mathml), self.size)

    def _box(self, element: Element, size: int) -> Box:
        name = element.tag.rpartition("}")[2]
        method: Callable[[Element, int], Box] | None = getattr(self, f"_{name}", None)
        if method is None:
            raise UndrawableError(name)
        return method(element, size)

    def _semantics(self, element: Element, size: int) -> Box:
        return self._box(element[0], size)

    def _mrow(self, element: Element, size: int) -> Box:
        boxes = [self._box(child, size) for child in element]
        inner = [box for box, child in zip(boxes, element, strict=True) if not is_fence(child)]
        up = max((box.up for box in inner), default=0)
        down = max((box.down for box in inner), default=0)
        for place, child in enumerate(element):
            if is_fence(child):
                boxes[place] = self._stretched(child.text or "", size, up, down)
            # Nothing is spaced in a script, nor a sign that belongs to what follows it.
            elif size == self.size and place > 0 and is_operand(element[place - 1]):
                boxes[place] = spaced(child, boxes[place], size)
        return row(boxes)

    _math = _mstyle = _mpadded = _mrow

    def _stretched(self, sign: str, size: int, up: float, down: float) -> Box:
        axis = size / 4
        half = max(up - axis, down + axis)
        for face in ("Main", "Size1", "Size2", "Size3", "Size4"):
            box = self._glyph(sign, self.faces.katex(f"{face}-Regular"), size)
            if (box.up + box.down) / 2 >= half * 0.96:
                break
        return box.raised(axis - (box.up - box.down) / 2)

    def _text(self, text: str, face: Face, size: int) -> Box:
        parts = []
        for is_space, signs in groupby(text, key=SPACES.__contains__):
            run = "".join(signs)
            if is_space:
                parts.append(Box(sum(SPACES[sign] for sign in run) * size))
            else:
                parts.append(self._glyph(run, face, size))
        return parts[0] if len(parts) == 1 else row(parts)

    def _glyph(self, text: str, face: Face, size: int) -> Box:
        others = (face, self.faces.katex("Main-Regular"), self.faces.katex("AMS-Regular"))
        for one in others:
            if all(one.has(sign) for sign in text):
                return glyphs(text, one, size)
        raise UndrawableError(text)

    def _mi(self, element: Element, size: int) -> Box:
        text = visible(element)
        variant = element.get("mathvariant", "italic" if len(text) == 1 else "normal")
        name = "Math-Italic" if variant == "italic" else FACES.get(variant)
        if name is None:
            raise UndrawableError(variant)
        if variant == "italic" and not self.faces.katex(name).has(text):
            name = "Main-Regular"
        space = size / 6 if len(text) > 1 else 0
        return row([self._text(text, self.faces.katex(name), size), Box(space)])

    def _mn(self, element: Element, size: int) -> Box:
        name = FACES[element.get("mathvariant", "normal")]
        return self._glyph(visible(element), self.faces.katex(name), size)

    def _mtext(self, element: Element, size: int) -> Box:
        return self._text(visible(element), self.faces.katex("Main-Regular"), size)

    def _mo(self, element: Element, size: int) -> Box:
        text = visible(element)
        name = "Size2-Regular" if text in LARGE and text else "Main-Regular"
        box = self._text(text, self.faces.katex(name), size)
        return row([box, Box(size / 6)]) if text in {",", ";"} else box

    def _mspace(self, element: Element, size: int) -> Box:
        width = element.get("width", "0em")
        if not width.endswith("em"):
            raise UndrawableError(width)
        return Box(float(width.removesuffix("em")) * size)

    def _msup(self, element: Element, size: int) -> Box:
        base, above = element
        return self._scripts(base, None, above, size)

    def _msub(self, element: Element, size: int) -> Box:
        base, below = element
        return self._scripts(base, below, None, size)

    def _msubsup(self, element: Element, size: int) -> Box:
        base, below, above = element
        return self._scripts(base, below, above, size)

    def _scripts(
        self, base: Element, below: Element | None, above: Element | None, size: int
    ) -> Box:
        nucleus, scripts, small = self._box(base, size), [Box()], smaller(size)
        if above is not None:
            box = self._box(above, small)
            scripts.append(box.raised(max(nucleus.up - small * 0.45, size * 0.4)))
        if below is not None:
            box = self._box(below, small)
            scripts.append(box.raised(-max(nucleus.down + small * 0.12, size * 0.2)))
        return row([nucleus, pile(*scripts), Box(size / 20)])

    def _munder(self, element: Element, size: int) -> Box:
        base, below = element
        return self._limits(base, below, None, size)

    def _mover(self, element: Element, size: int) -> Box:
        base, above = element
        return self._limits(base, None, above, size, accent=element.get("accent") == "true")

    def _munderover(self, element: Element, size: int) -> Box:
        base, below, above = element
        return self._limits(base, below, above, size)

    def _limits(
        self,
        base: Element,
        below: Element | None,
        above: Element | None,
        size: int,
        accent: bool = False,
    ) -> Box:
        nucleus = self._box(base, size)
        parts, gap = [nucleus], size / 12
        if above is not None:
            box = self._box(above, size if accent else smaller(size))
            # An accent stands as high above its baseline as a small letter is tall.
            lift = nucleus.up - size * 0.43 if accent else nucleus.up + gap + box.down
            parts.append(box.raised(lift))
        if below is not None:
            box = self._box(below, smaller(size))
            parts.append(box.raised(-(nucleus.down + gap + box.up)))
        width = max(part.width for part in parts)
        return pile(*(part.wide(width) for part in parts))

    def _mfrac(self, element: Element, size: int) -> Box:
        above, below = (self._box(child, size) for child in element)
        axis, gap, line = size / 4, size / 8, rule_width(size)
        width = max(above.width, below.width) + gap * 2
        bar = Box(width, 0, 0, (Rule(0, -axis - line / 2, width, line),))
        if element.get("linethickness") == "0px":
            bar = Box(width)
        numerator = above.wide(width).raised(axis + gap + above.down)
        denominator = below.wide(width).raised(axis - gap - below.up)
        return row([Box(gap / 2), pile(numerator, bar, denominator), Box(gap / 2)])

    def _msqrt(self, element: Element, size: int) -> Box:
        inner = self._mrow(element, size)
        gap, line = size / 8, rule_width(size)
        root = self._stretched("√", size, inner.up + gap, inner.down)
        top = max(inner.up + gap, root.up)
        root = root.raised(top - root.up)
        bar = Box(inner.width, top + line, 0, (Rule(0, -top, inner.width, line),))
        return row([root, pile(inner, bar), Box(gap)])

    def _mtable(self, element: Element, size: int) -> Box:
        rows = [[self._mrow(cell, size) for cell in line] for line in element]
        if not rows or len({len(line) for line in rows}) != 1:
            raise UndrawableError("mtable")
        alignments = element.get("columnalign", "center").split()
        gap = 0.0 if element.get("columnspacing", "").startswith("0em") else float(size)
        return table(rows, alignments, gap, size)


def table(rows: list[list[Box]], alignments: Sequence[str], gap: float, size: int) -> Box:
    """Return *rows* of cells under each other, their middle on the axis of the formula."""
    widths = [max(box.width for box in column) for column in zip(*rows, strict=True)]
    shares = {"left": 0.0, "center": 0.5, "right": 1.0}
    lines, depth = [], 0.0
    for cells in rows:
        parts = []
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            alignment = alignments[min(place, len(alignments) - 1)]
            left = (width - cell.width) * shares[alignment]
            parts += [Box(gap if place else 0), Box(left), cell, Box(width - cell.width - left)]
        line = row(parts)
        up = max(line.up, size * 0.8)
        lines.append(line.raised(-(depth + up)))
        depth += up + max(line.down, size * 0.4)
    return pile(*lines).raised(depth / 2 + size / 4)


def is_fence(element: Element) -> bool:
    """Whether *element* is as tall as what stands beside it."""
    return element.tag.endswith("}mo") and element.get("fence") == "true"


def visible(element: Element) -> str:
    """Return the text of *element* without signs that nobody sees."""
    return "".join(sign for sign in element.text or "" if sign not in INVISIBLE)


def is_operand(element: Element) -> bool:
    """Whether *element* can stand at the left of an operator."""
    return not element.tag.endswith("}mo") or (element.text or "") in {*")]}|‖⟩!′"}


def spaced(element: Element, box: Box, size: int) -> Box:
    """Return *element*, set as *box*, with space on both sides if it is an operator."""
    sign = (element.text or "") if element.tag.endswith("}mo") else ""
    if sign in RELATIONS:
        return row([Box(size * 5 / 18), box, Box(size * 5 / 18)])
    if sign in OPERATORS - TIGHT:
        return row([Box(size * 4 / 18), box, Box(size * 4 / 18)])
    return box


def smaller(size: int) -> int:
    """Return the size of a script beside *size*."""
    return max(SMALLEST, round(size * 0.7))


def rule_width(size: int) -> float:
    """Return the width of the line of a fraction or root."""
    return max(2.0, size / 25)
