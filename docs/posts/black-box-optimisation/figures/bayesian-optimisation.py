"""Figures of the piece on Bayesian optimisation: the regret, the worth of a relative."""

from math import erfc

import numpy as np

from extensions.markup.figures.draw import ACCENT, INK, MUTED, SECOND, THIRD, figure
from extensions.markup.figures.sketch import PHONE

SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
Phi = np.vectorize(lambda z: erfc(-z / np.sqrt(2)) / 2)
nodes, weights = np.polynomial.laguerre.laggauss(32)
grid = np.linspace(-5, 0, 201)
truth = 83 + 7 * np.exp(-(((grid + 3.6) / 0.9) ** 2)) + 9.5 * np.exp(-(((grid + 1.2) / 0.45) ** 2))
sigma, tau = 0.3, 5.0


def log_h(z):
    near, far = np.maximum(z, -5.0), np.minimum(z, -5.0)
    tail = np.exp(-((nodes / far[:, None]) ** 2) / 2) @ (weights * nodes) / far**2
    dense = np.exp(-(near**2) / 2) / np.sqrt(2 * np.pi)
    return np.where(
        z < -5,
        -(far**2) / 2 - np.log(2 * np.pi) / 2 + np.log(tail),
        np.log(near * Phi(near) + dense),
    )


def kernel(a, b, ell=0.6):
    z = np.sqrt(5) * np.abs(a[:, None] - b[None, :]) / ell
    return tau**2 * (1 + z + z**2 / 3) * np.exp(-z)


def runs(rule, T=24, R=400):
    """The regret of the runs of the text."""
    rng, each, K = np.random.default_rng(0), np.arange(R), kernel(grid, grid)
    first, noise = rng.integers(201, size=(T, R)), sigma * rng.standard_normal((T, R))
    mu, var = np.full((R, 201), 85.0), np.full((R, 201), tau**2)
    g = np.zeros((T, R, 201))
    tried, values, regret = np.empty((T, R), int), np.empty((T, R)), np.empty((T, R))
    if rule == "Thompson":
        root = np.linalg.cholesky(K + 1e-6 * np.eye(201))
        draws = 85 + rng.standard_normal((T, R, 201)) @ root.T
    for t in range(T):
        s = np.sqrt(var)
        if t < 4 or rule == "random":
            i = first[t]
        else:
            z = (mu - mu[each, tried[:t]].max(axis=0)[:, None]) / s
            if rule == "EI":
                score = np.log(s) + np.interp(z, table, log_h_table)
            elif rule == "Thompson":
                score = draws[t]
            else:
                score = {"PI": z, "UCB": mu + 2 * s}[rule]
            i = np.round(score, 6).argmax(axis=1)
        row = K[i] - np.einsum("jr,jrx->rx", g[:t, each, i], g[:t])
        d = np.sqrt(row[each, i] + sigma**2)
        g[t] = row / d[:, None]
        var -= g[t] ** 2
        tried[t], values[t] = i, truth[i] + noise[t]
        mu += ((values[t] - mu[each, i]) / d)[:, None] * g[t]
        if rule == "Thompson":
            surprise = values[t] - draws[:, each, i] - sigma * rng.standard_normal((T, R))
            draws += (surprise / d)[..., None] * g[t]
        best = mu[each, tried[: t + 1]].argmax(axis=0)
        regret[t] = truth.max() - truth[tried[best, each]]
    return regret


table = np.linspace(-200, 15, 21501)
log_h_table = log_h(table)


