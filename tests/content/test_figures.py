"""The figures: drawn by their scripts as they are committed, and fit to stand in a page."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from extensions.markup.figures.draw import SVG
from tests.content.drawings import BYTES, name, script_of, unfit
from tests.content.pictures import differences
from tests.content.pieces import DOCS, ROOT, Directive, Piece, all_sources, at

SCRIPTS = sorted(DOCS.glob("**/figures/*.py"))
DRAWINGS = sorted(DOCS.glob("**/figures/*.svg"))


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


def drawn_by(script: Path, folder: Path, env: Mapping[str, str]) -> dict[str, str]:
    """Return what *script* draws with the variables *env* as well, by the name of its file."""
    copy = folder / "figures" / script.name
    copy.parent.mkdir(parents=True)
    copy.write_bytes(script.read_bytes())
    cwd = folder / "elsewhere"
    cwd.mkdir()
    (cwd / "matplotlibrc").write_text(TASTE)
    subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-W", "error::RuntimeWarning", copy],
        cwd=cwd,
        env={**os.environ, **env},
        check=True,
        timeout=600,
    )
    assert not [path for path in cwd.iterdir() if path.name != "matplotlibrc"]
    return {path.name: path.read_bytes().decode() for path in copy.parent.iterdir() if path != copy}


@pytest.mark.digits
@pytest.mark.many(4)
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_script_draws_what_is_committed(script: Path, tmp_path: Path) -> None:
    drawn = drawn_by(script, tmp_path / "first", ELSEWHERE)
    committed = {
        path.name: path.read_bytes().decode()
        for path in DRAWINGS
        if script_of(path, SCRIPTS) == script
    }
    assert drawn, f"{name(script)} draws nothing"
    assert sorted(drawn) == sorted(committed)
    if drawn == committed:
        return
    # On another machine the last digits may be others: the same picture, and the same bytes
    # whenever it is drawn there.
    stale = [
        f"{svg}: {difference}"
        for svg in drawn
        for difference in differences(drawn[svg], committed[svg])
    ]
    again = f"run {name(script)} again, it draws another picture:"
    assert not stale, "\n".join([again, *stale[:5]])
    assert drawn_by(script, tmp_path / "second", {"PYTHONPATH": str(ROOT)}) == drawn


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


def test_a_label_has_to_be_legible_on_a_phone() -> None:
    label = '<text font-size="11">far</text><text font-size="11"> </text>'
    svg = f'<svg xmlns="{SVG}" class="drawn" viewBox="0 0 {{}} 9">{label}</svg>'
    assert list(unfit(svg.format(430), "a")) == []
    assert list(unfit(svg.format(518.4), "a")) == [
        '"far" is 7.5 pixels high on a phone: draw with width=PHONE'
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
