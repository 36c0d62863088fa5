"""How builds grow with the site, as a drawing beside this module: ``plot-growth.svg``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.figures.draw import ACCENT, MUTED, SECOND, THIRD, figure
from tests.bench.table import COLD, OURS

if TYPE_CHECKING:
    from tests.bench.growth import Measured

COLOURS = {OURS: ACCENT, "plain stack": SECOND, "Hugo": THIRD, "Zensical": MUTED}


def draw(found: list[Measured]) -> None:
    """Draw the seconds of a build of all pages against the number of posts."""
    with figure(__file__, "growth", height=4.0) as fig:
        axes = fig.subplots()
        for tool, colour in COLOURS.items():
            points = [(one.posts, one.seconds(COLD)) for one in found if one.tool == tool]
            points = [(posts, seconds) for posts, seconds in points if seconds]
            if not points:
                continue
            axes.plot(*zip(*points, strict=True), marker="o", markersize=4, color=colour)
            axes.annotate(
                tool, points[-1], xytext=(7, -3), textcoords="offset points", color=colour
            )
        axes.set_xscale("log")
        axes.set_yscale("log")
        sizes = sorted({one.posts for one in found})
        axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
        axes.minorticks_off()
        axes.set_xlim(sizes[0] * 0.85, sizes[-1] * 1.9)
        axes.yaxis.set_major_formatter("{x:g}")
        axes.set_xlabel("posts (and two shorts each)")
        axes.set_ylabel("seconds for all pages, no formula set before")