def regret():
    t = np.arange(4, 25)
    with figure(__file__, "regret", width=PHONE, height=3.4) as fig:
        axes = fig.subplots()
        names = {
            "random": (MUTED, "random search", -0.03),
            "PI": (INK, "probability of improvement", 0.0),
            "EI": (ACCENT, "EI", 0.0),
            "UCB": (SECOND, "UCB", 0.0),
            "Thompson": (THIRD, "Thompson sampling", 0.0),
        }
        curves = {}
        for rule, (colour, _, _) in names.items():
            found = runs(rule)[3:]
            mean, se = found.mean(axis=1), found.std(axis=1) / found.shape[1] ** 0.5
            low, high = np.log10(mean - 2 * se), np.log10(mean + 2 * se)
            axes.fill_between(t, low, high, color=colour, alpha=0.18, linewidth=0)
            curves[rule] = np.log10(mean)
            axes.plot(t, curves[rule], color=colour)
        axes.text(24, curves["PI"][-1] + 0.12, "probability of improvement", color=INK, ha="right")
        axes.text(24, curves["random"][-1] - 0.22, "random search", color=MUTED, ha="right")
        axes.text(24, curves["Thompson"][-1] - 0.3, "Thompson sampling", color=THIRD, ha="right")
        axes.text(10.2, -1.5, "UCB", color=SECOND, ha="right", va="center")
        axes.text(12.6, -1.25, "EI", color=ACCENT, va="center")
        axes.set_yticks([0, -1, -2], ["1", "0.1", "0.01"])
        axes.set_ylim(-2.1, 0.62)
        axes.set_xticks([4, 8, 12, 16, 20, 24])
        axes.set_xlabel("evaluations")
        axes.set_ylabel("mean simple regret")


def rho():
    r = np.linspace(0, 1, 160)
    with figure(__file__, "rho", width=PHONE, height=3.1) as fig:
        axes = fig.subplots()
        both = np.sqrt(0.1 * (1.1 - r**2) / (1.1**2 - r**2))
        axes.plot(r, np.sqrt(1 - r**2), color=ACCENT)
        axes.plot(r, np.sqrt(1 - r**2 / 1.1), color=SECOND)
        axes.plot(r, both, color=THIRD)
        axes.plot([0.5, 0.5], [0, np.sqrt(0.75)], color=MUTED, linewidth=0.8, linestyle=":")
        axes.plot([0.5], [np.sqrt(0.75)], "o", color=ACCENT, markersize=5)
        axes.text(0.485, 0.72, "ρ = 0.5 leaves 0.87", color=ACCENT, va="center", ha="right")
        axes.text(0.62, 0.89, "relative measured once", color=SECOND)
        axes.text(0.865, 0.4, "relative known everywhere", color=ACCENT, ha="right", va="center")
        axes.text(0.03, 0.2, "target and relative measured once each", color=THIRD)
        axes.set_xlim(0, 1.02)
        axes.set_ylim(0, 1.06)
        axes.set_xlabel("correlation ρ of the tasks")
        axes.set_ylabel("standard deviation left")



def learn(mu, S, i, y):
    """Mean and covariance on the grid after *y* was measured at candidate *i*."""
    g = S[i] / (S[i, i] + sigma**2)
    return mu + g * (y - mu[i]), S - np.outer(g, S[i])


def after(tries):
    """Mean, deviation and best value so far after noisy measurements at *tries*."""
    noise = sigma * np.random.default_rng(0).standard_normal(len(tries))
    mu, S = np.full(201, 85.0), kernel(grid, grid)
    for i, e in zip(tries, noise, strict=True):
        mu, S = learn(mu, S, i, truth[i] + e)
    return mu, np.sqrt(np.maximum(np.diag(S), 1e-9)), mu[tries].max()


def projected():
    """Nine runs in a plane of two settings of which one matters."""
    even = (np.arange(3) + 0.5) / 3
    rng = np.random.default_rng(12)
    designs = {
        "grid": np.array([(a, b) for a in even for b in even]),
        "random": 0.04 + 0.92 * rng.random((9, 2)),
    }
    q = np.linspace(0, 1, 121)

    def worth(a):
        return np.exp(-(((a - 0.34) / 0.1) ** 2))

    with figure(__file__, "projected", width=PHONE, height=3.2) as fig:
        above, below = fig.subplots(2, 2, height_ratios=[1, 1.7], sharex=True)
        for top, plane, (name, points) in zip(above, below, designs.items(), strict=True):
            top.plot(q, worth(q), color=MUTED, lw=1.2)
            for a, b in points:
                plane.plot([a, a], [b, 1.02], color=ACCENT, lw=0.6, alpha=0.6)
            top.plot(points[:, 0], worth(points[:, 0]), "o", color=ACCENT, ms=5)
            plane.plot(points[:, 0], points[:, 1], "o", color=INK, ms=4.5)
            distinct = len(np.unique(np.round(points[:, 0], 6)))
            top.set_title(f"{name}: {distinct} values")
            plane.set_xlim(0, 1)
            plane.set_ylim(0, 1.02)
            plane.set_xlabel("what matters")
            for axes in (top, plane):
                axes.set_xticks([])
                axes.set_yticks([])
        above[0].set_ylabel("result")
        below[0].set_ylabel("what does not")


