"""Figures of the piece on gradient descent: the bound, the rates, the noise floor."""

import numpy as np

from extensions.figures.draw import ACCENT, INK, MUTED, SECOND, THIRD, figure

SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def powers(axes, exponents):
    """Label a linear axis of log10 values with plain-text powers of ten."""
    names = ["1" if e == 0 else "10" + str(e).translate(SUPERSCRIPT) for e in exponents]
    axes.set_yticks(exponents, names)


def bound():
    def f(w):
        return np.log(np.cosh(w))

    def upper(w):
        return f(start) + slope * (w - start) + 0.5 * (w - start) ** 2

    start, slope = -2.1, np.tanh(-2.1)
    w = np.linspace(-2.9, 1.7, 120)
    with figure(__file__, "bound", height=3.7) as fig:
        axes = fig.subplots()
        axes.plot(w, f(w), color=ACCENT)
        v = np.linspace(-2.75, 0.42, 100)
        axes.plot(v, upper(v), color=SECOND)
        t = np.linspace(-2.8, -0.55, 2)
        axes.plot(t, f(start) + slope * (t - start), color=MUTED, linewidth=1, linestyle="--")
        best, last = start - slope, start - 2 * slope
        axes.plot([start], [f(start)], "o", color=INK, markersize=6)
        axes.plot([best], [upper(best)], "o", color=SECOND, markersize=6)
        axes.plot([best], [f(best)], "o", color=ACCENT, markersize=6)
        axes.plot([last], [upper(last)], "o", color=SECOND, markersize=6)
        axes.plot([start, last], [f(start)] * 2, color=MUTED, linewidth=0.7, linestyle=":")
        axes.plot([best, best], [f(best), upper(best)], color=MUTED, linewidth=0.7, linestyle=":")
        axes.text(start + 0.04, f(start) + 0.13, "w", color=INK)
        axes.text(best + 0.1, upper(best) - 0.22, "step 1/L: bottom of the bound", color=SECOND)
        axes.text(best + 0.02, f(best) - 0.26, "where f really is", color=ACCENT, ha="right")
        axes.text(
            last + 0.13,
            upper(last) - 0.06,
            "step 2/L: the bound promises\nno descent any more",
            color=SECOND,
            va="center",
        )
        axes.text(1.76, f(1.7) - 0.06, "f", color=ACCENT)
        axes.text(0.47, upper(0.42) - 0.03, "quadratic upper bound", color=SECOND, va="center")
        axes.text(
            -0.5, f(start) + slope * (-0.55 - start) - 0.02, "tangent", color=MUTED, va="center"
        )
        axes.set_xlim(-3, 2.1)
        axes.set_ylim(-0.3, 2.5)
        axes.set_xticks([])
        axes.set_yticks([])
        axes.set_xlabel("parameter")
        axes.set_ylabel("objective")


def flats():
    area = np.array([28, 35, 46, 52, 63, 74, 88, 110.0])
    rooms = np.array([1, 2, 1, 2, 3, 3, 4, 4.0])
    rent = np.array([610, 700, 840, 880, 1030, 1190, 1370, 1640.0])
    raw = np.column_stack([np.ones(8), area, rooms])
    area_unit, rooms_unit = ((x - x.mean()) / x.std() for x in (area, rooms))
    return raw, np.column_stack([np.ones(8), area_unit, rooms_unit]), rent


def gaps(X, y, eta, beta, steps):
    H = X.T @ X / len(y)
    best = np.linalg.solve(X.T @ X, X.T @ y)
    error = old = -best
    found = [error @ H @ error]
    for _ in range(steps):
        error, old = error - eta * H @ error + beta * (error - old), error
        found.append(error @ H @ error)
    return np.array(found) / found[0]


