"""Figures of "Welcome": what is copied and what is derived."""

import numpy as np
from matplotlib.patches import Rectangle

from extensions.markup.figures.draw import ACCENT, INK, MUTED, PAPER, SECOND, THIRD, figure
from extensions.markup.figures.sketch import PHONE

q = 0.05

with figure(__file__, "intact", width=PHONE, height=3.1) as fig:
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


def sheet(fig, height):
    """Return axes without frame, in inches."""
    axes = fig.subplots()
    axes.set(xlim=(0, PHONE), ylim=(0, height), aspect="equal")
    axes.axis("off")
    return axes


def arrow(axes, start, end, color):
    shape = {"arrowstyle": "-|>", "color": color, "lw": 1.2, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", end, start, arrowprops=shape)


def card(axes, corner, size, words, color=INK, edge=MUTED):
    axes.add_patch(Rectangle(corner, *size, facecolor=PAPER, edgecolor=edge, linewidth=1.1))
    middle = np.array(corner) + np.array(size) / 2
    axes.text(*middle, words, ha="center", va="center", color=color)


with figure(__file__, "home", width=PHONE, height=2.8) as fig:
    axes = sheet(fig, 2.8)
    mentions = ("a reference", "a listing", "the feed", "the search")
    for k, name in enumerate(mentions):
        y = 2.05 - 0.55 * k
        arrow(axes, (1.95, 1.38), (2.55, y + 0.18), ACCENT)
        card(axes, (2.58, y), (2.1, 0.36), name, ACCENT)
    card(axes, (0.15, 1.1), (1.8, 0.56), "its heading:\nthe one home", edge=INK)
    axes.text(1.05, 1.86, "a title is written once", ha="center")
    axes.text(1.05, 0.6, "and shown wherever\nit is mentioned", color=ACCENT, ha="center")

with figure(__file__, "checked", width=PHONE, height=2.1) as fig:
    axes = sheet(fig, 2.1)
    printed = f"{(1 - q) ** 20:.2f}"
    card(axes, (0.1, 1.1), (1.75, 0.6), "code on the page", edge=INK)
    card(axes, (0.1, 0.15), (1.75, 0.6), f"output on the\npage: {printed}", edge=INK)
    arrow(axes, (1.87, 1.4), (2.95, 1.4), ACCENT)
    axes.text(2.41, 1.48, "is run", color=ACCENT, ha="center")
    card(axes, (2.98, 1.1), (1.7, 0.6), f"prints {printed}", ACCENT, ACCENT)
    arrow(axes, (3.83, 1.08), (3.83, 0.68), ACCENT)
    arrow(axes, (1.87, 0.45), (2.95, 0.45), ACCENT)
    axes.text(3.83, 0.45, "the same?\nIf not, it fails", color=ACCENT, ha="center", va="center")

with figure(__file__, "stale", width=PHONE, height=2.2) as fig:
    axes = sheet(fig, 2.2)
    axes.text(0.1, 1.6, "the other\npage", va="center")
    axes.text(0.1, 0.5, "your\nsentence", va="center")
    fresh, stale = (1.05, 2.25), (2.27, 4.65)
    months = ((1.05, "January", "3.4"), (2.27, "March", "3.5"), (3.49, "June", "3.5"))
    for x, month, title in months:
        axes.text(x + 0.05, 2.02, month, color=MUTED)
        name = "new title" if month == "June" else "title"
        card(axes, (x, 1.3), (1.14, 0.56), f"{title}\n{name}", ACCENT)
    for (left, right), colour, word in ((fresh, ACCENT, "right"), (stale, SECOND, "stale")):
        axes.plot([left, right - 0.04], [0.62] * 2, color=colour, lw=5, solid_capstyle="butt")
        axes.text((left + right) / 2, 0.74, word, color=colour, ha="center")
    axes.text(2.85, 0.42, "“see 3.4, title”, as you wrote it", color=INK, ha="center", va="top")

with figure(__file__, "pairs", width=PHONE, height=2.5) as fig:
    axes = sheet(fig, 2.5)
    prints = {0: (1, 2), 1: (2,), 2: (0,), 3: (0, 1, 2)}
    heights = 1.9 - 0.5 * np.arange(4)
    for page, others in prints.items():
        for other in others:
            arrow(axes, (1.5, heights[page]), (3.3, heights[other]), MUTED)
    for page, y in enumerate(heights):
        out = len(prints[page])
        back = sum(page in others for others in prints.values())
        for x, count, side, colour in ((1.3, out, "right", ACCENT), (3.5, back, "left", SECOND)):
            card(axes, (x - 0.18, y - 0.16), (0.36, 0.32), "ABCD"[page])
            place = x - 0.32 if side == "right" else x + 0.32
            axes.text(place, y, f"{count}", color=colour, ha=side, va="center")
    total = sum(map(len, prints.values()))
    axes.text(1.3, 2.3, "prints titles of", color=ACCENT, ha="center", va="center")
    axes.text(3.5, 2.3, "is printed by", color=SECOND, ha="center", va="center")
    axes.text(0.2, 0.08, f"sum {total}", color=ACCENT, va="center")
    axes.text(4.6, 0.08, f"sum {total}", color=SECOND, ha="right", va="center")
