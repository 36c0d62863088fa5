"""Figures of the piece on the perceptron."""

from __future__ import annotations

from math import comb

import numpy as np

from extensions.markup.figures.draw import ACCENT, INK, MUTED, SECOND, THIRD, figure
from extensions.markup.figures.sketch import PHONE

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


with figure(__file__, "run", width=PHONE, height=4.2) as fig:
    axes = fig.subplots()
    low, high = np.array([-3.1, -2.9]), np.array([3.3, 2.3])
    ends = {
        1: (1.07, -2.75),
        2: (2.8, 0.06),
        3: (-1.38, 1.8),
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

with figure(__file__, "squeeze", width=PHONE, height=3.1) as fig:
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
    axes.plot([4.2, 4.2], [18, 208], color=MUTED, lw=0.7)
    axes.annotate("‖w‖² in the run,\nwhich ends at k = 6", (1.0, 216), color=INK, va="bottom")
    axes.annotate("no room past\nk = 41", (41.6, 30), color=MUTED, va="bottom")
    axes.set(xlim=(0, 50), ylim=(0, 440), xlabel="mistakes so far, k", ylabel="squared length of w")

with figure(__file__, "cover", width=PHONE, height=2.9) as fig:
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
    axes.annotate(
        "d = 25",
        (2.27, 0.2),
        (2.9, 0.42),
        color=ACCENT,
        arrowprops={"arrowstyle": "-", "color": MUTED, "lw": 0.7},
    )
    axes.annotate("d = 200", (2.06, 0.1), color=SECOND, ha="right")
    axes.annotate("one half, at N = 2d", (0.08, 0.53), color=MUTED)
    axes.plot([2], [0.5], "o", ms=5, color=INK)
    axes.set(
        xlim=(0, 4),
        ylim=(0, 1.05),
        xlabel="points per weight, N / d",
        ylabel="share of labellings separable",
    )

with figure(__file__, "xor", width=PHONE, height=6.0) as fig:
    left, right = fig.subplots(2, 1)
    corners = np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]])
    sign = [-1, 1, 1, -1]
    for axes in (left, right):
        bare(axes)
        axes.set(xlim=(-0.55, 1.75), ylim=(-0.85, 1.5))
    for level in (0.5, 1.5):
        xs = np.array([-0.05 + level - 1.4, level + 0.55])
        left.plot(xs, level - xs, color=MUTED, lw=1.1)
    left.annotate("h₁ on from here", (1.08, -0.42), color=MUTED, va="center")
    left.annotate("h₂ on\nfrom here", (1.36, 0.42), color=MUTED, va="center")
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


