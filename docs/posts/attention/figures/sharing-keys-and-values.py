"""Figures of the piece on sharing keys and values."""

from __future__ import annotations

import numpy as np
from matplotlib.patches import Rectangle

from extensions.markup.figures.draw import ACCENT, INK, MUTED, SECOND, THIRD, figure
from extensions.markup.figures.sketch import PHONE, arrow, box, canvas

# 1. Cache of one sequence in a model of 80 layers with 64 query heads of width 128.
LAYERS, WIDTH, BYTES = 80, 128, 2
tokens = 2.0 ** np.arange(10, 17.01, 0.25)


def gib(numbers, n):
    return LAYERS * numbers * BYTES * n / 2**30


with figure(__file__, "cache", width=PHONE, height=3.5) as fig:
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
        1024, weights * 1.15, "70 billion weights", color=MUTED, va="bottom"
    )
    axes.set_xscale("log", base=2)
    axes.set_yscale("log")
    axes.set_xlim(900, 2**21.6)
    axes.set_ylim(0.03, 700)
    axes.set_xticks([2**10, 2**12, 2**14, 2**17], ["1,024", "4,096", "16,384", "131,072"])
    axes.set_yticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
    axes.minorticks_off()
    axes.set_xlabel("tokens in the sequence")
    axes.set_ylabel("cache in GiB")

