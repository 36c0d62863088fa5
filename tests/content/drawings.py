"""The drawings of a piece: who made them, and whether they are fit to stand in a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from extensions.markup.figures.draw import PAGE_COLOURS, SVG
from tests.content.pieces import ROOT

BYTES = 60_000
# How wide a drawing is on a phone of 360 pixels, and the least height of a letter there.
ON_A_PHONE = 352
LEGIBLE = 9.0

PAINTED = {"fill", "stroke", "color", "stop-color", "flood-color", "lighting-color"}
PAINTS = {*PAGE_COLOURS.values(), "none"}
ELEMENTS = {"svg", "g", "defs", "path", "use", "text", "tspan", "rect", "clipPath"}


def name(path: Path) -> str:
    """Return *path* as it is told in a message."""
    return path.relative_to(ROOT).as_posix()


def script_of(drawing: Path, scripts: list[Path]) -> Path | None:
    """Return the script that *drawing* is named after: the longest, if there are two."""
    named = [
        script
        for script in scripts
        if script.parent == drawing.parent and drawing.name.startswith(f"{script.stem}-")
    ]
    return max(named, key=lambda script: len(script.stem), default=None)


def unfit(svg: str, stem: str) -> Iterator[str]:
    """Give what keeps *svg*, of the file *stem*, from standing in a page among others."""
    size = len(svg.encode("utf-8"))
    if size >= BYTES:
        yield f"{size:,} bytes, not fewer than {BYTES:,}"
    root = ElementTree.fromstring(svg)
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    for id_ in sorted({id_ for id_ in ids if ids.count(id_) > 1}):
        yield f"id {id_} stands more than once"
    for id_ in ids:
        if not id_.startswith(f"{stem}-"):
            yield f"id {id_} does not start with {stem}-"
    if root.get("class") != "drawn" or "viewBox" not in root.attrib:
        yield "the root has no class drawn or no viewBox"
    yield from illegible(root)
    for element in root.iter():
        tag = element.tag.removeprefix(f"{{{SVG}}}")
        if tag not in ELEMENTS:
            yield f"element {tag}"
        for key, value in element.attrib.items():
            yield from unfit_attribute(key.rpartition("}")[2], value, ids)


def illegible(root: ElementTree.Element) -> Iterator[str]:
    """Give the labels that are too small where *root* is as wide as a phone."""
    box = root.get("viewBox", "").split()
    for element in root.iter():
        text = (element.text or "").strip()
        if text and len(box) == 4 and "font-size" in element.attrib:
            pixels = float(element.attrib["font-size"]) * ON_A_PHONE / float(box[2])
            if pixels < LEGIBLE:
                yield f'"{text}" is {pixels:.1f} pixels high on a phone: draw with width=PHONE'


def unfit_attribute(key: str, value: str, ids: list[str]) -> Iterator[str]:
    """Give what is wrong with one attribute in a drawing that has *ids*."""
    if key == "style" or key.startswith("on"):
        yield f"attribute {key}"
    if key in PAINTED and value not in PAINTS:
        yield f'{key}="{value}" is no colour of the page'
    if key in {"href", "src"} and not value.startswith("#"):
        yield f'{key}="{value}" points out of the file'
    for referred in re.findall(r"url\(#?([^)]*)\)", value) + re.findall(r"^#(.*)", value):
        if key != "id" and referred not in ids:
            yield f'{key}="{value}" points to nothing'
