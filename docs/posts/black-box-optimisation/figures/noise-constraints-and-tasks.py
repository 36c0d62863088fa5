"""Figures of the piece on noise, constraints and several tasks."""

from math import erfc, pi

import numpy as np

from extensions.markup.figures.draw import ACCENT, INK, MUTED, SECOND, THIRD, figure
from extensions.markup.figures.sketch import PHONE

Phi = np.vectorize(lambda z: erfc(-z / np.sqrt(2)) / 2)


def matern(a, b, ell=0.15):
    z = np.sqrt(5) * np.abs(a[:, None] - b[None, :]) / ell
    return (1 + z + z**2 / 3) * np.exp(-z)


def posterior(x, y, q, noise, mean=0.0):
    """Mean and deviation at *q* after *y* was measured at *x*."""
    seen, cross = matern(x, x) + noise**2 * np.eye(len(x)), matern(x, q)
    weights = np.linalg.solve(seen, cross)
    return mean + weights.T @ (y - mean), np.sqrt(1 - np.sum(cross * weights, axis=0))


def constraint():
    q, noise = np.linspace(0, 1, 121), 0.2
    x = np.array([0.04, 0.16, 0.28, 0.38, 0.5, 0.6, 0.72, 0.96])
    y = np.array([-0.6, -0.1, 0.45, 0.2, 0.15, 0.75, 1.35, 0.1])
    z = np.array([-1.3, -1.1, -1.2, -0.9, -0.55, -0.15, 0.7, 1.6])
    mu, s = posterior(x, y, q, noise)
    m, r = posterior(x, z, q, noise, 0.5)
    best = posterior(x, y, x[z < 0], noise)[0].max()
    u = (mu - best) / s
    improvement = s * (u * Phi(u) + np.exp(-(u**2) / 2) / np.sqrt(2 * pi))
    kept = Phi(-m / r)
    with figure(__file__, "constraint", width=PHONE, height=4.6) as fig:
        gain, time, rule = fig.subplots(3, 1, sharex=True, height_ratios=[1.3, 1.1, 1])
        for axes, data, mean, dev, colour in (
            (gain, y, mu, s, ACCENT),
            (time, z, m, r, SECOND),
        ):
            axes.fill_between(
                q, mean - 2 * dev, mean + 2 * dev, color=colour, alpha=0.18, linewidth=0
            )
            axes.plot(q, mean, color=colour)
            axes.plot(x, data, "o", color=INK, markersize=4)
        gain.text(0.02, 1.45, "gain f, mean ± 2 s", color=ACCENT)
        time.axhline(0, color=MUTED, linewidth=1, linestyle="--")
        time.text(0.02, 0.35, "the limit", color=MUTED)
        time.text(0.02, 1.75, "time over the limit c", color=SECOND)
        rule.plot(q, improvement, color=MUTED, linestyle="--")
        rule.plot(q, improvement * kept, color=THIRD)
        rule.text(q[improvement.argmax()], improvement.max() * 1.06, "EI", color=MUTED, ha="center")
        top = (improvement * kept).argmax()
        rule.plot([q[top]], [(improvement * kept)[top]], "v", color=THIRD, markersize=7)
        rule.text(q[top] - 0.025, (improvement * kept)[top], "EIC", color=THIRD, ha="right")
        rule.set_ylim(0, improvement.max() * 1.3)
        rule.set_yticks([])
        rule.set_ylabel("value")
        rule.set_xlabel("setting x")


