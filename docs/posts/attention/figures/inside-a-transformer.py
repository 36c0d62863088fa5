"""Figures of the piece on the inside of a transformer."""

from __future__ import annotations

from extensions.markup.figures.draw import ACCENT, INK, MUTED, PAPER, SECOND, THIRD, figure
from extensions.markup.figures.sketch import PHONE, arrow, box, canvas

# 1. Three rows and the four parts that add to them.
with figure(__file__, "stream", width=PHONE, height=3.0) as fig:
    axes = canvas(fig)
    lines = {"language": 56, "Rome": 118, "is": 180}
    for word, y in lines.items():
        axes.text(4, y, f"“{word}”", va="center")
        axes.plot([66, 326], [y, y], color=MUTED, lw=2.4, solid_capstyle="round")
    axes.text(332, lines["is"], "Italian", color=ACCENT, va="center", ha="right").set_bbox(
        {"facecolor": PAPER, "edgecolor": "none", "pad": 1.5}
    )
    heads = ((98, "language", "head 1", "what is asked?"), (216, "Rome", "head 2", "Italy"))
    for x, start, name, carried in heads:
        top, end = lines[start], lines["is"]
        axes.plot([x], [top], color=SECOND, marker="o", markersize=6)
        arrow(axes, (x, top), (x, end), SECOND, 1.8)
        axes.text(
            x, 20 if start == "language" else 84, name, color=SECOND, ha="center", va="center"
        )
        middle = 78 if start == "language" else 138
        axes.text(x + 6, middle, carried, color=SECOND, va="center", ha="left").set_bbox(
            {"facecolor": PAPER, "edgecolor": "none", "pad": 1.0}
        )
    memories = ((150, "Rome", "memory 1"), (268, "is", "memory 2"))
    for x, word, name in memories:
        y = lines[word]
        box(axes, x - 9, y - 9, (18, 18), colour=THIRD, fill=0.9)
        axes.text(x, y - 20, name, color=THIRD, ha="center", va="center").set_bbox(
            {"facecolor": PAPER, "edgecolor": "none", "pad": 1.0}
        )
    axes.text(150, lines["Rome"] + 20, "+ Italy", color=THIRD, ha="center", va="center")
    axes.text(268, lines["is"] + 20, "+ Italian", color=THIRD, ha="center", va="center")

# 2. The operations of one layer on a roofline.
PEAK, BANDWIDTH, EACH = 989.0, 3.35, 2
D, HIDDEN, PAIR = 4096, 14_336, 2048


def product(r, p, q):
    return 2 * r * p * q / (EACH * (r * p + p * q + r * q))


def attention(r, seen):
    pairs = r * seen / (2 if r > 1 else 1)
    return 4 * pairs * D / (2 * EACH * r * D + EACH * seen * PAIR)


def mlp(r):
    flops = 6 * r * D * HIDDEN
    moved = EACH * (2 * r * D + 3 * D * HIDDEN + 3 * r * HIDDEN)
    return flops / moved


ridge = PEAK / BANDWIDTH
with figure(__file__, "roofline", width=PHONE, height=3.5) as fig:
    axes = fig.subplots()
    axes.plot([0.05, ridge, 4000], [0.05 * BANDWIDTH, PEAK, PEAK], color=MUTED)
    axes.plot([ridge, ridge], [0.1, PEAK], color=MUTED, linewidth=0.8, linestyle=(0, (4, 3)))
    axes.text(ridge * 0.85, 0.16, "ridge: 295", color=MUTED, ha="right", va="bottom")
    kinds = (
        (1 / 6, 1 / 6, MUTED),
        (1.0, 1.0, THIRD),
        (attention(2048, 2048), attention(1, 2048), SECOND),
        (mlp(2048), mlp(1), ACCENT),
    )
    for many, one, colour in kinds:
        for x, face in ((one, PAPER), (many, colour)):
            axes.plot(
                [x],
                [min(PEAK, BANDWIDTH * x)],
                color=colour,
                marker="o",
                markersize=8 if face == PAPER else 6,
                markerfacecolor=face,
                linestyle="none",
                zorder=3 if face == PAPER else 4,
            )
    left = {"ha": "left", "va": "top"}
    axes.text(0.22, 0.45, "sum", color=MUTED, **left)
    ground = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.0}
    axes.text(1.35, 2.9, "norm, gate; MLP, one token", color=INK, **left).set_bbox(ground)
    axes.text(5.6, 13, "attention, one token", color=SECOND, **left).set_bbox(ground)
    axes.text(360, 560, "attention,\nprompt", color=SECOND, **left)
    axes.text(mlp(2048), 1350, "MLP, prompt", color=ACCENT, ha="center", va="bottom")
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlim(0.05, 6000)
    axes.set_ylim(0.1, 6000)
    axes.set_xticks([0.1, 1, 10, 100, 1000], ["0.1", "1", "10", "100", "1,000"])
    axes.set_yticks([1, 10, 100, 1000], ["1", "10", "100", "1,000"])
    axes.minorticks_off()
    axes.set_xlabel("flops per byte")
    axes.set_ylabel("attainable Tflop/s")
