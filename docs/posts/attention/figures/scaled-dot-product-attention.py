"""Figures of the piece on scaled dot-product attention."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
from matplotlib.patches import Polygon, Rectangle

from extensions.markup.figures import draw
from extensions.markup.figures.draw import ACCENT, INK, MUTED, SECOND, THIRD, figure
from extensions.markup.figures.sketch import PHONE, box, canvas

# 1. Entropy of the weights and the norm of their Jacobian, with and without the scale.
N, ROWS = 64, 200
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
    raw = np.array([rng.standard_normal((N, d_k)) @ rng.standard_normal(d_k) for _ in range(ROWS)])
    without.append(measure(raw))
    with_scale.append(measure(raw / np.sqrt(d_k)))
with_scale, without = np.array(with_scale), np.array(without)

with figure(__file__, "scale", width=PHONE, height=5.0) as fig:
    left, right = fig.subplots(2, 1)
    for axes, column in ((left, 0), (right, 1)):
        axes.plot(widths, with_scale[:, column], color=ACCENT, marker="o", markersize=3)
        axes.plot(widths, without[:, column], color=SECOND, marker="o", markersize=3)
        axes.set_xscale("log", base=2)
        axes.set_xticks([2, 16, 128, 1024], ["2", "16", "128", "1024"])
        axes.minorticks_off()
        axes.set_xlabel("width of queries and keys")
    left.set_title("Entropy of the weights (nats)")
    left.axhline(np.log(N), color=MUTED, lw=0.8, ls=(0, (4, 3)))
    left.text(2, np.log(N) + 0.06, "log n: all 64 weights equal", color=MUTED, va="bottom")
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
with figure(__file__, "tiles", width=PHONE, height=5.0) as fig:
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
    axes.plot([3, B], [y + 0.5, y + 0.5], color=SECOND, lw=0.8, ls=(0, (3, 3)))
    for line, (words, colour) in enumerate(
        (
            ("empty: keys of the future, never computed", MUTED),
            ("pale: computed once, used, forgotten", ACCENT),
            ("framed: the one tile in memory; beside it, for", SECOND),
            ("each of its rows, m, ℓ and the sum u", SECOND),
        )
    ):
        axes.text(-0.5, -0.35 - 0.52 * line, words, color=colour, va="top")
    axes.text(B / 2, B + 0.15, "keys →", ha="center", va="bottom", color=INK)
    axes.text(-0.2, B / 2, "queries", ha="right", va="center", color=INK, rotation=90)
    axes.set_xlim(-0.7, B + 0.1)
    axes.set_ylim(-2.5, B + 0.7)
    axes.set_aspect("equal")
    axes.axis("off")

# 3. From the tokens to the answers, every matrix with its shape.
with figure(__file__, "flow", width=4.6, height=4.5) as fig:
    axes = fig.subplots()

    def matrix(x, y, size, name, shape, colour):
        width, height = size
        axes.add_patch(
            Rectangle((x, y), width, height, facecolor=colour, alpha=0.18, edgecolor="none", lw=0)
        )
        axes.add_patch(Rectangle((x, y), width, height, fill=False, edgecolor=colour, lw=1.2))
        axes.text(x + width / 2, y + height / 2, name, color=colour, ha="center", va="center")
        axes.text(
            x + width / 2, y - 0.1, shape, color=MUTED, ha="center", va="top", fontsize=10.5
        )

    def arrow(start, end, word="", offset=(0.12, 0.0), align="left"):
        axes.annotate(
            "",
            end,
            start,
            arrowprops={"arrowstyle": "->", "color": INK, "lw": 1.1, "shrinkA": 0, "shrinkB": 0},
        )
        middle = ((start[0] + end[0]) / 2 + offset[0], (start[1] + end[1]) / 2 + offset[1])
        axes.text(*middle, word, color=INK, ha=align, va="center", fontsize=14)

    matrix(3.5, 9.2, (3.0, 1.5), "X", "n × d", INK)
    matrix(0.6, 5.9, (1.6, 1.5), "Q", "n × dₖ", ACCENT)
    matrix(4.2, 5.9, (1.6, 1.5), "K", "n × dₖ", ACCENT)
    matrix(7.8, 5.9, (1.6, 1.5), "V", "n × dᵥ", SECOND)
    matrix(2.4, 2.75, (1.5, 1.5), "S", "n × n", ACCENT)
    matrix(5.1, 2.75, (1.5, 1.5), "A", "n × n", THIRD)
    matrix(7.8, 0.0, (1.6, 1.5), "O = AV", "n × dᵥ", SECOND)
    arrow((4.0, 8.72), (1.6, 7.5), "W$_Q$", (-0.35, 0.25), "right")
    arrow((5.0, 8.72), (5.0, 7.5), "W$_K$")
    arrow((6.0, 8.72), (8.4, 7.5), "W$_V$", (0.35, 0.25))
    arrow((1.4, 5.3), (2.7, 4.35))
    arrow((4.9, 5.3), (3.6, 4.35))
    axes.text(3.15, 5.15, "QKᵀ/√dₖ", color=INK, ha="center", va="center", fontsize=10.5)
    arrow((4.0, 3.5), (5.0, 3.5))
    axes.text(5.1, 4.55, "softmax of rows", color=INK, va="center", fontsize=10.5)
    arrow((6.2, 2.1), (7.7, 1.1))
    arrow((8.6, 5.3), (8.6, 1.6))
    axes.set_xlim(0, 10)
    axes.set_ylim(-0.7, 10.8)
    axes.axis("off")

# 4. The look-up of the opening: three keys, one query, the shares of the answer.
KEYS = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
VALUES = np.array([10.0, 20.0, 40.0])
QUERY = np.sqrt(2) * np.log([2.0, 3.0])


def soft(queries):
    """The weights of *queries* over the three keys."""
    e = np.exp(queries @ KEYS.T / np.sqrt(2))
    return e / e.sum(axis=-1, keepdims=True)


with figure(__file__, "request", width=PHONE, height=2.9) as fig:
    axes = fig.subplots()
    weights = soft(QUERY)
    for key, value, weight in zip(KEYS, VALUES, weights, strict=True):
        axes.plot(*zip(QUERY, key, strict=True), color=ACCENT, lw=12 * weight, alpha=0.45)
        axes.plot(*key, "o", color=INK, ms=6)
        below = key[1] == 0
        axes.text(key[0] + 0.06, key[1] - (0.06 if below else 0.1), f"{value:.0f} ms", va="top")
        middle = QUERY + 0.62 * (key - QUERY)
        axes.text(
            middle[0] - 0.06, middle[1] + 0.1, f"{weight:.0%}", color=ACCENT, ha="right",
            va="center",
        )
    axes.plot(*QUERY, "D", color=SECOND, ms=8)
    axes.text(
        QUERY[0] + 0.09, QUERY[1], f"the new request:\n{weights @ VALUES:.2f} ms", color=SECOND,
        va="center",
    )
    axes.set_xlim(-0.3, 2.3)
    axes.set_ylim(-0.3, 1.85)
    axes.set_xticks([0, 1, 2])
    axes.set_yticks([0, 1])
    axes.set_xlabel("reads from disk")
    axes.set_ylabel("network calls")

# 5. The answer as the query moves: nearest neighbour and soft look-up.
with figure(__file__, "answer", width=PHONE, height=2.9) as fig:
    axes = fig.subplots()
    along = np.linspace(-5, 6, 441)
    queries = np.stack([along, np.full(len(along), QUERY[1])], axis=1)
    nearest = VALUES[((queries[:, None] - KEYS) ** 2).sum(axis=2).argmin(axis=1)]
    for value in VALUES:
        axes.axhline(value, color=MUTED, lw=0.7, ls=(0, (3, 3)))
    axes.plot(along, nearest, color=INK, lw=1.2)
    axes.plot(along, soft(queries) @ VALUES, color=ACCENT, lw=2.2)
    axes.plot(QUERY[0], soft(QUERY) @ VALUES, "D", color=SECOND, ms=7)
    axes.text(QUERY[0] + 0.35, soft(QUERY) @ VALUES - 0.4, "q", color=SECOND, va="top")
    axes.text(-4.9, 22.0, "soft look-up", color=ACCENT, va="bottom")
    axes.text(0.2, 36.5, "nearest key", ha="right", va="center")
    axes.set_ylim(8, 43)
    axes.set_yticks([10, 20, 40])
    axes.set_xlabel("first coordinate of the query")
    axes.set_ylabel("answer in ms")

# 6. The norm of the Jacobian is pinned down by the largest weight.
with figure(__file__, "pinned", width=PHONE, height=2.8) as fig:
    axes = fig.subplots()
    alpha = np.linspace(0, 1, 201)
    low = alpha * (1 - alpha)
    high = np.where(alpha >= 0.5, 2 * low, 0.5)
    axes.fill_between(alpha, low, high, color=ACCENT, alpha=0.14, lw=0)
    axes.plot(alpha, low, color=ACCENT, lw=1.2)
    axes.plot(alpha, high, color=ACCENT, lw=1.2)
    rng = np.random.default_rng(6)
    for sharpness in np.linspace(0.3, 12, 70):
        row = np.exp(sharpness * rng.standard_normal(8))
        row /= row.sum()
        norm = np.linalg.eigvalsh(np.diag(row) - np.outer(row, row))[-1]
        axes.plot(row.max(), norm, "o", color=SECOND, ms=3.5)
    axes.text(0.32, 0.51, "½", color=ACCENT, va="bottom")
    axes.text(0.84, 0.33, "2α(1 − α)", color=ACCENT)
    axes.text(0.5, 0.23, "α(1 − α)", color=ACCENT, va="top", ha="center")
    axes.set_xlim(0, 1.02)
    axes.set_ylim(0, 0.58)
    axes.set_xticks([0, 0.5, 1], ["0", "½", "1"])
    axes.set_yticks([0, 0.25, 0.5], ["0", "¼", "½"])
    axes.set_xlabel("largest weight α of a row of eight")
    axes.set_title("norm of the Jacobian")

# 7. and 8. Nine words: three heads side by side, and what the mask does.
MODEL = Path(draw.__file__).parents[3] / "docs/posts/attention/widgets/look-up/model.js"
SOURCE = MODEL.read_text("utf-8")
WORDS = re.search(r'WORDS = "([^"]+)"', SOURCE)[1].split()
TABLES = {
    head: np.reshape([float(number) for number in re.findall(r"-?\d+\.\d", rows)], (9, 9))
    for head, rows in re.findall(r"(\w+): \[\n(.*?)\n  \],", SOURCE, re.DOTALL)
}
CELL = (10.6, 15.0)


def weights_of(scores):
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def square(axes, x, shades, title, colour=ACCENT):
    """A table of 9 by 9 squares with its upper left corner at (*x*, 76)."""
    width, height = CELL
    for i in range(9):
        for j in range(9):
            if shades[i, j] >= 0.03:
                axes.add_patch(
                    Rectangle(
                        (x + j * width, 76 + i * height), width, height, facecolor=colour,
                        alpha=min(1.0, shades[i, j]), lw=0,
                    )
                )
    box(axes, x, 76, (9 * width, 9 * height), colour=MUTED)
    axes.text(x, 10, title, color=INK, va="center")
    for j, word in enumerate(WORDS):
        axes.text(
            x + (j + 0.5) * width, 72, word, color=MUTED, rotation=90, ha="center", va="bottom"
        )


def rows(axes):
    for i, word in enumerate(WORDS):
        axes.text(46, 76 + (i + 0.5) * CELL[1], word, ha="right", va="center")


with figure(__file__, "heads", width=PHONE, height=3.0) as fig:
    axes = canvas(fig)
    rows(axes)
    for k, (head, title) in enumerate(
        (("before", "the word before"), ("meant", "what is meant"), ("chance", "nothing yet"))
    ):
        square(axes, 49 + 99 * k, weights_of(TABLES[head]), title)

with figure(__file__, "mask", width=PHONE, height=3.0) as fig:
    axes = canvas(fig)
    rows(axes)
    scores = TABLES["meant"]
    allowed = np.tri(9, dtype=bool)
    square(axes, 49, (scores - scores.min()) / (scores.max() - scores.min()), "scores S", SECOND)
    square(axes, 148, np.where(allowed, 0.0, 0.75), "mask: −∞", INK)
    square(axes, 247, weights_of(np.where(allowed, scores, -np.inf)), "weights A")
