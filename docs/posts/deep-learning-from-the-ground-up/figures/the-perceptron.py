"""Figures of the piece on the perceptron."""

from __future__ import annotations

from math import comb

import numpy as np

from extensions.figures.draw import ACCENT, INK, MUTED, SECOND, THIRD, figure

DEVIATION = np.array([[-1, 0], [-1, 1], [0, -1], [-2, -2], [2, 0], [2, 1.0]])
LABEL = np.array([-1, 1, -1, -1, 1, 1])
SIGNED = LABEL[:, None] * np.c_[np.ones(6), DEVIATION]


def run() -> list[np.ndarray]:
    """Return the weights before the first mistake and after each one."""
    weights, history = np.zeros(3), [np.zeros(3)]
    mistakes = 1
    while mistakes:
        mistakes = 0
        for z in SIGNED:
            if weights @ z <= 0:
                weights = weights + z
                history.append(weights)
                mistakes += 1
    return history


def bare(axes) -> None:
    axes.set_aspect("equal")
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.set_xticks([])
    axes.set_yticks([])


def points(axes, where, label, names=None) -> None:
    for i, (x, sign) in enumerate(zip(where, label, strict=True)):
        filled = sign > 0
        axes.plot(
            *x,
            "o",
            ms=9,
            mew=1.8,
            zorder=5,
            mec=SECOND if filled else ACCENT,
            mfc=SECOND if filled else "none",
        )
        if names:
            axes.annotate(names[i], x, (8, 5), textcoords="offset points", color=INK)


with figure(__file__, "run", height=4.6) as fig:
    axes = fig.subplots()
    low, high = np.array([-3.1, -2.9]), np.array([3.3, 2.3])
    ends = {
        1: (1.07, -2.75),
        2: (2.8, 0.06),
        3: (-1.82, 2.0),
        4: (-3.02, 0.05),
        5: (2.6, -1.52),
        6: (-2.6, 1.8),
    }
    for k, (b, v1, v2) in enumerate(run()[1:], 1):
        if v2 == 0:
            xs, ys = np.full(2, -b / v1), np.array([low[1], high[1]])
        else:
            xs = np.array([low[0], high[0]])
            ys = -(b + v1 * xs) / v2
        last = k == 6
        axes.plot(
            xs,
            ys,
            color=INK if last else MUTED,
            lw=2.2 if last else 0.9,
            ls="-" if last else (0, (4, 3)),
        )
        axes.annotate(
            "6, the last" if last else str(k), ends[k], va="bottom", color=INK if last else MUTED
        )
    points(axes, DEVIATION, LABEL, "ABCDEF")
    axes.annotate("worn", (2.32, 1.0), color=SECOND, va="center")
    axes.annotate("healthy", (-1.68, -2.0), color=ACCENT, va="center")
    axes.set(
        xlim=(low[0], high[0]),
        ylim=(low[1], high[1]),
        aspect="equal",
        xlabel="vibration above nominal, mm/s",
        ylabel="temperature above nominal, 10 °C",
    )
    axes.set_xticks(range(-3, 4))
    axes.set_yticks(range(-2, 3))

with figure(__file__, "squeeze", height=3.5) as fig:
    axes = fig.subplots()
    gamma2, radius2 = 9 / 41, 9.0
    k = np.linspace(0, 48, 80)
    axes.plot(k, radius2 * k, color=SECOND)
    axes.plot(k, gamma2 * k * k, color=ACCENT)
    norms = [w @ w for w in run()]
    axes.plot(range(len(norms)), norms, "o", ms=4, color=INK)
    axes.plot([41, 41], [0, 369], color=MUTED, lw=0.9, ls=(0, (4, 3)))
    axes.annotate("ceiling k R²", (28, 275), color=SECOND, ha="right")
    axes.annotate("floor k² γ²", (29.5, 160), color=ACCENT, ha="left")
    axes.plot([4.2, 4.2], [18, 150], color=MUTED, lw=0.7)
    axes.annotate("‖w‖² in the run,\nwhich ends at k = 6", (1.0, 158), color=INK, va="bottom")
    axes.annotate("no room past\nk = 41", (41.6, 30), color=MUTED, va="bottom")
    axes.set(xlim=(0, 50), ylim=(0, 440), xlabel="mistakes so far, k", ylabel="squared length of w")

with figure(__file__, "cover", height=3.5) as fig:
    axes = fig.subplots()
    axes.plot([0, 2], [0.5, 0.5], color=MUTED, lw=0.9, ls=(0, (4, 3)))
    for d, colour in ((5, THIRD), (25, ACCENT), (200, SECOND)):
        counts = np.unique(np.linspace(d, 4 * d, 61).astype(int))
        share = []
        for n in counts:
            # Python integers: the binomials overflow a float long before the ratio does.
            share.append(
                sum(comb(int(n) - 1, j) for j in range(min(d, int(n)))) / 2 ** (int(n) - 1)
            )
        axes.plot(np.r_[0, counts / d], np.r_[1, share], color=colour)
    axes.annotate("d = 5", (2.72, 0.235), color=THIRD)
    axes.annotate("d = 25", (2.6, 0.055), color=ACCENT)
    axes.annotate("d = 200", (2.06, 0.1), color=SECOND, ha="right")
    axes.annotate("one half, at N = 2d", (0.08, 0.53), color=MUTED)
    axes.plot([2], [0.5], "o", ms=5, color=INK)
    axes.set(
        xlim=(0, 4),
        ylim=(0, 1.05),
        xlabel="points per weight, N / d",
        ylabel="share of labellings separable",
    )

with figure(__file__, "xor", height=3.4) as fig:
    left, right = fig.subplots(1, 2)
    corners = np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]])
    sign = [-1, 1, 1, -1]
    for axes in (left, right):
        bare(axes)
        axes.set(xlim=(-0.55, 1.75), ylim=(-0.85, 1.5))
    for level in (0.5, 1.5):
        xs = np.array([-0.05 + level - 1.4, level + 0.55])
        left.plot(xs, level - xs, color=MUTED, lw=1.1)
    left.annotate("h₁ on from here", (0.93, -0.36), color=MUTED, va="center")
    left.annotate("h₂ on\nfrom here", (1.22, 0.38), color=MUTED, va="center")
    points(left, corners, sign)
    for x, text in zip(corners, ("(0, 0)", "(0, 1)", "(1, 0)", "(1, 1)"), strict=True):
        left.annotate(text, x, (9, 7), textcoords="offset points", color=INK)
    left.text(0.55, -0.8, "inputs: no line will do", ha="center")
    hidden = np.array([[0, 0], [1, 0], [1, 1.0]])
    xs = np.array([-0.05, 1.75])
    right.plot(xs, xs - 0.5, color=INK, lw=2.2)
    points(right, hidden, [-1, 1, -1])
    for x, text, at in zip(
        hidden,
        ("(0, 0)", "(0, 1) and\n(1, 0)", "(1, 1)"),
        ((-8, 9), (10, -8), (-8, 9)),
        strict=True,
    ):
        right.annotate(
            text,
            x,
            at,
            textcoords="offset points",
            color=INK,
            ha="left" if at[0] > 0 else "right",
            va="center" if at[1] < 0 else "bottom",
        )
    right.annotate(
        "h₁ − h₂ = ½", (0.62, 0.2), (-8, 6), textcoords="offset points", color=INK, ha="right"
    )
    right.text(0.6, -0.8, "hidden outputs (h₁, h₂): one line does", ha="center")
