"""Figures of the piece on prefill, decode and the storage wall."""

import numpy as np

from extensions.markup.figures.draw import ACCENT, INK, MUTED, SECOND, THIRD, figure
from extensions.markup.figures.sketch import PHONE, arrow, box, canvas

with figure(__file__, "two-paths", width=PHONE, height=2.75) as fig:
    axes = canvas(fig)
    box(axes, 92, 8, (162, 32), "store of caches", INK, fill=0.06)
    engines = ((8, "prefill engine", ACCENT, 0.9), (214, "decode engine", THIRD, 0))
    for x, name, colour, busy in engines:
        box(axes, x, 118, (124, 66), "", colour)
        axes.text(x + 62, 168, name, ha="center", va="center", color=colour)
        if busy:
            box(axes, x + 12, 124, (100 * busy, 22), "", SECOND, fill=0.3)
        words = "card: full" if busy else "card: idle"
        box(axes, x + 12, 124, (100, 22), words, INK)
    arrow(axes, (112, 40), (70, 118), SECOND, 2.6)
    axes.text(82, 74, "first path", ha="right", va="center", color=SECOND)
    arrow(axes, (234, 40), (276, 118), THIRD, 1.4)
    axes.text(268, 74, "second path", ha="left", va="center", color=THIRD)
    arrow(axes, (214, 158), (132, 158), THIRD, 1.4)
    axes.text(173, 136, "fast\nnetwork", ha="center", va="center", color=MUTED)

with figure(__file__, "overlap", width=PHONE, height=2.95) as fig:
    axes = canvas(fig)
    left, high, unit = 66.0, 20.0, 30.0
    for top, words, computing, moving in (
        (24, "computing is slower", 1.8, 0.9),
        (130, "moving is slower", 0.9, 1.8),
    ):
        axes.text(8, top - 10, words, va="center")
        axes.text(8, top + high / 2 + 2, "compute", va="center", color=ACCENT)
        axes.text(8, top + high * 1.5 + 6, "move", va="center", color=SECOND)
        end = 0.0
        for layer in range(1, 5):
            start = left + unit * computing * (layer - 1)
            box(axes, start, top + 2, (unit * computing, high), str(layer), ACCENT, fill=0.2)
            begin = max(end, computing * layer)
            x, y = left + unit * begin, top + high + 6
            box(axes, x, y, (unit * moving, high), str(layer), SECOND, fill=0.2)
            end = begin + moving
        x, y = left + unit * end, top + 2 * high + 20
        axes.plot([x, x], [top, y - 8], color=INK, lw=1.2, ls=(0, (3, 2)))
        first, last = (4 * computing, end) if computing > moving else (0, computing)
        axes.plot([left + unit * first, left + unit * last], [y - 6] * 2, color=INK, lw=2.2)
        side = "right" if computing > moving else "left"
        axes.text(x if side == "right" else left, y + 5, "one layer", ha=side, va="center")

# As the piece counts them: Llama 3 70B on eight H100, one card of 50 GB/s, 500 tokens a turn.
LAYERS, HEADS, WIDTH, WEIGHTS, KAPPA, PEAK = 80, 64, 128, 69_503_033_344, 327_680, 8 * 989e12


def flops(rows, before):
    """Return the operations of *rows* new tokens after *before* others."""
    return rows * (2 * WEIGHTS + 4 * HEADS * WIDTH * LAYERS * (before + (rows + 1) / 2))


with figure(__file__, "turns", width=PHONE, height=2.9) as fig:
    axes = fig.subplots()
    turns = np.arange(1, 151)
    fetched = 500 * turns * (turns - 1) / 2 * KAPPA / 50e9
    computed = np.cumsum([flops(500, 500 * (turn - 1)) for turn in turns]) / PEAK
    axes.plot(turns, fetched, color=SECOND)
    axes.plot(turns, computed, color=ACCENT)
    axes.text(96, 21, "storage card", color=SECOND, ha="right")
    axes.text(146, 4.0, "arithmetic", color=ACCENT, ha="right")
    axes.set(xlim=(0, 152), ylim=(0, 38), xlabel="turns", ylabel="seconds for each conversation")


def wait(load, service):
    """Return the mean wait before one card, all jobs alike."""
    return load / (1 - load) * service / 2 if load < 1 else np.inf


def in_layers(*stages):
    """Return the time of *stages* that follow each other layer by layer."""
    return (sum(stages) + (LAYERS - 1) * max(stages)) / LAYERS


def first_token(share, engines, rate=2.8):
    """Return the seconds to the first token in the hundredth turn."""
    size = 49_000 * KAPPA
    fetch, send, work = size / 50e9, size / 400e9, flops(1000, 49_000) / PEAK
    first = wait(rate * (1 - share) * fetch, fetch) + in_layers(fetch, work)
    second = wait(rate * share * fetch / engines, fetch) + wait(rate * share * send, send)
    second += in_layers(fetch, send, work)
    return (1 - share) * first + share * second + wait(rate * work, work)


with figure(__file__, "share", width=PHONE, height=2.9) as fig:
    axes = fig.subplots()
    shares = np.linspace(0, 1, 101)
    for engines, colour, place in ((1, SECOND, (0.86, 1.22)), (4, ACCENT, (0.98, 0.2))):
        axes.plot(100 * shares, [first_token(s, engines) for s in shares], color=colour)
        words = f"{engines} decode engine{'s' if engines > 1 else ''}"
        axes.text(100 * place[0], place[1], words, color=colour, ha="right")
    axes.set(xlim=(0, 100), ylim=(0, 2), xlabel="per cent of loads on the second path")
    axes.set_ylabel("seconds to the first token")
