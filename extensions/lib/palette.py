"""The colours of the site: those of ``docs/_static/colour.css``, and the site's own in their place.

Style sheets apply to pages only.  What shows the same colours elsewhere takes them from here:
drawings in feeds, social cards, the icon, the colour of the browser's toolbar, and the rules that
are appended to the style sheet for browsers without ``light-dark()``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extensions.lib.site_file import SiteFileError, read_site

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ROOT = Path(__file__).parents[2]
HOME, SITE = ROOT / "docs/_static/colour.css", ROOT / "site.toml"

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# The first block of the style sheet has a line for each colour, that for paper what is other there.
ON_SCREEN = re.compile(r"^body\s*\{([^{}]*)\}", re.MULTILINE)
ON_PAPER = re.compile(r"@media print\s*\{\s*body\s*\{([^{}]*)\}")
DECLARATION = re.compile(r"--([\w-]+):\s*([^;]+);")
COLOUR = r"#[0-9a-f]{3}(?:[0-9a-f]{3})?|rgb\([^()]*\)"
IN_BOTH = re.compile(rf"light-dark\(\s*({COLOUR})\s*,\s*({COLOUR})\s*\)")
IN_ALL = re.compile(COLOUR)
ANOTHER = re.compile(r"var\(--([\w-]+)\)")
# A variable in a drawing, with or without what stands in for it where it is not known.
VARIABLE = re.compile(r"var\(\s*--([\w-]+)\s*(?:,\s*((?:[^()]|\([^()]*\))*?)\s*)?\)")
HEX = re.compile("#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})")

# What is drawn or said with colours outside of the style sheets.
NEEDED = ("paper", "ink", "accent", "figure-paper")

NO_LIGHT_DARK = "@supports not (color: light-dark(#000, #fff))"


class PaletteError(ValueError):
    """The style sheet does not say what the colours are; the message says what to write."""


@dataclass(frozen=True)
class Palette:
    """Each colour by its name, ``#rrggbb`` or ``rgb(…)``, in light, in dark and on paper."""

    light: Mapping[str, str]
    dark: Mapping[str, str]
    printed: Mapping[str, str]

    @property
    def alone(self) -> dict[str, str]:
        """The colours of a drawing outside a page: those of the light theme, on white paper."""
        papers = {name: self.printed[name] for name in ("paper", "figure-paper")}
        return {**self.light, **papers}


def site_palette() -> Palette:
    """Return the colours of the site.

    Raises:
        PaletteError: the style sheet cannot be understood.
    """
    return parse(site_sheet(HOME.read_text("utf-8")))


def site_sheet(css: str) -> str:
    """Return the style sheet *css* with the site's own colours in place of its own.

    Raises:
        PaletteError: the site gives a colour to a name that the style sheet does not declare.
    """
    screen = ON_SCREEN.search(css)
    for name, (light, dark) in own_colours().items():
        block = screen[1] if screen else ""
        declared = re.search(rf"(--{re.escape(name)}:\s*)[^;]+;", block)
        if not screen or not declared:
            known = ", ".join(one for one, _ in DECLARATION.findall(COMMENT.sub("", block)))
            raise PaletteError(f'{SITE.name}: there is no colour "{name}": known are {known}')
        block = block.replace(declared[0], f"{declared[1]}light-dark({light}, {dark});", 1)
        css = css[: screen.start(1)] + block + css[screen.end(1) :]
        screen = ON_SCREEN.search(css)
    return css


def own_colours() -> Mapping[str, tuple[str, str]]:
    """Return the colours of the site's own file; none where it cannot be read, which is told."""
    try:
        return read_site(SITE).colours
    except SiteFileError:
        return {}


