"""Layout and payoff: where ids lie, what bucket sums know, when slices need fewer steps."""

import numpy as np

from extensions.markup.figures.draw import ACCENT, INK, MUTED, SECOND, THIRD, figure
from extensions.markup.figures.sketch import PHONE

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
    """The size of each chunk, all slices together."""
    total = np.zeros(CHUNKS)
    for i in range(8):
        members = seen[views >> i & 1 == 1]
        ids = np.bincount(position[members] >> 16, minlength=CHUNKS)
        total += np.minimum(2 * ids, 8192) + 8 * (ids > 0)
    return total / 1000


with figure(__file__, "positions", width=PHONE, height=5.4) as fig:
    left, right = fig.subplots(2, 1)
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
with figure(__file__, "steps", width=PHONE, height=3.2) as fig:
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
    axes.text(0.98, 1.3, "slices need more", color=MUTED, ha="right")
    axes.text(0.0105, 0.83, "slices need fewer", color=MUTED, va="top")
    axes.set_xlabel("density of the accounts with a value")
    axes.set_ylabel("steps, slices over columns")


# 3. Where the ids of one day lie, hashed and numbered by activity.
def bytes_a_value(position: np.ndarray) -> float:
    """What the slices of the day take, in arrays and bitmaps, with 8 bytes for each container."""
    total = 0
    for i in range(8):
        _, ids = np.unique(position[seen[views >> i & 1 == 1]] >> 16, return_counts=True)
        total += (np.minimum(2 * ids, 8192) + 8).sum()
    return total / seen.size


by_hash = rng.permutation(np.unique(rng.integers(0, 2**32, accounts + 1000)))[:accounts]
with figure(__file__, "layout", width=PHONE, height=3.4) as fig:
    panels = fig.subplots(2, 1)
    for axes, position, many, colour, name in (
        (panels[0], by_hash, 2**16, SECOND, "hashed"),
        (panels[1], by_activity, CHUNKS, ACCENT, "numbered by activity"),
    ):
        ids = np.bincount(position[seen] >> 16, minlength=many)
        shown = ids[: min(many, 64)]
        axes.bar(np.arange(len(shown)), shown, color=colour, alpha=0.75)
        axes.set_title(f"{name}: {bytes_a_value(position):.1f} bytes a value")
        axes.set_xticks([])
        axes.spines["bottom"].set_color(MUTED)
    panels[0].set_yticks([0, 2, 4])
    panels[1].set_yticks([0, 15_000, 30_000], ["0", "15,000", "30,000"])
    panels[0].set_xlabel("64 of the 65,536 chunks")
    panels[1].set_xlabel("all 8 chunks")
    fig.supylabel("ids in a chunk", fontsize=11)

# 4. Bucket sums against bucket sizes: the variance is in the distance from the line.
with figure(__file__, "residuals", width=PHONE, height=3.0) as fig:
    axes = fig.subplots()
    rng = np.random.default_rng(9)
    people, buckets = 6_400, 64
    spend = rng.gamma(0.5, 40.0, people) * (rng.random(people) < 0.3)
    bucket = rng.integers(0, buckets, people)
    T, N = np.bincount(bucket, spend, buckets), np.bincount(bucket, minlength=buckets)
    ends = np.array([N.min() - 2, N.max() + 2])
    axes.vlines(N, spend.mean() * N, T, color=SECOND, lw=0.7, alpha=0.6)
    axes.plot(ends, spend.mean() * ends, color=INK, lw=1.3)
    axes.plot(N, T, "o", color=ACCENT, ms=3.5)
    axes.text(ends[1], 230, "the line: mean × size", ha="right", va="bottom")
    axes.set_xlabel("accounts of the arm in a bucket")
    axes.set_title("sum of their values")

# 5. What an order by activity is worth after some of the accounts have changed their habits.
with figure(__file__, "drift", width=PHONE, height=2.8) as fig:
    axes = fig.subplots()
    shares = np.linspace(0, 1, 9)
    rng = np.random.default_rng(21)
    found = []
    for part in shares:
        moved = np.flatnonzero(rng.random(accounts) < part)
        position = by_activity.copy()
        position[moved] = position[rng.permutation(moved)]
        found.append(bytes_a_value(position))
    axes.plot(shares, found, color=ACCENT, marker="o", ms=4)
    axes.axhline(bytes_a_value(by_arrival), color=MUTED, lw=0.9, ls=(0, (4, 3)))
    axes.text(0, bytes_a_value(by_arrival) - 0.06, "order of arrival", color=MUTED, va="top")
    axes.text(0.02, found[0] - 0.12, f"{found[0]:.2f}", color=ACCENT, va="top")
    axes.set_ylim(2, 4.3)
    axes.set_yticks([2, 3, 4])
    axes.set_xticks([0, 0.5, 1], ["0", "half", "all"])
    axes.set_xlabel("accounts whose activity has changed hands")
    axes.set_title("bytes a value")
