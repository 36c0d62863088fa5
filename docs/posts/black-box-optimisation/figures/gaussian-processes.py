"""Figures of "From linear regression to Gaussian processes"."""

import numpy as np

from extensions.markup.figures.draw import ACCENT, INK, MUTED, SECOND, THIRD, figure
from extensions.markup.figures.sketch import PHONE

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
    with figure(__file__, "runs", width=PHONE, height=3.2) as fig:
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
    with figure(__file__, "kernels", width=PHONE, height=4.6) as fig:
        for axes, (name, k) in zip(fig.subplots(3, 1, sharex=True), panels, strict=True):
            # the same random numbers in each panel, through a Cholesky factor
            f = np.linalg.cholesky(k + 1e-9 * np.eye(len(q))) @ noise
            axes.plot(q, f[:, 0], color=ACCENT, linewidth=1.2)
            axes.plot(q, f[:, 1], color=SECOND, linewidth=1.2)
            axes.set_title(name)
            axes.set_ylim(-3.4, 3.4)
            axes.set_xticks([])
            axes.plot([0.3, 1.3], [-3.0, -3.0], color=INK, linewidth=2)
            axes.annotate("ℓ", (1.5, -3.15), color=INK)


def powers(a, p):
    return ((a[:, None] + 2.6) / 2) ** np.arange(p)


def polynomial(q, p):
    """Mean and deviation of the polynomial with *p* weights at *q*, given the six runs."""
    feat, grid = powers(x, p), powers(q, p)
    a = feat.T @ feat + (sigma / tau) ** 2 * np.eye(p)
    mean = grid @ np.linalg.solve(a, feat.T @ y) + 85
    return mean, sigma * np.sqrt(np.sum(grid * np.linalg.solve(a, grid.T).T, axis=1))


def fits() -> None:
    q = np.linspace(-5.2, 0, 121)
    with figure(__file__, "fits", width=PHONE, height=3.0) as fig:
        axes = fig.subplots()
        for p, colour in ((3, SECOND), (4, ACCENT)):
            mean, s = polynomial(q, p)
            axes.fill_between(q, mean - 2 * s, mean + 2 * s, color=colour, alpha=0.2, linewidth=0)
            axes.plot(q, mean, color=colour)
        axes.plot(x, y + 85, "o", color=INK, markersize=6)
        axes.axvline(-1.85, color=MUTED, linewidth=0.9, linestyle=(0, (3, 3)))
        axes.annotate("the gap", (-1.8, 76), color=MUTED)
        axes.annotate("cubic", (-1.75, 92.2), color=ACCENT)
        axes.annotate("quadratic", (-3.3, 87.3), color=SECOND, ha="left", va="top")
        axes.set_ylim(74, 95)
        axes.set_yticks([75, 80, 85, 90, 95])
        axes.set_xlabel("log₁₀ of the learning rate")
        axes.set_title("accuracy, per cent")


def conditioning() -> None:
    rho, seen = 0.8, 1.4
    with figure(__file__, "conditioning", width=PHONE, height=3.4) as fig:
        axes = fig.subplots()
        angle = np.linspace(0, 2 * np.pi, 121)
        root = np.linalg.cholesky([[1, rho], [rho, 1]])
        for radius in (1, 2):
            v, u = radius * root @ np.stack([np.cos(angle), np.sin(angle)])
            axes.plot(v, u, color=MUTED, linewidth=1.2)
        axes.axvline(seen, color=SECOND, linewidth=1.2)
        u = np.linspace(-3, 3, 121)
        mean, s = rho * seen, np.sqrt(1 - rho**2)
        axes.plot(-3 + np.exp(-(u**2) / 2), u, color=MUTED)
        axes.plot(seen + np.exp(-(((u - mean) / s) ** 2) / 2), u, color=ACCENT)
        axes.plot([seen, seen + 1], [mean, mean], color=ACCENT, linewidth=0.9, ls=(0, (3, 3)))
        axes.text(-2.9, -2.6, "u before", color=MUTED)
        words = f"u given v:\n{mean:.2f} ± {s:.2f}"
        axes.text(seen + 0.2, mean - 1.6, words, color=ACCENT, va="top")
        axes.text(seen - 0.08, -2.6, f"v = {seen}", color=SECOND, ha="right")
        axes.set_xlim(-3, 3.2)
        axes.set_ylim(-3, 3)
        axes.set_xticks([-2, 0, 2])
        axes.set_yticks([-2, 0, 2])
        axes.set_xlabel("v")
        axes.set_ylabel("u")


