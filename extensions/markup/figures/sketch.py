"""Boxes and arrows for a figure script, measured in points from the upper left corner.

from extensions.markup.figures.draw import ACCENT, figure
from extensions.markup.figures.sketch import PHONE, arrow, box, canvas

with figure(__file__, "steps", width=PHONE, height=2.0) as fig:
    axes = canvas(fig)
    box(axes, 10, 20, (60, 26), "one", ACCENT)
    arrow(axes, (70, 33), (110, 33))
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.markup.figures.draw import INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PHONE = 4.8
"""Inches: labels of 11 points are legible when the picture is as wide as a phone."""

Point = tuple[float, float]


def canvas(fig: Figure) -> Axes:
    """Return axes over the whole of *fig* that show nothing but what is drawn on them."""
    # Nothing is laid out: a constrained layout would warn that there is nothing to constrain.
    fig.set_layout_engine("none")
    axes = fig.add_axes((0, 0, 1, 1))
    width, height = fig.get_size_inches() * 72
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.axis("off")
    return axes


def box(
    axes: Axes,
    x: float,
    y: float,
    size: Point,
    label: str = "",
    colour: str = INK,
    *,
    fill: float = 0.0,
) -> None:
    """Draw a box of *size* at (x, y), its upper left corner, with *label* in its middle.

    *fill* is the opacity of its ground, from 0 to 1.
    """
    from matplotlib.patches import Rectangle

    if fill:
        axes.add_patch(Rectangle((x, y), *size, facecolor=colour, alpha=fill, lw=0))
    axes.add_patch(Rectangle((x, y), *size, fill=False, edgecolor=colour, lw=1.1))
    if label:
        middle = (x + size[0] / 2, y + size[1] / 2)
        axes.text(*middle, label, color=colour, ha="center", va="center")


def arrow(axes: Axes, start: Point, end: Point, colour: str = INK, width: float = 1.1) -> None:
    """Draw an arrow from *start* to *end*; its head grows with *width*, in points."""
    how = {"arrowstyle": "-|>", "color": colour, "lw": width, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", end, start, arrowprops={**how, "mutation_scale": 7 + 2 * width})