def models():
    q = np.linspace(0, 1, 160)

    def rbf(ell):
        return np.exp(-((q[:, None] - q[None, :]) ** 2) / (2 * ell**2))

    def convolution(i, j, ell=(0.04, 0.1), shift=(0.0, 0.15)):
        v, d = ell[i] ** 2 + ell[j] ** 2, shift[i] - shift[j]
        peak = np.sqrt(2 * ell[i] * ell[j] / v)
        return peak * np.exp(-((q[:, None] - q[None, :] - d) ** 2) / (2 * v))

    slow, fast = np.array([[1, 0.95], [0.95, 1]]), np.array([[0.12, 0], [0, 0.12]])
    panels = (
        ("one kernel (ICM)", np.kron([[1, 0.8], [0.8, 1]], rbf(0.1))),
        ("two kernels (LMC)", np.kron(slow, rbf(0.3)) + np.kron(fast, rbf(0.04))),
        (
            "convolution",
            np.block([[convolution(i, j) for j in (0, 1)] for i in (0, 1)]),
        ),
    )
    # through eigenvectors the signs would be the machine's: a Cholesky factor is unique
    noise = np.random.default_rng(5).standard_normal(320)
    with figure(__file__, "models", width=PHONE, height=4.4) as fig:
        for axes, (name, K) in zip(fig.subplots(3, 1, sharex=True), panels, strict=True):
            f = np.linalg.cholesky(K + 1e-5 * np.eye(320)) @ noise
            axes.plot(q[::2], f[:160:2], color=ACCENT)
            axes.plot(q[::2], f[160::2], color=SECOND)
            axes.set_title(name)
            axes.set_xticks([])
            axes.set_yticks([])
        fig.axes[1].set_ylabel("two tasks")


grid = np.linspace(0, 1, 41)
nodes, weights = np.polynomial.hermite_e.hermegauss(9)
weights /= weights.sum()


def spend(tasks, budget=40, R=200, noise=0.3, rho=0.9):
    """The loss of each run after each cost, as in the text."""
    rng, each = np.random.default_rng(0), np.arange(R)
    K = np.kron([[1, rho], [rho, 1]], matern(grid, grid))
    root = np.linalg.cholesky(K + 1e-8 * np.eye(82))
    truth = rng.standard_normal((R, 82)) @ root.T
    rng.standard_normal((1, R, 82))  # the text draws here for its other rules
    mu, var, g = np.zeros((R, 82)), np.ones((R, 82)), np.zeros((40, R, 82))
    price, pairs = np.repeat([10, 1], 41), np.arange(41 * tasks)
    spent, on = np.zeros(R, int), np.full(R, True)
    loss = np.full((R, budget + 1), np.nan)
    for t in range(41):
        i = np.round(mu[:, :41], 6).argmax(axis=1)
        lost = truth[:, :41].max(axis=1) - truth[each, i]
        loss[each[on], spent[on]] = lost[on]
        past = g[:t]
        S = K[:41, pairs] - np.einsum("trx,try->rxy", past[..., :41], past[..., pairs])
        tilde = S / np.sqrt(var[:, pairs] + noise**2)[:, None, :]
        now = mu[:, :41, None]
        rise = sum(w * (now + z * tilde).max(axis=1) for z, w in zip(nodes, weights, strict=True))
        i = np.round((rise - now.max(axis=1)) / price[pairs], 6).argmax(axis=1)
        on &= spent + price[i] <= budget
        if not on.any():
            break
        spent[on] += price[i[on]]
        row = K[i] - np.einsum("jr,jrx->rx", past[:, each, i], past)
        total = row[each, i] + noise**2
        y = truth[each, i] + noise * rng.standard_normal(R)
        rng.standard_normal((1, R))
        mu += ((y - mu[each, i]) / total)[:, None] * row
        g[t] = row / np.sqrt(total)[:, None]
        var = np.maximum(var - g[t] ** 2, 1e-12)
    for cost in range(1, budget + 1):
        gap = np.isnan(loss[:, cost])
        loss[gap, cost] = loss[gap, cost - 1]
    return loss