def weights() -> None:
    q = np.linspace(-5, 0, 31)
    grid = powers(q, 3)
    noise = np.random.default_rng(2).standard_normal((14, 3))
    with figure(__file__, "weights", width=PHONE, height=2.5) as fig:
        panels = fig.subplots(1, 3, sharey=True)
        for axes, n in zip(panels, (0, 2, 6), strict=True):
            feat = powers(x[[2, 5, 0, 1, 3, 4]][:n], 3)
            a = feat.T @ feat + (sigma / tau) ** 2 * np.eye(3)
            w = np.linalg.solve(a, feat.T @ y[[2, 5, 0, 1, 3, 4]][:n])
            # The rows of the inverse of the Cholesky factor spread the same random numbers.
            drawn = w + sigma * np.linalg.solve(np.linalg.cholesky(a).T, noise.T).T
            for weights_ in drawn:
                axes.plot(q, grid @ weights_ + 85, color=ACCENT, linewidth=0.9, alpha=0.6)
            points = [2, 5, 0, 1, 3, 4][:n]
            axes.plot(x[points], y[points] + 85, "o", color=INK, markersize=4)
            axes.set_title("no run" if n == 0 else f"{n} runs")
            axes.set_ylim(70, 100)
            axes.set_xticks([-4, -1])
            axes.set_yticks([70, 85, 100])


def features() -> None:
    q = np.linspace(-4, 4, 129)
    with figure(__file__, "features", width=PHONE, height=3.3) as fig:
        bumps, share = fig.subplots(2, 1, sharex=True, height_ratios=[1.2, 1])
        total, term = np.zeros_like(q), np.exp(-(q**2) / 2)
        for m in range(20):
            if m:
                term = term * q / np.sqrt(m)
            total = total + term**2
            if m < 5:
                bumps.plot(q, term, color=ACCENT, linewidth=1.3, alpha=1 - 0.16 * m)
                at = 64 + int(np.argmax(np.round(term[64:], 9)))
                if m in (0, 1, 4):
                    bumps.text(q[at] + 0.06, term[at] + 0.05, f"φ{chr(0x2080 + m)}", color=ACCENT)
            if m + 1 in (1, 5, 10, 20):
                share.plot(q, total, color=SECOND, linewidth=1.3)
                i = 64 + int(np.argmin(np.abs(total[64:] - 0.5)))
                share.text(q[i] - 0.1, total[i], f"{m + 1}", color=SECOND, ha="right", va="top")
        bumps.axhline(0, color=MUTED, linewidth=0.7)
        bumps.set_ylim(-0.75, 1.2)
        bumps.set_yticks([0, 1])
        bumps.set_title("features")
        share.set_yticks([0, 1])
        share.set_ylim(0, 1.1)
        share.set_title("share of the prior variance, by number of features")
        share.set_xlabel("x / ℓ")


def ways() -> None:
    n, m = np.geomspace(1e2, 1e6, 41), 1000
    with figure(__file__, "ways", width=PHONE, height=3.0) as fig:
        axes = fig.subplots()
        axes.plot(n, n**3 / 3, color=SECOND)
        axes.plot(n[n >= m], n[n >= m] * m**2, color=ACCENT)
        axes.plot(n, n, color=THIRD)
        axes.text(3e3, 3e11, "factor C, n³/3", color=SECOND, ha="right")
        words = "m = 1,000 points\nor features, nm²"
        axes.text(1e6, 1.5e10, words, color=ACCENT, ha="right", va="top")
        axes.text(1e6, 4e4, "Kalman filter, n", color=THIRD, ha="right", va="top")
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.set_xticks([1e2, 1e4, 1e6], ["100", "10,000", "a million"])
        axes.set_yticks([1e4, 1e8, 1e12, 1e16], ["10⁴", "10⁸", "10¹²", "10¹⁶"])
        axes.minorticks_off()
        axes.set_xlabel("measurements n")
        axes.set_title("operations, in orders of magnitude")


runs()
kernels()
fits()
conditioning()
weights()
features()
ways()
