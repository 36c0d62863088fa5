"""Figures of the piece on positions."""

from __future__ import annotations

import numpy as np
from matplotlib.patches import Circle

from extensions.markup.figures.draw import ACCENT, MUTED, SECOND, THIRD, figure
from extensions.markup.figures.sketch import PHONE, canvas


def angles(width, base):
    return base ** (-2 * np.arange(width // 2) / width)


# 1. Four hands at four positions.
with figure(__file__, "hands", width=PHONE, height=3.5) as fig:
    axes = canvas(fig)
    axes.set_aspect("equal")
    for row, theta in enumerate((1, 0.1, 0.01, 0.001)):
        y = 56 + 55 * row
        name = ("turn in 6.3", "turn in 63", "turn in 630", "turn in 6,300")[row]
        axes.text(4, y, name, color=MUTED, va="center")
        for column, t in enumerate((0, 1, 10, 100)):
            x = 122 + 64 * column
            if row == 0:
                axes.text(x, 14, ("position 0", "1", "10", "100")[column], ha="center", va="center")
            axes.add_patch(Circle((x, y), 20, fill=False, edgecolor=MUTED, lw=1.0))
            tip = (x + 17 * np.cos(t * theta), y - 17 * np.sin(t * theta))
            axes.plot([x, tip[0]], [y, tip[1]], color=ACCENT, lw=2.4, solid_capstyle="round")

# 2. The mean of the cosines against the distance.
with figure(__file__, "fade", width=PHONE, height=3.0) as fig:
    axes = fig.subplots()
    distance = 10 ** np.linspace(0, 4.69, 601)
    for base, colour, name, where in (
        (10_000, SECOND, "base 10,000", (16, 0.3)),
        (500_000, ACCENT, "base 500,000", (2500, 0.72)),
    ):
        mean = np.cos(np.outer(distance, angles(128, base))).mean(axis=1)
        axes.plot(distance, mean, color=colour, lw=0.7, alpha=0.7)
        near = distance[distance < base * 0.6]
        line = 1 - (np.log(near) + np.euler_gamma) / np.log(base)
        axes.plot(near, line, color=colour, lw=2.0)
        axes.text(*where, name, color=colour, ha="center", va="center")
    axes.axhline(0, color=MUTED, lw=0.7)
    axes.set_xscale("log")
    axes.set_xlim(1, 5e4)
    axes.set_xticks([1, 10, 100, 1e3, 1e4], ["1", "10", "100", "1,000", "10,000"])
    axes.minorticks_off()
    axes.set_xlabel("distance")
    axes.set_ylabel("mean of the cosines")

# 3. By how much each pair is slowed for texts eight times as long.
with figure(__file__, "stretch", width=PHONE, height=2.9) as fig:
    axes = fig.subplots()
    width, factor, length = 128, 8, 4096
    pairs = np.arange(width // 2)
    theta = angles(width, 10_000)
    turns = length * theta / (2 * np.pi)
    w = np.clip((turns - 1) / 31, 0, 1)
    yarn = 1 / (w + (1 - w) / factor)
    larger = factor ** (pairs / pairs[-1])
    axes.plot(pairs, np.full(len(pairs), factor), color=MUTED)
    axes.plot(pairs, larger, color=SECOND)
    axes.plot(pairs, yarn, color=THIRD)
    first = int(np.argmax(turns < 1))
    axes.axvline(first - 0.5, color=MUTED, lw=0.9, linestyle=(0, (1, 2)))
    axes.text(0, 8.25, "interpolation", color=MUTED, va="bottom")
    axes.text(17, 2.25, "larger base", color=SECOND, ha="right", va="bottom")
    axes.text(37, 5.6, "YaRN", color=THIRD, ha="right", va="center")
    axes.text(first + 0.5, 0.9, "no full turn\nin training", color=MUTED, va="bottom")
    axes.set_ylim(0.5, 9.4)
    axes.set_yticks([1, 2, 4, 8])
    axes.set_xlabel("pair, from the fastest to the slowest")
    axes.set_ylabel("times slower")
