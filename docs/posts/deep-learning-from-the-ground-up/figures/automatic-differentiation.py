"""Figures of the piece on automatic differentiation."""

from fractions import Fraction

import numpy as np
from matplotlib.patches import FancyArrowPatch, Rectangle

from extensions.markup.figures.draw import ACCENT, INK, MUTED, PAPER, SECOND, THIRD, figure
from extensions.markup.figures.sketch import PHONE


def f_and_slope(x, steps=10):
    slope = 1
    for _ in range(steps):
        q = 1 + x * x
        x, slope = x / q, slope * (1 - x * x) / (q * q)
    return x, slope


def value(x):
    return f_and_slope(x)[0]


with figure(__file__, "differences", width=PHONE, height=3.2) as fig:
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
    axes.text(1.5e-3, 4e-11, "central\ndifference", color=ACCENT)
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

with figure(__file__, "graph", width=PHONE, height=3.2) as fig:
    axes = fig.subplots()
    axes.set_xlim(0, PHONE)
    axes.set_ylim(-0.1, 3.1)
    axes.set_aspect("equal")
    axes.axis("off")
    nodes = {
        "x₁": (0.6, 2.4, "2", "48"),
        "x₂": (0.6, 0.9, "3", "28"),
        "u = x₁x₂": (2.1, 0.9, "6", "14"),
        "s = u + x₁": (3.2, 2.4, "8", "6"),
        "y = us": (4.2, 0.9, "48", "1"),
    }
    width, height = 1.08, 0.64
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
        axes.text(x, y + 0.13, name, ha="center", va="center")
        axes.text(x - 0.10, y - 0.16, v, ha="right", va="center", color=ACCENT)
        axes.text(x + 0.10, y - 0.16, bar, ha="left", va="center", color=SECOND)
    axes.text(0.06, 0.1, "value", color=ACCENT)
    axes.text(0.65, 0.1, "cotangent; beside an arrow, its contribution", color=SECOND)

with figure(__file__, "transpose", width=PHONE, height=2.8) as fig:
    axes = fig.subplots()
    axes.set_xlim(-0.02, PHONE - 0.02)
    axes.set_ylim(0, 2.8)
    axes.set_aspect("equal")
    axes.axis("off")
    side = 0.4
    colours, names = (ACCENT, SECOND, THIRD), ("w₀", "w₁", "w₂")

    def matrix(left, top, rows, columns, entry, title):
        axes.text(left, top + 0.12, title)
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
                    )

    def tap(i, j):
        return j - i if 0 <= j - i < 3 else None

    matrix(0, 2.1, 4, 6, tap, "T: a row gathers")
    matrix(3.12, 2.5, 6, 4, lambda r, c: tap(c, r), "Tᵀ: a column scatters")
    axes.text(3.06, 2.5 - 2.5 * side, "the flip", color=MUTED, ha="right", va="center")


def sheet(fig, height):
    """Return axes without frame, in inches."""
    axes = fig.subplots()
    axes.set(xlim=(0, PHONE), ylim=(0, height), aspect="equal")
    axes.axis("off")
    return axes


def arrow(axes, start, end, color=MUTED, width=1.2, bend=0.0):
    axes.add_patch(
        FancyArrowPatch(
            start,
            end,
            arrowstyle="-|>",
            mutation_scale=11,
            color=color,
            linewidth=width,
            shrinkA=0,
            shrinkB=0,
            connectionstyle=f"arc3,rad={bend}",
        )
    )


def box(axes, corner, size, edge=INK, fill=None, name="", color=None):
    if fill:
        axes.add_patch(Rectangle(corner, *size, facecolor=fill, alpha=0.25, linewidth=0))
    axes.add_patch(Rectangle(corner, *size, fill=False, edgecolor=edge, linewidth=1))
    middle = np.array(corner) + np.array(size) / 2
    axes.text(*middle, name, ha="center", va="center", color=color or edge)


