"""Figures of the piece on depth: the folded tent, the count of crossings, pieces against units."""

import numpy as np

from extensions.figures.draw import ACCENT, INK, MUTED, SECOND, THIRD, figure

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def tent():
    with figure(__file__, "tent", height=2.5) as fig:
        for axes, k in zip(fig.subplots(1, 3, sharey=True), (1, 2, 3), strict=True):
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
    with figure(__file__, "crossings", height=2.9) as fig:
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
        axes.set_xlim(-0.02, 1.22)
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
        order = np.argsort(t)
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
    with figure(__file__, "pieces", height=4.0) as fig:
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
            (29.5, 3.78),
            color=ACCENT,
            arrowprops={"arrowstyle": "-", "color": MUTED, "linewidth": 0.8},
        )
        axes.text(49.2, np.log10(4096) - 0.2, "16 + 16 + 16", color=ACCENT)
        axes.text(0.5, np.log10(1001) + 0.1, "1,000 units in one layer", color=MUTED)
        axes.text(38.5, 6.1, "layers of two, folding", color=THIRD, ha="right")
        axes.text(60.9, 3 * np.log10(21), "three layers", color=ACCENT, va="center")
        axes.text(60.9, 2 * np.log10(31), "two layers", color=SECOND, va="center")
        axes.text(60.9, np.log10(61), "one layer", color=INK, va="center")
        axes.text(42, 1.17, "random, three layers", color=ACCENT, ha="center")
        ticks = range(8)
        axes.set_yticks(
            ticks, ["1" if e == 0 else "10" + str(e).translate(SUPERSCRIPT) for e in ticks]
        )
        axes.set_xlim(0, 71)
        axes.set_xticks(range(0, 61, 10))
        axes.set_ylim(0.3, 7.1)
        axes.set_xlabel("units")
        axes.set_ylabel("linear pieces")


tent()
crossings()
pieces()
