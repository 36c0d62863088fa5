"""Figures of the piece on seeing tensors."""

from __future__ import annotations

import numpy as np
from matplotlib.patches import Rectangle

from extensions.markup.figures.draw import ACCENT, INK, MUTED, SECOND, THIRD, figure

COLOURS = (ACCENT, SECOND, THIRD, MUTED)


def table(axes, corner, values, colours, alphas, size=(0.62, 0.62)):
    """Draw *values* as cells whose upper left corner is *corner*."""
    x, y = corner
    width, height = size
    for (row, column), value in np.ndenumerate(values):
        place = (x + column * width, y - (row + 1) * height)
        axes.add_patch(
            Rectangle(
                place, width, height, facecolor=colours[value], alpha=alphas[row, column], lw=0
            )
        )
        axes.add_patch(Rectangle(place, width, height, fill=False, edgecolor=MUTED, lw=0.6))


# 1. Two heads, split in the right way and in the wrong one.
TOKENS, WIDTH, HEADS = 4, 6, 2
EACH = WIDTH // HEADS
token = np.repeat(np.arange(TOKENS), WIDTH).reshape(TOKENS, WIDTH)
half = np.tile(np.arange(WIDTH) // EACH, (TOKENS, 1))
shade = np.where(half == 0, 0.2, 0.55)

with figure(__file__, "heads", width=4.8, height=4.6) as fig:
    axes = fig.subplots()
    table(axes, (2.6, 9.0), token, COLOURS, shade)
    for row in range(TOKENS):
        axes.text(2.45, 8.69 - row * 0.62, f"token {row}", ha="right", va="center", color=INK)
    words = "x, shape (4, 6): pale\nand dark are the two\nheads of a token"
    axes.text(6.6, 7.75, words, va="center")
    right = token.reshape(TOKENS, HEADS, EACH).transpose(1, 0, 2)
    right_shade = shade.reshape(TOKENS, HEADS, EACH).transpose(1, 0, 2)
    wrong = token.reshape(HEADS, TOKENS, EACH)
    wrong_shade = shade.reshape(HEADS, TOKENS, EACH)
    for y, parts, shades, words, colour in (
        (5.2, right, right_shade, "reshape(4, 2, 3).transpose(1, 0, 2)", INK),
        (1.6, wrong, wrong_shade, "reshape(2, 4, 3): the same shape, no error", SECOND),
    ):
        axes.text(0.1, y + 0.25, words, color=colour, va="bottom")
        for head in range(HEADS):
            x = 2.6 + head * 3.4
            table(axes, (x, y), parts[head], COLOURS, shades[head])
            axes.text(x + 2.0, y - 1.24, f"head {head}", va="center", color=MUTED)
    axes.set_xlim(0, 10.4)
    axes.set_ylim(-1.0, 9.2)
    axes.set_aspect("equal")
    axes.axis("off")

# 2. Two walks through a matrix that lies row by row, in lines of four.
with figure(__file__, "lines", width=4.4, height=4.4) as fig:
    axes = fig.subplots()
    rows, columns, line = 4, 8, 4
    for top, by_rows, title, count in (
        (0, True, "row by row", "each line is fetched once: 8"),
        (-6.7, False, "column by column", "each step is another line: 32"),
    ):
        for row in range(rows):
            for first in range(0, columns, line):
                axes.add_patch(
                    Rectangle(
                        (first + 0.06, top - row - 0.94), line - 0.12, 0.88,
                        facecolor=ACCENT, alpha=0.16 if first else 0.3, lw=0,
                    )
                )
        index = np.arange(rows * columns)
        across = index % columns if by_rows else index // rows
        down = index // columns if by_rows else index % rows
        axes.plot(
            across + 0.5, top - down - 0.5, color=INK, lw=1, marker="o", markersize=3
        )
        axes.plot([0.5], [top - 0.5], color=SECOND, marker="o", markersize=6)
        axes.text(0, top + 0.35, title, color=INK)
        axes.text(0, top - rows - 0.35, count, color=ACCENT if by_rows else SECOND, va="top")
    axes.set_xlim(-0.2, 8.4)
    axes.set_ylim(-11.7, 1.1)
    axes.set_aspect("equal")
    axes.axis("off")
