"""Figures of the piece on Bayesian optimisation: a run, the regret, the worth of a relative."""

from math import erfc

import numpy as np

from extensions.figures.draw import ACCENT, INK, MUTED, SECOND, THIRD, figure

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


def learn(mu, S, i, y):
    g = S[i] / (S[i, i] + sigma**2)
    return mu + g * (y - mu[i]), S - np.outer(g, S[i])


def run(rule, seed, T=24):
    """The run of the text, with its states."""
    root = np.linalg.cholesky(kernel(grid, grid) + 1e-6 * np.eye(201))
    rng = np.random.default_rng(seed)
    mu, S = np.full(201, 85.0), kernel(grid, grid)
    draws = 85 + rng.standard_normal((T, 201)) @ root.T
    tried, values, regret, states = [], [], [], []
    for t in range(T):
        s = np.sqrt(np.diag(S))
        score = None
        if t < 4 or rule == "random":
            i = rng.integers(201)
        else:
            z = (mu - mu[tried].max()) / s
            score = {
                "PI": z,
                "EI": np.log(s) + log_h(z),
                "UCB": mu + 2 * s,
                "Thompson": draws[t],
            }[rule]
            i = score.argmax()
        states.append((mu, s, score, i, list(tried), list(values)))
        y = truth[i] + sigma * rng.standard_normal()
        surprise = y - draws[:, i] - sigma * rng.standard_normal(T)
        draws += surprise[:, None] * S[i] / (S[i, i] + sigma**2)
        mu, S = learn(mu, S, i, y)
        tried.append(i)
        values.append(y)
        regret.append(truth.max() - truth[tried[mu[tried].argmax()]])
    return np.array(regret), states


def steps():
    _, states = run("EI", 3)
    with figure(__file__, "steps", height=4.2) as fig:
        axes = fig.subplots(2, 3, sharex=True, sharey="row", height_ratios=[2.2, 1])
        for column, n in enumerate((4, 7, 13)):
            mu, s, score, i, tried, values = states[n]
            top, low = axes[0, column], axes[1, column]
            keep = sorted({*range(0, 201, 3), *tried, 200})
            top.fill_between(
                grid[keep],
                (mu - 2 * s)[keep],
                (mu + 2 * s)[keep],
                color=ACCENT,
                alpha=0.18,
                linewidth=0,
            )
            top.plot(grid[keep], mu[keep], color=ACCENT)
            top.plot(grid[::4], truth[::4], color=MUTED, linewidth=1, linestyle="--")
            top.plot(grid[tried], values, "o", color=INK, markersize=4)
            top.set_title(f"after {n}")
            low.plot(grid[::2], np.maximum(score, -24)[::2], color=SECOND, linewidth=1.4)
            low.plot([grid[i]], [score[i] + 3.4], "v", color=SECOND, markersize=7)
            low.set_xticks([-5, -4, -3, -2, -1, 0])
        axes[0, 0].set_ylim(74, 100)
        axes[0, 0].set_ylabel("accuracy")
        axes[1, 0].set_ylim(-24, 6)
        axes[1, 0].set_ylabel("log EI")
        axes[0, 0].text(-4.9, 97.3, "mean ± 2 s", color=ACCENT)
        axes[0, 2].text(-4.9, 97.3, "truth dashed", color=MUTED)
        axes[1, 1].set_xlabel("log₁₀ of the learning rate")


def regret():
    t = np.arange(4, 25)
    with figure(__file__, "regret", height=3.7) as fig:
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
            found = np.mean([run(rule, seed)[0] for seed in range(40)], axis=0)
            curves[rule] = np.log10(found[3:])
            axes.plot(t, curves[rule], color=colour)
        axes.text(24, curves["PI"][-1] + 0.07, "probability of improvement", color=INK, ha="right")
        axes.text(24, curves["random"][-1] + 0.16, "random search", color=MUTED, ha="right")
        axes.text(15.4, curves["Thompson"][11] + 0.13, "Thompson sampling", color=THIRD)
        axes.text(10.7, -1.2, "upper confidence bound", color=SECOND, ha="right", va="center")
        axes.text(12.3, -0.98, "expected improvement", color=ACCENT, va="center")
        axes.set_yticks([0, -1, -2], ["1", "0.1", "0.01"])
        axes.set_ylim(-2.1, 0.62)
        axes.set_xticks([4, 8, 12, 16, 20, 24])
        axes.set_xlabel("evaluations")
        axes.set_ylabel("mean simple regret")


def rho():
    r = np.linspace(0, 1, 160)
    with figure(__file__, "rho", height=3.6) as fig:
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


steps()
regret()
rho()
