"""Figures of the piece on fine-tuning a small language model."""

from __future__ import annotations

from itertools import pairwise

from extensions.markup.figures.draw import ACCENT, INK, MUTED, figure
from extensions.markup.figures.sketch import PHONE, box, canvas

# 1. A pair as the model is trained on it, in two rows of places.
QUESTION = "what is the colour of a ra d is h ?".split()  # noqa: SIM905
WORDS = ("end", *QUESTION, "pink", ".", "end")
PLACES, STEP, LEFT = 7, 46, 12

with figure(__file__, "mask", width=PHONE, height=2.6) as fig:
    axes = canvas(fig)
    told = "the last token that was read, and below it the one that follows"
    axes.text(LEFT, 16, told, color=MUTED, fontsize=10, va="center")
    for at, (word, following) in enumerate(pairwise(WORDS)):
        row, column = divmod(at, PLACES)
        place = (LEFT + column * STEP, 30 + row * 80)
        below = (place[0], place[1] + 28)
        size = (STEP - 6, 22)
        counts = at >= len(QUESTION)
        box(axes, *place, size, word, INK)
        if counts:
            box(axes, *below, size, "", ACCENT, fill=0.22)
        box(axes, *below, size, following, ACCENT if counts else MUTED)
