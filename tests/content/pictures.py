"""Whether two drawings are the same as a picture.

Computed digits differ between machines: the same NumPy takes sums in another order on another
processor.  So a drawing that is drawn again elsewhere has the same elements, texts and styles,
and its coordinates up to what no eye can see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isclose
from xml.etree import ElementTree

from extensions.markup.figures.draw import MEASURES, NUMBER

# Of the drawing's own unit, a point.
TOLERANCE = 0.05
# Functions of a transform that move; a factor is the same everywhere.
MOVES = re.compile(r"(translate|rotate)\(([^()]*)\)")


def differences(drawn: str, expected: str) -> Iterator[str]:
    """Yield what is another picture in the SVG *drawn* than in the SVG *expected*."""
    ours, theirs = (list(ElementTree.fromstring(svg).iter()) for svg in (drawn, expected))
    if [element.tag for element in ours] != [element.tag for element in theirs]:
        yield f"{len(ours)} elements, not the {len(theirs)} that were, or in another order"
        return
    for element, other in zip(ours, theirs, strict=True):
        place = f"<{element.tag.rpartition('}')[2]} id={element.get('id')!r}>"
        if len(element) != len(other):
            yield f"{place}: holds {len(element)} elements, not {len(other)}"
        if (element.text or "").strip() != (other.text or "").strip():
            yield f"{place}: the text {element.text!r}, not {other.text!r}"
        for key in sorted(element.attrib.keys() | other.attrib.keys()):
            value, wanted = element.get(key, ""), other.get(key, "")
            if not same(key.rpartition("}")[2], value, wanted):
                yield f"{place}: {key}={shortened(value)}, not {shortened(wanted)}"


def same(key: str, value: str, other: str) -> bool:
    """Whether the attribute *key* looks the same with *value* as with *other*."""
    if value == other:
        return True
    if key == "transform":
        moves, others = MOVES.findall(value), MOVES.findall(other)
        return MOVES.sub(r"\1", value) == MOVES.sub(r"\1", other) and all(
            near(one, another) for (_, one), (_, another) in zip(moves, others, strict=True)
        )
    return key in MEASURES and near(value, other)


def near(value: str, other: str) -> bool:
    """Whether *value* and *other* say the same but for the last digits of their numbers."""
    number = rf"-?{NUMBER}"
    ours, theirs = (list(map(float, re.findall(number, text))) for text in (value, other))
    return re.sub(number, "0", value) == re.sub(number, "0", other) and all(
        isclose(one, another, rel_tol=0, abs_tol=TOLERANCE + 1e-9)
        for one, another in zip(ours, theirs, strict=True)
    )


def shortened(value: str) -> str:
    """Return *value* as it is told in a message."""
    return repr(value if len(value) < 60 else f"{value[:57]}…")
