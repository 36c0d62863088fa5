"""Every colour has one home, the style sheet; what else shows it takes it from there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extensions.lib import palette
from extensions.lib.palette import Palette, PaletteError, filled, icon, parse, rgb, site_palette
from extensions.markup.figures.draw import PAGE_COLOURS
from tests.support.pages import select_first
from tests.support.project import ROOT, Project, differences
from tests.support.sample import sample

SHEET = """\
/* --paper: light-dark(#999, #999); */
body {
  --paper: light-dark(#fff, #111);
  --ink: light-dark(#123456, rgb(1 2 3 / 50%));
  --accent: light-dark(
    #abcdef,
    #00f
  );
  --mark: #ee0;
  --figure-paper: var(--paper);
}

@media print {
  body {
    --paper: #fefefe;
  }
}
"""
# Stand-ins while a figure is drawn; the form of a colour and nothing more.
APART = {"draw.py", "palette.py"}
HEX = re.compile(r"#(?:[0-9a-f]{6}|[0-9a-f]{3})\b", re.IGNORECASE)


def test_style_sheet_is_read() -> None:
    found = parse(SHEET)
    assert found.light == {
        "paper": "#ffffff",
        "ink": "#123456",
        "accent": "#abcdef",
        "mark": "#eeee00",
        "figure-paper": "#ffffff",
    }
    assert found.dark == {
        "paper": "#111111",
        "ink": "rgb(1 2 3 / 50%)",
        "accent": "#0000ff",
        "mark": "#eeee00",
        "figure-paper": "#111111",
    }
    assert found.printed == {**found.light, "paper": "#fefefe", "figure-paper": "#fefefe"}
    assert found.alone == {**found.light, "paper": "#fefefe", "figure-paper": "#fefefe"}
    assert rgb("#123456") == (0x12, 0x34, 0x56)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "--ink: light-dark(#123, black);",
            "colour.css: --ink: light-dark(#123, black) is no colour that the build can read: "
            "write light-dark(#rrggbb, #rrggbb), #rrggbb, or var(--name) of a colour above",
        ),
        (
            "--ink: var(--later);",
            "colour.css: --ink: var(--later) is no colour that the build can read: "
            "write light-dark(#rrggbb, #rrggbb), #rrggbb, or var(--name) of a colour above",
        ),
        ("", "colour.css: no --ink: declare it in body { … }"),
    ],
)
def test_what_cannot_be_read_is_told(line: str, message: str) -> None:
    with pytest.raises(PaletteError) as told:
        parse(re.sub(r"--ink:.*", line, SHEET))
    assert str(told.value) == message


def test_sheet_without_colours_is_told() -> None:
    with pytest.raises(PaletteError) as told:
        parse("p { margin: 0 }")
    assert str(told.value) == "colour.css: no colours: declare them in a block body { … }"
    with pytest.raises(PaletteError) as told:
        rgb("rgb(1 2 3)")
    assert str(told.value) == "colour.css: rgb(1 2 3) is drawn with: write it as #rrggbb"


def test_slip_in_the_sheet_ends_the_build_in_one_line(tmp_path: Path) -> None:
    slip = tmp_path / "colour.css"
    slip.write_text("p { margin: 0 }", "utf-8")
    project = Project(tmp_path / "project")
    where = f"palette.HOME = palette.Path({str(slip)!r})"
    project.configure(f"from extensions.lib import palette\n{where}")
    built = project.build()
    assert built.status != 0
    assert "colour.css: no colours: declare them in a block body { … }" in built.output
    assert "Traceback (most recent call last)" not in built.output


@pytest.mark.parametrize(
    ("drawn", "alone"),
    [
        ("var(--accent)", "#abcdef"),
        ("var(--accent, red)", "#abcdef"),
        ("var( --accent , rgb(1 2 3) )", "#abcdef"),
        ("var(--figure-paper, #000)", "#fefefe"),
        ("var(--unknown, rgb(1 2 3))", "rgb(1 2 3)"),
        ("var(--unknown)", "#123456"),
        ("url(#id)", "url(#id)"),
    ],
)
def test_drawing_alone_has_the_colours_of_the_page(drawn: str, alone: str) -> None:
    assert filled(f'<path fill="{drawn}"/>', parse(SHEET).alone) == f'<path fill="{alone}"/>'


def test_icon_is_of_the_accent_in_light_and_dark() -> None:
    svg = '<svg xmlns="x"><path fill="var(--accent)"/></svg>'
    assert icon(svg, parse(SHEET)) == (
        '<svg xmlns="x"><style>:root{--accent:#abcdef}'
        "@media(prefers-color-scheme:dark){:root{--accent:#0000ff}}</style>"
        '<path fill="var(--accent)"/></svg>'
    )
    assert icon("<svg/>", parse(SHEET)) == "<svg/>"


def test_browser_without_light_dark_has_every_colour() -> None:
    small = Palette({"ink": "#000001"}, {"ink": "#000002"}, {"ink": "#000003"})
    assert palette.without_light_dark(small) == (
        "@supports not (color: light-dark(#000, #fff)){body{--ink:#000001}"
        '@media not print{body[data-theme="dark"]{--ink:#000002}'
        "@media (prefers-color-scheme:dark)"
        '{body:not([data-theme="light"]){--ink:#000002}}}'
        "@media print{body{--ink:#000003}}}\n"
    )


def test_colours_stand_in_the_style_sheet_alone() -> None:
    others = [
        *(ROOT / "docs/_static").glob("*.css"),
        *(ROOT / "docs/_static").glob("*.svg"),
        *(ROOT / "docs/_templates").rglob("*.html"),
        *(ROOT / "extensions/features/previews/static").glob("*.css"),
        *(path for path in (ROOT / "extensions").rglob("*.py") if path.name not in APART),
    ]
    found = {path.name: HEX.findall(path.read_text("utf-8")) for path in others}
    assert [name for name, colours in found.items() if colours] == ["colour.css"]


def test_figures_name_the_colours_that_the_page_has() -> None:
    drawings = sorted((ROOT / "docs").rglob("figures/*.svg"))
    assert len(drawings) > 40
    texts = [path.read_text("utf-8") for path in drawings]
    named = {use for svg in texts for use in re.findall(r"var\([^)]*\)", svg)}
    assert named <= {*PAGE_COLOURS.values()}


def test_files_of_the_site_have_the_palette(tmp_path: Path) -> None:
    static = ROOT / "docs/_static"
    project = Project(tmp_path)
    project.write("_static/favicon.svg", (static / "favicon.svg").read_text("utf-8"))
    css = (static / "colour.css").read_text("utf-8")
    rules = palette.without_light_dark(site_palette())
    accent = site_palette().light["accent"]
    for more in ("", "", "p { margin: 0 }\n"):
        project.write("_static/colour.css", css + more)
        built = project.build()
        assert built.warnings == []
        assert built.text("_static/colour.css") == css + more + rules
        assert f":root{{--accent:{accent}}}" in built.text("_static/favicon.svg")


def test_changed_colour_is_everywhere_after_an_edit(tmp_path: Path) -> None:
    project = sample(tmp_path / "edited")
    sheet = project.write("_static/colour.css", palette.HOME.read_text("utf-8"))
    where = f"palette.HOME = palette.Path({str(sheet)!r})"
    project.configure(f"from extensions.lib import palette\n{where}")
    first = project.build()
    assert first.warnings == []
    card = "_cards/posts/alpha/first.png"
    before = (first.outdir / card).read_bytes()
    css = sheet.read_text("utf-8")
    for name, colour in (("paper", "#fafafa"), ("accent", "#654321"), ("figure-accent", "#654321")):
        css = re.sub(rf"--{name}: light-dark\(#\w+", f"--{name}: light-dark({colour}", css)
    sheet.write_text(css, "utf-8")
    assert project.build().warnings == []
    # And stays so when one page alone is written again.
    post = project.docs / "posts/alpha/first.md"
    post.write_text(post.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    edited = project.build()
    assert edited.warnings == []
    assert differences(edited, project.copy(tmp_path / "clean").build()) == []
    page = edited.page("posts/alpha/first")
    assert select_first(page, "meta[name=theme-color]")["content"] == "#fafafa"
    assert (edited.outdir / card).read_bytes() != before
