"""Three figures: every assignment of a small table, the winner's curse, peeking."""

from itertools import combinations
from math import erf, exp, pi, sqrt

import numpy as np

from extensions.figures.draw import ACCENT, INK, MUTED, SECOND, figure

# 1. All seventy assignments of eight visitors.
Y0 = np.array([2, 0, 5, 3, 8, 1, 4, 6])
Y1 = np.array([4, 1, 5, 7, 9, 0, 8, 7])
estimates = []
for chosen in combinations(range(8), 4):
    treated = np.zeros(8, bool)
    treated[list(chosen)] = True
    estimates.append(Y1[treated].mean() - Y0[~treated].mean())
values, counts = np.unique(np.round(estimates, 6), return_counts=True)

with figure(__file__, "assignments", height=2.7) as fig:
    axes = fig.subplots()
    for value, count in zip(values, counts, strict=True):
        axes.plot([value] * count, np.arange(count) + 0.5, "o", color=ACCENT, ms=5.5, mew=0)
    axes.axvline(1.5, color=SECOND, lw=1.4)
    axes.axvline(0, color=MUTED, lw=0.8, ls=(0, (4, 3)))
    axes.set_ylim(0, 9.2)
    axes.text(1.6, 8.15, "mean of the 70 = true effect, 1.5", color=SECOND)
    axes.text(-0.1, 8.15, "no effect", color=MUTED, ha="right")
    axes.set_xlabel("difference in means, dollars")
    axes.set_ylabel("assignments")
    axes.set_yticks([0, 2, 4, 6])

# 2. What survives the filter of significance.
m, base = 20_000, 0.05


def tail(z: float) -> float:
    return 0.5 * (1 - erf(z / sqrt(2)))


def bell(z: float) -> float:
    return exp(-z * z / 2) / sqrt(2 * pi)


grid = np.linspace(-0.7, 1.2, 200)
with figure(__file__, "significance", height=3.4) as fig:
    panels = fig.subplots(1, 2, sharey=True)
    for axes, true in zip(panels, (0.20, 0.42), strict=True):
        p1 = base + true / 100
        se = 100 * sqrt((base * (1 - base) + p1 * (1 - p1)) / m)
        cut = 1.96 * se
        density = np.exp(-(((grid - true) / se) ** 2) / 2) / (se * sqrt(2 * pi))
        axes.plot(grid, density, color=MUTED, lw=1.4)
        for side in (grid >= cut, grid <= -cut):
            axes.fill_between(grid[side], density[side], color=ACCENT, alpha=0.35, lw=0)
        up, down = (cut - true) / se, (cut + true) / se
        power = tail(up) + tail(down)
        mean_size = (true * (tail(up) - tail(down)) + se * (bell(up) + bell(down))) / power
        axes.axvline(true, color=INK, lw=1.2, ymax=0.87)
        axes.axvline(mean_size, color=SECOND, lw=1.4, ls=(0, (5, 3)), ymax=0.70)
        axes.text(true, 1.96, f"true {true:.2f}", ha="center")
        axes.text(mean_size + 0.03, 1.48, f"reported\n{mean_size:.2f}", color=SECOND, va="center")
        axes.set_title(f"power {power:.0%}")
        axes.set_ylim(0, 2.2)
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.set_xlabel("estimate, percentage points")

# 3. Peeking.
rng = np.random.default_rng(11)
days = np.arange(1, 15)
with figure(__file__, "peeking", height=3.4) as fig:
    left, right = fig.subplots(1, 2, width_ratios=[1.25, 1])
    paths = rng.normal(size=(12, 14)).cumsum(1) / np.sqrt(days)
    stopped = (abs(paths) > 1.96).any(1)
    for path, out in zip(paths, stopped, strict=True):
        if not out:
            left.plot(days, path, color=MUTED, lw=0.8)
    for path, out in zip(paths, stopped, strict=True):
        if out:
            left.plot(days, path, color=SECOND, lw=1.6)
            first = int(np.argmax(abs(path) > 1.96))
            left.plot(days[first], path[first], "o", color=SECOND, ms=6)
    for bound in (1.96, -1.96):
        left.axhline(bound, color=INK, lw=1, ls=(0, (4, 3)))
    left.set_ylim(-3.3, 3.3)
    left.set_xlim(0.5, 14.5)
    left.set_xticks([1, 7, 14])
    left.set_xlabel("day")
    left.set_title("twelve tests of nothing: z")
    left.text(14.4, 2.1, "1.96", ha="right", va="bottom")
    z = rng.normal(size=(40_000, 14)).cumsum(1) / np.sqrt(days)
    rate = 100 * (np.maximum.accumulate(abs(z), 1) > 1.96).mean(0)
    right.plot(days, rate, "o-", color=ACCENT, ms=4)
    right.axhline(5, color=INK, lw=1, ls=(0, (4, 3)))
    right.text(14.2, 5.4, "promised: 5%", ha="right", va="bottom")
    right.text(13.9, rate[-1] + 0.9, f"{rate[-1]:.0f}%", ha="center", color=ACCENT)
    right.set_ylim(0, 25)
    right.set_xlim(0.5, 14.8)
    right.set_xticks([1, 7, 14])
    right.set_xlabel("number of daily looks")
    right.set_title("false alarms, %")
