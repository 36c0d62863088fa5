"""Figures of the piece on depth: the folded tent, the count of crossings, pieces against units."""

from itertools import pairwise

import numpy as np

from extensions.markup.figures.draw import ACCENT, INK, MUTED, PAPER, SECOND, THIRD, figure
from extensions.markup.figures.sketch import PHONE

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def tent():
    with figure(__file__, "tent", width=PHONE, height=4.6) as fig:
        for axes, k in zip(fig.subplots(3, 1, sharex=True), (1, 2, 3), strict=True):
            n = 2**k
            x = np.arange(n + 1) / n
            y = np.arange(n + 1) % 2
            half = n // 2
            axes.plot(x[: half + 1], y[: half + 1], color=ACCENT)
            axes.plot(x[half:], y[half:], color=SECOND)
            axes.plot([0.5, 0.5], [0, 1.12], color=MUTED, linewidth=0.8, linestyle=":")
            axes.set_title("T" if k == 1 else "T" + str(k).translate(SUPERSCRIPT))
            axes.set_xticks([0, 0.5, 1], ["0", "½", "1"])
            axes.set_yticks([0, 1])
            axes.set_ylim(-0.05, 1.3)
            if k > 1:
                before = "T" if k == 2 else "T²"
                axes.text(0.25, 1.1, before, color=ACCENT, ha="center")
                axes.text(0.76, 1.1, before + ", mirrored", color=SECOND, ha="center")
            else:
                axes.text(0.25, 1.1, "rises", color=ACCENT, ha="center")
                axes.text(0.76, 1.1, "falls", color=SECOND, ha="center")


def crossings():
    corners = np.arange(9) / 8
    teeth = np.arange(9) % 2
    kinks = np.array([0, 0.26, 0.62, 1.0])
    heights = np.array([0.1, 1.02, 0.0, 0.95])
    values = np.interp(corners, kinks, heights)
    wrong = (values >= 0.5) != (teeth == 1)
    assert wrong.sum() == 3, (wrong, values)
    with figure(__file__, "crossings", width=PHONE, height=2.7) as fig:
        axes = fig.subplots()
        axes.plot([0, 1], [0.5, 0.5], color=MUTED, linewidth=0.9, linestyle="--")
        axes.plot(corners, teeth, color=ACCENT, linewidth=1.4)
        axes.plot(kinks, heights, color=SECOND)
        axes.plot(corners[~wrong], teeth[~wrong], "o", color=ACCENT, markersize=6)
        axes.plot(
            corners[wrong],
            teeth[wrong],
            "o",
            markerfacecolor="none",
            markeredgecolor=INK,
            markersize=9,
            markeredgewidth=1.5,
        )
        axes.text(1.03, 0.5, "level ½", color=MUTED, va="center")
        axes.text(1.03, 0.9, "g, three pieces", color=SECOND, va="center")
        axes.text(1.03, 0.02, "sawtooth, eight", color=ACCENT, va="center")
        axes.set_xlim(-0.02, 1.42)
        axes.set_ylim(-0.12, 1.15)
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "¼", "½", "¾", "1"])
        axes.set_yticks([0, 0.5, 1], ["0", "½", "1"])


def count(network, lo, hi):
    """Count the affine pieces of a network with one input, as in the text."""
    t = np.array([lo, hi])
    h = t[None, :]
    for W, b in network[:-1]:
        z = W @ h + b[:, None]
        unit, i = np.nonzero(z[:, :-1] * z[:, 1:] < 0)
        share = z[unit, i] / (z[unit, i] - z[unit, i + 1])
        t = np.append(t, t[i] + share * (t[i + 1] - t[i]))
        z = np.hstack([z, z[:, i] + share * (z[:, i + 1] - z[:, i])])
        order = np.argsort(t, kind="stable")
        t, h = t[order], np.maximum(z[:, order], 0)
    slopes = np.diff((network[-1][0] @ h)[0]) / np.diff(t)
    return 1 + np.sum(np.abs(np.diff(slopes)) > 1e-9 * np.abs(slopes).max())


