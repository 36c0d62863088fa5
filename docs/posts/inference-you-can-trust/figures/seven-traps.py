"""Figures of "Seven traps in everyday data": kidney stones, a collider, a leak."""

from statistics import NormalDist

import numpy as np

from extensions.figures.draw import ACCENT, INK, MUTED, SECOND, figure

N = NormalDist()

with figure(__file__, "simpson", height=3.7) as fig:
    axes = fig.subplots()
    groups = [
        (ACCENT, 81 / 87, 192 / 263, 87 / 350),
        (SECOND, 234 / 270, 55 / 80, 270 / 350),
    ]
    for colour, small, large, share in groups:
        rate = share * small + (1 - share) * large
        axes.plot([0, 1], [large, small], color=colour)
        axes.plot([share], [rate], "o", color=colour, markersize=9)
    axes.plot([0.51, 0.51], [0.66, 0.95], color=MUTED, linewidth=1, linestyle=(0, (4, 3)))
    axes.annotate("open surgery", (0.71, 0.89), ha="right", color=ACCENT)
    axes.annotate("keyhole operation", (0.73, 0.795), ha="left", color=SECOND)
    axes.annotate("pooled 0.780", (0.249, 0.795), ha="right", color=ACCENT)
    axes.annotate("pooled 0.826", (0.775, 0.845), ha="right", color=SECOND, fontsize=11)
    axes.annotate("same mix for both:\n0.833 against 0.779", (0.525, 0.665), color=INK, va="bottom")
    axes.set_xlim(0, 1)
    axes.set_ylim(0.66, 0.95)
    axes.set_xlabel("share of patients with small stones")
    axes.set_ylabel("success rate")

with figure(__file__, "berkson", height=4.4) as fig:
    axes = fig.subplots()
    rng = np.random.default_rng(8)
    x, y = rng.standard_normal((2, 230))
    near = (abs(x) < 3.1) & (abs(y) < 3.1)
    x, y = x[near], y[near]
    kept = x + y > 1
    axes.plot(x[~kept], y[~kept], "o", color=MUTED, markersize=3, alpha=0.55)
    axes.plot(x[kept], y[kept], "o", color=ACCENT, markersize=4)
    axes.plot([-2, 3], [3, -2], color=INK, linewidth=1, linestyle=(0, (4, 3)))
    t = 1 / 2**0.5
    lam = N.pdf(t) / (1 - N.cdf(t))
    v = 1 + t * lam - lam**2
    slope, mid = (v - 1) / (v + 1), lam / 2**0.5
    ends = np.array([-0.9, 2.9])
    axes.plot(ends, mid + slope * (ends - mid), color=SECOND, linewidth=2.4)
    axes.annotate("escalated: correlation −0.62", (3.2, 2.75), ha="right", color=ACCENT)
    axes.annotate("everyone: correlation 0", (-3.1, -2.9), color=MUTED)
    axes.set_xlim(-3.2, 3.3)
    axes.set_ylim(-3.2, 3.2)
    axes.set_xlabel("size of the customer (standard deviations)")
    axes.set_ylabel("severity of the fault")

with figure(__file__, "leakage", height=3.7) as fig:
    axes = fig.subplots()
    rng = np.random.default_rng(9)
    n, k = 60, 20

    def accuracy(p: int, inside: bool) -> float:
        features = rng.standard_normal((n, p))
        labels, fold = np.tile([-1, 1], n // 2), np.repeat(np.arange(5), n // 5)

        def top(rows: np.ndarray) -> np.ndarray:
            return np.argsort(-abs(labels[rows] @ features[rows]))[:k]

        chosen, correct = top(np.arange(n)), 0
        for f in range(5):
            train, test = np.flatnonzero(fold != f), np.flatnonzero(fold == f)
            cols = top(train) if inside else chosen
            sign = np.sign(labels[train] @ features[train][:, cols])
            correct += (labels[test] * (features[test][:, cols] @ sign) > 0).sum()
        return correct / n

    counts = np.geomspace(60, 10000, 120)
    cut = np.array([N.inv_cdf(1 - k / (2 * p)) for p in counts])
    mean = np.array([N.pdf(c) / (1 - N.cdf(c)) for c in cut])
    axes.plot(counts, [N.cdf(m * (k / (n - 1)) ** 0.5) for m in mean], color=SECOND)
    axes.plot([60, 10000], [0.5, 0.5], color=ACCENT)
    for p in (60, 120, 250, 500, 1000, 2000, 4000, 8000):
        repeats = 40
        for inside, colour in ((False, SECOND), (True, ACCENT)):
            dot = np.mean([accuracy(p, inside) for _ in range(repeats)])
            axes.plot([p], [dot], "o", color=colour, markersize=6)
    axes.annotate("selected before the split", (420, 0.855), color=SECOND)
    axes.annotate("selected inside each fold", (420, 0.55), color=ACCENT)
    axes.set_xscale("log")
    axes.set_xticks([100, 1000, 10000], ["100", "1,000", "10,000"])
    axes.minorticks_off()
    axes.set_ylim(0.4, 1.02)
    axes.set_xlabel("candidate features, all of them noise")
    axes.set_ylabel("cross-validated accuracy")
