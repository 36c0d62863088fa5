"""Figures of "From linear regression to Gaussian processes"."""

import numpy as np

from extensions.figures.draw import ACCENT, INK, MUTED, SECOND, THIRD, figure

x = np.array([-4.6, -3.9, -3.1, -2.5, -1.2, -0.6])
y = np.array([80.9, 85.1, 90.1, 91.6, 86.3, 79.8]) - 85
tau, sigma = 5.0, 0.5


def rbf(a, b, tau=tau, ell=1.0):
    return tau**2 * np.exp(-((a[:, None] - b[None, :]) ** 2) / (2 * ell**2))


def runs() -> None:
    q = np.linspace(-6, 1.2, 145)
    chol = np.linalg.cholesky(rbf(x, x) + sigma**2 * np.eye(6))
    v = np.linalg.solve(chol, rbf(x, q))
    mean = v.T @ np.linalg.solve(chol, y) + 85
    cov = rbf(q, q) - v.T @ v
    s = np.sqrt(np.diag(cov))

    def features(a):
        return ((a[:, None] + 2.6) / 2) ** np.arange(3)

    feat, grid = features(x), features(q)
    a = feat.T @ feat + (sigma / tau) ** 2 * np.eye(3)
    quad = grid @ np.linalg.solve(a, feat.T @ y) + 85
    quad_s = sigma * np.sqrt(np.sum(grid * np.linalg.solve(a, grid.T).T, axis=1))

    rng = np.random.default_rng(4)
    draws = rng.multivariate_normal(mean, cov + 1e-9 * np.eye(len(q)), size=3, method="eigh")
    with figure(__file__, "runs", height=4.0) as fig:
        axes = fig.subplots()
        axes.fill_between(q, mean - 2 * s, mean + 2 * s, color=ACCENT, alpha=0.16, linewidth=0)
        for draw in draws:
            axes.plot(q, draw, color=ACCENT, linewidth=0.8, alpha=0.7)
        axes.plot(q, mean, color=ACCENT, linewidth=2.2)
        axes.fill_between(
            q, quad - 2 * quad_s, quad + 2 * quad_s, color=SECOND, alpha=0.2, linewidth=0
        )
        axes.plot(q, quad, color=SECOND, linestyle="--", linewidth=1.6)
        axes.plot(x, y + 85, "o", color=INK, markersize=6)
        axes.set_xlim(-6, 1.2)
        axes.set_ylim(68, 100)
        axes.annotate("μ(x) ± 2 s(x)", (-5.85, 91.6), color=ACCENT)
        axes.annotate("quadratic ± 2 s", (-0.55, 69.6), color=SECOND, ha="right")
        axes.annotate("the gap", (-1.85, 94.3), color=MUTED, ha="center")
        axes.set_xlabel("log₁₀ of the learning rate")
        axes.set_ylabel("accuracy, per cent")


def kernels() -> None:
    q = np.linspace(0, 10, 260)
    r = np.abs(q[:, None] - q[None, :])
    z = np.sqrt(3) * r
    panels = (
        ("Matérn, ν = 1/2", np.exp(-r)),
        ("Matérn, ν = 3/2", (1 + z) * np.exp(-z)),
        ("RBF, ν → ∞", np.exp(-(r**2) / 2)),
    )
    noise = np.random.default_rng(11).standard_normal((len(q), 2))
    with figure(__file__, "kernels", height=3.0) as fig:
        for axes, (name, k) in zip(fig.subplots(1, 3, sharey=True), panels, strict=True):
            # the same random numbers in each panel, through a Cholesky factor
            f = np.linalg.cholesky(k + 1e-9 * np.eye(len(q))) @ noise
            axes.plot(q, f[:, 0], color=ACCENT, linewidth=1.2)
            axes.plot(q, f[:, 1], color=SECOND, linewidth=1.2)
            axes.set_title(name)
            axes.set_ylim(-3.4, 3.4)
            axes.set_xticks([])
            axes.plot([0.3, 1.3], [-3.0, -3.0], color=INK, linewidth=2)
            axes.annotate("ℓ", (1.5, -3.15), color=INK)


def evidence() -> None:
    ells = np.geomspace(0.1, 3, 160)
    fit, comp = [], []
    for ell in ells:
        chol = np.linalg.cholesky(rbf(x, x, ell=ell) + sigma**2 * np.eye(6))
        z = np.linalg.solve(chol, y)
        fit.append(-z @ z / 2)
        comp.append(-np.log(np.diag(chol)).sum())
    fit, comp = np.array(fit), np.array(comp)
    total = fit + comp
    top = np.argmax(total)
    with figure(__file__, "evidence", height=3.6) as fig:
        axes = fig.subplots()
        axes.plot(ells, fit, color=SECOND)
        axes.plot(ells, comp, color=THIRD)
        axes.plot(ells, total, color=ACCENT, linewidth=2.4)
        axes.plot(ells[top], total[top], "o", color=ACCENT, markersize=7)
        axes.annotate("fit", (0.3, -1.7), color=SECOND)
        axes.annotate("complexity", (0.3, -8.9), color=THIRD)
        axes.annotate("fit + complexity", (0.12, -11.4), color=ACCENT)
        axes.annotate("ℓ = 1.08", (ells[top], total[top] + 0.6), color=ACCENT, ha="center")
        axes.set_xscale("log")
        axes.set_xticks([0.1, 0.2, 0.5, 1, 2, 3], ["0.1", "0.2", "0.5", "1", "2", "3"])
        axes.minorticks_off()
        axes.set_ylim(-17, 0)
        axes.set_xlim(0.1, 3)
        axes.set_xlabel("length-scale ℓ")
        axes.set_ylabel("log units")


runs()
kernels()
evidence()
