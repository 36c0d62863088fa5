"""Draw a figure with Matplotlib as an SVG that the page can dress.

A figure script stands beside the posts, in ``docs/posts/<series>/figures/<slug>.py``,
and draws one or more figures::

    from extensions.markup.figures.draw import ACCENT, INK, MUTED, figure

    with figure(__file__, "margin", height=3.2) as fig:
        axes = fig.subplots()
        axes.plot(x, y, color=ACCENT)
        axes.annotate("label on the curve", (2, 3), color=ACCENT)

which writes ``<slug>-margin.svg`` beside the script.  The colours are names, not
values: in the file they become ``currentColor`` or a CSS variable of the page, so that
one drawing is right in light, in dark and on paper.  Text stays text and takes the
page's own type.

The same script gives the same picture on every machine with the pinned Matplotlib, and on
one machine the same bytes: no setting of the user's, no date, ids from the figure's name and
counted, coordinates rounded to a hundredth of a point.  Their last digit can be another where
NumPy takes sums in another order.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from extensions.lib.palette import site_palette

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Each drawing colour is a stand-in that no figure would use by chance, replaced by what
# the page's style sheet decides.
INK = "#010203"
MUTED = "#020304"
ACCENT = "#030405"
SECOND = "#040506"
THIRD = "#050607"
PAPER = "#060708"

VARIABLES = {
    MUTED: "figure-muted",
    ACCENT: "figure-accent",
    SECOND: "figure-second",
    THIRD: "figure-third",
    PAPER: "figure-paper",
}
# Where no page says what a variable is (an EPUB, a viewer of images), it has its value in light.
_ALONE = site_palette().alone
PAGE_COLOURS = {
    INK: "currentColor",
    **{colour: f"var(--{name}, {_ALONE[name]})" for colour, name in VARIABLES.items()},
}

STYLE = {
    "svg.fonttype": "none",
    "font.family": "DejaVu Sans",
    "font.size": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.titlesize": 11,
    "axes.titlelocation": "left",
    "axes.linewidth": 0.8,
    "axes.prop_cycle": f"cycler('color', {[ACCENT, SECOND, THIRD, MUTED]!r})",
    "axes.unicode_minus": True,
    "text.color": INK,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "grid.color": MUTED,
    "grid.linewidth": 0.4,
    "lines.linewidth": 1.8,
    "lines.solid_capstyle": "round",
    "legend.frameon": False,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
    # Which points it leaves out would depend on their last digits.
    "path.simplify": False,
}

NUMBER = r"(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
MEASURES = {
    *("d", "points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry"),
    *("width", "height", "viewBox", "font-size"),
    *("stroke-width", "stroke-dasharray", "stroke-dashoffset"),
}

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"


@contextmanager
def figure(script: str, name: str, *, width: float = 7.2, height: float = 3.6) -> Iterator[Figure]:
    """Give an empty Matplotlib figure and write it as ``<slug>-<name>.svg`` at the end.

    *script* is the ``__file__`` of the figure script, whose stem is the post's slug;
    *width* and *height* are inches at 100 CSS pixels to the inch (a text column is 7.2).
    """
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    target = Path(script).with_name(f"{Path(script).stem}-{name}.svg")
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(STYLE)  # type: ignore[arg-type]
        drawing = Figure(figsize=(width, height), layout="constrained")
        FigureCanvasSVG(drawing)
        yield drawing
        written = io.StringIO()
        drawing.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    target.write_text(dress(written.getvalue(), target.stem), encoding="utf-8", newline="\n")


def dress(svg: str, name: str) -> str:
    """Return Matplotlib's *svg* without inline styles, with page colours and ids of *name*.

    Inline ``style`` attributes become presentation attributes (a strict
    Content-Security-Policy forbids the former), and every id starts with *name*, so that
    several figures can stand in one page.
    """
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", XLINK)
    root = ElementTree.fromstring(svg)
    _remove_page_wide(root)
    ids = _names_of_ids(root, name)
    for element in root.iter():
        _style_to_attributes(element)
        for key, value in element.attrib.items():
            element.set(key, _dress_value(key.rpartition("}")[2], value, ids))
    for size in ("width", "height"):
        root.attrib.pop(size, None)
    root.set("class", "drawn")
    ElementTree.indent(root, " ")
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def _remove_page_wide(root: ElementTree.Element) -> None:
    # Matplotlib's only <style> sets stroke-linejoin and stroke-linecap on everything,
    # which the page's style sheet does for svg.drawn.
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (f"{{{SVG}}}metadata", f"{{{SVG}}}style"):
                parent.remove(child)
    for defs in root.findall(f"{{{SVG}}}defs"):
        if not len(defs):
            root.remove(defs)


def _names_of_ids(root: ElementTree.Element, name: str) -> dict[str, str]:
    # Matplotlib names markers, clips and hatches by a hash of unrounded coordinates, whose
    # last bit may differ between processors: they are counted instead.
    count: Counter[str] = Counter()
    names = {}
    for given in (element.attrib["id"] for element in root.iter() if "id" in element.attrib):
        hashed = re.fullmatch(r"([a-zA-Z]+)[0-9a-f]{10}", given)
        if hashed:
            count[hashed[1]] += 1
        names[given] = f"{name}-{hashed[1]}{count[hashed[1]]}" if hashed else f"{name}-{given}"
    return names


def _style_to_attributes(element: ElementTree.Element) -> None:
    for declaration in element.attrib.pop("style", "").split(";"):
        property_, _, value = declaration.partition(":")
        for key, setting in _presentation(property_.strip(), value.strip()):
            element.set(key, setting)


def _presentation(property_: str, value: str) -> Iterator[tuple[str, str]]:
    if property_ == "font":
        # "italic 700 11px 'DejaVu Sans', …": the family is the page's.
        shorthand = re.match(rf"(.*?)({NUMBER})px", value)
        if shorthand:
            before, size = shorthand[1].split(), shorthand[2]
            yield "font-size", size
            yield from (("font-style", word) for word in before if word in {"italic", "oblique"})
            yield from (
                ("font-weight", word)
                for word in before
                if word == "bold" or re.fullmatch("[1-9]00", word)
            )
    elif property_ and property_ != "font-family":
        yield property_, value.removesuffix("px") if property_ == "font-size" else value


def _dress_value(key: str, value: str, ids: dict[str, str]) -> str:
    if key == "id":
        return ids[value]
    if key == "href" and value.startswith("#"):
        return f"#{ids[value[1:]]}"
    value = re.sub(r"url\((['\"]?)#([^)'\"]+)\1\)", lambda local: f"url(#{ids[local[2]]})", value)
    for stand_in, colour in PAGE_COLOURS.items():
        value = value.replace(stand_in, colour)
    if key == "transform":
        return re.sub(r"(\w+)\(([^()]*)\)", _rounded_transform, value)
    if key in MEASURES:
        return _rounded(" ".join(value.split()), 2)
    return value


def _rounded_transform(function: re.Match[str]) -> str:
    # A factor of a hundredth is no rounding error, as a hundredth of a point is.
    decimals = 2 if function[1] in {"translate", "rotate"} else 6
    return f"{function[1]}({_rounded(function[2], decimals)})"


def _rounded(numbers: str, decimals: int) -> str:
    def one(number: re.Match[str]) -> str:
        shortened = f"{float(number[0]):.{decimals}f}"
        if "." in shortened:
            shortened = shortened.rstrip("0").rstrip(".")
        return "0" if shortened == "-0" else shortened

    return re.sub(rf"-?{NUMBER}", one, numbers)
