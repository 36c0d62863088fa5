"""Figures of the piece on training deep networks: signals, overfitting, filters, double descent."""

import numpy as np
from matplotlib.patches import Rectangle
from matplotlib.ticker import NullLocator

from extensions.markup.figures.draw import ACCENT, INK, MUTED, PAPER, SECOND, THIRD, figure
from extensions.markup.figures.sketch import PHONE

SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def powers(axes, exponents):
    """Label a linear axis of log10 values with plain-text powers of ten."""
    names = ["1" if e == 0 else "10" + str(e).translate(SUPERSCRIPT) for e in exponents]
    axes.set_yticks(exponents, names)


def signal():
    n, depth = 256, 50
    start, readout = np.random.default_rng(1).standard_normal((2, n))
    layers = np.arange(depth + 1)
    with figure(__file__, "signal", width=PHONE, height=5.2) as fig:
        forward, backward = fig.subplots(2, 1, sharex=True)
        for std, colour, name in (
            (0.05, ACCENT, "0.05"),
            (0.0884, INK, "0.0884"),
            (0.15, SECOND, "0.15"),
        ):
            rng = np.random.default_rng(0)
            weights = [std * rng.standard_normal((n, n)) for _ in range(depth)]
            a, g = [start], [readout]
            for W in weights:
                a.append(np.maximum(W @ a[-1], 0))
            for W, out in zip(weights[::-1], a[:0:-1], strict=True):
                g.append(W.T @ (g[-1] * (out > 0)))
            slope = 0.5 * np.log10(n * std**2 / 2)
            for axes, found, at in ((forward, a, layers), (backward, g, depth - layers)):
                size = [0.5 * np.log10(np.mean(v**2)) for v in found]
                axes.plot(at, size, color=colour)
                axes.plot(at, slope * layers, color=colour, linewidth=0.9, linestyle="--")
            y = 25 * slope + (2.2 if slope > 0.1 else -2.2 if slope < -0.1 else 0.9)
            forward.text(24, y, name, color=colour, ha="right" if slope else "center")
            backward.text(27, y, name, color=colour)
        for axes in (forward, backward):
            powers(axes, [-12, -6, 0, 6, 12])
        backward.set_xlabel("layer k")
        forward.set_title("activation, root mean square")
        backward.set_title("gradient, root mean square")
        forward.text(38, -5.5, "weights of\nthis size", color=MUTED, ha="center")


def filters():
    x = np.linspace(-2.5, 2.5, 120)
    ratio = 10**x
    with figure(__file__, "filters", width=PHONE, height=2.8) as fig:
        axes = fig.subplots()
        axes.plot(x, ratio / (1 + ratio), color=ACCENT)
        axes.plot(x, 1 - np.exp(-ratio), color=SECOND)
        widest = 2.5129
        ends = [widest / (1 + widest), 1 - np.exp(-widest)]
        axes.plot([np.log10(widest)] * 2, ends, color=MUTED, linewidth=1)
        axes.text(np.log10(widest) + 0.05, 0.655, "gap 0.204", color=MUTED, va="center")
        axes.text(0.02, 0.8, "stopped after\n1/(ηα) steps", color=SECOND, ha="right", va="center")
        axes.text(1.0, 0.82, "weight decay α", color=ACCENT, va="center")
        names = ["0.01", "0.1", "1", "10", "100"]
        axes.set_xticks([-2, -1, 0, 1, 2], names)
        axes.set_yticks([0, 0.5, 1])
        axes.set_xlabel("curvature relative to the decay, λᵢ / α")
        axes.set_ylabel("kept of the coordinate")


def features(seed, p, n=40, d=8):
    """Return p ReLU features of n noisy and of 300 fresh examples, as in the text."""
    rng = np.random.default_rng(seed)
    X, fresh = rng.standard_normal((n, d)), rng.standard_normal((300, d))
    V = rng.standard_normal((d, p)) / np.sqrt(p * d)
    y = X.sum(axis=1) / np.sqrt(d) + 0.3 * rng.standard_normal(n)
    return np.maximum(X @ V, 0), y, np.maximum(fresh @ V, 0), fresh.sum(axis=1) / np.sqrt(d)


