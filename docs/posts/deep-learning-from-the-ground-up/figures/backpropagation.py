"""Figures of the piece on backpropagation."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from matplotlib.patches import Rectangle

from extensions.figures.draw import ACCENT, INK, MUTED, SECOND, figure

# 1. The order of multiplication: a row stays a row, a matrix stays a matrix.
SIDE, THIN, GAP = 1.0, 0.16, 0.28


def draw_chain(axes, left: float, y: float, factors: list[tuple[str, str]]) -> None:
    x = left
    for kind, colour in factors:
        height = THIN if kind == "row" else SIDE
        filled = colour in (ACCENT, SECOND)
        axes.add_patch(
            Rectangle(
                (x, y - height / 2),
                SIDE,
                height,
                facecolor=colour if filled else "none",
                edgecolor=colour,
                alpha=0.55 if filled else 1,
                linewidth=1.2,
            )
        )
        x += SIDE + GAP


with figure(__file__, "order", height=3.1) as fig:
    axes = fig.subplots()
    row, mat = ("row", INK), ("mat", INK)
    new_row, new_mat = ("row", ACCENT), ("mat", SECOND)
    right = 7.0
    tops = [3.9, 2.55, 1.2, 0.15]
    left_steps = [[row, mat, mat, mat], [new_row, mat, mat], [new_row, mat], [new_row]]
    right_steps = [[row, mat, mat, mat], [row, mat, new_mat], [row, new_mat], [new_row]]
    left_costs = ["", "n² multiplications", "n²", "n²"]
    right_costs = ["", "n³ multiplications", "n³", "n²"]
    for y, one, two, first, second in zip(
        tops, left_steps, right_steps, left_costs, right_costs, strict=True
    ):
        draw_chain(axes, 0, y, one)
        draw_chain(axes, right, y, two)
        axes.text(len(one) * (SIDE + GAP), y, first, va="center", color=ACCENT)
        axes.text(
            right + len(two) * (SIDE + GAP),
            y,
            second,
            va="center",
            color=ACCENT if second == "n²" else SECOND,
        )
    axes.text(0, 4.75, "From the left (loss first): 3 n²", color=ACCENT, va="bottom")
    axes.text(right, 4.75, "From the right (input first): 2 n³ + n²", color=SECOND, va="bottom")
    axes.set_xlim(-0.1, 13.2)
    axes.set_ylim(-0.15, 5.2)
    axes.set_aspect("equal")
    axes.axis("off")

# 2. States alive against the length of a segment, for L = 100 layers.
LAYERS = 100
with figure(__file__, "checkpoints", height=3.4) as fig:
    axes = fig.subplots()
    s = np.linspace(2, 50, 200)
    axes.plot(s, LAYERS / s, color=MUTED, linewidth=1.3)
    axes.plot(s, s, color=MUTED, linewidth=1.3)
    axes.plot(s, LAYERS / s + s, color=ACCENT)
    axes.plot([10], [20], "o", color=SECOND, markersize=6)
    axes.annotate(
        "s = √L = 10: 20 states",
        (10, 20),
        (8.3, 32),
        color=SECOND,
        ha="left",
        arrowprops={"arrowstyle": "-", "color": SECOND, "linewidth": 0.8},
    )
    axes.text(37.5, 44, "both, L/s + s", color=ACCENT, ha="right")
    axes.text(41, 36.5, "one segment, s", color=MUTED, ha="left", va="top")
    axes.text(41, 4.2, "checkpoints, L/s", color=MUTED, ha="left", va="bottom")
    axes.set_xlim(0, 51)
    axes.set_ylim(0, 56)
    axes.set_xlabel("layers in a segment, s")
    axes.set_ylabel("states in memory")

# 3. What the network of the text has learned: its boundary between two spirals.
with figure(__file__, "spirals", width=4.6, height=4.4) as fig:
    rng = np.random.default_rng(0)
    n = 100
    t = np.linspace(0.15, 1, n)
    arm = t * np.stack([np.cos(2.5 * np.pi * t), np.sin(2.5 * np.pi * t)])
    x = np.concatenate([arm, -arm], axis=1) + 0.02 * rng.standard_normal((2, 2 * n))
    y = np.repeat(np.eye(2), n, axis=1)
    sizes = [2, 24, 24, 2]
    ws = [rng.standard_normal((b, a)) / np.sqrt(a) for a, b in pairwise(sizes)]
    bs = [np.zeros((b, 1)) for b in sizes[1:]]

    def forward(points):
        states = [points]
        for w, b in zip(ws[:-1], bs[:-1], strict=True):
            states.append(np.tanh(w @ states[-1] + b))
        z = ws[-1] @ states[-1] + bs[-1]
        z = np.exp(z - z.max(axis=0))
        return states, z / z.sum(axis=0)

    for _ in range(5000):
        states, p = forward(x)
        delta = (p - y) / (2 * n)
        for layer in (2, 1, 0):
            dw, db = delta @ states[layer].T, delta.sum(axis=1, keepdims=True)
            if layer:
                delta = (ws[layer].T @ delta) * (1 - states[layer] ** 2)
            ws[layer] = ws[layer] - 0.05 * dw
            bs[layer] = bs[layer] - 0.05 * db

    axes = fig.subplots()
    grid = np.linspace(-1.2, 1.2, 61)
    gx, gy = np.meshgrid(grid, grid)
    score = forward(np.stack([gx.ravel(), gy.ravel()]))[1][0].reshape(gx.shape)
    axes.contourf(gx, gy, score, levels=[0.5, 1], colors=[ACCENT], alpha=0.12)
    axes.contour(gx, gy, score, levels=[0.5], colors=[INK], linewidths=1.2)
    axes.plot(*x[:, :n:2], "o", color=ACCENT, markersize=3.5)
    axes.plot(*x[:, n::2], "s", color=SECOND, markersize=3.3)
    axes.text(0.62, 0.82, "first", color=ACCENT, ha="left")
    axes.text(-0.62, -0.92, "second", color=SECOND, ha="right")
    axes.set_aspect("equal")
    axes.set_xlim(-1.2, 1.2)
    axes.set_ylim(-1.2, 1.2)
    axes.set_xticks([-1, 0, 1])
    axes.set_yticks([-1, 0, 1])
