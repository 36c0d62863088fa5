"""Two figures: what numbering by activity saves, and when slices need fewer steps."""

import numpy as np

from extensions.figures.draw import ACCENT, INK, MUTED, SECOND, THIRD, figure

CHUNK = 65_536
CHUNKS = 8

# 1. A concave cost likes extremes.
accounts = CHUNKS * CHUNK
rng = np.random.default_rng(20)
share = np.minimum(0.98, 0.02 * accounts / np.arange(1, accounts + 1))
seen = np.flatnonzero(rng.random(accounts) < share)
views = rng.geometric(0.1, seen.size)
past = rng.binomial(28, share)
by_activity = np.empty(accounts, np.int64)
by_activity[np.lexsort((rng.random(accounts), -past))] = np.arange(accounts)
by_arrival = rng.permutation(accounts)


def kilobytes(position: np.ndarray) -> np.ndarray:
    """The size of each chunk, all slices and the set of ids together."""
    total = np.zeros(CHUNKS)
    for members in [seen, *(seen[views >> i & 1 == 1] for i in range(8))]:
        ids = np.bincount(position[members] >> 16, minlength=CHUNKS)
        total += np.minimum(2 * ids, 8192) + 8 * (ids > 0)
    return total / 1000


with figure(__file__, "positions", height=3.5) as fig:
    left, right = fig.subplots(1, 2)
    density = np.array([0, 1 / 16, 0.25])
    cost = np.minimum(2 * CHUNK * density, 8192)
    left.plot(density, cost, color=INK, lw=1.6)
    ends = np.array([0.02, 0.20])
    heights = np.minimum(2 * CHUNK * ends, 8192)
    left.plot(ends, heights, "o-", color=ACCENT, ms=5, lw=1.4)
    left.plot([0.11, 0.11], [heights.mean(), 8192], color=MUTED, lw=0.9, ls=(0, (3, 2)))
    left.plot([0.11], [8192], "o", color=SECOND, ms=5)
    left.plot([0.11], [heights.mean()], "o", color=ACCENT, ms=5)
    left.text(0.085, 8650, "two chunks alike", color=SECOND)
    left.text(0.116, heights.mean() - 900, "one sparse,\none dense", color=ACCENT, va="top")
    left.set_xlabel("density of a chunk")
    left.set_ylabel("bytes of a container")
    left.set_xlim(0, 0.25)
    left.set_ylim(0, 9800)
    left.set_yticks([0, 4096, 8192], ["0", "4096", "8192"])
    left.set_xticks([0, 1 / 16, 0.125, 0.1875, 0.25], ["0", "1/16", "1/8", "3/16", "1/4"])

    place = np.arange(CHUNKS)
    arrival, activity = kilobytes(by_arrival), kilobytes(by_activity)
    right.bar(place - 0.2, arrival, width=0.36, color=SECOND, alpha=0.75)
    right.bar(place + 0.2, activity, width=0.36, color=ACCENT)
    right.text(2.2, arrival.max() + 6, "by arrival", color=SECOND)
    right.text(0.5, activity[0] + 1, "by activity", color=ACCENT)
    right.set_xlabel("chunk")
    right.set_ylabel("kB for a day of page views")
    right.set_xticks(place, [str(i + 1) for i in place])
    right.set_ylim(0, activity[0] + 8)

# 2. Steps for a sum over half of the accounts.
density = np.concatenate([np.geomspace(0.01, 0.125, 40), np.geomspace(0.12501, 1, 80)])
column = np.minimum(1.5 * CHUNK * density, CHUNK / 2)
with figure(__file__, "steps", height=3.5) as fig:
    axes = fig.subplots()
    axes.axhline(1, color=MUTED, lw=0.9, ls=(0, (4, 3)))
    for digits, colour in [(4, ACCENT), (8, THIRD), (16, INK), (32, SECOND)]:
        members = CHUNK * density / 2
        steps = digits * np.where(members > 4096, 1024, members)
        axes.plot(density, steps / column, color=colour, lw=1.6)
        axes.text(0.0105, digits / 3 * 1.1, f"{digits} digits", color=colour)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlim(0.01, 1)
    axes.set_ylim(0.08, 20)
    axes.set_xticks([0.01, 0.03, 0.125, 1 / 3, 1], ["1%", "3%", "1/8", "1/3", "1"])
    axes.set_yticks([0.125, 0.25, 0.5, 1, 2, 4, 8, 16], ["⅛", "¼", "½", "1", "2", "4", "8", "16"])
    axes.minorticks_off()
    axes.text(0.42, 1.12, "slices need more", color=MUTED)
    axes.text(0.0105, 0.83, "slices need fewer", color=MUTED, va="top")
    axes.set_xlabel("density of the accounts with a value")
    axes.set_ylabel("steps, slices over columns")