with figure(__file__, "swell", width=PHONE, height=3.1) as fig:

    def op(*sizes):
        return 1 + sum(sizes)

    v, dv, sizes = 1, 1, []
    for _ in range(10):
        q = op(1, op(v, v))
        dq = op(op(dv, v), op(v, dv))
        dv = op(op(op(dv, q), op(v, dq)), op(q, q))
        v = op(v, q)
        sizes.append((v, dv))
    axes = fig.subplots()
    rounds = np.arange(1, 11)
    written, slope = np.array(sizes).T
    axes.semilogy(rounds, slope, "o-", color=SECOND, ms=4, lw=1.4)
    axes.semilogy(rounds, written, "o-", color=MUTED, ms=4, lw=1.4)
    axes.semilogy(rounds, 3 * rounds, "o-", color=ACCENT, ms=4, lw=1.4)
    axes.text(6.7, slope[6] * 1.5, "its derivative", color=SECOND, ha="right")
    axes.text(7.4, written[6] / 1.4, "formula", color=MUTED, va="top")
    axes.text(10, 3 * 10 * 1.8, "program", color=ACCENT, ha="right")
    axes.text(10.2, slope[-1], f"{slope[-1]:,}", color=SECOND, va="center")
    axes.text(10.2, written[-1], f"{written[-1]:,}", color=MUTED, va="center")
    axes.text(10.2, 30, f"{3 * rounds[-1]}", color=ACCENT, va="center")
    axes.set(xlim=(0.7, 12.9), ylim=(1.5, 2e8), xlabel="times that v ← v / (1 + v²) is run")
    axes.set_ylabel("symbols; operations")
    axes.set_xticks([1, 5, 10])
    axes.set_yticks([10, 1e3, 1e5, 1e7], ["10", "1,000", "10⁵", "10⁷"])
    axes.minorticks_off()

with figure(__file__, "products", width=PHONE, height=2.9) as fig:
    axes = sheet(fig, 2.9)
    n, m, unit = 6, 3, 0.22
    top = 2.45
    # A direction in, a direction out.
    axes.text(0.1, 2.68, "JVP: a push, forwards", color=ACCENT)
    box(axes, (0.1, top - m * unit), (unit, m * unit), ACCENT, ACCENT)
    axes.text(0.21, top - m * unit - 0.05, "ẏ", ha="center", va="top", color=ACCENT)
    axes.text(0.5, top - m * unit / 2, "=", ha="center", va="center")
    box(axes, (0.7, top - m * unit), (n * unit, m * unit), INK, name="J")
    box(axes, (2.25, top - n * unit), (unit, n * unit), ACCENT, ACCENT)
    axes.text(2.36, top - n * unit - 0.05, "ẋ", ha="center", va="top", color=ACCENT)
    # A sensitivity out, a sensitivity in.
    axes.text(2.85, 2.68, "VJP: backwards", color=SECOND)
    x = 2.85
    box(axes, (x, top - n * unit), (unit, n * unit), SECOND, SECOND)
    axes.text(x + 0.11, top - n * unit - 0.05, "x̄", ha="center", va="top", color=SECOND)
    axes.text(x + 0.36, top - n * unit / 2, "=", ha="center", va="center")
    box(axes, (x + 0.5, top - n * unit), (m * unit, n * unit), INK, name="Jᵀ")
    box(axes, (x + 1.3, top - m * unit), (unit, m * unit), SECOND, SECOND)
    axes.text(x + 1.41, top - m * unit - 0.05, "ȳ", ha="center", va="top", color=SECOND)
    axes.text(0.1, 0.52, f"one push: {m} numbers of the {m * n} in J", color=ACCENT)
    axes.text(0.1, 0.2, f"one VJP: {n} numbers; with m = 1, the gradient", color=SECOND)

