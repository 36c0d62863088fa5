"""Figure of "Welcome: how this site works": how long copied quotations stay right."""

import numpy as np

from extensions.figures.draw import ACCENT, INK, MUTED, SECOND, THIRD, figure

q = 0.05

with figure(__file__, "intact", height=3.6) as fig:
    axes = fig.subplots()
    years = np.linspace(0, 5, 101)
    curves = [
        (1, THIRD, 3.6, "1 copied fact", (0, 6)),
        (5, ACCENT, 2.2, "5 copied facts", (4, 6)),
        (20, SECOND, 0.95, "20 copied facts", (6, 6)),
    ]
    for r, colour, at, label, shift in curves:
        axes.plot(years, (1 - q) ** (r * years), color=colour)
        axes.annotate(
            label,
            (at, (1 - q) ** (r * at)),
            xytext=shift,
            textcoords="offset points",
            color=colour,
        )
        half = np.log(2) / (-r * np.log1p(-q))
        if half < 5:
            axes.plot([half], [0.5], "o", color=colour, markersize=6)
    axes.plot([0, 5], [0.5, 0.5], color=MUTED, linewidth=0.8, linestyle=(0, (4, 3)))
    axes.annotate("half of the pages", (4.97, 0.52), color=MUTED, ha="right")
    axes.plot([0, 5], [1, 1], color=INK)
    axes.annotate("derived at each build", (4.97, 1.025), color=INK, ha="right")
    axes.set_xlim(0, 5)
    axes.set_ylim(0, 1.1)
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1])
    axes.set_xlabel("years since the page was written")
    axes.set_ylabel("share of pages still right")
