"""Figures of the piece on gradient descent: the bound, the rates, the noise floor."""

import numpy as np
from matplotlib.ticker import NullLocator

from extensions.markup.figures.draw import ACCENT, INK, MUTED, SECOND, THIRD, figure
from extensions.markup.figures.sketch import PHONE

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
    with figure(__file__, "bound", width=PHONE, height=3.2) as fig:
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
        axes.text(best + 0.1, upper(best) - 0.4, "step 1/L: bottom\nof the bound", color=SECOND)
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
    with figure(__file__, "rates", width=PHONE, height=3.3) as fig:
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
        axes.text(18.5, -9.6, "factor β\na step", color=SECOND, ha="right")
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
    with figure(__file__, "floor", width=PHONE, height=3.1) as fig:
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
        axes.set_xlim(0, steps * 1.26)
        axes.set_xticks([0, 1000, 2000, 3000])
        axes.set_xlabel("step k")
        axes.set_ylabel("mean gap")


def arrow(axes, start, end, color):
    shape = {"arrowstyle": "-|>", "color": color, "lw": 1.6, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", end, start, arrowprops=shape)


def plane(axes):
    """Leave nothing of *axes* but equal units."""
    axes.set_aspect("equal")
    axes.spines[:].set_visible(False)
    axes.set_xticks([])
    axes.set_yticks([])


def start():
    raw, _, rent = flats()
    least = np.linalg.lstsq(raw, rent, rcond=None)[1][0]
    with figure(__file__, "start", width=PHONE, height=2.9) as fig:
        axes = fig.subplots()
        for eta, colour, place in (
            (0.0001, MUTED, (1.05, 45)),
            (0.0004, ACCENT, (20, 150)),
            (0.0005, SECOND, (30, 4e4)),
        ):
            w, errors = np.zeros(3), []
            for _ in range(1001):
                errors.append(np.sqrt(np.mean((raw @ w - rent) ** 2)))
                w = w - eta * raw.T @ (raw @ w - rent) / 8
            shown = np.unique(np.geomspace(1, 1001, 60).astype(int))
            shown = shown[np.array(errors)[shown - 1] < 3e5]
            axes.loglog(shown, np.array(errors)[shown - 1], color=colour)
            axes.text(*place, f"step {eta}", color=colour)
        axes.axhline(np.sqrt(least / 8), color=INK, lw=0.9, ls=(0, (4, 3)))
        axes.text(1.1, np.sqrt(least / 8) * 1.25, "the minimum", color=INK)
        axes.set(ylim=(7, 2e5), xlim=(0.9, 1300))
        axes.set(xlabel="steps taken", ylabel="typical error, euros")
        axes.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1,000"])
        axes.set_yticks([10, 100, 1000, 1e4, 1e5], ["10", "100", "1,000", "10,000", "100,000"])
        axes.xaxis.set_minor_locator(NullLocator())
        axes.yaxis.set_minor_locator(NullLocator())


def steepest():
    stretch = 3.0
    angle = np.linspace(0, 2 * np.pi, 61)
    with figure(__file__, "steepest", width=PHONE, height=2.6) as fig:
        left, right = fig.subplots(1, 2)
        # The second panel has the first coordinate in a unit so chosen that f is round.
        here, rings = np.array([0.9, 0.54]), np.array([np.cos(angle), np.sin(angle)])
        panels = (
            (left, [stretch, 1], "first units", ACCENT),
            (right, [1, 1], "other units", SECOND),
        )
        for axes, unit, title, own in panels:
            plane(axes)
            for radius in (0.35, 0.7, 1.05):
                axes.plot(*(radius * rings / np.c_[unit]), color=MUTED, lw=0.8)
            for down, colour in (((-(stretch**2), -1), ACCENT), ((-1, -1), SECOND)):
                step = here * down / unit
                end = here / unit + 0.62 * step / np.linalg.norm(step)
                arrow(axes, here / unit, end, colour)
            axes.plot(*(here / unit), "o", color=INK, ms=6)
            axes.plot([0], [0], "+", color=INK, ms=7)
            axes.set_title(title, color=own)
            axes.set(xlim=(-1.15, 1.15), ylim=(-1.1, 1.1))


def floors():
    def f(w):
        return 0.15 * w * w + np.log(np.cosh(w))

    here, mu, top = -1.5, 0.3, 1.3
    slope = 0.3 * here + np.tanh(here)
    w = np.linspace(-2.6, 2.2, 121)
    line = f(here) + slope * (w - here)
    with figure(__file__, "floors", width=PHONE, height=3.3) as fig:
        axes = fig.subplots()
        axes.plot(w, line + top / 2 * (w - here) ** 2, color=MUTED, lw=1.2)
        axes.plot(w, line + mu / 2 * (w - here) ** 2, color=SECOND, lw=1.4)
        axes.plot(w, line, color=MUTED, lw=1.2, ls=(0, (4, 3)))
        axes.plot(w, f(w), color=ACCENT, lw=2.2)
        axes.plot([here], [f(here)], "o", color=INK, ms=6)
        low = here - slope / mu
        assert low > w[-1]
        axes.annotate("w", (here, f(here)), (-3, -16), textcoords="offset points", ha="right")
        axes.annotate("ceiling: L-smooth", (0.95, 2.65), color=MUTED, ha="right")
        axes.annotate("f", (2.22, f(2.2)), color=ACCENT, va="center")
        axes.annotate("floor: μ-strongly convex", (2.42, -0.55), color=SECOND, ha="right")
        axes.annotate("floor: convex", (0.55, -2.5), color=MUTED, ha="right", va="center")
        axes.set(xlim=(-2.7, 2.45), ylim=(-3.1, 3.2), xlabel="parameter", ylabel="objective")
        axes.set_xticks([])
        axes.set_yticks([])


def best_step():
    _, scaled, _ = flats()
    mu, _, top = np.linalg.eigvalsh(scaled.T @ scaled / 8)
    best = 2 / (mu + top)
    with figure(__file__, "best-step", width=PHONE, height=2.7) as fig:
        axes = fig.subplots()
        eta = np.array([0, 1 / top, 1.2])
        axes.plot(eta, abs(1 - eta * top), color=SECOND)
        axes.plot([0, 1.2], [1, 1 - 1.2 * mu], color=ACCENT)
        axes.plot([0, 1.2], [1, 1], color=MUTED, lw=0.9, ls=(0, (4, 3)))
        rate = (top - mu) / (top + mu)
        axes.plot([best], [rate], "o", color=INK, ms=6)
        told = f"best step {best:.3g}:\nleaves {rate:.3f}"
        axes.annotate(told, (best, rate), (0.86, 0.68), ha="right", va="center")
        axes.plot([2 / top], [1], "o", mec=INK, mfc="none", ms=6)
        axes.annotate(f"2/L = {2 / top:.3f}", (2 / top, 1.05), ha="right")
        axes.annotate("across:\n|1 − ηL|", (0.08, 0.3), color=SECOND)
        axes.annotate("along: |1 − ημ|", (0.1, 0.87), color=ACCENT, va="top")
        axes.set(xlim=(0, 1.2), ylim=(0, 1.25), xlabel="step η", ylabel="left of an error")
        axes.set_xticks([0, 0.5, 1])
        axes.set_yticks([0, 0.5, 1])


def momentum():
    _, scaled, rent = flats()
    H = (scaled.T @ scaled / 8)[1:, 1:]
    best = np.linalg.solve(scaled.T @ scaled, scaled.T @ rent)[1:]
    least = np.sqrt(np.linalg.lstsq(scaled, rent, rcond=None)[1][0] / 8)
    lam, Q = np.linalg.eigh(H)
    (mu, top), steps = lam, 24
    root = (np.sqrt(top) - np.sqrt(mu)) / (np.sqrt(top) + np.sqrt(mu))
    angle = np.linspace(0, 2 * np.pi, 91)
    ring = Q @ (np.array([np.cos(angle), np.sin(angle)]) / np.sqrt(lam)[:, None])
    with figure(__file__, "momentum", width=PHONE, height=2.9) as fig:
        for axes, eta, beta, colour, name in zip(
            fig.subplots(1, 2),
            (2 / (mu + top), 4 / (np.sqrt(top) + np.sqrt(mu)) ** 2),
            (0, root**2),
            (SECOND, ACCENT),
            ("no momentum", f"momentum {root**2:.2f}"),
            strict=True,
        ):
            plane(axes)
            error = old = -best
            path = [error]
            for _ in range(steps):
                error, old = error - eta * H @ error + beta * (error - old), error
                path.append(error)
            for cost in (30, 80, 150):
                axes.plot(*(best[:, None] + cost * ring), color=MUTED, lw=0.8)
            axes.plot(*(best + np.array(path)).T, "o-", color=colour, ms=3, lw=1.1)
            axes.plot(*best, "+", color=INK, ms=9, mew=1.6)
            typical = np.sqrt(least**2 + error @ H @ error)
            axes.set_title(f"{name},\n{steps} steps: {typical:.1f} euros", color=colour)
            axes.annotate("start", (0, 0), (-4, -14), textcoords="offset points", ha="center")
            axes.set(xlim=(-170, 560), ylim=(-270, 460))


bound()
rates()
floor()
start()
steepest()
floors()
best_step()
momentum()