def arrow(axes, start, end, color, width=1.4) -> None:
    shape = {"arrowstyle": "-|>", "color": color, "lw": width, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", end, start, arrowprops=shape)


with figure(__file__, "pumps", width=PHONE, height=3.6) as fig:
    axes = fig.subplots()
    axes.plot([-1, -1], [-2.7, 2.2], color=MUTED, lw=1, ls=(0, (4, 3)))
    axes.plot([-3, 3.3], [0, 0], color=MUTED, lw=1, ls=(0, (4, 3)))
    b, v1, v2 = run()[-1]
    xs = np.array([-3, 3.3])
    axes.plot(xs, -(b + v1 * xs) / v2, color=INK, lw=2)
    points(axes, DEVIATION, LABEL, "ABCDEF")
    axes.annotate("both sensors", (1.12, -0.58), color=INK)
    axes.annotate("vibration alone", (-0.9, 1.85), color=MUTED)
    axes.annotate("temperature\nalone", (-3.0, 0.1), color=MUTED)
    axes.annotate("worn", (2.4, 1.0), color=SECOND, va="center")
    axes.annotate("healthy", (-2.0, -2.45), color=ACCENT, ha="center", va="center")
    axes.set(xlim=(-3.1, 3.4), ylim=(-2.8, 2.3), aspect="equal")
    axes.set(xlabel="vibration above nominal, mm/s", ylabel="temperature, 10 °C")
    axes.set_xticks(range(-3, 4))
    axes.set_yticks(range(-2, 3))

with figure(__file__, "distance", width=PHONE, height=2.9) as fig:
    axes = fig.subplots()
    bare(axes)
    v, b, x = np.array([3.0, 4.0]), -2.0, np.array([2.4, 1.2])
    score, length = v @ x + b, np.linalg.norm(v)
    foot = x - score * v / length**2
    xs = np.array([-2.1, 4.3])
    ys = -(b + v[0] * xs) / v[1]
    axes.fill_between(xs, ys, 2.6, color=SECOND, alpha=0.09, lw=0)
    axes.plot(xs, ys, color=INK)
    here = np.array([-0.8, -(b - 0.8 * v[0]) / v[1]])
    arrow(axes, here, here + v / length, INK)
    axes.annotate("v", here + v / length, (3, 2), textcoords="offset points")
    axes.plot(*np.c_[foot, x], color=SECOND, lw=1.4, ls=(0, (4, 3)))
    axes.plot(*x, "o", ms=7, color=SECOND)
    axes.plot(*foot, "o", ms=4, color=INK)
    axes.annotate("x", x, (7, 2), textcoords="offset points", color=SECOND)
    axes.annotate("p", foot, (-6, -13), textcoords="offset points", ha="right")
    told = f"r = s(x) / ‖v‖\n  = {score:g} / {length:g} = {score / length:g}"
    axes.annotate(told, (foot + x) / 2, (9, -7), textcoords="offset points", color=SECOND, va="top")
    axes.annotate("s > 0: answer +1", (1.7, 2.35), color=SECOND, va="center")
    axes.annotate("s < 0: answer −1", (-2.0, -0.75), color=MUTED, va="center")
    axes.set(xlim=(-2.1, 4.3), ylim=(-1.05, 2.6))

with figure(__file__, "correction", width=PHONE, height=2.9) as fig:
    axes = fig.subplots()
    bare(axes)
    z, w, other = np.array([2.0, 1.0]), np.array([-1.7, 0.6]), np.array([-0.6, 1.6])
    edge = np.array([-z[1], z[0]]) * np.array([[-0.75], [1.25]])
    axes.fill(*np.r_[edge, edge[::-1] + 2.1 * z].T, color=ACCENT, alpha=0.09, lw=0)
    axes.plot(*edge.T, color=ACCENT)
    second = np.array([other[1], -other[0]]) * np.array([[-1.2], [1.6]])
    axes.plot(*second.T, color=MUTED, lw=1, ls=(0, (4, 3)))
    arrow(axes, w, w + z, SECOND)
    axes.plot(*np.c_[w, w + z], "o", ms=6, color=INK)
    before, after = w @ z, (w + z) @ z
    minus = f"{before:.1f}".replace("-", "−")
    axes.annotate(f"w, score {minus}", w, (-2, -16), textcoords="offset points", ha="center")
    axes.annotate(f"w + z, score {after:.1f}", w + z, (9, -2), textcoords="offset points")
    axes.annotate("+ z", w + 0.3 * z + [-0.15, 0.2], color=SECOND, ha="center")
    axes.annotate("right about z", (1.25, -1.15), color=ACCENT)
    axes.annotate("edge of another\nexample", (2.72, 0.42), color=MUTED, va="center")
    axes.set(xlim=(-2.7, 4.4), ylim=(-1.6, 2.7))

with figure(__file__, "gap", width=PHONE, height=1.25) as fig:
    axes = fig.subplots()
    bare(axes)
    axes.plot([-1.6, 7.6], [1, 1], color=MUTED, lw=0.8)
    for middle, colour, place, align in (
        (0, ACCENT, (-0.32, 0.48), "left"),
        (6, SECOND, (4.4, 0.02), "left"),
    ):
        ends = np.array([middle - 1, middle + 1.0])
        axes.fill([0, *ends], [0, 1, 1], color=colour, alpha=0.15, lw=0)
        axes.plot([ends[0], 0, ends[1]], [1, 0, 1], color=colour, lw=1)
        axes.plot(ends[:1], [1], "o", ms=8, mew=1.8, mec=colour, mfc="none")
        axes.plot(ends[1:], [1], "o", ms=8, mew=1.8, color=colour)
        angle = np.degrees(np.arctan(ends[1]) - np.arctan(ends[0]))
        axes.annotate(f"{angle:.2g}°", place, color=colour, ha=align)
    axes.annotate("centred: −1 and 1", (0, 1.3), color=ACCENT, ha="center")
    axes.annotate("as read: 5 and 7", (6, 1.3), color=SECOND, ha="center")
    axes.plot([0], [0], "o", ms=4, color=INK)
    axes.annotate("origin", (-0.2, -0.02), ha="right", va="center")
    axes.set(xlim=(-1.75, 7.8), ylim=(-0.2, 1.65))

with figure(__file__, "diagonals", width=PHONE, height=2.1) as fig:
    axes = fig.subplots()
    bare(axes)
    corners, sign = np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]]), [-1, 1, 1, -1]
    axes.plot([0, 1], [1, 0], color=SECOND, lw=1.4)
    axes.plot([0, 1], [0, 1], color=ACCENT, lw=1.4)
    axes.plot([0.5], [0.5], "o", ms=6, color=INK)
    points(axes, corners, sign)
    axes.annotate("where both filled are,\nthe middle is too", (1.2, 0.98), color=SECOND, va="top")
    axes.annotate("where both open are,\nthe middle is too", (1.2, 0.02), color=ACCENT)
    axes.annotate("middle", (0.58, 0.5), va="center")
    axes.set(xlim=(-0.15, 2.75), ylim=(-0.12, 1.12))