def random_network(rng, widths):
    sizes = (1, *widths)
    layers = [
        (rng.normal(size=(b, a)) * np.sqrt(2 / a), rng.normal(size=b))
        for a, b in zip(sizes, widths, strict=False)
    ]
    return [*layers, (rng.normal(size=(1, sizes[-1])), np.zeros(1))]


def pieces():
    rng = np.random.default_rng(0)
    m = np.arange(3, 61)
    with figure(__file__, "pieces", width=PHONE, height=3.8) as fig:
        axes = fig.subplots()
        axes.plot([0, 60], [np.log10(1001)] * 2, color=MUTED, linewidth=0.9, linestyle="--")
        axes.plot(m, np.log10(m + 1), color=INK)
        axes.plot(m, 2 * np.log10(m / 2 + 1), color=SECOND)
        axes.plot(m, 3 * np.log10(m / 3 + 1), color=ACCENT)
        fold = np.array([4, 45.5])
        axes.plot(fold, fold / 2 * np.log10(2), color=THIRD)
        units = np.array([12, 24, 36, 48])
        means = [
            np.mean([count(random_network(rng, (u // 3,) * 3), -100, 100) for _ in range(200)])
            for u in units
        ]
        axes.plot(
            units,
            np.log10(means),
            "o",
            markerfacecolor="none",
            markeredgecolor=ACCENT,
            markersize=6,
        )
        axes.plot([31, 48], np.log10([1100, 4096]), "o", color=ACCENT, markersize=6)
        axes.annotate(
            "10 + 10 + 11 units",
            (31, np.log10(1100)),
            (33, 4.35),
            color=ACCENT,
            arrowprops={"arrowstyle": "-", "color": MUTED, "linewidth": 0.8},
        )
        axes.text(49.2, 3.17, "16 + 16 + 16", color=ACCENT)
        axes.text(0.5, np.log10(1001) + 0.1, "1,000 units\nin one layer", color=MUTED)
        axes.text(38.5, 6.1, "layers of two, folding", color=THIRD, ha="right")
        axes.text(60.9, 3 * np.log10(21), "three layers", color=ACCENT, va="center")
        axes.text(60.9, 2 * np.log10(31), "two layers", color=SECOND, va="center")
        axes.text(60.9, np.log10(61), "one layer", color=INK, va="center")
        axes.text(42, 1.17, "random, three layers", color=ACCENT, ha="center")
        ticks = range(8)
        axes.set_yticks(
            ticks, ["1" if e == 0 else "10" + str(e).translate(SUPERSCRIPT) for e in ticks]
        )
        axes.set_xlim(0, 80)
        axes.set_xticks(range(0, 61, 10))
        axes.set_ylim(0.3, 7.1)
        axes.set_xlabel("units")
        axes.set_ylabel("linear pieces")


def sheet(fig, height):
    """Return axes without frame, in inches."""
    axes = fig.subplots()
    axes.set(xlim=(0, PHONE), ylim=(0, height), aspect="equal")
    axes.axis("off")
    return axes


def units():
    wide = 32
    with figure(__file__, "units", width=PHONE, height=2.75) as fig:
        axes = sheet(fig, 2.75)
        for row in range(wide):
            # A row of dots in one stroke: a mark for each would be a hundred kilobytes.
            axes.plot(
                [0.1, 2.3],
                [0.1 + 2.2 * row / (wide - 1)] * 2,
                color=MUTED,
                lw=3,
                ls=(0, (0.01, 72 * 2.2 / (wide - 1) * 0.983 / 3 - 0.01)),
                dash_capstyle="round",
            )
        axes.text(0.05, 2.55, f"one layer: {wide**2:,} units")
        layers, names = 10, (3.35, 3.95)
        heights = np.linspace(0.1, 2.3, layers)[::-1]
        for above, below in pairwise(heights):
            for a in names:
                for b in names:
                    axes.plot([a, b], [above, below], color=ACCENT, lw=0.7, zorder=1)
        for x in names:
            axes.plot([x] * layers, heights, "o", color=ACCENT, ms=5)
        axes.text(2.9, 2.55, f"{layers} layers: {2 * layers} units", color=ACCENT)


def forward():
    W1, b1 = np.array([[1, -1], [-1, 1]]), np.array([0, 0])
    W2, b2 = np.array([[1, 1], [1, 1]]), np.array([0, -1])
    v, x = np.array([1, -1]), np.array([3, 1])
    z1 = W1 @ x + b1
    h1 = np.maximum(z1, 0)
    z2 = W2 @ h1 + b2
    h2 = np.maximum(z2, 0)
    columns, rows = [0.35, 1.75, 3.15], [1.65, 0.55]

    def told(number):
        return f"{number:g}".replace("-", "−")

    with figure(__file__, "forward", width=PHONE, height=2.25) as fig:
        axes = sheet(fig, 2.25)
        for left, W in zip(range(2), (W1, W2), strict=True):
            for i in range(2):
                for j in range(2):
                    a = np.array([columns[left] + 0.3, rows[j]])
                    b = np.array([columns[left + 1] - 0.36, rows[i]])
                    axes.plot(*np.c_[a, b], color=MUTED, lw=0.9)
                    # On the line of a crossing, outside the square for a straight one.
                    beside = 0 if i != j else (0.13, -0.13)[j]
                    at = a + (0.22 if i != j else 0.5) * (b - a) + [0, beside]
                    label = axes.text(*at, told(W[i, j]), color=MUTED, ha="center", va="center")
                    label.set_bbox({"facecolor": PAPER, "edgecolor": "none", "pad": 1})
        for j in range(2):
            axes.plot([columns[2] + 0.36, 4.25], [rows[j], 1.1], color=MUTED, lw=0.9)
            axes.text(3.95, (1.62, 0.52)[j], told(v[j]), color=MUTED, ha="center", va="center")
            for column, first, second in (
                (0, f"{x[j]}", ""),
                (1, f"sum {told(z1[j])}", f"→ {told(h1[j])}"),
                (2, f"sum {told(z2[j])}", f"→ {told(h2[j])}"),
            ):
                y = rows[j]
                middle = {"x": columns[column], "ha": "center", "va": "center"}
                axes.text(y=y + (0.12 if second else 0), s=first, **middle)
                axes.text(y=y - 0.13, s=second, color=ACCENT, **middle)
            for column, bias in ((1, b1[j]), (2, b2[j])):
                if bias:
                    y = rows[j] - 0.42
                    axes.text(columns[column], y, f"bias {told(bias)}", color=MUTED, ha="center")
        axes.text(4.45, 1.1, told(v @ h2), color=ACCENT, ha="center", va="center", weight="bold")
        for place, name in zip(columns, ("input", "layer 1", "layer 2"), strict=True):
            axes.text(place, 2.1, name, ha="center", va="center")
        axes.text(4.45, 0.83, "answer", ha="center", va="center")


def hinges():
    m = 5
    kinks = np.arange(m) / m
    x = np.linspace(0, 1, 101)

    def f(x):
        return 0.5 + 0.4 * np.sin(2 * np.pi * x)

    slopes = np.diff(f(np.arange(m + 1) / m)) * m
    weights = np.diff(slopes, prepend=0)
    with figure(__file__, "hinges", width=PHONE, height=3.4) as fig:
        above, below = fig.subplots(2, 1, sharex=True, height_ratios=[1.15, 1])
        above.plot(x, f(x), color=MUTED, lw=1.4)
        dots = np.arange(m + 1) / m
        above.plot(dots, f(dots), "o-", color=ACCENT, ms=5)
        above.text(0.36, 0.88, "f", color=MUTED)
        above.text(0.53, 0.66, "sum of the hinges", color=ACCENT)
        above.set_yticks([])
        for kink, weight in zip(kinks, weights, strict=True):
            bend = weight * np.maximum(x - kink, 0)
            colour = SECOND if weight < 0 else ACCENT
            below.plot(x, bend, color=colour, lw=1.3)
            below.plot([kink], [0], "o", color=colour, ms=4)
        below.text(0.02, 1.2, "slope added", color=ACCENT)
        below.text(0.42, -2.3, "slope taken", color=SECOND, ha="right")
        below.set(ylim=(-3.0, 1.9), xlabel="x")
        below.set_yticks([])
        below.set_xticks(dots, [f"{dot:g}" for dot in dots])


def cuts():
    x = np.linspace(0, 1, 301)
    z = 0.9 - 5.4 * np.maximum(x, 0) + 11.4 * np.maximum(x - 0.33, 0) - 12 * np.maximum(x - 0.67, 0)
    old = [0.33, 0.67]
    crossed = np.flatnonzero(z[:-1] * z[1:] < 0)
    new = x[crossed] + z[crossed] / (z[crossed] - z[crossed + 1]) * (x[1] - x[0])
    with figure(__file__, "cuts", width=PHONE, height=2.5) as fig:
        axes = fig.subplots()
        axes.plot([0, 1], [0, 0], color=MUTED, lw=0.9)
        axes.plot(x, z, color=MUTED, lw=1.3, ls=(0, (4, 3)))
        axes.plot(x, np.maximum(z, 0), color=ACCENT, lw=2.2)
        axes.plot(new, 0 * new, "o", color=SECOND, ms=7)
        axes.plot(old, np.interp(old, x, z), "o", mec=INK, mfc="none", ms=7)
        for kink in old:
            height = np.interp(kink, x, z)
            axes.text(kink + 0.03, height, "kink of layer 1", va="center")
        axes.annotate(f"{len(new)} new kinks,\none on each piece", (0.2, 0.28), color=SECOND)
        axes.set(xlim=(0, 1), xlabel="x", ylabel="sum, after ReLU")
        axes.set_xticks([0, 1])
        axes.set_yticks([0])


def regions():
    def most(m):
        return 1 + m + m * (m - 1) // 2

    lines = [(0.1, 0.15), (-1.6, 2.0), (1.9, -0.55), (-0.35, 1.25)]
    slope, rise = 0.62, 0.05
    with figure(__file__, "regions", width=PHONE, height=2.75) as fig:
        axes = fig.subplots()
        x = np.array([-0.6, 2.9])
        for a, b in lines:
            axes.plot(x, a * x + b, color=MUTED, lw=1.2)
        end = np.array([-0.6, 2.3])
        axes.plot(end, slope * end + rise, color=ACCENT, lw=2.2)
        cross = np.array([(b - rise) / (slope - a) for a, b in lines])
        axes.plot(cross, slope * cross + rise, "o", color=ACCENT, ms=6)
        axes.text(2.36, slope * 2.3 + rise, "the fifth", color=ACCENT, va="center")
        m = len(lines)
        axes.set_title(f"{m} lines: {most(m)} regions", color=MUTED)
        told = f"{m} crossings, {m + 1} parts: {m + 1} more, {most(m + 1)}"
        axes.set_xlabel(told, color=ACCENT)
        axes.set(xlim=(-0.6, 2.95), ylim=(-0.4, 1.7))
        axes.set_xticks([])
        axes.set_yticks([])
        axes.spines[:].set_visible(False)


def ridges():
    t = np.linspace(-1, 1, 45)
    x, y = np.meshgrid(t, t)
    turns = np.pi * (0.3 + np.arange(6)) / 6
    waves = [np.cos(5 * (np.cos(a) * x + np.sin(a) * y)) for a in turns]
    with figure(__file__, "ridges", width=PHONE, height=2.45) as fig:
        for axes, f, title in zip(
            fig.subplots(1, 2), (waves[1], sum(waves)), ("one wave", "six waves"), strict=True
        ):
            low, high = f.min(), f.max()
            levels = low + (high - low) * np.array([0.3, 0.5, 0.7, 0.9])
            axes.contourf(x, y, f, levels=[levels[2], high + 1], colors=[ACCENT], alpha=0.18)
            axes.contour(x, y, f, levels=levels, colors=[ACCENT], linewidths=1, linestyles="-")
            axes.set_title(title)
            axes.set_aspect("equal")
            axes.set_xticks([])
            axes.set_yticks([])


tent()
crossings()
pieces()
units()
forward()
hinges()
cuts()
regions()
ridges()
