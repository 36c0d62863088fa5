"""Figures of the piece on scaled dot-product attention."""

from __future__ import annotations

import numpy as np
from matplotlib.patches import Polygon, Rectangle

from extensions.figures.draw import ACCENT, INK, MUTED, SECOND, figure

# 1. Entropy of the weights and the norm of their Jacobian, with and without the scale.
N, ROWS = 64, 120
widths = 2 ** np.arange(1, 13)
rng = np.random.default_rng(0)


def measure(scores):
    a = np.exp(scores - scores.max(axis=1, keepdims=True))
    a /= a.sum(axis=1, keepdims=True)
    entropy = -(a * np.log(np.maximum(a, 1e-300))).sum(axis=1).mean()
    jacobian = a[:, :, None] * (np.eye(N) - a[:, None, :])
    return entropy, np.median(np.linalg.eigvalsh(jacobian)[:, -1])


with_scale, without = [], []
for d_k in widths:
    raw = rng.standard_normal((ROWS, d_k)) @ rng.standard_normal((N, d_k)).T
    without.append(measure(raw))
    with_scale.append(measure(raw / np.sqrt(d_k)))
with_scale, without = np.array(with_scale), np.array(without)

with figure(__file__, "scale", height=3.5) as fig:
    left, right = fig.subplots(1, 2)
    for axes, column in ((left, 0), (right, 1)):
        axes.plot(widths, with_scale[:, column], color=ACCENT, marker="o", markersize=3)
        axes.plot(widths, without[:, column], color=SECOND, marker="o", markersize=3)
        axes.set_xscale("log", base=2)
        axes.set_xticks([2, 16, 128, 1024], ["2", "16", "128", "1024"])
        axes.minorticks_off()
        axes.set_xlabel("width of queries and keys")
    left.set_title("Entropy of the weights (nats)")
    left.axhline(np.log(N), color=MUTED, lw=0.8, ls=(0, (4, 3)))
    left.text(
        2, np.log(N) + 0.06, "log n: all 64 weights equal", color=MUTED, va="bottom", fontsize=9.5
    )
    left.text(48, 3.2, "divided by √dₖ", color=ACCENT)
    left.text(3.0, 0.55, "not divided", color=SECOND)
    left.set_ylim(0, 4.6)
    right.set_yscale("log")
    right.set_ylim(3e-9, 3)
    right.set_yticks([1e-8, 1e-6, 1e-4, 1e-2, 0.5], ["10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "½"])
    right.minorticks_off()
    right.set_title("Norm of their Jacobian (median)")
    right.axhline(0.5, color=MUTED, lw=0.8, ls=(0, (4, 3)))
    right.text(1.9, 4e-3, "divided by √dₖ", color=ACCENT)
    right.text(560, 1e-5, "not divided", color=SECOND, ha="right")

# 2. The tiles that a causal, blockwise pass visits.
B = 6
with figure(__file__, "tiles", height=3.7) as fig:
    axes = fig.subplots()
    for i in range(B):
        for j in range(B):
            y = B - 1 - i
            if j < i:
                axes.add_patch(Rectangle((j, y), 1, 1, facecolor=ACCENT, alpha=0.18, lw=0))
            if j == i:
                axes.add_patch(
                    Polygon([(j, y + 1), (j, y), (j + 1, y)], facecolor=ACCENT, alpha=0.18, lw=0)
                )
            axes.add_patch(Rectangle((j, y), 1, 1, fill=False, edgecolor=MUTED, lw=0.5))
    i = 3
    y = B - 1 - i
    axes.add_patch(Rectangle((2, y), 1, 1, facecolor=SECOND, alpha=0.35, lw=0))
    axes.add_patch(Rectangle((2, y), 1, 1, fill=False, edgecolor=SECOND, lw=1.8))
    axes.annotate(
        "",
        (1.95, y + 0.5),
        (0.1, y + 0.5),
        arrowprops={"arrowstyle": "->", "color": INK, "lw": 1.2},
    )
    axes.plot([3, B + 0.35], [y + 0.5, y + 0.5], color=SECOND, lw=0.8, ls=(0, (3, 3)))
    axes.text(
        B + 0.5,
        y + 0.5,
        "the one tile in memory;\nbeside it, for each of its rows,\nm, ℓ and the sum u",
        color=SECOND,
        va="center",
    )
    axes.text(B + 0.5, y + 2.5, "never computed:\nkeys of the future", color=MUTED, va="center")
    axes.text(
        B + 0.5,
        y - 1.5,
        "computed once, used, forgotten:\nabout half of the square",
        color=ACCENT,
        va="center",
    )
    axes.text(B / 2, B + 0.15, "keys →", ha="center", va="bottom", color=INK)
    axes.text(-0.2, B / 2, "queries", ha="right", va="center", color=INK, rotation=90)
    axes.set_xlim(-0.5, 11.4)
    axes.set_ylim(-0.1, B + 0.7)
    axes.set_aspect("equal")
    axes.axis("off")