def step():
    """One turn of the loop: belief, score, next try."""
    tries = [20, 75, 110, 190]
    mu, s, best = after(tries)
    z = (mu - best) / s
    ei = s * (z * Phi(z) + np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi))
    with figure(__file__, "step", width=PHONE, height=3.5) as fig:
        belief, score = fig.subplots(2, 1, height_ratios=[2, 1], sharex=True)
        belief.fill_between(grid, mu - 2 * s, mu + 2 * s, color=ACCENT, alpha=0.16, lw=0)
        belief.plot(grid, mu, color=ACCENT)
        belief.plot(grid[tries], mu[tries], "o", color=INK, ms=5)
        belief.axhline(best, color=MUTED, lw=0.9, ls=(0, (4, 3)))
        belief.text(-5, best + 0.4, "best so far", color=MUTED, va="bottom")
        belief.set_ylabel("accuracy")
        belief.set_yticks([75, 85, 95])
        score.fill_between(grid, ei, color=SECOND, alpha=0.3, lw=0)
        score.plot(grid, ei, color=SECOND, lw=1.4)
        top = int(np.round(ei, 6).argmax())
        for axes in (belief, score):
            axes.axvline(grid[top], color=SECOND, lw=0.9, ls=(0, (2, 2)))
        score.text(grid[top] + 0.08, ei.max() * 0.98, "next", color=SECOND, va="top")
        score.set_yticks([])
        score.set_ylabel("score")
        score.set_xlabel("log₁₀ of the learning rate")


def improvement():
    """Probability of improvement and its size at two settings."""
    best = 92.0
    with figure(__file__, "improvement", width=PHONE, height=3.6) as fig:
        panels = fig.subplots(2, 1, sharex=True)
        cases = (("beside the best", 92.06, 0.12), ("far from it", 91.0, 1.5))
        for axes, (name, mean, s) in zip(panels, cases, strict=True):
            f = np.linspace(87, 96, 361)
            density = np.exp(-(((f - mean) / s) ** 2) / 2)
            z = (mean - best) / s
            chance = float(Phi(z))
            size = s * (z * chance + np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi))
            over = f >= best
            axes.fill_between(f[over], density[over], color=ACCENT, alpha=0.4, lw=0)
            axes.plot(f, density, color=ACCENT, lw=1.4)
            axes.axvline(best, color=MUTED, lw=0.9, ls=(0, (4, 3)))
            axes.text(87, 0.98, name, va="top")
            words = f"chance {chance:.0%},\nexpected {size:.2f}"
            axes.text(92.6, 0.98, words, color=ACCENT, va="top")
            axes.set_yticks([])
            axes.set_ylim(0, 1.08)
            axes.spines["left"].set_visible(False)
        panels[1].set_xticks([88, 90, best, 94, 96], ["88", "90", "f⁺ = 92", "94", "96"])
        panels[1].set_xlabel("accuracy f(x)")