def tasks():
    cost = np.arange(41)
    with figure(__file__, "tasks", width=PHONE, height=2.9) as fig:
        axes = fig.subplots()
        for count, colour in ((1, MUTED), (2, ACCENT)):
            loss = spend(count)
            mean, se = loss.mean(axis=0), loss.std(axis=0) / len(loss) ** 0.5
            axes.fill_between(
                cost,
                mean - 2 * se,
                mean + 2 * se,
                color=colour,
                alpha=0.2,
                linewidth=0,
                step="post",
            )
            axes.step(cost, mean, color=colour, where="post")
        axes.text(21, 0.82, "live trials only", color=MUTED)
        axes.text(2.5, 0.06, "live trials and replays", color=ACCENT)
        axes.set_ylim(0, None)
        axes.set_xlim(0, 40)
        axes.set_xlabel("cost spent (a live trial costs 10, a replay 1)")
        axes.set_ylabel("mean loss")


def best():
    """The larger of two unknown values, and two shortcuts for it."""
    v = np.linspace(-2, 2.4, 133)
    dev, noise = 0.5, 0.5
    density = np.exp(-((v / dev) ** 2) / 2) / (dev * np.sqrt(2 * pi))
    larger = 2 * density * Phi(v / dev)
    loud = np.hypot(dev, noise)
    told = 2 * np.exp(-((v / loud) ** 2) / 2) / (loud * np.sqrt(2 * pi)) * Phi(v / loud)
    with figure(__file__, "best", width=PHONE, height=3.6) as fig:
        panels = fig.subplots(3, 1, sharex=True)
        for axes, curve, mean, name, colour in (
            (panels[0], density, 0.0, "each of two values", MUTED),
            (panels[1], larger, dev / np.sqrt(pi), "the larger one, F", ACCENT),
            (panels[2], told, loud / np.sqrt(pi), "the larger measurement", SECOND),
        ):
            axes.fill_between(v, curve, color=colour, alpha=0.25, linewidth=0)
            axes.plot(v, curve, color=colour, linewidth=1.4)
            axes.axvline(mean, color=colour, linewidth=1.1, linestyle=(0, (4, 3)))
            axes.text(-2, 0.78, name, color=colour, va="top")
            axes.text(1.25, 0.78, f"mean {mean:.2f}", color=colour, va="top")
            axes.set_yticks([])
            axes.set_ylim(0, 1.05)
            axes.spines["left"].set_visible(False)
        panels[2].set_xticks([-1, 0, 1, 2])
        panels[2].set_xlabel("value")


def quadrant():
    """What a trial must do to count: be better, and keep the limit."""
    mu, s, m, r, best_so_far = 1.1, 0.7, 0.4, 0.5, 0.8
    with figure(__file__, "quadrant", width=PHONE, height=3.0) as fig:
        axes = fig.subplots()
        axes.fill_between([-1.5, 0], best_so_far, 3, color=THIRD, alpha=0.2, linewidth=0)
        axes.axhline(best_so_far, color=MUTED, linewidth=0.9, linestyle=(0, (4, 3)))
        axes.axvline(0, color=MUTED, linewidth=0.9, linestyle=(0, (4, 3)))
        angle = np.linspace(0, 2 * pi, 121)
        for radius in (1, 2):
            c, f = m + radius * r * np.cos(angle), mu + radius * s * np.sin(angle)
            axes.plot(c, f, color=INK, linewidth=1)
        better, kept = float(Phi((mu - best_so_far) / s)), float(Phi(-m / r))
        axes.text(-1.45, 2.9, f"counts: {better * kept:.0%}", color=THIRD, va="top")
        axes.text(1.95, 2.5, f"better: {better:.0%}", ha="right", va="top")
        axes.text(-1.45, -0.7, f"keeps the limit: {kept:.0%}", va="bottom")
        axes.text(1.95, best_so_far + 0.04, "f⁺", color=MUTED, ha="right", va="bottom")
        axes.set_xlim(-1.5, 2)
        axes.set_ylim(-0.8, 3)
        axes.set_xticks([-1, 0, 1])
        axes.set_yticks([0, 1, 2])
        axes.set_xlabel("time over the limit c(x)")
        axes.set_ylabel("gain f(x)")


constraint()
models()
tasks()
best()
quadrant()