def rates():
    raw, scaled, rent = flats()
    steps = 80
    k = np.arange(steps + 1)
    with figure(__file__, "rates", height=3.8) as fig:
        axes = fig.subplots()
        L = np.linalg.eigvalsh(raw.T @ raw / 8)[-1]
        axes.plot(k, np.log10(gaps(raw, rent, 1 / L, 0, steps)), color=MUTED)
        m, _, L = np.linalg.eigvalsh(scaled.T @ scaled / 8)
        axes.plot(k, np.log10(gaps(scaled, rent, 2 / (m + L), 0, steps)), color=ACCENT)
        root = (np.sqrt(L) - np.sqrt(m)) / (np.sqrt(L) + np.sqrt(m))
        ball = gaps(scaled, rent, 4 / (np.sqrt(L) + np.sqrt(m)) ** 2, root**2, steps)
        keep = ball > 1e-13
        axes.plot(k[keep], np.log10(ball[keep]), color=SECOND)
        line = 2 * k * np.log10(root)
        keep = line > -12.5
        axes.plot(k[keep], line[keep], color=SECOND, linewidth=0.9, linestyle="--")
        axes.text(44, -1.45, "raw features, κ = 30,710", color=MUTED)
        axes.text(46, -3.9, "standardised, κ = 21.44", color=ACCENT)
        axes.text(32.5, -9.3, "standardised, heavy ball", color=SECOND)
        axes.text(19.5, -8.7, "factor β a step", color=SECOND, ha="right")
        powers(axes, [0, -3, -6, -9, -12])
        axes.set_ylim(-12.8, 0.5)
        axes.set_xlabel("step k")
        axes.set_ylabel("gap, relative to the start")


def floor():
    rng = np.random.default_rng(0)
    n, d, chains, steps = 1000, 5, 600, 3000
    X = rng.normal(size=(n, d)) * np.array([1.0, 0.8, 0.6, 0.4, 0.3])
    y = X @ np.ones(d) + rng.normal(size=n)
    H = X.T @ X / n
    best = np.linalg.solve(X.T @ X, X.T @ y)
    residual = y - X @ best
    lam, Q = np.linalg.eigh(H)
    s2 = ((X @ Q) ** 2 * residual[:, None] ** 2).mean(0)

    def run(rate):
        w = np.zeros((chains, d))
        found = []
        for k in range(steps):
            e = w - best
            found.append(0.5 * np.einsum("ri,ij,rj->r", e, H, e).mean())
            i = rng.integers(n, size=chains)
            x = X[i]
            w = w - rate(k) * x * ((x * w).sum(1) - y[i])[:, None]
        return np.array(found)

    k = np.unique(np.concatenate([np.arange(0, 64, 4), np.arange(64, steps, 16)]))
    with figure(__file__, "floor", height=3.6) as fig:
        axes = fig.subplots()
        for eta, colour, name in ((0.2, SECOND, "η = 0.2"), (0.05, ACCENT, "η = 0.05")):
            gap = run(lambda _, eta=eta: eta)
            axes.plot(k, np.log10(gap[k]), color=colour, linewidth=1.2)
            level = np.log10(eta / 2 * (s2 / (2 - eta * lam)).sum())
            axes.plot([0, steps], [level] * 2, color=colour, linewidth=0.9, linestyle="--")
            axes.text(steps + 30, np.log10(gap[-2000:].mean()), name, color=colour, va="center")
        m = lam[0]
        falling = run(lambda k: min(0.2, 2 / (m * (k + 2 / m / 0.2))))
        axes.plot(k, np.log10(falling[k]), color=THIRD, linewidth=1.2)
        axes.text(
            steps + 30, np.log10(falling[-200:].mean()), "η falls\nas 1/k", color=THIRD, va="center"
        )
        powers(axes, [0, -1, -2, -3])
        axes.set_xlim(0, steps * 1.17)
        axes.set_xticks([0, 1000, 2000, 3000])
        axes.set_xlabel("step k")
        axes.set_ylabel("mean gap")


bound()
rates()
floor()