def optimism():
    """The upper confidence bound and its maximum."""
    tries = [20, 75, 110, 190]
    mu, s, _ = after(tries)
    upper = mu + 2 * s
    top = int(np.round(upper, 6).argmax())
    with figure(__file__, "optimism", width=PHONE, height=2.8) as fig:
        axes = fig.subplots()
        axes.fill_between(grid, mu - 2 * s, upper, color=ACCENT, alpha=0.14, lw=0)
        axes.plot(grid, mu, color=ACCENT, lw=1.2)
        axes.plot(grid, upper, color=SECOND)
        axes.plot(grid, truth, color=INK, lw=1.1, ls=(0, (4, 3)))
        axes.plot(grid[tries], mu[tries], "o", color=INK, ms=5)
        axes.plot(grid[top], upper[top], "v", color=SECOND, ms=8)
        axes.text(grid[top], upper[top] + 1.4, "next", color=SECOND, ha="center", va="bottom")
        axes.text(-5, 76.3, "dashed: the truth", va="bottom")
        axes.text(-1.25, 94.6, "μ + 2 s", color=SECOND, ha="center", va="bottom")
        axes.set_ylim(75, 103.5)
        axes.set_yticks([80, 90, 100])
        axes.set_xlabel("log₁₀ of the learning rate")
        axes.set_title("accuracy")


def information():
    """What measurements tell at most, chosen greedily: far less than so many strangers would."""
    D = grid[::2]
    S, v = kernel(D, D) / tau**2, (sigma / tau) ** 2
    gain = [0.0]
    for _ in range(60):
        i = int(np.round(np.diag(S), 9).argmax())
        gain.append(gain[-1] + np.log1p(S[i, i] / v) / 2)
        S = S - np.outer(S[i], S[i]) / (S[i, i] + v)
    with figure(__file__, "information", width=PHONE, height=2.7) as fig:
        axes = fig.subplots()
        t = np.arange(61)
        axes.plot(t, gain, color=ACCENT)
        few = t[gain[1] * t < 1.15 * gain[-1]]
        axes.plot(few, gain[1] * few, color=MUTED, lw=1.2, ls=(0, (4, 3)))
        axes.text(few[-1] + 1.5, gain[-1] * 1.13, "strangers", color=MUTED, va="top")
        axes.text(60, gain[-1] * 0.82, "these 101 settings", color=ACCENT, ha="right", va="top")
        axes.set_xlim(0, 60)
        axes.set_ylim(0, 1.15 * gain[-1])
        axes.set_xlabel("measurements T")
        axes.set_title("information about f (nats)")


def thompson():
    """Functions drawn from the belief, each with its maximum."""
    tries = [20, 75, 110, 190]
    mu, s, _ = after(tries)
    rng = np.random.default_rng(3)
    root = np.linalg.cholesky(kernel(grid, grid) + 1e-6 * np.eye(201))
    draws = 85 + rng.standard_normal((40, 201)) @ root.T
    S = kernel(grid, grid)
    noise = sigma * np.random.default_rng(0).standard_normal(4)
    for i, e in zip(tries, noise, strict=True):
        row = S[i] / (S[i, i] + sigma**2)
        surprise = truth[i] + e - draws[:, i] - sigma * rng.standard_normal(40)
        draws = draws + surprise[:, None] * row
        S = S - np.outer(row, S[i])
    tops = np.round(draws, 6).argmax(axis=1)
    with figure(__file__, "thompson", width=PHONE, height=3.4) as fig:
        belief, votes = fig.subplots(2, 1, height_ratios=[2.2, 1], sharex=True)
        belief.fill_between(grid, mu - 2 * s, mu + 2 * s, color=MUTED, alpha=0.14, lw=0)
        for draw, colour in zip(draws[:3], (ACCENT, SECOND, THIRD), strict=True):
            belief.plot(grid[::2], draw[::2], color=colour, lw=1.4)
            i = int(np.round(draw, 6).argmax())
            belief.plot(grid[i], draw[i], "v", color=colour, ms=8)
        belief.plot(grid[tries], mu[tries], "o", color=INK, ms=5)
        belief.set_yticks([75, 85, 95])
        belief.set_title("three draws of the accuracy, and their maxima")
        votes.hist(grid[tops], np.linspace(-5, 0, 21), color=INK, alpha=0.45)
        votes.set_yticks([])
        votes.spines["left"].set_visible(False)
        votes.set_title("where forty draws have theirs")
        votes.set_xlabel("log₁₀ of the learning rate")


regret()
rho()
projected()
step()
improvement()
optimism()
information()
thompson()
