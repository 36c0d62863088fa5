"""Figures of the piece on selective state spaces."""

from __future__ import annotations

import numpy as np
from matplotlib.patches import Rectangle

from extensions.markup.figures.draw import ACCENT, INK, MUTED, PAPER, SECOND, THIRD, figure
from extensions.markup.figures.sketch import PHONE, arrow, box, canvas

# 1. One log, read by a memory with a constant clock and by one with a gate.
LINES, SHARE = 64, 1 / 16
MARKS = {3: 0.9, 20: -1.1, 38: 1.3, 52: -0.5}

with figure(__file__, "marks", width=PHONE, height=4.0) as fig:
    rng = np.random.default_rng(2)
    log = rng.standard_normal(LINES) * 0.8
    marked = np.zeros(LINES, dtype=bool)
    for line, number in MARKS.items():
        log[line], marked[line] = number, True
    steps = np.arange(LINES)
    starts = list(MARKS)
    wanted = np.full(LINES, np.nan)
    for line, number in MARKS.items():
        wanted[line:] = number

    def memory(gates):
        h, states = 0.0, []
        for g, number in zip(gates, log, strict=True):
            h = (1 - g) * h + g * number
            states.append(h)
        return np.array(states)

    rows = fig.subplots(3, 1, sharex=True)
    rows[0].vlines(steps[~marked], 0, log[~marked], color=MUTED, lw=1.0)
    rows[0].vlines(steps[marked], 0, log[marked], color=ACCENT, lw=1.6)
    rows[0].plot(steps[marked], log[marked], "o", color=ACCENT, ms=6)
    rows[0].set_title("the log, with four marked lines")
    for axes, gates, colour, title in (
        (rows[1], np.full(LINES, SHARE), SECOND, "memory with a constant clock"),
        (rows[2], np.where(marked, 0.998, 0.002), ACCENT, "memory with a gate"),
    ):
        axes.step(steps, wanted, where="post", color=MUTED, lw=1.0, linestyle=(0, (1, 2)))
        axes.step(steps, memory(gates), where="post", color=colour)
        axes.set_title(title, color=colour)
    for axes in rows:
        axes.axhline(0, color=MUTED, lw=0.6)
        axes.set_ylim(-2.1, 2.1)
        axes.set_yticks([-1, 0, 1])
    rows[2].set_xlabel("line of the log")

# 2. Entries of a diagonal state, and what a sum of sixteen can do.
with figure(__file__, "waves", width=PHONE, height=2.7) as fig:
    left, right = fig.subplots(1, 2)
    back = np.arange(121)
    for turn, colour in ((0.0, SECOND), (0.1, ACCENT), (0.35, MUTED)):
        left.plot(back, (np.exp((-0.025 + 1j * turn) * back)).real, color=colour, lw=1.4)
    left.set_title("three entries")
    poles = -0.02 + 1j * np.pi * np.arange(8) / 60
    basis = np.exp(np.outer(back, poles))
    basis = np.hstack([basis.real, basis.imag[:, 1:]])
    target = np.exp(-(((back - 60) / 7) ** 2))
    weights = np.linalg.solve(basis.T @ basis + 1e-3 * np.eye(basis.shape[1]), basis.T @ target)
    right.plot(back, basis @ weights, color=THIRD)
    right.set_title("a sum of them")
    for axes in (left, right):
        axes.axhline(0, color=MUTED, lw=0.6)
        axes.set_xticks([0, 60, 120])
        axes.set_ylim(-1.1, 1.1)
        axes.set_yticks([-1, 0, 1])
    right.set_yticklabels([])
    right.set_xlabel("steps back")
    left.set_xlabel("steps back")

# 3. The tree of a scan over eight tokens.
with figure(__file__, "tree", width=PHONE, height=3.85) as fig:
    axes = canvas(fig)
    STEP, SIZE, ROW = 43, (35, 20), 43
    LEFT = 4

    def place(column, row):
        return LEFT + (column - 1) * STEP, 24 + row * ROW

    rounds = [
        {column: (column, column) for column in range(1, 9)},
        {2: (1, 2), 4: (3, 4), 6: (5, 6), 8: (7, 8)},
        {4: (1, 4), 8: (5, 8)},
        {8: (1, 8)},
        {6: (1, 6)},
        {3: (1, 3), 5: (1, 5), 7: (1, 7)},
    ]
    # (column, row) of the two that are combined, by column and row of the result.
    made = {
        (2, 1): ((1, 0), (2, 0)),
        (4, 1): ((3, 0), (4, 0)),
        (6, 1): ((5, 0), (6, 0)),
        (8, 1): ((7, 0), (8, 0)),
        (4, 2): ((2, 1), (4, 1)),
        (8, 2): ((6, 1), (8, 1)),
        (8, 3): ((4, 2), (8, 2)),
        (6, 4): ((4, 2), (6, 1)),
        (3, 5): ((2, 1), (3, 0)),
        (5, 5): ((4, 2), (5, 0)),
        (7, 5): ((6, 4), (7, 0)),
    }
    for (column, row), parts in made.items():
        x, y = place(column, row)
        for part_column, part_row in parts:
            px, py = place(part_column, part_row)
            axes.plot(
                [px + SIZE[0] / 2, x + SIZE[0] / 2],
                [py + SIZE[1], y],
                color=MUTED,
                lw=1.0,
            )
    for row, boxes in enumerate(rounds):
        for column, (first, last) in boxes.items():
            x, y = place(column, row)
            colour = ACCENT if first == 1 else INK
            axes.add_patch(Rectangle((x, y), *SIZE, facecolor=PAPER, lw=0))
            label = str(first) if first == last else f"{first}–{last}"
            box(axes, x, y, SIZE, label, colour, fill=0.12 if first == 1 else 0)

# 4. A mask with three resets.
with figure(__file__, "mask", width=PHONE, height=3.6) as fig:
    axes = canvas(fig)
    N, CELL, LEFT, TOP = 16, 13.5, 66, 30
    decay = np.full(N, 0.93)
    decay[[4, 9, 13]] = 0.3
    total = np.cumsum(np.log(decay))
    mask = np.tril(np.exp(np.minimum(total[:, None] - total, 0)))
    for t in range(N):
        for s in range(t + 1):
            axes.add_patch(
                Rectangle(
                    (LEFT + s * CELL, TOP + t * CELL),
                    CELL,
                    CELL,
                    facecolor=ACCENT,
                    alpha=round(float(mask[t, s]), 3),
                    lw=0,
                )
            )
    axes.add_patch(Rectangle((LEFT, TOP), N * CELL, N * CELL, fill=False, edgecolor=MUTED, lw=0.8))
    corner = (LEFT + 5 * CELL, TOP + 9 * CELL)
    axes.add_patch(Rectangle(corner, 4 * CELL, 7 * CELL, fill=False, edgecolor=SECOND, lw=2))
    middle = LEFT + N * CELL / 2
    axes.text(middle, 14, "token that is read, s", ha="center", va="center")
    axes.text(LEFT - 8, TOP + 6, "t = 1", ha="right", va="center", color=MUTED)
    axes.text(LEFT - 8, TOP + N * CELL - 6, "t = 16", ha="right", va="center", color=MUTED)
    for reset in (4, 9, 13):
        y = TOP + (reset + 0.5) * CELL
        axes.text(LEFT - 26, y, "reset", ha="right", va="center", color=THIRD)
        arrow(axes, (LEFT - 22, y), (LEFT - 3, y), THIRD)
    axes.text(LEFT + N * CELL + 6, TOP + 12.5 * CELL, "rank 1", color=SECOND, va="center")
