"""Figures of the piece on gradients in practice."""

import numpy as np

from extensions.figures.draw import ACCENT, INK, MUTED, SECOND, THIRD, figure


def cotangents():
    rng = np.random.default_rng(1)
    centres = 1.2 * rng.standard_normal((10, 32))
    weights = [rng.standard_normal((m, n)) / np.sqrt(m) for m, n in ((32, 32), (32, 32), (32, 10))]

    def sample(n):
        c = rng.integers(0, 10, n)
        return centres[c] + rng.standard_normal((n, 32)), np.eye(10)[c]

    def gradients(x, y):
        a = [x]
        for w in weights[:2]:
            a.append(np.tanh(a[-1] @ w))
        z = a[2] @ weights[2]
        e = np.exp(z - z.max(axis=1, keepdims=True))
        d = (e / e.sum(axis=1, keepdims=True) - y) / len(y)
        grads, all_d = [a[2].T @ d], [d.ravel()]
        for k in (1, 0):
            d = (d @ weights[k + 1].T) * (1 - a[k + 1] ** 2)
            grads.append(a[k].T @ d)
            all_d.append(d.ravel())
        return grads[::-1], np.concatenate(all_d)

    x, y = sample(256)
    for _ in range(300):
        weights = [w - g for w, g in zip(weights, gradients(x, y)[0], strict=True)]
    return gradients(*sample(4096))[1]


with figure(__file__, "scaling", height=3.3) as fig:
    axes = fig.subplots()
    edges = np.arange(-46, 19)
    share, _ = np.histogram(np.log2(np.abs(cotangents())), edges)
    share = 100 * share / share.sum()
    for shift, colour in ((0, SECOND), (16, ACCENT)):
        axes.stairs(share, edges + shift, color=colour, linewidth=1.6)
        axes.stairs(share, edges + shift, color=colour, fill=True, alpha=0.15)
    for place in (-25, -14, 16):
        axes.axvline(place, color=MUTED, linewidth=0.9, linestyle=(0, (4, 3)))
    top = 1.3 * share.max()
    axes.text(-31, 1.03 * share.max(), "as they are", color=SECOND, ha="right")
    axes.text(-5, 1.03 * share.max(), "times 2¹⁶", color=ACCENT, ha="left")
    for place, word in ((-35.5, "zero"), (-19.5, "subnormal"), (1, "11 bits"), (18.4, "∞")):
        axes.text(place, 0.95 * top, word, color=INK, ha="center", fontsize=10)
    axes.set_xlim(-46, 20.5)
    axes.set_ylim(0, top)
    axes.set_xticks([-40, -25, -14, 0, 16], ["−40", "−25", "−14", "0", "16"])
    axes.set_yticks([0, 5, 10, 15], ["0", "5", "10", "15 %"])
    axes.set_xlabel("log₂ of the size of a cotangent")
    axes.set_ylabel("share")

with figure(__file__, "checks", height=4.2) as fig:
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
        steps = np.logspace(low, -0.2, 70)
        middle = [
            np.nanmedian([error(h * j, dtype) for j in np.linspace(0.8, 1.25, 25)]) for h in steps
        ]
        axes.loglog(steps, middle, color=colour, linewidth=1.6)
        axes.text(*place, color=colour)
    steps = np.logspace(-11.5, -0.2, 90)
    imaginary = [max(abs(f(np.array(x + 1j * h)).imag / h / slope - 1), 1.1e-16) for h in steps]
    axes.loglog(steps, imaginary, color=INK, linewidth=1.2, linestyle=(0, (4, 2)))
    axes.text(2e-11, 1.2e-15, "complex step, float64", color=INK)
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
