"""Figures of the piece on backpropagation."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from matplotlib.patches import Rectangle

from extensions.markup.figures.draw import ACCENT, INK, MUTED, PAPER, SECOND, figure
from extensions.markup.figures.sketch import PHONE

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


with figure(__file__, "order", width=PHONE, height=5.2) as fig:
    axes = fig.subplots()
    row, mat = ("row", INK), ("mat", INK)
    new_row, new_mat = ("row", ACCENT), ("mat", SECOND)
    right, lower = 0.0, 6.2
    tops = [3.9, 2.55, 1.2, 0.15]
    left_steps = [[row, mat, mat, mat], [new_row, mat, mat], [new_row, mat], [new_row]]
    right_steps = [[row, mat, mat, mat], [row, mat, new_mat], [row, new_mat], [new_row]]
    left_costs = ["", "n² multiplications", "n²", "n²"]
    right_costs = ["", "n³ multiplications", "n³", "n²"]
    for y, one, two, first, second in zip(
        tops, left_steps, right_steps, left_costs, right_costs, strict=True
    ):
        draw_chain(axes, 0, y, one)
        draw_chain(axes, right, y - lower, two)
        axes.text(len(one) * (SIDE + GAP), y, first, va="center", color=ACCENT)
        axes.text(
            right + len(two) * (SIDE + GAP),
            y - lower,
            second,
            va="center",
            color=ACCENT if second == "n²" else SECOND,
        )
    axes.text(0, 4.75, "From the left (loss first): 3 n²", color=ACCENT, va="bottom")
    words = "From the right (input first): 2 n³ + n²"
    axes.text(right, 4.75 - lower, words, color=SECOND, va="bottom")
    axes.set_xlim(-0.1, 8.0)
    axes.set_ylim(-0.2 - lower, 5.3)
    axes.set_aspect("equal")
    axes.axis("off")

# 2. States alive against the length of a segment, for L = 100 layers.
LAYERS = 100
with figure(__file__, "checkpoints", width=PHONE, height=3.1) as fig:
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
    axes.text(50.5, 31, "one segment, s", color=MUTED, ha="right", va="top")
    axes.text(50.5, 5, "checkpoints, L/s", color=MUTED, ha="right", va="bottom")
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


def sheet(fig, height: float):
    """Return axes without frame, in inches."""
    axes = fig.subplots()
    axes.set(xlim=(0, PHONE), ylim=(0, height), aspect="equal")
    axes.axis("off")
    return axes


def arrow(axes, start, end, color) -> None:
    shape = {"arrowstyle": "-|>", "color": color, "lw": 1.6, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", end, start, arrowprops=shape)


def told(number: float, digits: int = 4) -> str:
    return f"{number:.{digits}f}".replace("-", "−")


# 4. The two sweeps through the network of the opening, and what they are worth.
with figure(__file__, "sweeps", width=PHONE, height=2.7) as fig:
    axes = sheet(fig, 2.7)
    widths, batch = [64, 512, 512, 512, 512, 512, 10], 64
    weights = sum(m * n for m, n in pairwise(widths))
    count = weights + sum(widths[1:])
    seconds = 2 * weights * batch / 10e9
    places = np.linspace(0.35, 4.45, len(widths))
    for x, n in zip(places, widths, strict=True):
        tall = 0.25 + 0.6 * n / max(widths)
        edge = {"facecolor": PAPER, "edgecolor": INK, "linewidth": 1}
        axes.add_patch(Rectangle((x - 0.09, 1.35 - tall / 2), 0.18, tall, **edge))
        axes.text(x, 1.83, f"{n}", ha="center", va="bottom")
    arrow(axes, (0.3, 2.22), (4.5, 2.22), ACCENT)
    axes.text(2.4, 2.3, f"forward, for the loss: {1e3 * seconds:.1f} ms", color=ACCENT, ha="center")
    arrow(axes, (4.5, 0.72), (0.3, 0.72), SECOND)
    text = f"back, for all {count:,} derivatives: {2e3 * seconds:.1f} ms"
    axes.text(2.4, 0.6, text, color=SECOND, ha="center", va="top")
    text = f"nudging each weight, forward only: {2 * count * seconds / 3600:.1f} hours"
    axes.text(2.4, 0.3, text, color=MUTED, ha="center", va="top")

# 5. Predicted minus observed.
with figure(__file__, "error", width=PHONE, height=2.2) as fig:
    scores = np.array([2.0, 1.0, 0.0])
    p = np.exp(scores) / np.exp(scores).sum()
    y = np.array([0.0, 1, 0])
    panels = ((p, "p", ACCENT), (-y, "− y", MUTED), (p - y, "= p − y", SECOND))
    for axes, (values, name, colour) in zip(fig.subplots(1, 3, sharey=True), panels, strict=True):
        axes.bar(range(1, 4), values, color=colour, width=0.62)
        axes.axhline(0, color=INK, lw=0.8)
        for k, value in enumerate(values, 1):
            if value:
                up = value > 0
                word = f"{value:.2f}".replace("-", "−")
                place = value + (0.06 if up else -0.06)
                axes.text(k, place, word, ha="center", va="bottom" if up else "top")
        axes.set_title(name, color=colour)
        axes.set(ylim=(-1.25, 1.0), xlim=(0.4, 3.6))
        axes.set_xticks(range(1, 4))
        axes.set_yticks([])
        axes.spines[["left", "bottom"]].set_visible(False)
        axes.tick_params(length=0)

# 6. How loudly each loss speaks, against the probability of the right class.
with figure(__file__, "signal", width=PHONE, height=2.6) as fig:
    axes = fig.subplots()
    right = np.linspace(0, 1, 81)
    axes.plot(right, 1 - right, color=ACCENT)
    axes.plot(right, 2 * right * (1 - right) ** 2, color=SECOND)
    axes.text(0.33, 0.74, "cross-entropy", color=ACCENT)
    axes.text(0.34, 0.315, "squared error", color=SECOND)
    axes.annotate(
        "sure and wrong:\nalmost silent",
        (0.015, 0.03),
        (0.03, 0.36),
        color=SECOND,
        arrowprops={"arrowstyle": "-", "color": SECOND, "linewidth": 0.8},
    )
    axes.set(xlim=(0, 1), ylim=(0, 1.05), xlabel="probability given to the right class")
    axes.set_ylabel("size of the signal")
    axes.set_xticks([0, 0.5, 1])
    axes.set_yticks([0, 0.5, 1])

# 7. The network worked by hand, with the numbers of both passes.
with figure(__file__, "by-hand", width=PHONE, height=3.3) as fig:
    axes = sheet(fig, 3.3)
    x, y = np.array([1.0, 2.0]), np.array([0.0, 1.0])
    first, bias = np.array([[0.5, 0.25], [0.5, -0.25]]), np.array([0.0, -0.5])
    second = np.array([[1.0, -1.0], [0.0, 1.0]])
    hidden = np.tanh(first @ x + bias)
    scores = second @ hidden
    p = np.exp(scores - scores.max())
    p = p / p.sum()
    last = p - y
    inner = second.T @ last * (1 - hidden**2)
    columns, rows = (0.3, 2.05, 4.1), (2.35, 0.95)
    for left, W in ((0, first), (1, second)):
        for i in range(2):
            for j in range(2):
                a = np.array([columns[left] + (0.2, 0.48)[left], rows[j]])
                b = np.array([columns[left + 1] - 0.48, rows[i]])
                axes.plot(*np.c_[a, b], color=MUTED, lw=0.9, zorder=1)
                beside = 0 if i != j else (0.13, -0.14)[j]
                at = a + (0.25 if i != j else 0.5) * (b - a) + [0, beside]
                label = axes.text(*at, f"{W[i, j]:g}".replace("-", "−"), color=MUTED)
                label.set(ha="center", va="center")
                label.set_bbox({"facecolor": PAPER, "edgecolor": "none", "pad": 1})
    for j, row in enumerate(rows):
        lines = (
            (columns[0], ((f"{x[j]:g}", INK),)),
            (columns[1], ((told(hidden[j]), ACCENT), (told(inner[j]), SECOND))),
            (columns[2], ((told(p[j]), ACCENT), (told(last[j]), SECOND))),
        )
        for place, numbers in lines:
            shift = 0.13 * (len(numbers) - 1)
            for k, (number, colour) in enumerate(numbers):
                middle = {"ha": "center", "va": "center", "color": colour}
                axes.text(place, row + shift - 0.26 * k, number, **middle)
            if shift:
                box = {"fill": False, "edgecolor": MUTED, "linewidth": 0.9}
                axes.add_patch(Rectangle((place - 0.46, row - 0.3), 0.92, 0.6, **box))
        axes.text(columns[2], row - 0.48, f"label {y[j]:g}", ha="center", va="center")
        if bias[j]:
            note = f"bias {bias[j]:g}".replace("-", "−")
            axes.text(columns[1], row - 0.48, note, color=MUTED, ha="center", va="center")
    for place, name in zip(columns, ("x", "a₁ and δ₁", "p and δ₂"), strict=True):
        axes.text(place, 3.02, name, ha="center", va="center")
    axes.text(0.1, 0.13, "forward", color=ACCENT, va="center")
    axes.text(0.95, 0.13, "back", color=SECOND, va="center")
    loss = f"loss {-np.log(p[1]):.3f}"
    axes.text(4.7, 0.13, loss, ha="right", va="center")

# 8. What one pass from either end follows.
with figure(__file__, "spread", width=PHONE, height=2.1) as fig:
    axes = sheet(fig, 2.1)
    for left, colour, one_end in ((0.15, SECOND, 0), (2.75, ACCENT, 3)):
        sizes = (3, 3, 3, 1)
        places = [
            [(left + 0.6 * k, 0.9 + 0.45 * (i - (n - 1) / 2)) for i in range(n)]
            for k, n in enumerate(sizes)
        ]
        for k, (here, there) in enumerate(pairwise(places)):
            for i, a in enumerate(here):
                for b in there:
                    lit = one_end == 3 or k > 0 or i == 0
                    style = {"color": colour if lit else MUTED, "lw": 1.4 if lit else 0.5}
                    axes.plot(*np.array([a, b]).T, zorder=1 + lit, **style)
        for k, column in enumerate(places):
            for i, place in enumerate(column):
                lit = one_end == 3 or k > 0 or i == 0
                face = colour if (k, i) == (one_end, 0) else PAPER
                edge = {"mec": colour if lit else MUTED, "mfc": face, "ms": 8, "zorder": 4}
                axes.plot(*place, "o", **edge)
    axes.text(0.1, 1.85, "from the right: one input", color=SECOND)
    axes.text(2.5, 1.85, "from the left: all inputs", color=ACCENT)
    arrow(axes, (0.2, 0.12), (1.9, 0.12), SECOND)
    arrow(axes, (4.5, 0.12), (2.8, 0.12), ACCENT)

# 9. What a label costs that was given the probability p.
with figure(__file__, "surprise", width=PHONE, height=2.4) as fig:
    axes = fig.subplots()
    p = np.linspace(0.02, 1, 99)
    axes.plot(p, -np.log(p), color=ACCENT)
    for given in (0.1, 0.5, 0.9):
        axes.plot([given], [-np.log(given)], "o", color=SECOND, ms=6)
        place = (given + 0.02, -np.log(given) + 0.12)
        axes.text(*place, f"{-np.log(given):.2f}", color=SECOND)
    axes.set(xlim=(0, 1.03), ylim=(0, 4), xlabel="probability given to the observed label")
    axes.set_ylabel("− log p")
    axes.set_xticks([0.1, 0.5, 0.9])
    axes.set_yticks([0, 2, 4])
