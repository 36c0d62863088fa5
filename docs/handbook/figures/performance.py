"""Figure of "Performance": how the time of a build grows with the site."""

from extensions.markup.figures.draw import ACCENT, MUTED, SECOND, THIRD, figure
from extensions.markup.figures.sketch import PHONE

# Seconds of a build of all pages with no formula set before, by tool and number of posts, as
# `make bench` prints them.
SECONDS = {
    "Groundwork": {50: 7.5, 200: 25.8, 1000: 133.8},
    "plain stack": {50: 17.8, 200: 210.6},
}
COLOURS = {"Groundwork": ACCENT, "plain stack": SECOND, "Hugo": THIRD, "Zensical": MUTED}

with figure(__file__, "growth", width=PHONE, height=3.6) as fig:
    axes = fig.subplots()
    for tool, seconds in SECONDS.items():
        colour = COLOURS[tool]
        points = list(seconds.items())
        axes.plot(*zip(*points, strict=True), marker="o", markersize=4, color=colour)
        axes.annotate(tool, points[-1], xytext=(7, -3), textcoords="offset points", color=colour)
    sizes = sorted({size for seconds in SECONDS.values() for size in seconds})
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
    axes.minorticks_off()
    axes.set_xlim(sizes[0] * 0.85, sizes[-1] * 2.6)
    axes.yaxis.set_major_formatter("{x:g}")
    axes.set_xlabel("posts (and two shorts each)")
    axes.set_ylabel("seconds for all pages, no formula set before")
