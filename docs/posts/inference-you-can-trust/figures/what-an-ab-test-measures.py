"""Figures of the piece on what an A/B test measures."""

from itertools import combinations
from math import erf, exp, lgamma, pi, sqrt

import numpy as np

from extensions.markup.figures.draw import ACCENT, INK, MUTED, SECOND, figure
from extensions.markup.figures.sketch import PHONE, box, canvas

# 1. All seventy assignments of eight visitors.
Y0 = np.array([2, 0, 5, 3, 8, 1, 4, 6])
Y1 = np.array([4, 1, 5, 7, 9, 0, 8, 7])
estimates = []
for chosen in combinations(range(8), 4):
    treated = np.zeros(8, bool)
    treated[list(chosen)] = True
    estimates.append(Y1[treated].mean() - Y0[~treated].mean())
values, counts = np.unique(np.round(estimates, 6), return_counts=True)

with figure(__file__, "assignments", width=PHONE, height=2.6) as fig:
    axes = fig.subplots()
    for value, count in zip(values, counts, strict=True):
        axes.plot([value] * count, np.arange(count) + 0.5, "o", color=ACCENT, ms=5.5, mew=0)
    axes.axvline(1.5, color=SECOND, lw=1.4)
    axes.axvline(0, color=MUTED, lw=0.8, ls=(0, (4, 3)))
    axes.set_ylim(0, 9.2)
    axes.text(1.6, 8.15, "mean of the 70 =\ntrue effect, 1.5", color=SECOND)
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
with figure(__file__, "significance", width=PHONE, height=4.6) as fig:
    panels = fig.subplots(2, 1, sharex=True)
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
    panels[1].set_xlabel("estimate, percentage points")

# 3. The two promises of the opening.
with figure(__file__, "promises", width=PHONE, height=1.9) as fig:
    axes = fig.subplots()
    share, old, new = np.array([0.2, 0.8]), np.array([0.13, 0.03]), np.array([0.135, 0.034])
    opted = np.array([0.6, 0.1])
    pi_ = share @ opted
    took, left = share * opted / pi_, share * (1 - opted) / (1 - pi_)
    naive = 100 * (took @ new - left @ old)
    r0, r1 = 1_000 / m, 1_090 / m
    diff = 100 * (r1 - r0)
    error = 100 * sqrt((r0 * (1 - r0) + r1 * (1 - r1)) / (m - 1))
    axes.axvline(0, color=MUTED, lw=0.9, ls=(0, (4, 3)))
    axes.plot(naive, 1, "o", color=SECOND, ms=7)
    axes.text(naive, 1.22, f"who chose it: {naive:.2f}", color=SECOND, ha="right", va="bottom")
    axes.plot([diff - 1.96 * error, diff + 1.96 * error], [0, 0], color=ACCENT, lw=2.2)
    axes.plot(diff, 0, "o", color=ACCENT, ms=7)
    axes.text(
        diff + 1.96 * error + 0.15, 0, f"sent by lot: {diff:.2f}, within {diff - 1.96 * error:.2f}"
        f" to {diff + 1.96 * error:.2f}", color=ACCENT, va="center",
    )
    axes.set_ylim(-0.6, 1.9)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlim(-0.4, 6)
    axes.set_xlabel("what the new page adds, percentage points")

# 4. The table of which half is seen.
with figure(__file__, "half", width=PHONE, height=2.0) as fig:
    axes = canvas(fig)
    chosen = np.isin(np.arange(8), np.random.default_rng(1).choice(8, 4, replace=False))
    axes.text(74, 14, "visitor", color=MUTED, ha="right", va="center")
    for row, (name, values, seen, colour) in enumerate(
        (("new page", Y1, chosen, ACCENT), ("old page", Y0, ~chosen, SECOND))
    ):
        y = 28 + 34 * row
        axes.text(74, y + 14, name, color=colour, ha="right", va="center")
        for i in range(8):
            label = f"{values[i]}" if seen[i] else "?"
            box(
                axes, 82 + 32 * i, y, (28, 28), label, colour if seen[i] else MUTED,
                fill=0.2 * seen[i],
            )
    for i in range(8):
        axes.text(96 + 32 * i, 14, f"{i + 1}", color=MUTED, ha="center", va="center")
    axes.text(82, 112, f"mean of the new: {Y1[chosen].mean():.2f}", color=ACCENT, va="center")
    axes.text(82, 130, f"mean of the old: {Y0[~chosen].mean():.2f}", color=SECOND, va="center")