# 2. The roofline of an H100 and attention over the cache.
PEAK, BANDWIDTH = 989.0, 3.35
ridge = PEAK / BANDWIDTH
with figure(__file__, "roofline", width=PHONE, height=3.2) as fig:
    axes = fig.subplots()
    axes.plot([0.5, ridge, 3000], [0.5 * BANDWIDTH, PEAK, PEAK], color=MUTED)
    axes.plot([ridge, ridge], [1.2, PEAK], color=MUTED, linewidth=0.8, linestyle=(0, (4, 3)))
    axes.text(ridge * 1.12, 1.5, "ridge: 295", color=MUTED, va="bottom")
    axes.text(3000, PEAK * 1.12, "989 Tflop/s", color=MUTED, ha="right", va="bottom")
    axes.text(8.6, 8.6 * BANDWIDTH * 2.3, "3.35 TB/s", color=MUTED, ha="right", va="bottom")
    points = [
        (1, SECOND, "MHA: r = 1"),
        (8, ACCENT, "GQA: r = 8"),
        (64, INK, "MQA: r = 64"),
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

# 3. Which query heads read which keys and values.
HEADS = 8
with figure(__file__, "heads", width=4.6, height=4.4) as fig:
    panels = fig.subplots(2, 2)
    kinds = [
        ("MHA: G = 8", 8, "8 keys, 8 values", SECOND),
        ("GQA: G = 2", 2, "2 keys, 2 values", ACCENT),
        ("MQA: G = 1", 1, "1 key, 1 value", INK),
        ("MLA", 0, "1 latent row, for both", THIRD),
    ]
    for axes, (title, groups, kept, colour) in zip(panels.flat, kinds, strict=True):
        count = groups or 1
        share = HEADS // count
        for head in range(HEADS):
            to = (head // share + 0.5) * share - 0.5
            axes.plot([head, to], [2.75, 1.25 if groups else 2.0], color=colour, lw=0.9, zorder=1)
            axes.add_patch(Rectangle((head - 0.32, 2.75), 0.64, 0.64, facecolor=MUTED, lw=0))
        for group in range(count):
            middle = (group + 0.5) * share - 0.5
            if groups:
                for row in (0.0, 0.61):
                    axes.add_patch(
                        Rectangle((middle - 0.32, row), 0.64, 0.56, facecolor=colour, lw=0)
                    )
                continue
            axes.plot([middle, middle], [0.9, 2.0], color=colour, lw=0.9)
            axes.text(
                middle + 0.25, 1.32, "unpacked by U", color=MUTED, va="center", fontsize=10.5
            )
            axes.add_patch(Rectangle((middle - 1.3, 0.3), 2.6, 0.56, facecolor=colour, lw=0))
        axes.text(3.5, -0.35, kept, color=colour, ha="center", va="top", fontsize=10.5)
        axes.set_title(title, color=INK)
        axes.set_xlim(-0.6, 7.6)
        axes.set_ylim(-1.2, 3.6)
        axes.axis("off")

# 4. The opening: what one reader's text leaves, beside the weights.
with figure(__file__, "bill", width=PHONE, height=1.9) as fig:
    axes = fig.subplots()
    sizes = [
        ("64 key heads", gib(2 * 64 * WIDTH, 2**17), SECOND),
        ("the weights", 140e9 / 2**30, MUTED),
        ("8 key heads", gib(2 * 8 * WIDTH, 2**17), ACCENT),
    ]
    for row, (_, size, colour) in enumerate(sizes):
        axes.barh(row, size, color=colour, alpha=0.75, height=0.62)
        axes.text(size + 5, row, f"{size:,.0f}", color=colour, va="center")
    axes.set_yticks(range(3), [name for name, _, _ in sizes])
    axes.tick_params(left=False)
    axes.invert_yaxis()
    axes.set_xlim(0, 400)
    axes.set_xticks([0, 100, 200, 300])
    axes.set_xlabel("GiB")

# 5. How many rows a fetched number meets.
with figure(__file__, "rows", width=PHONE, height=2.6) as fig:
    axes = canvas(fig)
    kinds = (
        ("a weight,", "4 users", 4, MUTED),
        ("a key,", "MHA", 1, SECOND),
        ("a key,", "GQA, 8 on 1", 8, ACCENT),
    )
    for k, (first, second, r, colour) in enumerate(kinds):
        x = 14 + 116 * k
        axes.text(x, 10, first, color=colour, va="center")
        axes.text(x, 25, second, color=colour, va="center")
        box(axes, x, 84, (16, 16), colour=colour, fill=0.7)
        for i in range(r):
            y = 92 + (i - (r - 1) / 2) * 13
            axes.plot([x + 16, x + 46], [92, y], color=colour, lw=0.9)
            box(axes, x + 46, y - 4, (36, 8), colour=colour, fill=0.15)
        axes.text(x, 160, f"r = {r}:", va="center")
        axes.text(x, 174, f"{2 * r / BYTES:.0f} flop{'s' * (r > 1)} a byte", va="center")

# 6. One query absorbs what every cached token would have to be unpacked with.
with figure(__file__, "absorb", width=PHONE, height=3.6) as fig:
    axes = canvas(fig)
    d_c, d_r, d_h, tokens_drawn = 512, 64, 128, 4
    unpack, absorbed = 2 * d_c * 2 * d_h, 2 * (2 * d_c + d_r)
    for top, colour, title in (
        (0, SECOND, f"unpack every token: {unpack:,} flops each"),
        (132, ACCENT, f"absorb into the query: {absorbed:,} flops each"),
    ):
        axes.text(8, top + 12, title, color=colour, va="center")
        for j in range(tokens_drawn):
            y = top + 28 + 22 * j
            box(axes, 8, y, (62, 16), f"c{chr(0x2081 + j)}", INK)
            if top == 0:
                arrow(axes, (70, y + 8), (94, y + 8), colour)
                box(axes, 94, y, (46, 16), "U", colour, fill=0.12)
                arrow(axes, (140, y + 8), (164, y + 8), colour)
                box(axes, 164, y, (30, 16), f"k{chr(0x2081 + j)}", colour)
                axes.plot([194, 240], [y + 8, 69], color=MUTED, lw=0.9)
            else:
                axes.plot([70, 116], [y + 8, 201], color=MUTED, lw=0.9)
    box(axes, 240, 60, (30, 18), "q", THIRD, fill=0.15)
    box(axes, 116, 192, (62, 18), "q̃", THIRD, fill=0.15)
    arrow(axes, (202, 201), (178, 201), colour)
    box(axes, 202, 191, (46, 20), "Uᵀ", ACCENT, fill=0.12)
    arrow(axes, (272, 201), (248, 201), colour)
    box(axes, 272, 192, (30, 18), "q", THIRD, fill=0.15)
    axes.text(8, 128, "in the cache", color=MUTED, va="center")
    axes.text(276, 69, "one head", color=MUTED, va="center")

# 7. How far a stack of windows sees.
with figure(__file__, "reach", width=PHONE, height=2.6) as fig:
    axes = canvas(fig)
    n, w, deep, cell = 16, 4, 4, 17.6
    gap = np.arange(n)[:, None] - np.arange(n)
    window = ((gap >= 0) & (gap < w)) / np.minimum(np.arange(1, n + 1), w)[:, None]
    share = np.zeros(n)
    share[-1] = 1.0
    for layer in range(deep, -1, -1):
        y = 24 + (deep - layer) * 29
        for j in range(n):
            x = 56 + j * cell
            if share[j] > 0:
                shade = 0.12 + 0.88 * share[j]
                box(axes, x, y, (cell - 2.6, 16), colour=ACCENT, fill=shade)
            else:
                box(axes, x, y, (cell - 2.6, 16), colour=MUTED)
        axes.text(50, y + 8, f"layer {layer}" if layer else "input", ha="right", va="center")
        if layer:
            reached = np.flatnonzero(share)
            for j, k in ((reached[0], max(0, reached[0] - w + 1)), (n - 1, n - 1)):
                at = (56 + (j + 0.43) * cell, 56 + (k + 0.43) * cell)
                axes.plot(at, [y + 16, y + 29], color=ACCENT, lw=0.9)
            share = share @ window
    reached = np.flatnonzero(share)
    axes.text(
        56, 176, f"w = {w}, {deep} layers: {deep * (w - 1)} tokens back, at most", color=ACCENT,
        va="center",
    )
    assert n - 1 - reached[0] == deep * (w - 1)

# 8. Numbers moved by tiling against the rows that a tile holds.
with figure(__file__, "moved", width=PHONE, height=2.8) as fig:
    axes = fig.subplots()
    n, d_h = 8192, 64
    rho = 2 ** np.arange(0, 11)
    tiled = 2 * n * d_h * (1 + np.ceil(n / rho)) / 1e6
    plain = (4 * n**2 + 4 * n * d_h) / 1e6
    axes.axhline(plain, color=SECOND, lw=1.4)
    axes.text(1024, plain * 1.2, f"without tiles: {plain:.0f}", color=SECOND, ha="right")
    axes.plot(rho, tiled, color=ACCENT, marker="o", ms=3.5)
    axes.text(20, 900, "tiles: as 1/ρ", color=ACCENT)
    axes.text(1.25, tiled[0], "decoding", va="center")
    at = list(rho).index(128)
    axes.text(rho[at], tiled[at] / 1.6, f"{tiled[at]:.0f}", color=ACCENT, ha="right", va="top")
    axes.set_xscale("log", base=2)
    axes.set_yscale("log")
    axes.set_xticks([1, 8, 64, 512], ["1", "8", "64", "512"])
    axes.set_yticks([10, 100, 1000, 10000], ["10", "100", "1,000", "10,000"])
    axes.minorticks_off()
    axes.set_xlabel("query rows ρ that are held")
    axes.set_title("million numbers moved")
