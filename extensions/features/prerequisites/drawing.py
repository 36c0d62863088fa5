"""The map as SVG: links in the page, its colours from ``docs/_static/figures.css``.

No style is written into it, which a Content-Security-Policy may forbid, and no id, of which
a page has one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from extensions.features.prerequisites.layout import BOX, LEADING, PADDING, SIZE, Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from extensions.features.prerequisites.layout import Box, Plan

Point = tuple[float, float]
# The head of an arrow, from its tip and to each side.
LONG, WIDE = 5, 3.5


def svg(plan: Plan, addresses: Mapping[str, str], name: str) -> str:
    """Return *plan* as SVG called *name*, its links by page from *addresses*."""
    size = {"width": _px(plan.width), "height": _px(plan.height)}
    box = f"0 0 {size['width']} {size['height']}"
    # A group and no image: assistive technology would not look for links in an image.
    root = Element("svg", {"class": "map", "viewBox": box, **size, "role": "group"})
    root.set("aria-label", name)
    for needed, kind in ((False, "map-order"), (True, "map-need")):
        edges = [points for edge, points in plan.edges if edge.needed == needed]
        _path(root, kind, map(line, edges))
        _path(root, f"{kind} map-head", map(head, edges))
    # From lane to lane, as a reader would with the tab key.
    parts: list[Label | Box] = [*plan.labels, *plan.boxes]
    for one in sorted(parts, key=lambda part: part.y):
        if isinstance(one, Label):
            _label(root, one, addresses)
        else:
            _box(root, one, addresses)
    return tostring(root, encoding="unicode")


def line(points: tuple[Point, ...]) -> str:
    """Return a line along *points*, as the data of a path."""
    return "M" + "L".join(f"{_px(x)} {_px(y)}" for x, y in points)


def head(points: tuple[Point, ...]) -> str:
    """Return the open head of an arrow along *points*, whose last piece is upright or level."""
    (from_x, from_y), (x, y) = points[-2:]
    along_x, along_y = (x > from_x) - (x < from_x), (y > from_y) - (y < from_y)
    back_x, back_y = x - LONG * along_x, y - LONG * along_y
    left = back_x - WIDE * along_y, back_y - WIDE * along_x
    right = back_x + WIDE * along_y, back_y + WIDE * along_x
    return line((left, (x, y), right))


def _path(root: Element, kind: str, parts: Iterable[str]) -> None:
    if data := "".join(parts):
        SubElement(root, "path", {"class": kind, "d": data, "aria-hidden": "true"})


def _label(root: Element, label: Label, addresses: Mapping[str, str]) -> None:
    place = {"x": _px(label.x), "y": _px(label.y)}
    inside = _link(root, label.name, addresses, label.text) if label.name else root
    kind = "map-track" if label.kicker else "map-series"
    SubElement(inside, "text", {"class": kind, **place}).text = label.text


def _box(root: Element, box: Box, addresses: Mapping[str, str]) -> None:
    link = _link(root, box.card.name, addresses, f"{box.card.title}, {box.card.facts}")
    place = {"x": _px(box.x), "y": _px(box.y)}
    SubElement(link, "rect", {**place, "width": _px(BOX), "height": _px(box.height), "rx": "2"})
    left, top = _px(box.x + PADDING), box.y + PADDING + SIZE - 1
    facts = SubElement(link, "text", {"class": "map-facts", "x": left, "y": _px(top)})
    facts.text = box.card.facts
    title = SubElement(link, "text")
    for number, line in enumerate(box.lines, 1):
        part = SubElement(title, "tspan", {"x": left, "y": _px(top + LEADING * number)})
        part.text = line


def _link(root: Element, page: str, addresses: Mapping[str, str], name: str) -> Element:
    link = SubElement(root, "a", {"href": addresses[page]})
    SubElement(link, "title").text = name
    return link


def _px(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")