def overfitting():
    x = np.linspace(0, 5, 41)
    steps = 10**x
    found = []
    for seed in range(200):
        A, y, fresh, truth = features(seed, 60)
        U, s, Vt = np.linalg.svd(A, full_matrices=False)
        kept = 1 - (1 - (s[:, None] / s[0]) ** 2) ** steps
        ws = Vt.T @ (kept * (U.T @ y / s)[:, None])
        train = np.mean((A @ ws - y[:, None]) ** 2, axis=0)
        found.append([train, np.mean((fresh @ ws - truth[:, None]) ** 2, axis=0)])
    train, test = np.log10(np.mean(found, axis=0))
    shown = train > -2.6
    with figure(__file__, "overfitting", width=PHONE, height=3.0) as fig:
        axes = fig.subplots()
        axes.plot([0, 5], [np.log10(0.09)] * 2, color=MUTED, linewidth=0.9, linestyle="--")
        axes.plot(x[shown], train[shown], color=ACCENT)
        axes.plot(x, test, color=SECOND)
        best = test.argmin()
        axes.plot([x[best]], [test[best]], "o", color=SECOND, markersize=6)
        axes.text(3.95, -0.2, "test error", color=SECOND, ha="right")
        axes.text(2.35, -1.75, "training error", color=ACCENT, ha="right")
        axes.text(4.98, np.log10(0.09) - 0.15, "variance of the noise", color=MUTED, ha="right")
        axes.annotate(
            "best time to stop",
            (x[best], test[best]),
            (1.35, -0.42),
            color=SECOND,
            arrowprops={"arrowstyle": "-", "color": MUTED, "linewidth": 0.7, "shrinkB": 5},
        )
        axes.set_xticks(range(6), ["1", "10", "100", "1,000", "10,000", "100,000"])
        axes.set_yticks([-2, -1, 0], ["0.01", "0.1", "1"])
        axes.set_ylim(-2.6, 0.15)
        axes.set_xlabel("steps of gradient descent")
        axes.set_ylabel("mean squared error")


def descent():
    counts = [5, 8, 12, 16, 20, 28, 34, 38, 40, 42, 47, 56, 80, 120, 160, 320, 640]
    n = 40
    errors = {0: [], 0.01: []}
    for p in counts:
        runs = {alpha: [] for alpha in errors}
        for seed in range(200):
            A, y, B, truth = features(seed, p)
            U, s, Vt = np.linalg.svd(A, full_matrices=False)
            for alpha in errors:
                w = Vt.T @ (s / (s**2 + n * alpha) * (U.T @ y))
                runs[alpha].append(np.mean((B @ w - truth) ** 2))
        for alpha in errors:
            errors[alpha].append(np.median(runs[alpha]))
    x = np.log10(counts)
    with figure(__file__, "descent", width=PHONE, height=3.0) as fig:
        axes = fig.subplots()
        axes.axvline(np.log10(n), color=MUTED, linewidth=0.8, linestyle=":")
        axes.plot(x, np.log10(errors[0]), "o-", color=SECOND, markersize=3.5)
        axes.plot(x, np.log10(errors[0.01]), "o-", color=THIRD, markersize=3.5)
        axes.text(np.log10(n) + 0.05, 1.3, "40 parameters,\n40 examples", color=MUTED, va="top")
        axes.text(2.02, -0.33, "no decay", color=SECOND)
        axes.text(2.02, -1.1, "decay α = 0.01", color=THIRD)
        axes.set_xticks(
            np.log10([5, 10, 20, 40, 80, 160, 320, 640]),
            ["5", "10", "20", "40", "80", "160", "320", "640"],
        )
        axes.set_yticks([-1, 0, 1], ["0.1", "1", "10"])
        axes.set_ylim(-1.25, 1.35)
        axes.set_xlabel("number of random ReLU features p")
        axes.set_ylabel("test error")


def sheet(fig, height):
    """Return axes without frame, in inches."""
    axes = fig.subplots()
    axes.set(xlim=(0, PHONE), ylim=(0, height), aspect="equal")
    axes.axis("off")
    return axes


def arrow(axes, start, end, color, width=1.4, **shape):
    shape = {"arrowstyle": "-|>", "color": color, "lw": width, "shrinkA": 0, "shrinkB": 0, **shape}
    axes.annotate("", end, start, arrowprops=shape)


