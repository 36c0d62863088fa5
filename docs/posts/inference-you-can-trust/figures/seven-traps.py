"""Figures of "Ten traps in everyday data"."""

from statistics import NormalDist

import numpy as np
from matplotlib.patches import Rectangle

from extensions.markup.figures.draw import ACCENT, INK, MUTED, SECOND, THIRD, figure
from extensions.markup.figures.sketch import PHONE, arrow, box, canvas

N = NormalDist()

with figure(__file__, "berkson", width=PHONE, height=3.8) as fig:
    axes = fig.subplots()
    rng = np.random.default_rng(8)
    x, y = rng.standard_normal((2, 230))
    near = (abs(x) < 3.1) & (abs(y) < 3.1)
    x, y = x[near], y[near]
    kept = x + y > 1
    axes.plot(x[~kept], y[~kept], "o", color=MUTED, markersize=3, alpha=0.55)
    axes.plot(x[kept], y[kept], "o", color=ACCENT, markersize=4)
    axes.plot([-2, 3], [3, -2], color=INK, linewidth=1, linestyle=(0, (4, 3)))
    t = 1 / 2**0.5
    lam = N.pdf(t) / (1 - N.cdf(t))
    v = 1 + t * lam - lam**2
    slope, mid = (v - 1) / (v + 1), lam / 2**0.5
    ends = np.array([-0.9, 2.9])
    axes.plot(ends, mid + slope * (ends - mid), color=SECOND, linewidth=2.4)
    axes.annotate("escalated: correlation −0.62", (3.2, 2.75), ha="right", color=ACCENT)
    axes.annotate("everyone: correlation 0", (-3.1, -2.9), color=MUTED)
    axes.set_xlim(-3.2, 3.3)
    axes.set_ylim(-3.2, 3.2)
    axes.set_xlabel("size of the customer (standard deviations)")
    axes.set_ylabel("severity of the fault")

with figure(__file__, "small", width=PHONE, height=3.1) as fig:
    axes = fig.subplots()
    rng = np.random.default_rng(12)
    size = np.geomspace(12, 600, 200).round().astype(int)
    happy = rng.binomial(size, 0.8) / size
    order = np.argsort(happy, kind="stable")
    middle, best, worst = order[10:-10], order[-10:], order[:10]
    band = np.geomspace(12, 600, 80)
    half = 1.96 * np.sqrt(0.8 * 0.2 / band)
    axes.fill_between(
        band, 0.8 - half, np.minimum(0.8 + half, 1), color=MUTED, alpha=0.16, linewidth=0
    )
    axes.plot([12, 600], [0.8, 0.8], color=MUTED, linewidth=1)
    axes.plot(size[middle], happy[middle], "o", color=MUTED, markersize=3, alpha=0.6)
    axes.plot(size[best], happy[best], "o", color=ACCENT, markersize=6)
    axes.plot(size[worst], happy[worst], "s", color=SECOND, markersize=6)
    axes.annotate("the ten best", (75, 0.97), color=ACCENT)
    axes.annotate("the ten worst", (60, 0.6), color=SECOND)
    axes.annotate("true share of all: 0.8", (600, 0.68), ha="right", color=INK)
    axes.set_xscale("log")
    axes.set_xticks([12, 25, 50, 100, 200, 400], ["12", "25", "50", "100", "200", "400"])
    axes.minorticks_off()
    axes.set_ylim(0.5, 1.02)
    axes.set_xlabel("answers of an office")
    axes.set_ylabel("share who are happy")

