"""Sets that carry numbers: the question, the table of digits, and a bit that must clear."""

import numpy as np
from matplotlib.patches import Rectangle

from extensions.markup.figures.draw import ACCENT, INK, MUTED, SECOND, figure
from extensions.markup.figures.sketch import PHONE, box, canvas

# Five values, six digits.
accounts = {3: 5.25, 7: -1.5, 8: 0.0, 12: 7.75, 13: 2.0}
weights = ["−8", "4", "2", "1", "½", "¼"]

with figure(__file__, "slices", width=PHONE, height=3.6) as fig:
    axes = fig.subplots()
    axes.set_axis_off()
    axes.set_xlim(-2.6, 8.6)
    axes.set_ylim(7.7, -1.5)
    counts = [0] * 6
    for row, (account, value) in enumerate(accounts.items()):
        digits = int(value * 4) & 63
        axes.text(-0.4, row + 0.5, f"account {account}", ha="right", va="center")
        number = f"{value:g}".replace("-", "−")
        axes.text(6.5, row + 0.5, f"= {number}", va="center", color=SECOND)
        for column in range(6):
            one = digits >> (5 - column) & 1
            counts[column] += one
            axes.add_patch(
                Rectangle(
                    (column + 0.08, row + 0.08),
                    0.84,
                    0.84,
                    facecolor=ACCENT if one else "none",
                    edgecolor=MUTED,
                    lw=0.6,
                )
            )
    for column in range(6):
        axes.text(column + 0.5, -0.4, weights[column], ha="center", color=INK)
        axes.text(column + 0.5, 5.75, str(counts[column]), ha="center", color=ACCENT)
    axes.text(-0.4, -0.4, "weight", ha="right")
    axes.text(-0.4, 5.75, "members", ha="right", color=ACCENT)
    axes.text(6.5, -0.4, "by rows", color=SECOND)
    axes.text(
        3,
        7.1,
        "by columns: −8·1 + 4·3 + 2·3 + 1·2 + ½·2 + ¼·2 = 13.5",
        ha="center",
        color=ACCENT,
    )

# What the opening asks: who is in both sets, and what did they spend?
with figure(__file__, "question", width=PHONE, height=3.0) as fig:
    axes = canvas(fig)
    people, size = 24, 10.4
    rng = np.random.default_rng(4)
    arm, brazil = rng.random((2, people)) < 0.5
    both = arm & brazil
    spent = rng.integers(0, 16, people)
    left = 68

    def row(y, members, name, colour, *, told=True):
        axes.text(left - 6, y + 6, name, color=colour, ha="right", va="center")
        box(axes, left, y, (people * size, 13), colour=MUTED)
        for u in np.flatnonzero(members):
            shade = colour if both[u] else MUTED
            cell = Rectangle((left + u * size + 1, y + 1), size - 2, 11, alpha=0.8, lw=0)
            cell.set_facecolor(shade)
            axes.add_patch(cell)
        if told:
            end = left + people * size + 5
            axes.text(end, y + 6, f"{members[both].sum()}", color=ACCENT, va="center")

    axes.text(left, 8, "24 accounts", color=MUTED, va="center")
    row(18, arm, "arm B", INK, told=False)
    row(36, brazil, "Brazil", INK, told=False)
    row(54, both, "both", SECOND)
    axes.text(left, 84, "what they spent, digit by digit", color=MUTED, va="center")
    terms = []
    for k, weight in enumerate((8, 4, 2, 1)):
        digit = (spent & weight) > 0
        row(94 + 18 * k, digit, f"digit {weight}", ACCENT)
        terms.append(f"{weight}·{digit[both].sum()}")
    total = int(spent[both].sum())
    axes.text(left, 184, f"both: {' + '.join(terms)} = {total}", color=ACCENT, va="center")
    axes.text(left, 201, "one and, one count for each digit", color=MUTED, va="center")

# A sum bit of 0 must clear the slice.
with figure(__file__, "clear", width=PHONE, height=1.9) as fig:
    axes = canvas(fig)
    size, left = 26, 120
    first, second = 5, 3
    for k, (number, name, colour) in enumerate(
        (
            (first, "old value", MUTED),
            (second, "added", MUTED),
            (first + second, "the sum", ACCENT),
            ((first + second) | first, "bits only set", SECOND),
        )
    ):
        y = 10 + 30 * k + (8 if k > 1 else 0)
        axes.text(left - 8, y + 11, name, color=colour, ha="right", va="center")
        for column in range(4):
            one = number >> (3 - column) & 1
            box(axes, left + column * size, y, (size - 3, 22), str(one), colour, fill=0.35 * one)
        axes.text(left + 4 * size + 8, y + 11, f"= {number}", color=colour, va="center")