def edge():
    n, depth = 256, 50
    start = np.random.default_rng(1).standard_normal((2, n))[0]
    rng = np.random.default_rng(0)
    a = start
    for _ in range(depth):
        # Of He's size, so that nothing overflows; other sizes multiply each layer.
        a = np.maximum(np.sqrt(2 / n) * rng.standard_normal((n, n)) @ a, 0)
    here = 0.5 * np.log10(np.mean(a**2))
    std = np.geomspace(0.03, 0.27, 41)
    level = here + depth * np.log10(std / np.sqrt(2 / n))
    low, high = np.sqrt(2 / n) * 10 ** ((np.array([-1, 1]) - here) / depth)
    with figure(__file__, "edge", width=PHONE, height=3.1) as fig:
        axes = fig.subplots()
        axes.fill_between([low, high], -30, 30, color=ACCENT, alpha=0.2, lw=0)
        axes.plot(std, level, color=INK)
        axes.set_xscale("log")
        for size, colour in ((0.05, SECOND), (0.0884, ACCENT), (0.15, SECOND)):
            height = here + depth * np.log10(size / np.sqrt(2 / n))
            axes.plot([size], [height], "o", color=colour, ms=6)
            side = size > 0.1
            axes.annotate(
                f"{size:g}",
                (size, height),
                (-8 if side else 9, 3 if side else -10),
                textcoords="offset points",
                color=colour,
                ha="right" if side else "left",
            )
        axes.text(0.028, 17, "output between 0.1\nand 10: weights from\n"
                  f"{low:.3f} to {high:.3f}", color=ACCENT, va="center")
        axes.set(ylim=(-26, 26), xlabel="size of the weights (standard deviation)")
        axes.set_ylabel("size of the output")
        powers(axes, [-20, -10, 0, 10, 20])
        axes.set_xticks([0.03, 0.05, 0.1, 0.2], ["0.03", "0.05", "0.1", "0.2"])
        axes.xaxis.set_minor_locator(NullLocator())


def halves():
    z = np.linspace(-3.2, 3.2, 129)
    share = z**2 * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    with figure(__file__, "halves", width=PHONE, height=2.3) as fig:
        axes = fig.subplots()
        for side, colour, word in ((z <= 0, MUTED, "set to 0"), (z >= 0, ACCENT, "kept")):
            axes.fill_between(z[side], 0, share[side], color=colour, alpha=0.2, lw=0)
            axes.plot(z[side], share[side], color=colour)
            middle = np.sign(z[side].sum()) * 1.42
            axes.text(middle, 0.11, f"½ of E[z²]\n{word}", color=colour, ha="center", va="center")
        axes.plot([0, 0], [0, 0.33], color=INK, lw=0.9)
        axes.set(xlabel="sum z", ylim=(0, 0.33), xlim=(-3.2, 3.2))
        axes.set_xticks([-2, 0, 2])
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)