with figure(__file__, "fan-out", width=PHONE, height=2.2) as fig:
    axes = sheet(fig, 2.2)
    wide, tall = 0.7, 0.42

    def node(x, y, name):
        axes.add_patch(
            Rectangle((x - wide / 2, y - tall / 2), wide, tall, facecolor=PAPER, edgecolor=INK)
        )
        axes.text(x, y, name, ha="center", va="center")

    for y, name in ((1.6, "v₁"), (0.6, "v₂")):
        arrow(axes, (1.2, 1.1 + 0.06 * np.sign(y - 1.1)), (2.35, y + 0.08), ACCENT)
        arrow(axes, (2.35, y - 0.08), (1.2, 1.1 + 0.06 * np.sign(y - 1.1) - 0.1), SECOND)
        arrow(axes, (3.05, y), (3.85, 1.1 + 0.1 * np.sign(y - 1.1)))
        node(2.7, y, name)
    node(0.85, 1.1, "v")
    node(4.2, 1.1, "y")
    axes.text(1.5, 1.72, "copied", color=ACCENT, ha="center")
    axes.text(1.55, 0.28, "added", color=SECOND, ha="center")
    axes.text(0.85, 0.68, "v̄ = A₁ᵀv̄₁\n+ A₂ᵀv̄₂", color=SECOND, ha="center", va="top")

with figure(__file__, "broadcast", width=PHONE, height=2.1) as fig:
    axes = sheet(fig, 2.1)
    side, row, rows = 0.34, np.array([1, 4, 2]), 3
    rng = np.random.default_rng(3)
    back = rng.integers(-2, 4, (rows, 3))

    def grid(left, top, values, colour):
        for r, line in enumerate(np.atleast_2d(values)):
            for c, value in enumerate(line):
                corner = (left + c * side, top - (r + 1) * side)
                word = f"{value}".replace("-", "−")
                box(axes, corner, (side, side), MUTED, colour, word, color=colour)

    axes.text(0.1, 1.83, "forwards: repeat", color=ACCENT)
    grid(0.1, 1.2, row, ACCENT)
    arrow(axes, (1.2, 1.03), (1.5, 1.03), ACCENT)
    grid(1.55, 1.54, np.tile(row, (rows, 1)), ACCENT)
    grid(2.85, 1.54, back, SECOND)
    arrow(axes, (4.1, 1.35), (4.1, 0.3), SECOND)
    axes.text(2.85, 1.83, "back: add rows", color=SECOND)
    grid(2.85, 0.45, back.sum(axis=0), SECOND)

with figure(__file__, "matmul", width=PHONE, height=3.0) as fig:
    axes = sheet(fig, 3.0)
    n, d, k, unit = 4, 3, 5, 0.135
    sizes = {"n": n * unit, "d": d * unit, "k": k * unit}

    def factor(x, y, rows, columns, name, colour, fill=None):
        size = (sizes[columns], sizes[rows])
        box(axes, (x, y - size[1]), size, colour, fill, name)
        axes.text(x + size[0] / 2, y + 0.04, columns, color=MUTED, ha="center", va="bottom")
        axes.text(x - 0.04, y - size[1] / 2, rows, color=MUTED, ha="right", va="center")
        return x + size[0]

    for y, names, sizes_of, forwards in (
        (2.7, ("Y", "X", "W"), ("nk", "nd", "dk"), True),
        (1.75, ("X̄", "Ȳ", "Wᵀ"), ("nd", "nk", "kd"), False),
        (0.8, ("W̄", "Xᵀ", "Ȳ"), ("dk", "dn", "nk"), False),
    ):
        x, colour = 0.3, ACCENT if forwards else SECOND
        for place, (name, (rows, columns)) in enumerate(zip(names, sizes_of, strict=True)):
            edge = colour if place == 0 or name == "Ȳ" else INK
            end = factor(x, y, rows, columns, name, edge, colour if place == 0 else None)
            if place == 0:
                axes.text(end + 0.17, y - 0.25, "=", ha="center", va="center")
            x = end + (0.55 if place == 0 else 0.28)
        axes.text(3.3, y - 0.25, "2ndk operations", color=colour, va="center")
