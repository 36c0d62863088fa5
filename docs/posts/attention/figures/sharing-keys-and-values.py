"""Figures of the piece on sharing keys and values."""

from __future__ import annotations

import numpy as np

from extensions.figures.draw import ACCENT, INK, MUTED, SECOND, THIRD, figure

# 1. Cache of one sequence in a model of 80 layers with 64 query heads of width 128.
LAYERS, WIDTH, BYTES = 80, 128, 2
tokens = 2.0 ** np.arange(10, 17.01, 0.25)


def gib(numbers, n):
    return LAYERS * numbers * BYTES * n / 2**30


with figure(__file__, "cache", height=3.9) as fig:
    axes = fig.subplots()
    curves = [
        (2 * 64 * WIDTH, SECOND, "MHA, 64 key heads"),
        (2 * 8 * WIDTH, ACCENT, "GQA, 8 key heads"),
        (512 + 64, THIRD, "MLA, 512 + 64"),
        (2 * WIDTH, INK, "MQA, 1 key head"),
    ]
    for numbers, colour, label in curves:
        axes.plot(tokens, gib(numbers, tokens), color=colour)
        axes.text(tokens[-1] * 1.08, gib(numbers, tokens[-1]), label, color=colour, va="center")
    capped = gib(2 * 8 * WIDTH, np.minimum(tokens, 4096))
    axes.plot(tokens, capped, color=ACCENT, linestyle=(0, (4, 3)))
    axes.text(tokens[-1] * 1.08, capped[-1], "GQA, window 4,096", color=ACCENT, va="center")
    weights = 140e9 / 2**30
    axes.plot([1024, 2**17], [weights, weights], color=MUTED, linewidth=0.9, linestyle=(0, (2, 2)))
    axes.text(
        1024, weights * 1.15, "the weights of 70 billion parameters", color=MUTED, va="bottom"
    )
    axes.set_xscale("log", base=2)
    axes.set_yscale("log")
    axes.set_xlim(900, 2**19.1)
    axes.set_ylim(0.03, 700)
    axes.set_xticks([2**10, 2**12, 2**14, 2**17], ["1,024", "4,096", "16,384", "131,072"])
    axes.set_yticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
    axes.minorticks_off()
    axes.set_xlabel("tokens in the sequence")
    axes.set_ylabel("cache in GiB")

# 2. The roofline of an H100 and attention over the cache.
PEAK, BANDWIDTH = 989.0, 3.35
ridge = PEAK / BANDWIDTH
with figure(__file__, "roofline", height=3.7) as fig:
    axes = fig.subplots()
    axes.plot([0.5, ridge, 3000], [0.5 * BANDWIDTH, PEAK, PEAK], color=MUTED)
    axes.plot([ridge, ridge], [1.2, PEAK], color=MUTED, linewidth=0.8, linestyle=(0, (4, 3)))
    axes.text(ridge * 1.12, 1.5, "ridge: 295", color=MUTED, va="bottom")
    axes.text(3000, PEAK * 1.12, "989 Tflop/s", color=MUTED, ha="right", va="bottom")
    axes.text(8.6, 8.6 * BANDWIDTH * 2.3, "3.35 TB/s", color=MUTED, ha="right", va="bottom")
    points = [
        (1, SECOND, "MHA: r = 1"),
        (8, ACCENT, "GQA, 64 heads on 8: r = 8"),
        (64, INK, "MQA, 64 heads on 1: r = 64"),
        (241.8, THIRD, "MLA, 128 heads"),
    ]
    for x, colour, label in points:
        axes.plot([x], [x * BANDWIDTH], color=colour, marker="o", markersize=7, linestyle="none")
        last = x > 50
        axes.text(
            x * (0.8 if last else 1.25),
            x * BANDWIDTH * (1.1 if last else 0.86),
            label,
            color=colour,
            ha="right" if last else "left",
            va="bottom" if last else "top",
        )
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlim(0.5, 3200)
    axes.set_ylim(1.2, 2600)
    axes.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1,000"])
    axes.set_yticks([10, 100, 1000], ["10", "100", "1,000"])
    axes.minorticks_off()
    axes.set_xlabel("flops per byte")
    axes.set_ylabel("attainable Tflop/s")