def parse(css: str) -> Palette:
    """Return the colours that the style sheet *css* declares.

    Raises:
        PaletteError: a declaration has another form than those of ``colour.css``.
    """
    css = COMMENT.sub("", css)
    screen, paper = ON_SCREEN.search(css), ON_PAPER.search(css)
    if not screen:
        raise PaletteError("colour.css: no colours: declare them in a block body { … }")
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    for name, value in DECLARATION.findall(screen[1]):
        light[name], dark[name] = _pair(name, value.strip(), light, dark)
    if missing := [f"--{name}" for name in NEEDED if name not in light]:
        raise PaletteError(f"colour.css: no {', '.join(missing)}: declare it in body {{ … }}")
    return Palette(light, dark, _printed(light, screen[1], paper[1] if paper else ""))


def _pair(
    name: str, value: str, light: Mapping[str, str], dark: Mapping[str, str]
) -> tuple[str, str]:
    """Return the colour *value* in light and in dark."""
    if both := IN_BOTH.fullmatch(value):
        return long(both[1]), long(both[2])
    if IN_ALL.fullmatch(value):
        return long(value), long(value)
    other = ANOTHER.fullmatch(value)
    if other and other[1] in light:
        return light[other[1]], dark[other[1]]
    raise PaletteError(
        f"colour.css: --{name}: {value} is no colour that the build can read: "
        "write light-dark(#rrggbb, #rrggbb), #rrggbb, or var(--name) of a colour above"
    )


def _printed(light: Mapping[str, str], screen: str, paper: str) -> dict[str, str]:
    """Return the colours on paper: those of *light*, but for what is declared for *paper*."""
    own: dict[str, str] = {}
    for name, value in DECLARATION.findall(paper):
        own[name] = _pair(name, value.strip(), light, light)[0]
    printed = {**light, **own}
    for name, value in DECLARATION.findall(screen):
        other = ANOTHER.fullmatch(value.strip())
        if other and name not in own:
            printed[name] = printed[other[1]]
    return printed


def long(colour: str) -> str:
    """Return *colour* as ``#rrggbb`` where it is ``#rgb``."""
    return "#" + "".join(2 * digit for digit in colour[1:]) if len(colour) == 4 else colour


def rgb(colour: str) -> tuple[int, int, int]:
    """Return the parts of ``#rrggbb``, from 0 to 255.

    Raises:
        PaletteError: *colour* has another form.
    """
    parts = HEX.fullmatch(colour)
    if not parts:
        raise PaletteError(f"colour.css: {colour} is drawn with: write it as #rrggbb")
    red, green, blue = (int(part, 16) for part in parts.groups())
    return red, green, blue


def filled(drawing: str, colours: Mapping[str, str]) -> str:
    """Return the SVG *drawing* with *colours* in place of the variables that it names.

    A variable of another name is what the drawing says for it, else ink: nothing disappears.
    """
    return VARIABLE.sub(lambda use: colours.get(use[1]) or use[2] or colours["ink"], drawing)


def icon(svg: str, palette: Palette) -> str:
    """Return the icon *svg* with the colours that it names, in light and in dark."""
    names = sorted({use[1] for use in VARIABLE.finditer(svg) if use[1] in palette.light})
    if not names:
        return svg
    light, dark = (_block(":root", colours, names) for colours in (palette.light, palette.dark))
    style = f"<style>{light}@media(prefers-color-scheme:dark){{{dark}}}</style>"
    return re.sub(r"<svg[^>]*>", lambda opening: opening[0] + style, svg, count=1)


def without_light_dark(palette: Palette) -> str:
    """Return the rules that give *palette* to browsers that do not know ``light-dark()``."""
    dark = _block('body[data-theme="dark"]', palette.dark)
    of_system = _block('body:not([data-theme="light"])', palette.dark)
    return (
        f"{NO_LIGHT_DARK}{{{_block('body', palette.light)}"
        f"@media not print{{{dark}@media (prefers-color-scheme:dark){{{of_system}}}}}"
        f"@media print{{{_block('body', palette.printed)}}}}}\n"
    )


def _block(selector: str, colours: Mapping[str, str], names: Iterable[str] | None = None) -> str:
    declarations = ";".join(f"--{name}:{colours[name]}" for name in names or colours)
    return f"{selector}{{{declarations}}}"
