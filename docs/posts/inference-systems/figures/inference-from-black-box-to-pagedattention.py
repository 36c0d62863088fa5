"""Figures of the piece on inference, from black box to PagedAttention and quantisation."""

import numpy as np

from extensions.markup.figures.draw import ACCENT, INK, MUTED, SECOND, THIRD, figure
from extensions.markup.figures.sketch import PHONE, arrow, box, canvas

COLOURS = {"A": ACCENT, "B": SECOND, "C": THIRD, "D": INK}


def runs(names):
    """Yield name, first slot and length of each run of equal *names*."""
    first = 0
    for at in range(1, len(names) + 1):
        if at == len(names) or names[at] != names[first]:
            yield names[first], first, at - first
            first = at


def memory(axes, top, slots, page):
    """Draw 48 slots in three rows of 16: a letter for each, lower case where it is reserved."""
    left, cell, high = 12, 20.0, 20.0
    for row in range(3):
        y = top + (high + 4) * row
        cells = np.array([[left + cell * at] * 2 + [np.nan] for at in range(17)]).ravel()
        axes.plot(cells, np.tile([y, y + high, np.nan], 17), color=MUTED, lw=0.7)
        box(axes, left, y, (16 * cell, high), "", MUTED)
        for name, first, length in runs(slots[16 * row : 16 * row + 16]):
            if name == "-":
                continue
            colour, x = COLOURS[name.upper()], left + cell * first
            box(axes, x, y, (length * cell, high), "", colour, fill=0.3 if name.isupper() else 0.09)
            for at in range(length) if name.isupper() else ():
                middle = (x + cell * (at + 0.5), y + high / 2)
                axes.text(*middle, name, color=colour, ha="center", va="center")
        for at in range(0, 16, page):
            x = left + cell * at
            axes.plot([x, x], [y - 2, y + high + 2], color=INK, lw=1.8)


with figure(__file__, "memory", width=PHONE, height=3.05) as fig:
    axes = canvas(fig)
    axes.text(12, 14, "in one piece, for the longest answer", va="center")
    memory(axes, 26, "A" * 7 + "a" * 9 + "B" * 4 + "b" * 12 + "C" * 9 + "c" * 7, 16)
    axes.text(332, 105, "D waits", ha="right", va="center", color=SECOND)
    axes.text(12, 118, "in pages of four", va="center")
    pages = ["CCCC", "AAAA", "CCCC", "BBBB", "", "AAAa", "DDDD", "Cccc", "", "DDdd", "", ""]
    memory(axes, 130, "".join(f"{one:4s}" for one in pages).replace(" ", "-"), 4)

with figure(__file__, "box", width=PHONE, height=2.5) as fig:
    axes = canvas(fig)
    y, high = 62, 34
    axes.text(6, 20, "“The sky is”", va="center")
    arrow(axes, (34, 30), (34, y), MUTED)
    box(axes, 6, y, (58, high), "tokens", INK)
    box(axes, 84, y, (66, high), "rows", ACCENT, fill=0.12)
    box(axes, 170, y, (80, high), "22 layers", ACCENT, fill=0.12)
    box(axes, 270, y, (68, high), "logits", ACCENT, fill=0.12)
    for left, right in ((64, 84), (150, 170), (250, 270)):
        arrow(axes, (left, y + high / 2), (right, y + high / 2), MUTED)
    for x, words in ((35, "T"), (117, "T × 2,048"), (304, "32,000")):
        axes.text(x, y + high + 13, words, ha="center", va="center", color=MUTED)
    axes.plot([304, 304, 35], [y, 42, 42], color=SECOND, lw=1.3)
    arrow(axes, (35, 42), (35, y), SECOND, 1.3)
    axes.text(200, 30, "one token, which goes in again", ha="center", va="center", color=SECOND)
    box(axes, 118, 128, (184, high), "cache, 22 KiB a token", THIRD, fill=0.14)
    arrow(axes, (198, 128), (198, y + high), THIRD)
    arrow(axes, (222, y + high), (222, 128), THIRD)
    axes.text(190, 112, "read", ha="right", va="center", color=THIRD)
    axes.text(230, 112, "add", ha="left", va="center", color=THIRD)

with figure(__file__, "roofline", width=PHONE, height=3.0) as fig:
    axes = fig.subplots()
    peak, bandwidth = 989.0, 3.35
    x = np.array([0.5, peak / bandwidth, 2000])
    axes.loglog(x, np.minimum(peak, bandwidth * x), color=MUTED, lw=1.4)
    places = [
        (1.0, "write, one reader", SECOND, "left"),
        (3.85, "with 4.25 bits", SECOND, "left"),
        (49.3, "write, 64 readers", SECOND, "left"),
        (520.0, "read 512", ACCENT, "center"),
    ]
    for intensity, words, colour, side in places:
        y = min(peak, bandwidth * intensity)
        axes.plot([intensity], [y], "o", color=colour, ms=6)
        if side == "left":
            axes.annotate(
                words, (intensity * 1.35, y), color=colour, va="center", annotation_clip=False
            )
        else:
            axes.annotate(words, (intensity, y * 0.55), color=colour, ha="center", va="center")
    axes.text(295, 1350, "ridge 295", color=MUTED, ha="center")
    axes.set(xlim=(0.5, 2000), ylim=(1, 2500), xlabel="flops for each byte")
    axes.set_ylabel("teraflops a second")
    axes.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1,000"])
    axes.set_yticks([1, 10, 100, 1000], ["1", "10", "100", "1,000"])
    axes.minorticks_off()

