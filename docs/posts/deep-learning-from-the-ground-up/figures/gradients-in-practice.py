"""Figures of the piece on gradients in practice."""

import numpy as np

from extensions.markup.figures.draw import ACCENT, INK, MUTED, SECOND, THIRD, figure
from extensions.markup.figures.sketch import PHONE


def steps_between(low, high, count):
    # Of three digits: errors of rounding, which are drawn below, hang on the last one.
    return np.array([float(f"{step:.3g}") for step in np.logspace(low, high, count)])


with figure(__file__, "checks", width=PHONE, height=3.6) as fig:
    axes = fig.subplots()
    x, slope = 0.5, -0.64

    def f(x):
        one = x.dtype.type(1)
        return one / (one + x * x)

    def error(h, dtype):
        up, down = np.array(x + h, dtype), np.array(x - h, dtype)
        if up == down:
            return np.nan
        return abs(float(f(up) - f(down)) / float(up - down) / slope - 1)

    for dtype, colour, low, place in (
        (np.float64, ACCENT, -11.5, (6e-12, 4e-8, "float64")),
        (np.float32, SECOND, -6.8, (1.6e-6, 1.3e-1, "float32")),
        (np.float16, THIRD, -3.0, (7e-4, 1.6, "float16")),
    ):
        steps = steps_between(low, -0.2, 70)
        middle = [
            np.nanmedian([error(h * j, dtype) for j in np.linspace(0.8, 1.25, 25)]) for h in steps
        ]
        axes.loglog(steps, middle, color=colour, linewidth=1.6)
        axes.text(*place, color=colour)
    steps = steps_between(-11.5, -0.2, 90)
    imaginary = [max(abs(f(np.array(x + 1j * h)).imag / h / slope - 1), 1.1e-16) for h in steps]
    axes.loglog(steps, imaginary, color=INK, linewidth=1.2, linestyle=(0, (4, 2)))
    axes.text(4e-12, 6e-16, "complex step,\nfloat64", color=INK)
    axes.loglog([1e-9, 1e-7], [2e-9, 2e-11], color=MUTED, linewidth=0.9)
    axes.text(1.1e-9, 1.2e-10, "slope −1", color=MUTED, ha="right")
    axes.loglog([1e-4, 1e-2], [1.5e-10, 1.5e-6], color=MUTED, linewidth=0.9)
    axes.text(1.5e-3, 8e-9, "slope 2", color=MUTED)
    axes.set_xlim(2e-12, 1.2)
    axes.set_ylim(3e-17, 8)
    axes.set_xticks([1e-11, 1e-8, 1e-5, 1e-2], ["1e−11", "1e−8", "1e−5", "1e−2"])
    axes.set_yticks([1e-16, 1e-12, 1e-8, 1e-4, 1], ["1e−16", "1e−12", "1e−8", "1e−4", "1"])
    axes.minorticks_off()
    axes.set_xlabel("step h")
    axes.set_ylabel("relative error of the derivative")
HALF = np.float16


def sheet(fig, height):
    """Return axes without frame, in inches."""
    axes = fig.subplots()
    axes.set(xlim=(0, PHONE), ylim=(0, height), aspect="equal")
    axes.axis("off")
    return axes


def arrow(axes, start, end, color, width=1.4):
    shape = {"arrowstyle": "-|>", "color": color, "lw": width, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", end, start, arrowprops=shape)


with figure(__file__, "run", width=PHONE, height=2.9) as fig:
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 2, 200)
    X = (rng.standard_normal((200, 2)) + 2 * (2 * labels[:, None] - 1)).astype(HALF)
    Y = np.eye(2, dtype=HALF)[labels]
    W, largest = np.zeros((2, 2), np.float32), []
    with np.errstate(over="ignore", invalid="ignore"):
        while np.isfinite(W).all():
            Z = X @ W.astype(HALF)
            E = np.exp(Z)
            P = E / E.sum(axis=1, keepdims=True)
            W = W - 0.5 * (X.T @ ((P - Y) / HALF(200))).astype(np.float32)
            largest.append(float(Z.max()))
    limit, last = np.log(float(np.finfo(HALF).max)), len(largest) - 1
    axes = fig.subplots()
    axes.plot(largest, color=ACCENT)
    axes.plot([0, 400], [limit] * 2, color=SECOND, lw=1.2, ls=(0, (4, 3)))
    axes.plot([last], largest[-1:], "o", color=SECOND, ms=7)
    axes.text(3, limit + 0.35, f"above {limit:.2f} the exponential is infinite", color=SECOND)
    axes.text(last + 8, largest[-1] - 1.0, f"step {last}:\nNaN", color=SECOND, va="top")
    axes.text(150, 7.3, "largest score", color=ACCENT)
    axes.set(xlim=(0, 400), ylim=(0, 13), xlabel="step of training")
    axes.set_xticks([0, 100, 200, 300])
    axes.set_yticks([0, 5, 10])