# Tile D: two thousand customers, one in a hundred of whom leaves this week.
with figure(__file__, "alarms", width=PHONE, height=2.65) as fig:
    axes = canvas(fig)
    columns, rows, size, x, y = 80, 25, 4.1, 9, 24
    leavers = columns * rows // 100
    caught = round(0.95 * leavers)
    false = round(0.05 * (columns * rows - leavers))
    box(axes, x, y, (columns * size, rows * size), colour=MUTED, fill=0.12)
    for colour, first, count in (
        (ACCENT, 0, caught),
        (SECOND, caught, false),
        (INK, caught + false, leavers - caught),
    ):
        for k in range(first, first + count):
            down, along = k % rows, k // rows
            cell = Rectangle((x + along * size, y + down * size), size - 0.6, size - 0.6, lw=0)
            cell.set_facecolor(colour)
            axes.add_patch(cell)
    axes.text(x, 12, f"{columns * rows:,} customers, in one week", color=MUTED, va="center")
    below = y + rows * size + 12
    for k, (words, colour) in enumerate(
        (
            (f"{caught} leavers caught", ACCENT),
            (f"{false} false alarms", SECOND),
            (f"{leavers - caught} leaver missed", INK),
            (f"{columns * rows - leavers - false:,} left in peace", MUTED),
        )
    ):
        axes.text(x + 150 * (k % 2), below + 18 * (k // 2), words, color=colour, va="center")
    axes.text(
        x, below + 38, f"of {caught + false} alarms, {caught / (caught + false):.0%} are right",
        va="center",
    )

# Where the stratum stands decides which table counts.
with figure(__file__, "arrows", width=PHONE, height=2.0) as fig:
    axes = canvas(fig)
    for k, (title, advice, edges, colour) in enumerate(
        (
            ("a cause", "split", ("SA", "SY", "AY"), ACCENT),
            ("on the way", "pool", ("AS", "SY", "AY"), THIRD),
            ("an effect", "never split", ("AS", "YS", "AY"), SECOND),
        )
    ):
        left = 8 + 118 * k
        places = {"S": (left + 46, 46), "A": (left + 12, 102), "Y": (left + 80, 102)}
        axes.text(left, 12, f"S is {title}", color=colour, va="center")
        axes.text(left, 134, advice, color=colour, va="center")
        for name, (u, v) in places.items():
            axes.plot(u, v, "o", ms=19, mfc="none", mec=colour if name == "S" else INK, mew=1.1)
            axes.text(u, v, name, color=colour if name == "S" else INK, ha="center", va="center")
        for start, end in edges:
            p, q = np.array(places[start], float), np.array(places[end], float)
            way = (q - p) / np.hypot(*(q - p))
            shade = INK if start + end == "AY" else colour
            arrow(axes, tuple(p + 11 * way), tuple(q - 11 * way), shade)

# What is left of a normal distribution whose lower half has gone.
with figure(__file__, "cut", width=PHONE, height=2.3) as fig:
    axes = fig.subplots()
    z = np.linspace(-3.2, 3.2, 161)
    density = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    left, lam = z >= 0, N.pdf(0) / (1 - N.cdf(0))
    axes.plot(z, density, color=MUTED, lw=1.2)
    axes.fill_between(z[left], density[left], color=ACCENT, alpha=0.35, lw=0)
    axes.axvline(0, color=MUTED, lw=0.9, ls=(0, (4, 3)))
    axes.axvline(lam, color=ACCENT, lw=1.4)
    axes.text(-0.1, 0.48, "mean of all: 0", color=MUTED, ha="right", va="top")
    axes.text(lam + 0.1, 0.42, f"of those still there: {lam:.2f}", color=ACCENT, va="top")
    axes.text(-3.1, 0.1, "gone", color=MUTED)
    axes.set_ylim(0, 0.5)
    axes.set_yticks([])
    axes.set_xlabel("satisfaction, in standard deviations")

# A hundred teams in two seasons, nothing done between them.
with figure(__file__, "seasons", width=PHONE, height=3.3) as fig:
    axes = fig.subplots()
    rng = np.random.default_rng(3)
    true = rng.normal(0.80, 0.03, 100)
    spring, summer = rng.binomial(100, true) / 100, rng.binomial(100, true) / 100
    worst = np.argsort(spring, kind="stable")[:10]
    rho = 0.03**2 / (0.03**2 + 0.8 * 0.2 / 100)
    ends = np.array([0.66, 0.94])
    axes.plot(ends, ends, color=MUTED, lw=0.9, ls=(0, (4, 3)))
    axes.plot(ends, 0.8 + rho * (ends - 0.8), color=SECOND, lw=1.6)
    others = np.setdiff1d(np.arange(100), worst)
    axes.plot(spring[others], summer[others], "o", color=MUTED, ms=3.5, alpha=0.6)
    axes.plot(spring[worst], summer[worst], "o", color=ACCENT, ms=5)
    axes.text(0.665, 0.92, "the ten worst of spring:", color=ACCENT, va="top")
    axes.text(
        0.665, 0.895, f"{spring[worst].mean():.2f}, then {summer[worst].mean():.2f}", color=ACCENT,
        va="top",
    )
    axes.text(0.905, 0.92, "no change", color=MUTED, ha="right", va="bottom")
    axes.text(0.66, 0.735, f"slope {rho:.2f}", color=SECOND, va="top")
    axes.set_xlim(0.655, 0.95)
    axes.set_ylim(0.655, 0.95)
    axes.set_xticks([0.7, 0.8, 0.9])
    axes.set_yticks([0.7, 0.8, 0.9])
    axes.set_xlabel("resolved in spring")
    axes.set_ylabel("in summer")

# Forty tests, ten of them of something real.
with figure(__file__, "steps", width=PHONE, height=3.0) as fig:
    axes = fig.subplots()
    rng = np.random.default_rng(98)
    m, alpha = 40, 0.1
    shift = np.where(np.arange(m) < 10, 2.8, 0.0)
    p = np.array([1 - N.cdf(z) for z in rng.standard_normal(m) + shift])
    order = np.argsort(p, kind="stable")
    k = np.arange(1, m + 1)
    below = np.flatnonzero(p[order] <= alpha * k / m)
    rejected = below[-1] + 1
    shown = slice(0, 20)
    real = shift[order] > 0
    axes.plot(k[shown], alpha * k[shown] / m, color=ACCENT, lw=1.4)
    axes.axhline(alpha / m, color=SECOND, lw=1.2, ls=(0, (4, 3)))
    for kind, colour, mark in ((real, INK, "o"), (~real, SECOND, "s")):
        at = kind[shown]
        axes.plot(k[shown][at], p[order][shown][at], mark, color=colour, ms=4.5)
    axes.axvline(rejected + 0.5, color=ACCENT, lw=0.8, ls=(0, (2, 2)))
    axes.text(19, alpha * 19 / m - 0.004, "αk/m", color=ACCENT, ha="right", va="top")
    axes.text(20, alpha / m + 0.001, "α/m", color=SECOND, ha="right", va="bottom")
    axes.text(rejected + 0.3, 0.096, f"{rejected} rejected", color=ACCENT, ha="right", va="top")
    axes.set_ylim(-0.002, 0.1)
    axes.set_xlim(0, 20.5)
    axes.set_xticks([1, 5, 10, 15, 20])
    axes.set_yticks([0, 0.05, 0.1])
    axes.set_xlabel("rank k of the p-value among forty")
    axes.set_title("p-value")
