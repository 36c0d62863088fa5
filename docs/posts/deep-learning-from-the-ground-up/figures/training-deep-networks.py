"""Figures of the piece on training deep networks: signals, filters, double descent."""

import numpy as np

from extensions.figures.draw import ACCENT, INK, MUTED, SECOND, THIRD, figure

SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def powers(axes, exponents):
    """Label a linear axis of log10 values with plain-text powers of ten."""
    names = ["1" if e == 0 else "10" + str(e).translate(SUPERSCRIPT) for e in exponents]
    axes.set_yticks(exponents, names)


def signal():
    n, depth = 256, 50
    start, readout = np.random.default_rng(1).standard_normal((2, n))
    layers = np.arange(depth + 1)
    with figure(__file__, "signal", height=3.9) as fig:
        forward, backward = fig.subplots(1, 2, sharey=True)
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
        powers(forward, [-12, -8, -4, 0, 4, 8, 12])
        forward.set_xlabel("layer k")
        backward.set_xlabel("layer k")
        forward.set_title("activation, root mean square")
        backward.set_title("gradient, root mean square")
        forward.text(38, -5.5, "weights of\nthis size", color=MUTED, ha="center")


def filters():
    x = np.linspace(-2.5, 2.5, 120)
    ratio = 10**x
    with figure(__file__, "filters", height=3.3) as fig:
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


def descent():
    counts = [5, 8, 12, 20, 28, 34, 38, 40, 42, 47, 56, 80, 160, 320, 640, 2000]
    n, d = 40, 8
    direction = np.ones(d) / np.sqrt(d)
    errors = {0: [], 0.01: []}
    for p in counts:
        runs = {alpha: [] for alpha in errors}
        for seed in range(30):
            rng = np.random.default_rng(seed)
            X, fresh = rng.standard_normal((n, d)), rng.standard_normal((500, d))
            y = X @ direction + 0.3 * rng.standard_normal(n)
            V = rng.standard_normal((d, p)) / np.sqrt(p * d)
            A, B = np.maximum(X @ V, 0), np.maximum(fresh @ V, 0)
            U, s, Vt = np.linalg.svd(A, full_matrices=False)
            for alpha in errors:
                w = Vt.T @ (s / (s**2 + n * alpha) * (U.T @ y))
                runs[alpha].append(np.mean((B @ w - fresh @ direction) ** 2))
        for alpha in errors:
            errors[alpha].append(np.median(runs[alpha]))
    x = np.log10(counts)
    with figure(__file__, "descent", height=3.5) as fig:
        axes = fig.subplots()
        axes.axvline(np.log10(n), color=MUTED, linewidth=0.8, linestyle=":")
        axes.plot(x, np.log10(errors[0]), "o-", color=SECOND, markersize=3.5)
        axes.plot(x, np.log10(errors[0.01]), "o-", color=THIRD, markersize=3.5)
        axes.text(np.log10(n) + 0.05, 1.12, "40 parameters,\n40 examples", color=MUTED, va="top")
        axes.text(2.02, -0.33, "no decay", color=SECOND)
        axes.text(2.02, -1.1, "decay α = 0.01", color=THIRD)
        axes.set_xticks(
            np.log10([5, 10, 20, 40, 100, 400, 2000]), ["5", "10", "20", "40", "100", "400", "2000"]
        )
        axes.set_yticks([-1, 0, 1], ["0.1", "1", "10"])
        axes.set_ylim(-1.25, 1.2)
        axes.set_xlabel("number of random ReLU features p")
        axes.set_ylabel("test error")


signal()
filters()
descent()