with figure(__file__, "segments", width=PHONE, height=3.1) as fig:
    axes = sheet(fig, 3.1)
    slots = 6
    lengths = [slots - j + 1 for j in range(1, slots + 1)]
    steps = sum(lengths)
    unit = 4.4 / steps
    axes.text(0.2, 2.9, f"{slots} states, {steps} steps: each segment gets what is free")
    left = 0.2
    for j, length in enumerate(lengths):
        y = 2.45 - 0.42 * j
        for k in range(j + 1):
            start = 0.2 + unit * sum(lengths[:k])
            axes.plot([start], [y], "o", color=ACCENT, ms=6)
        ends = left + unit * np.arange(1, length)
        axes.plot(ends, 0 * ends + y, "o", mec=SECOND, mfc="none", ms=6)
        axes.plot([left, left + unit * length], [y - 0.13] * 2, color=SECOND, lw=2)
        left += unit * length
    axes.text(0.2, 0.05, "kept", color=ACCENT, va="bottom")
    axes.text(0.75, 0.05, "recomputed", color=SECOND, va="bottom")

with figure(__file__, "rounding", width=PHONE, height=2.3) as fig:
    axes = sheet(fig, 2.3)
    # Neighbours of 1 in float16, drawn in eighths of the spacing above 1.
    u = 2.0**-11
    places = {"1 − u": -u, "1": 0.0, "1 + 2u": 2 * u}

    def at(value):
        return 2.0 + value / u * 1.15

    axes.plot([0.1, 4.7], [1.05] * 2, color=MUTED, lw=1)
    for name, value in places.items():
        axes.plot([at(value)] * 2, [0.93, 1.17], color=INK, lw=1.6)
        axes.text(at(value), 0.84, name, ha="center", va="top")
    axes.plot([at(-0.5 * u), at(u)], [1.05] * 2, color=SECOND, lw=6, alpha=0.35)
    axes.text(at(0.25 * u), 0.42, "rounds back to 1", color=SECOND, ha="center")
    x = 1.6 * u
    axes.plot([at(x)], [1.05], "o", color=ACCENT, ms=6)
    share = x / (2 * u)
    axes.text(at(x), 1.93, "by chance", color=ACCENT, ha="center")
    for end in (0.0, 2 * u):
        chance = share if end else 1 - share
        turn = -1 if end else 1
        curve = {"arrowstyle": "-|>", "color": ACCENT, "lw": 1.2, "shrinkA": 4, "shrinkB": 2}
        curve["connectionstyle"] = f"arc3,rad={0.35 * turn}"
        axes.annotate("", (at(end), 1.2), (at(x), 1.1), arrowprops=curve)
        height = 1.5 if end else 1.72
        axes.text(at((x + end) / 2), height, f"{chance:.0%}", color=ACCENT, ha="center")
    axes.text(0.1, 0.1, f"float16: u = {u:.6f}", color=MUTED)

with figure(__file__, "formats", width=PHONE, height=2.75) as fig:
    axes = fig.subplots()
    formats = (
        ("bfloat16", 8, 127, 2.0**127 * (2 - 2.0**-7)),
        ("float16", 11, 15, 65504.0),
        ("E5M2", 3, 15, 57344.0),
        ("E4M3", 4, 7, 448.0),
    )
    for row, (name, p, bias, largest) in enumerate(formats):
        lowest, normal = 2 - bias - p, 1 - bias
        bar = {"color": ACCENT, "lw": 9, "solid_capstyle": "butt"}
        axes.plot([normal, np.log2(largest)], [-row] * 2, **bar)
        axes.plot([lowest, normal], [-row] * 2, alpha=0.3, **bar)
        axes.text(-212, -row, name, va="center")
        axes.text(np.log2(largest) + 6, -row, f"u = 1/{2**p}", va="center", color=SECOND)
    axes.set(xlim=(-212, 205), ylim=(-3.6, 1.1), xlabel="size of the number, as a power of 2")
    axes.set_xticks([-100, 0, 100], ["−100", "0", "100"])
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
