"""Figures of the piece on linear attention and the delta rule."""

from __future__ import annotations

import numpy as np

from extensions.markup.figures.draw import ACCENT, INK, MUTED, SECOND, THIRD, figure
from extensions.markup.figures.sketch import PHONE, arrow, box, canvas

# 1. Three memories read a log.
with figure(__file__, "log", width=PHONE, height=2.4) as fig:
    axes = canvas(fig)
    axes.text(40, 22, "the log", color=MUTED, ha="center", va="center")
    columns = (
        ("average", (3, 3, 5), MUTED),
        ("sum", (3, 3, 10), SECOND),
        ("delta rule", (3, 3, 7), ACCENT),
    )
    for row, line in enumerate(("x = 3", "y = 5", "x = 7")):
        y = 42 + 40 * row
        box(axes, 8, y, (64, 30), line)
        for column, (_, answers, colour) in enumerate(columns):
            last = row == 2
            place = (104 + 82 * column, y)
            box(axes, *place, (64, 30), "", colour, fill=0.14 if last else 0.0)
            middle = (place[0] + 32, y + 15)
            size = 15 if last else 11
            axes.text(*middle, answers[row], color=colour, ha="center", va="center", size=size)
    for column, (name, _, colour) in enumerate(columns):
        axes.text(136 + 82 * column, 22, name, color=colour, ha="center", va="center")
    axes.text(218, 164, "what each answers for x", color=MUTED, ha="center", va="center")

# 2. The error of a pair by its age.
with figure(__file__, "age", width=PHONE, height=3.0) as fig:
    axes = fig.subplots()
    width, pairs, seeds = 64, 128, 400
    rng = np.random.default_rng(0)
    keys = rng.standard_normal((seeds, pairs, width))
    keys /= np.linalg.norm(keys, axis=2, keepdims=True)
    values = rng.standard_normal((seeds, pairs, width))
    total = np.swapaxes(keys, 1, 2) @ values
    state = np.zeros((seeds, width, width))
    for t in range(pairs):
        key = keys[:, t, None]
        state += np.swapaxes(key, 1, 2) * (values[:, t, None] - key @ state)
    since = np.arange(pairs)[::-1]
    for memory, colour in ((total, SECOND), (state, ACCENT)):
        error = ((keys @ memory - values) ** 2).mean(axis=(0, 2))
        axes.plot(since[::4], error[::4], ".", color=colour, ms=5)
    age = np.linspace(0, pairs - 1, 200)
    forgotten = (1 - np.exp(-age / width)) * (2 - np.exp(-pairs / width))
    axes.plot(age, forgotten, color=ACCENT, lw=1.6)
    axes.axhline((pairs - 1) / width, color=SECOND, lw=1.6)
    axes.text(4, 2.1, "sum", color=SECOND, va="bottom")
    axes.text(62, 0.86, "delta rule", color=ACCENT, va="top")
    axes.set_xlim(-2, pairs)
    axes.set_ylim(0, 2.4)
    axes.set_xlabel("pairs written since")
    axes.set_ylabel("mean square error")

# 3. Triangles within chunks, states between them.
with figure(__file__, "chunks", width=PHONE, height=3.1) as fig:
    axes = canvas(fig)
    cell, size = 21, 4
    for chunk in range(3):
        left, top = 62 + chunk * size * cell, 28 + chunk * 46
        for row in range(size):
            for column in range(row + 1):
                place = (left + column * cell, top + row * cell / 2)
                box(axes, *place, (cell, cell / 2), "", ACCENT, fill=0.28)
        middle = left + size * cell / 2
        if chunk == 0:
            axes.text(middle + 28, top + 2, "earlier tokens", color=MUTED, va="center")
            axes.text(left - 8, top + 20, "chunk", color=MUTED, ha="right", va="center")
        state = (middle - 21, 186)
        box(axes, *state, (42, 26), "state", THIRD, fill=0.16)
        bottom = top + size * cell / 2
        arrow(axes, (middle, bottom + 3), (middle, 184), INK)
        if chunk:
            before = middle - size * cell
            arrow(axes, (before + 21, 199), (middle - 21, 199), THIRD)
            arrow(axes, (before + 15, 185), (left + 6, bottom + 3), THIRD)
    arrow(axes, (18, 199), (83, 199), THIRD)
    axes.text(9, 199, "0", color=THIRD, ha="center", va="center")
