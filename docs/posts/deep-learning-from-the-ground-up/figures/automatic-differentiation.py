"""Figures of the piece on automatic differentiation."""

from fractions import Fraction

import numpy as np
from matplotlib.patches import FancyArrowPatch, Rectangle

from extensions.figures.draw import ACCENT, INK, MUTED, PAPER, SECOND, THIRD, figure


def f_and_slope(x, steps=10):
    slope = 1
    for _ in range(steps):
        q = 1 + x * x
        x, slope = x / q, slope * (1 - x * x) / (q * q)
    return x, slope


def value(x):
    return f_and_slope(x)[0]


with figure(__file__, "differences", height=3.7) as fig:
    axes = fig.subplots()
    x, exact = 0.25, float(f_and_slope(Fraction(1, 4))[1])
    steps = [float(f"{m}e-{k}") for k in range(15, 0, -1) for m in (1, 1.6, 2.5, 4, 6.3)]
    one = [abs((value(x + h) - value(x)) / h / exact - 1) for h in steps]
    two = [abs((value(x + h) - value(x - h)) / (2 * h) / exact - 1) for h in steps]
    axes.loglog(steps, np.maximum(one, 1e-17), color=SECOND, linewidth=1.4)
    axes.loglog(steps, np.maximum(two, 1e-17), color=ACCENT, linewidth=1.4)
    carried = max(abs(f_and_slope(x)[1] / exact - 1), 1.1e-16)
    axes.axhline(carried, color=THIRD)
    axes.text(3e-5, 3e-4, "forward difference", color=SECOND, ha="right")
    axes.text(3e-3, 4e-9, "central difference", color=ACCENT)
    axes.text(1e-15, carried * 2.2, "slope carried along with the value", color=THIRD)
    axes.text(1.2e-12, 3e-8, "round-off", color=MUTED, ha="right")
    axes.text(3e-3, 2e-1, "truncation", color=MUTED, ha="right")
    axes.set_xlabel("step h")
    axes.set_ylabel("relative error")
    axes.set_ylim(1e-17, 10)
    ticks = [1e-15, 1e-12, 1e-9, 1e-6, 1e-3]
    axes.set_xticks(ticks, ["1e−15", "1e−12", "1e−9", "1e−6", "1e−3"])
    axes.set_yticks([1e-16, 1e-12, 1e-8, 1e-4, 1], ["1e−16", "1e−12", "1e−8", "1e−4", "1"])
    axes.minorticks_off()

with figure(__file__, "graph", height=3.1) as fig:
    axes = fig.subplots()
    axes.set_xlim(0, 7.2)
    axes.set_ylim(0, 3.1)
    axes.set_aspect("equal")
    axes.axis("off")
    nodes = {
        "x₁": (0.8, 2.3, "2", "48"),
        "x₂": (0.8, 0.8, "3", "28"),
        "u = x₁x₂": (2.8, 0.8, "6", "14"),
        "s = u + x₁": (4.5, 2.3, "8", "6"),
        "y = us": (6.3, 0.8, "48", "1"),
    }
    width, height = 1.15, 0.62
    edges = [
        ("x₁", "u = x₁x₂", "42", (0.42, 0.10)),
        ("x₂", "u = x₁x₂", "28", (0.0, 0.14)),
        ("x₁", "s = u + x₁", "6", (0.0, 0.14)),
        ("u = x₁x₂", "s = u + x₁", "6", (-0.16, 0.10)),
        ("u = x₁x₂", "y = us", "8", (0.0, 0.14)),
        ("s = u + x₁", "y = us", "6", (0.22, 0.06)),
    ]
    for start, end, message, (dx, dy) in edges:
        a, b = np.array(nodes[start][:2]), np.array(nodes[end][:2])
        way = b - a

        def edge(d):
            return min(width / 2 / max(abs(d[0]), 1e-9), height / 2 / max(abs(d[1]), 1e-9))

        p, q = a + way * edge(way), b - way * edge(way)
        axes.add_patch(
            FancyArrowPatch(
                p,
                q,
                arrowstyle="-|>",
                mutation_scale=11,
                color=MUTED,
                linewidth=1,
                shrinkA=1,
                shrinkB=1,
            )
        )
        middle = (p + q) / 2
        axes.text(
            middle[0] + dx * 0.6,
            middle[1] + dy,
            message,
            color=SECOND,
            ha="center",
            va="center",
            fontsize=10,
        )
    for name, (x, y, v, bar) in nodes.items():
        axes.add_patch(
            Rectangle(
                (x - width / 2, y - height / 2),
                width,
                height,
                facecolor=PAPER,
                edgecolor=INK,
                linewidth=0.9,
            )
        )
        axes.text(x, y + 0.13, name, ha="center", va="center", fontsize=10.5)
        axes.text(x - 0.10, y - 0.16, v, ha="right", va="center", color=ACCENT, fontsize=10.5)
        axes.text(x + 0.10, y - 0.16, bar, ha="left", va="center", color=SECOND, fontsize=10.5)
    axes.text(0.2, 0.1, "value", color=ACCENT, fontsize=10)
    axes.text(
        0.95, 0.1, "cotangent, with its contributions on the edges", color=SECOND, fontsize=10
    )

with figure(__file__, "transpose", height=3.0) as fig:
    axes = fig.subplots()
    axes.set_xlim(0, 7.2)
    axes.set_ylim(-0.1, 2.9)
    axes.set_aspect("equal")
    axes.axis("off")
    side = 0.4
    colours, names = (ACCENT, SECOND, THIRD), ("w₀", "w₁", "w₂")

    def matrix(left, top, rows, columns, entry, title):
        axes.text(left, top + 0.12, title, fontsize=11)
        for r in range(rows):
            for c in range(columns):
                corner = (left + c * side, top - (r + 1) * side)
                a = entry(r, c)
                axes.add_patch(
                    Rectangle(
                        corner,
                        side,
                        side,
                        facecolor=colours[a] if a is not None else PAPER,
                        alpha=0.22 if a is not None else 1,
                        linewidth=0,
                    )
                )
                axes.add_patch(
                    Rectangle(corner, side, side, fill=False, edgecolor=MUTED, linewidth=0.6)
                )
                if a is not None:
                    axes.text(
                        corner[0] + side / 2,
                        corner[1] + side / 2,
                        names[a],
                        color=colours[a],
                        ha="center",
                        va="center",
                        fontsize=10,
                    )

    def tap(i, j):
        return j - i if 0 <= j - i < 3 else None

    matrix(0.5, 2.1, 4, 6, tap, "T: a row gathers")
    matrix(4.4, 2.5, 6, 4, lambda r, c: tap(c, r), "Tᵀ: a column scatters")
    axes.text(6.1, 2.5 - 2.5 * side, "the flip", color=MUTED, va="center", fontsize=10)
