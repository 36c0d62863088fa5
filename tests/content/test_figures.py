"""The figures: drawn by their scripts byte for byte, and fit to stand in a page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from extensions.figures.draw import PAGE_COLOURS, SVG
from tests.content.pieces import DOCS, ROOT, Directive, Piece, all_sources, at

SCRIPTS = sorted(DOCS.glob("**/figures/*.py"))
DRAWINGS = sorted(DOCS.glob("**/figures/*.svg"))
BYTES = 60_000

PAINTED = {"fill", "stroke", "color", "stop-color", "flood-color", "lighting-color"}
PAINTS = {*PAGE_COLOURS.values(), "none"}
ELEMENTS = {"svg", "g", "defs", "path", "use", "text", "tspan", "rect", "clipPath"}

# Whatever the machine decides must not show in a figure.
ELSEWHERE = {
    "LC_ALL": "C",
    "TZ": "Asia/Tokyo",
    "PYTHONHASHSEED": "random",
    "PYTHONPATH": str(ROOT),
    "PYTHONDONTWRITEBYTECODE": "1",
    "COLUMNS": "40",
}
TASTE = "font.size: 20\nfont.family: serif\nlines.linewidth: 9\naxes.grid: True\nfigure.dpi: 300\n"


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


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_script_draws_what_is_committed(script: Path, tmp_path: Path) -> None:
    copy = tmp_path / "figures" / script.name
    copy.parent.mkdir()
    copy.write_bytes(script.read_bytes())
    cwd = tmp_path / "elsewhere"
    cwd.mkdir()
    (cwd / "matplotlibrc").write_text(TASTE)
    subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-W", "error::RuntimeWarning", copy],
        cwd=cwd,
        env={**os.environ, **ELSEWHERE},
        check=True,
        timeout=60,
    )
    drawn = {path.name: path.read_bytes() for path in copy.parent.iterdir() if path != copy}
    committed = {
        path.name: path.read_bytes() for path in DRAWINGS if script_of(path, SCRIPTS) == script
    }
    assert drawn, f"{name(script)} draws nothing"
    assert sorted(drawn) == sorted(committed)
    stale = [svg for svg in drawn if drawn[svg] != committed[svg]]
    assert not stale, f"run {name(script)} again, it draws another {', '.join(stale)}"
    assert not [path for path in cwd.iterdir() if path.name != "matplotlibrc"]


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.name)
def test_drawing_is_made_by_a_script(drawing: Path) -> None:
    assert script_of(drawing, SCRIPTS), f"{name(drawing)} is made by no script beside it"


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.name)
def test_drawing_is_fit_for_a_page(drawing: Path) -> None:
    problems = list(unfit(drawing.read_text(encoding="utf-8"), drawing.stem))
    assert not problems, "\n".join(f"{name(drawing)}: {problem}" for problem in problems)


def test_every_drawing_is_shown() -> None:
    shown = {
        (piece.path.parent / told.argument).resolve()
        for piece in all_sources()
        for told in figures(piece)
    }
    assert [name(drawing) for drawing in DRAWINGS if drawing.resolve() not in shown] == []


@pytest.mark.parametrize(
    "piece",
    [piece for piece in all_sources() if any(told.name == "figure" for told in piece.directives)],
    ids=lambda piece: piece.name,
)
def test_figures_of_piece(piece: Piece) -> None:
    problems = at(piece, figure_problems(piece))
    assert not problems, "\n".join(problems)


def test_there_are_figures() -> None:
    assert SCRIPTS
    assert DRAWINGS


def figures(piece: Piece) -> list[Directive]:
    """Return the figures that *piece* shows."""
    return [told for told in piece.directives if told.name == "figure"]


def figure_problems(piece: Piece) -> Iterator[tuple[int, str]]:
    """Give (line, what) of each figure that names no drawing or tells nothing to the blind."""
    for told in figures(piece):
        path = piece.path.parent / told.argument
        if path.suffix != ".svg" or not path.is_file():
            yield told.line, f"{told.argument} is no SVG in the repository"
        if not told.options.get("alt"):
            yield told.line, f"{told.argument} has no :alt:"


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
    for element in root.iter():
        tag = element.tag.removeprefix(f"{{{SVG}}}")
        if tag not in ELEMENTS:
            yield f"element {tag}"
        for key, value in element.attrib.items():
            yield from unfit_attribute(key.rpartition("}")[2], value, ids)


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


HOSTILE = f"""\
<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 1 1" class="drawn">
<style>path {{ fill: red }}</style>
<g id="a-1"/><g id="a-1"/><g id="b-1"/>
<path style="fill: red" fill="red" stroke="currentColor" clip-path="url(#a-2)"/>
<use xlink:href="other.svg#a"/><use href="#a-1"/><use href="#a-3"/>
<script onload="x()">x()</script>
</svg>
"""


def test_what_is_told_of_a_drawing() -> None:
    assert list(unfit(HOSTILE, "a")) == [
        "id a-1 stands more than once",
        "id b-1 does not start with a-",
        "element style",
        "attribute style",
        'fill="red" is no colour of the page',
        'clip-path="url(#a-2)" points to nothing',
        'href="other.svg#a" points out of the file',
        'href="#a-3" points to nothing',
        "element script",
        "attribute onload",
    ]
    assert list(unfit(f'<svg xmlns="{SVG}">{" " * BYTES}</svg>', "a")) == [
        "60,046 bytes, not fewer than 60,000",
        "the root has no class drawn or no viewBox",
    ]


def test_what_is_told_of_a_figure(tmp_path: Path) -> None:
    (tmp_path / "a.svg").touch()
    text = "```{figure} a.svg\n:alt: A curve.\n```\n\n```{figure} b.svg\n\nCaption\n```\n"
    assert list(figure_problems(Piece(tmp_path / "piece.md", text))) == [
        (5, "b.svg is no SVG in the repository"),
        (5, "b.svg has no :alt:"),
    ]


def test_a_script_whose_name_starts_another(tmp_path: Path) -> None:
    scripts = [tmp_path / "loss.py", tmp_path / "loss-curves.py"]
    assert script_of(tmp_path / "loss-curves-a.svg", scripts) == scripts[1]
    assert script_of(tmp_path / "loss-a.svg", scripts) == scripts[0]
    assert script_of(tmp_path / "lossy-a.svg", scripts) is None