with figure(__file__, "batches", width=PHONE, height=3.52) as fig:
    axes = canvas(fig)
    lengths = [3, 10, 5, 2, 6, 2, 8, 4]
    unit, high, left = 17.0, 19.0, 20.0

    def bar(top, place, start, steps, number):
        colour = ACCENT if number <= 4 else SECOND
        x, y = left + unit * start, top + (high + 3) * place
        box(axes, x, y, (unit * steps, high), str(number), colour, fill=0.2)

    axes.text(left, 14, "static", va="center")
    for number, steps in enumerate(lengths, 1):
        batch, place = divmod(number - 1, 4)
        bar(26, place, 10 * batch, steps, number)
        if not batch:
            gap = (unit * (10 - steps), high)
            if steps < 10:
                box(axes, left + unit * steps, 26 + (high + 3) * place, gap, "", MUTED, fill=0.08)
    axes.text(left, 130, "continuous", va="center")
    free = [0] * 4
    for number, steps in enumerate(lengths, 1):
        place = int(np.argmin(free)) if number > 4 else number - 1
        bar(142, place, free[place], steps, number)
        free[place] += steps
    for top, end in ((26, 18), (142, max(free))):
        x = left + unit * end
        axes.plot([x, x], [top - 4, top + 4 * (high + 3)], color=INK, lw=1.2, ls=(0, (3, 2)))
        axes.text(x, top + 4 * (high + 3) + 10, f"step {end}", ha="right", va="center")

with figure(__file__, "outlier", width=PHONE, height=2.2) as fig:
    axes = canvas(fig)
    weights = np.array([-0.93, -0.61, -0.38, -0.12, 0.17, 0.44, 0.72, 1.0])
    middle, unit = 78.0, 44.0

    def at(x):
        return middle + unit * x

    for y, outlier in ((48, None), (120, 5.6)):
        step = (outlier or abs(weights).max()) / 7
        axes.plot([8, 336], [y, y], color=MUTED, lw=0.8)
        levels = [k * step for k in range(-7, 8) if 8 <= at(k * step) <= 336]
        for level in levels:
            axes.plot([at(level)] * 2, [y - 6, y + 6], color=MUTED, lw=1.2)
        for one in [*weights, *([outlier] if outlier else [])]:
            stored = step * np.round(one / step)
            axes.plot([at(one), at(stored)], [y - 22, y - 8], color=SECOND, lw=0.8)
            axes.plot([at(one)], [y - 22], "o", color=ACCENT, ms=4)
        met = len({round(one / step) for one in weights})
        words = f"{'with an outlier: ' if outlier else ''}eight weights, {met} levels"
        axes.text(336, y + 20, words, ha="right", va="center")

with figure(__file__, "table", width=PHONE, height=2.5) as fig:
    axes = canvas(fig)
    size, high = 17.0, 24.0

    def page(x, y, tokens, colour, name):
        box(axes, x, y, (4 * size, high), "", INK)
        if tokens:
            box(axes, x, y, (tokens * size, high), "", colour, fill=0.22)
        axes.text(x + 2 * size, y + high / 2, name, ha="center", va="center", color=colour)

    axes.text(8, 12, "answer 1", color=ACCENT, va="center")
    axes.text(8, 112, "answer 2", color=SECOND, va="center")
    axes.text(338, 152, "pages in memory", ha="right", va="center")
    places = {5: (270, 26, 4, THIRD, "prompt"), 2: (270, 68, 2, ACCENT, "own")}
    places[7] = (270, 110, 3, SECOND, "copy")
    for number, (x, y, tokens, colour, name) in places.items():
        page(x, y, tokens, colour, name)
        axes.text(x - 8, y + high / 2, str(number), ha="right", va="center", color=MUTED)
    for top, colour, entries in ((24, ACCENT, (5, 2)), (124, SECOND, (5, 7))):
        for row, number in enumerate(entries):
            y = top + row * high
            box(axes, 8, y, (112, high), f"tokens {4 * row} to {4 * row + 3}: {number}", colour)
            target = places[number]
            end = (target[0] - 20, target[1] + high / 2)
            arrow(axes, (120, y + high / 2), end, colour)
    axes.text(304, 60, "in two tables", ha="center", va="center", color=THIRD)

with figure(__file__, "overlap", width=PHONE, height=2.7) as fig:
    axes = canvas(fig)
    large = np.array([0.40, 0.25, 0.20, 0.10, 0.05])
    small = np.array([0.50, 0.15, 0.25, 0.04, 0.06])
    bottom, scale, wide = 152.0, 250.0, 26.0
    words = ["the", "a", "one", "no", "sky"]
    for at, (mu, nu) in enumerate(zip(large, small, strict=True)):
        x = 26 + 66 * at
        both = min(mu, nu)
        box(axes, x, bottom - scale * both, (wide, scale * both), "", MUTED, fill=0.22)
        rest, colour = (mu, SECOND) if mu > nu else (nu, ACCENT)
        more = scale * (rest - both)
        box(axes, x, bottom - scale * rest, (wide, more), "", colour, fill=0.3 if mu > nu else 0)
        axes.text(x + wide / 2, bottom + 13, words[at], ha="center", va="center")
    axes.text(62, 32, "drafted too often: thrown away", color=ACCENT, va="center")
    axes.text(92, 66, "drafted too rarely: drawn after a rejection", color=SECOND, va="center")
    axes.text(222, 98, "grey: accepted", va="center")
    axes.text(8, 186, "height: probability of the next token", va="center", color=MUTED)
