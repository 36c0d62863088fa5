"""What a drawing of Matplotlib becomes before it stands in a page."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from extensions.markup.figures.draw import (
    ACCENT,
    INK,
    MUTED,
    PAGE_COLOURS,
    PAPER,
    SECOND,
    SVG,
    THIRD,
    XLINK,
    dress,
    figure,
)
from tests.content.drawings import unfit


def dressed(content: str, *, attributes: str = "") -> str:
    """Return what becomes of *content* in a drawing named "name"."""
    svg = f'<svg xmlns="{SVG}" xmlns:xlink="{XLINK}" {attributes}>{content}</svg>'
    inner = dress(svg, "name").partition(">")[2].rpartition("</svg>")[0]
    return re.sub(r"\n *", "", inner)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # Styles
        (
            '<path style="fill: none; stroke: #010203; stroke-width: 0.8"/>',
            '<path fill="none" stroke="currentColor" stroke-width="0.8" />',
        ),
        ('<path style=""/>', "<path />"),
        ('<path style="fill: none;;"/>', '<path fill="none" />'),
        ("<text style=\"font: 11px 'DejaVu Sans', sans-serif\"/>", '<text font-size="11" />'),
        (
            "<text style=\"font: italic 700 9.5px 'DejaVu Sans', 'Font 600px'\"/>",
            '<text font-size="9.5" font-style="italic" font-weight="700" />',
        ),
        ("<text style=\"font: bold 600px 'A'\"/>", '<text font-size="600" font-weight="bold" />'),
        (
            '<text style="font-size: 8px; font-family: A; text-anchor: end"/>',
            '<text font-size="8" text-anchor="end" />',
        ),
        ("<style>*{stroke-linejoin: round}</style>", ""),
        ("<defs><style>*{stroke-linejoin: round}</style></defs>", ""),
        (
            '<defs><style>*{}</style><path id="a"/></defs>',
            '<defs><path id="name-a" /></defs>',
        ),
        ("<metadata><a/></metadata>", ""),
        # Ids and what points to them
        (
            '<g id="a"/><use href="#a"/><use xlink:href="#a"/>',
            '<g id="name-a" /><use href="#name-a" /><use xlink:href="#name-a" />',
        ),
        (
            '<g clip-path="url(#p0123456789)"/><clipPath id="p0123456789"/><clipPath id="pa"/>',
            '<g clip-path="url(#name-p1)" /><clipPath id="name-p1" /><clipPath id="name-pa" />',
        ),
        (
            '<g id="m00000000aa"/><g id="m00000000bb"/><g id="p00000000aa"/>'
            '<use href="#m00000000bb"/>',
            '<g id="name-m1" /><g id="name-m2" /><g id="name-p1" /><use href="#name-m2" />',
        ),
        (
            """<g id="a"/><path style="fill: url('#a')" clip-path='url("#a")'/>""",
            '<g id="name-a" /><path clip-path="url(#name-a)" fill="url(#name-a)" />',
        ),
        # Numbers
        (
            '<path d="M 1e-05 -1.5E+2  L 3.14159 -0.001 &#10;z "/>',
            '<path d="M 0 -150 L 3.14 0 z" />',
        ),
        ('<path d="M.005-1.126L100 20"/>', '<path d="M0.01-1.13L100 20" />'),
        ('<path d="M 1 2 A 5.555 5 0 0 1 10 10"/>', '<path d="M 1 2 A 5.55 5 0 0 1 10 10" />'),
        ('<rect x="0.004" y="-0.004" width="1e2"/>', '<rect x="0" y="0" width="100" />'),
        (
            '<path style="stroke-dasharray: 2.9599999,1.28; stroke-width: 1.23456"/>',
            '<path stroke-dasharray="2.96,1.28" stroke-width="1.23" />',
        ),
        (
            '<g transform="translate(1.2345 1e-07) rotate(-0) scale(0.015625 -0.015625)"/>',
            '<g transform="translate(1.23 0) rotate(0) scale(0.015625 -0.015625)" />',
        ),
        ('<g opacity="0.125"/>', '<g opacity="0.125" />'),
        # Text
        (
            "<text>a &lt; b &amp;&amp; c &gt; 1.23456 #010203</text>",
            "<text>a &lt; b &amp;&amp; c &gt; 1.23456 #010203</text>",
        ),
        ("<text>‖w‖² → −1</text>", "<text>‖w‖² → −1</text>"),
    ],
)
def test_dress(content: str, expected: str) -> None:
    assert dressed(content) == expected


@pytest.mark.parametrize("stand_in", PAGE_COLOURS)
def test_colours_are_of_the_page(stand_in: str) -> None:
    expected = f'<path fill="{PAGE_COLOURS[stand_in]}" />'
    assert dressed(f'<path fill="{stand_in}"/>') == expected
    assert dressed(f'<path style="fill: {stand_in}"/>') == expected


def test_the_page_gives_the_size() -> None:
    svg = dress(f'<svg xmlns="{SVG}" width="5pt" height="4pt" viewBox="0 0 5.001 4"/>', "name")
    assert svg == f'<svg xmlns="{SVG}" viewBox="0 0 5 4" class="drawn" />\n'


def test_a_reference_to_nothing_is_refused() -> None:
    with pytest.raises(KeyError, match="gone"):
        dressed('<use href="#gone"/>')


def test_a_drawing_with_everything(tmp_path: Path) -> None:
    with figure(str(tmp_path / "slug.py"), "all", width=4, height=3) as fig:
        axes = fig.subplots()
        axes.plot([0, 1e-7, 1], [0, 2, 1], "o--", color=ACCENT, markeredgecolor=INK)
        axes.fill_between([0, 1], [0, 1], color=SECOND, alpha=0.3)
        axes.scatter([0.2, 0.4], [0.1, 0.2], s=[10, 40], color=THIRD)
        axes.contour([[0, 1], [1, 0]], colors=[MUTED])
        axes.text(0.5, 0.5, "a < b & “c”", rotation=30, weight="bold", style="italic")
        axes.annotate("there", (0, 0), (0.5, 1), arrowprops={"arrowstyle": "->", "color": INK})
        axes.axhspan(0, 1, color=PAPER)
        axes.set_title("Title")
    svg = (tmp_path / "slug-all.svg").read_text(encoding="utf-8")
    assert list(unfit(svg, "slug-all")) == []
    assert [path.name for path in tmp_path.iterdir()] == ["slug-all.svg"]
    texts = [text.text for text in ElementTree.fromstring(svg).iter(f"{{{SVG}}}text")]
    assert {"a < b & “c”", "there", "Title"} <= set(texts)
    assert "DejaVu" not in svg


def test_a_drawing_that_fails_is_not_written(tmp_path: Path) -> None:
    def draw() -> None:
        with figure(str(tmp_path / "slug.py"), "half"):
            raise ValueError("half drawn")

    with pytest.raises(ValueError, match="half drawn"):
        draw()
    assert list(tmp_path.iterdir()) == []


def test_the_settings_of_the_caller_stay() -> None:
    matplotlib = pytest.importorskip("matplotlib")
    with matplotlib.rc_context({"font.size": 20}):
        before = dict(matplotlib.rcParams)
        try:
            with figure("nowhere/slug.py", "a"):
                assert matplotlib.rcParams["font.size"] == 11
                raise KeyboardInterrupt
        except KeyboardInterrupt:
            pass
        assert dict(matplotlib.rcParams) == before