with figure(__file__, "cube", width=PHONE, height=2.5) as fig:
    axes = fig.subplots()
    bare(axes)
    corners = np.array([[i, j, k] for i in (0, 1) for j in (0, 1) for k in (0, 1)])
    flat = corners @ np.array([[1.0, 0], [0.45, 0.32], [0, 1.0]])
    for i, one in enumerate(corners):
        for j in range(i):
            apart = np.flatnonzero(one != corners[j])
            if len(apart) == 1:
                wide = apart[0] == 0
                style = {"color": INK if wide else MUTED, "lw": 2.4 if wide else 0.8}
                axes.plot(*flat[[i, j]].T, **style)
    points(axes, flat, np.where(corners.sum(axis=1) % 2, 1, -1))
    axes.annotate("At both ends of a thick\nedge a feature that\nignores its coordinate\n"
                  "is the same, and the\nparity is not.", (1.75, 0.66), va="center")
    axes.set(xlim=(-0.15, 3.35), ylim=(-0.15, 1.48))


def parting(signs):
    """Return whole weights (b, v1, v2) that part the corners of a square as *signs*, or None."""
    span = np.arange(-3, 4)
    for w in np.array(np.meshgrid(span, span, span)).reshape(3, -1).T:
        scores = w[0] + np.array([[0, 0], [0, 1], [1, 0], [1, 1]]) @ w[1:]
        if np.all(scores * signs > 0):
            return w
    return None


with figure(__file__, "labellings", width=PHONE, height=2.75) as fig:
    corners = np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]])
    # A labelling and its opposite have the same line: the first corner is open throughout.
    signs = [np.array([-1, a, b, c]) for a in (-1, 1) for b in (-1, 1) for c in (-1, 1)]
    for axes, sign in zip(fig.subplots(2, 4).flat, signs, strict=True):
        bare(axes)
        axes.set(xlim=(-0.45, 1.45), ylim=(-0.45, 1.45))
        axes.spines[:].set_visible(True)
        w = parting(sign)
        if w is None:
            axes.annotate("no line", (0.5, 0.5), ha="center", va="center")
        else:
            t = np.linspace(-9, 9, 2)
            normal = w[1:] if w[1:].any() else np.array([1, 1])
            away = -w[0] if w[1:].any() else -0.7
            line = away * normal / (normal @ normal) + t[:, None] * [-normal[1], normal[0]]
            axes.plot(*line.T, color=INK, lw=1.2)
        points(axes, corners, sign)

with figure(__file__, "slope", width=PHONE, height=2.4) as fig:
    axes = fig.subplots()
    s = np.linspace(-6, 6, 81)
    axes.plot([-6, 0, 0, 6], [0, 0, 1, 1], color=MUTED, lw=1.6)
    axes.plot(s, 1 / (1 + np.exp(-s)), color=ACCENT)
    at = -1.5
    height = 1 / (1 + np.exp(-at))
    slope = height * (1 - height)
    reach = np.array([-1.6, 1.6])
    axes.plot(at + reach, height + slope * reach, color=INK, lw=1.2)
    axes.plot([at], [height], "o", ms=6, color=ACCENT)
    axes.annotate(f"slope {slope:.2f}", (at - 0.4, height + 0.06), ha="right")
    axes.annotate("step: slope 0\non either side", (0.3, 0.05), color=MUTED)
    axes.annotate("σ(s)", (3.1, 0.86), color=ACCENT)
    axes.set(xlim=(-6, 6), ylim=(-0.05, 1.1), xlabel="score s")
    axes.set_xticks([-6, -3, 0, 3, 6])
    axes.set_yticks([0, 0.5, 1])