# 5. The three terms of the variance.
with figure(__file__, "terms", width=PHONE, height=2.2) as fig:
    axes = fig.subplots()
    first, second = Y1.var(ddof=1) / 4, Y0.var(ddof=1) / 4
    third = (Y1 - Y0).var(ddof=1) / 8
    axes.barh(1, first, color=ACCENT, alpha=0.6, height=0.55)
    axes.barh(1, second, left=first, color=SECOND, alpha=0.6, height=0.55)
    axes.barh(0, first + second - third, color=INK, alpha=0.55, height=0.55)
    axes.barh(0, third, left=first + second - third, color=MUTED, alpha=0.25, height=0.55)
    axes.text(first / 2, 1.42, f"new page: {first:.2f}", color=ACCENT, ha="center", va="bottom")
    axes.text(
        first + second / 2, 1.42, f"old page: {second:.2f}", color=SECOND, ha="center", va="bottom"
    )
    axes.text(
        (first + second - third) / 2, -0.42, f"variance: {first + second - third:.2f}", ha="center",
        va="top",
    )
    axes.text(
        first + second, -0.42, f"not seen: {third:.2f}", color=MUTED, ha="right", va="top"
    )
    axes.set_ylim(-1, 2)
    axes.axis("off")

# 6. Fisher's null: buyers in the treatment arm if the page does nothing.
with figure(__file__, "null", width=PHONE, height=2.7) as fig:
    axes = fig.subplots()
    buyers, everyone = 2_090, 40_000

    def choose(a, k):
        return lgamma(a + 1) - lgamma(k + 1) - lgamma(a - k + 1)

    k = np.arange(buyers + 1)
    chance = np.exp(
        [choose(buyers, j) + choose(everyone - buyers, m - j) - choose(everyone, m) for j in k]
    )
    p_value = chance[np.abs(k - 1_045) >= 45].sum()
    k, chance = k[955:1136], chance[955:1136]
    far = np.abs(k - 1_045) >= 45
    axes.plot(k, chance, color=MUTED, lw=1.2)
    for side in (far & (k < 1_045), far & (k > 1_045)):
        axes.fill_between(k[side], chance[side], color=SECOND, alpha=0.5, lw=0)
    axes.axvline(1_090, color=ACCENT, lw=1.4, ymax=0.75)
    axes.text(1_092, chance.max() * 0.8, "seen: 1,090", color=ACCENT, va="bottom")
    axes.text(
        957, chance.max() * 0.35, f"both tails:\np = {p_value:.4f}", color=SECOND,
        va="center",
    )
    axes.set_ylim(0, chance.max() * 1.08)
    axes.set_xlim(955, 1_135)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xticks([1_000, 1_045, 1_090], ["1,000", "1,045", "1,090"])
    axes.set_xlabel("buyers in the treatment arm, page without effect")

# 7. Twenty thousand against nineteen thousand four hundred.
with figure(__file__, "counts", width=PHONE, height=2.2) as fig:
    axes = fig.subplots()
    z = np.linspace(-4, 4, 161)
    density = np.exp(-(z**2) / 2)
    seen = (20_000 - 19_400) / sqrt(39_400)
    axes.plot(z, density, color=MUTED, lw=1.2)
    axes.fill_between(z, density, color=MUTED, alpha=0.15, lw=0)
    axes.axvline(seen, color=SECOND, lw=1.4, ymax=0.6)
    axes.text(seen + 0.08, 0.72, f"z = {seen:.2f}", color=SECOND, ha="center", va="bottom")
    axes.set_yticks([])
    axes.set_ylim(0, 1.08)
    axes.spines["left"].set_visible(False)
    ticks = np.array([-400, 0, 400, 600]) / sqrt(39_400)
    axes.set_xticks(ticks, ["−400", "0", "400", "600"])
    axes.set_xlabel("old arm minus new arm, visitors")