def averaged():
    """The cells that share a mean: examples to the right, channels upwards, places behind."""
    examples, channels, places = 4, 4, 3
    kinds = (
        ("batch", lambda e, c, p: c == 3),
        ("layer", lambda e, c, p: e == 0),
        ("layer and RMS,\nof a token", lambda e, c, p: e == 0 and p == 0),
        ("instance", lambda e, c, p: e == 0 and c == 3),
        ("group", lambda e, c, p: e == 0 and c >= 2),
        ("", lambda e, c, p: False),
    )
    side, back = 0.2, np.array([0.11, 0.085])
    right, up = np.array([side, 0]), np.array([0, side])

    def face(axes, corner, one, other, counts, taken):
        """Draw the lattice of a side, as one stroke, and fill the cells (i, j) that are *taken*."""
        lines = []
        for ahead, across, n in (
            (one * counts[0], other, counts[1]),
            (other * counts[1], one, counts[0]),
        ):
            for k in range(n + 1):
                start = corner + k * across
                lines += [start, start + ahead, [np.nan, np.nan]]
        for i in range(counts[0]):
            for j in range(counts[1]):
                if taken(i, j):
                    at = corner + i * one + j * other
                    outline = np.array([at, at + one, at + one + other, at + other])
                    axes.fill(*outline.T, color=ACCENT, alpha=0.55, lw=0)
        axes.plot(*np.array(lines).T, color=MUTED, lw=0.6)

    with figure(__file__, "averaged", width=PHONE, height=3.5) as fig:
        axes = sheet(fig, 3.5)
        for k, (name, taken) in enumerate(kinds):
            x, y = 0.15 + 1.55 * (k % 3), 2.0 - 1.65 * (k // 3)
            x += 0.12 if not name else 0
            origin = np.array([x, y])
            sides = (
                (origin, right, up, (examples, channels), lambda e, c, t=taken: t(e, c, 0)),
                (
                    origin + channels * up,
                    right,
                    back,
                    (examples, places),
                    lambda e, p, t=taken: t(e, channels - 1, p),
                ),
                (
                    origin + examples * right,
                    up,
                    back,
                    (channels, places),
                    lambda c, p, t=taken: t(examples - 1, c, p),
                ),
            )
            for side_of_block in sides:
                face(axes, *side_of_block)
            axes.text(x, y + 1.13, name, color=ACCENT, linespacing=1.1)
            if not name:
                axes.text(x + 0.4, y - 0.07, "examples", ha="center", va="top")
                axes.text(x - 0.1, y + 0.4, "channels", ha="center", va="center", rotation=90)
                axes.text(x + 0.42, y + 1.13, "places", ha="left", va="bottom")


def block():
    with figure(__file__, "block", width=PHONE, height=2.6) as fig:
        axes = sheet(fig, 2.6)
        high, low, plus = 1.75, 0.95, 3.95
        arrow(axes, (0.25, high), (plus - 0.14, high), INK)
        arrow(axes, (plus + 0.14, high), (4.7, high), INK)
        axes.plot([0.75, 0.75, 1.05], [high, low, low], color=INK, lw=1.4)
        axes.plot([0.75], [high], "o", color=INK, ms=5)
        boxes = (("N", 1.05), ("W", 1.7), ("ReLU", 2.35), ("V", 3.2))
        for (name, x), (_, after) in zip(boxes, (*boxes[1:], ("", plus)), strict=True):
            wide = 0.65 if name == "ReLU" else 0.45
            axes.add_patch(Rectangle((x, low - 0.22), wide, 0.44, facecolor=PAPER, edgecolor=INK))
            axes.text(x + wide / 2, low, name, ha="center", va="center")
            if after < plus:
                axes.plot([x + wide, after], [low, low], color=INK, lw=1.4)
        axes.plot([3.65, plus], [low, low], color=INK, lw=1.4)
        arrow(axes, (plus, low), (plus, high - 0.14), INK)
        axes.plot([plus], [high], "o", ms=17, mfc=PAPER, mec=INK)
        axes.text(plus, high, "+", ha="center", va="center")
        axes.text(0.2, high + 0.13, "a", va="bottom")
        axes.text(4.72, high + 0.13, "a + F(a)", ha="right", va="bottom")
        axes.text(2.35, high + 0.08, "shortcut: unchanged", ha="center", va="bottom")
        axes.text(2.35, low + 0.3, "branch F: a change", ha="center", va="bottom")
        arrow(axes, (4.7, 2.3), (0.2, 2.3), SECOND)
        axes.text(2.4, 2.36, "gradient: passes as it is …", color=SECOND, ha="center", va="bottom")
        arrow(axes, (plus, 0.42), (0.75, 0.42), SECOND)
        more = "… plus what comes through the branch"
        axes.text(2.4, 0.34, more, color=SECOND, ha="center", va="top")


def turn():
    w, step = np.array([2.6, 0.0]), np.array([0, 0.95])
    after = w + step
    with figure(__file__, "turn", width=PHONE, height=2.1) as fig:
        axes = fig.subplots()
        angle = np.linspace(-0.16, 0.62, 40)
        circle = np.linalg.norm(w) * np.array([np.cos(angle), np.sin(angle)])
        axes.plot(*circle, color=MUTED, lw=0.9)
        arrow(axes, (0, 0), w, INK)
        arrow(axes, (0, 0), after, ACCENT)
        arrow(axes, w, after, SECOND)
        arrow(axes, after, 0.86 * after, MUTED, width=2.6)
        short = np.linspace(0, np.arctan2(after[1], after[0]), 20)
        axes.plot(*(0.8 * np.array([np.cos(short), np.sin(short)])), color=INK, lw=0.9)
        axes.text(0.92, 0.13, "turn", va="center")
        axes.text(1.5, -0.08, "w", va="top")
        axes.text(1.7, 0.72, "w′, longer", color=ACCENT, ha="right", va="bottom")
        axes.text(2.72, 0.42, "step, at a right angle", color=SECOND, va="center")
        axes.text(2.72, 0.98, "decay pulls back", color=MUTED, va="center")
        axes.set(xlim=(-0.05, 4.6), ylim=(-0.45, 1.5), aspect="equal")
        axes.axis("off")


signal()
overfitting()
filters()
descent()
edge()
halves()
averaged()
block()
turn()
