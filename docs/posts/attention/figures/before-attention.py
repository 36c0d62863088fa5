"""Figures of the piece on what came before attention."""

from __future__ import annotations

import math

import numpy as np

from extensions.figures.draw import ACCENT, MUTED, SECOND, THIRD, figure

# 1. The angle between two random directions crowds around a right angle.
with figure(__file__, "angles", height=3.1) as fig:
    axes = fig.subplots()
    degrees = np.linspace(30, 150, 241)
    theta = np.radians(degrees)
    for d, colour, where in (
        (3, MUTED, 40),
        (16, THIRD, 66),
        (64, SECOND, 78.5),
        (256, ACCENT, 85),
    ):
        log_area = math.lgamma(d / 2) - math.lgamma((d - 1) / 2) - 0.5 * math.log(math.pi)
        density = np.exp(log_area + (d - 2) * np.log(np.sin(theta))) * np.pi / 180
        axes.plot(degrees, density, color=colour)
        at = float(np.interp(where, degrees, density))
        axes.text(where - 1, at + 0.004, f"d = {d}", color=colour, ha="right", va="bottom")
    axes.set_xlabel("angle in degrees")
    axes.set_ylabel("density per degree")
    axes.set_xticks([30, 60, 90, 120, 150])
    axes.set_ylim(0, 0.12)

# 2. How much of a gradient survives the way back.
T, WIDTH = 100, 64


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def tanh_norms(gain):
    rng = np.random.default_rng(1)
    U = gain * np.linalg.qr(rng.standard_normal((WIDTH, WIDTH)))[0]
    h, states = np.zeros(WIDTH), []
    for x in 0.1 * rng.standard_normal((T, WIDTH)):
        h = np.tanh(h @ U + x)
        states.append(h)
    delta = rng.standard_normal(WIDTH)
    norms = [np.linalg.norm(delta)]
    for h in states[::-1]:
        delta = (delta * (1 - h**2)) @ U.T
        norms.append(np.linalg.norm(delta))
    return np.array(norms) / norms[0]


def lstm_norms(forget):
    rng = np.random.default_rng(1)
    U = 0.1 * rng.standard_normal((WIDTH, 4 * WIDTH)) / np.sqrt(WIDTH)
    h = c = np.zeros(WIDTH)
    tape = []
    for x in 0.5 * rng.standard_normal((T, 4 * WIDTH)):
        f, i, o, g = (h @ U + x).reshape(4, WIDTH)
        f, i, o, g = sigmoid(f + forget), sigmoid(i), sigmoid(o), np.tanh(g)
        tape.append((f, i, o, g, c, np.tanh(f * c + i * g)))
        c = f * c + i * g
        h = o * np.tanh(c)
    dc, dh = rng.standard_normal(WIDTH), np.zeros(WIDTH)
    norms = [np.linalg.norm(dc)]
    for f, i, o, g, before, t in tape[::-1]:
        dc = dc + dh * o * (1 - t**2)
        da = np.concatenate(
            [
                dc * before * f * (1 - f),
                dc * g * i * (1 - i),
                dh * t * o * (1 - o),
                dc * i * (1 - g**2),
            ]
        )
        dc, dh = dc * f, da @ U.T
        norms.append(np.hypot(np.linalg.norm(dc), np.linalg.norm(dh)))
    return np.array(norms) / norms[0]


with figure(__file__, "gradients", height=3.7) as fig:
    axes = fig.subplots()
    lags = np.arange(T + 1)
    curves = [
        (tanh_norms(1.5), SECOND, "tanh, g = 1.5"),
        (lstm_norms(5), ACCENT, "LSTM, forget bias 5"),
        (tanh_norms(1.0), SECOND, "tanh, g = 1"),
        (tanh_norms(0.9), SECOND, "tanh, g = 0.9"),
        (lstm_norms(1), ACCENT, "LSTM, forget bias 1"),
    ]
    for norms, colour, label in curves:
        axes.plot(lags, norms, color=colour)
        axes.text(102, norms[-1], label, color=colour, va="center")
    axes.plot(lags, 0.9**lags, color=MUTED, linewidth=1, linestyle=(0, (4, 3)))
    axes.text(102, 0.9**100, "bound 0.9ᵏ", color=MUTED, va="center")
    axes.set_yscale("log")
    axes.set_xlim(0, 138)
    axes.set_xticks([0, 25, 50, 75, 100])
    axes.set_yticks([1e-12, 1e-8, 1e-4, 1, 1e4], ["10⁻¹²", "10⁻⁸", "10⁻⁴", "1", "10⁴"])
    axes.minorticks_off()
    axes.set_xlabel("steps back in time, k")
    axes.set_ylabel("norm of the gradient")

# 3. One vector against a look-up.
N = 32


def one_state(d, n, rng, batch=100):
    E = rng.choice([-1.0, 1.0], (N, d)).astype(np.float32)
    w = rng.integers(0, N, (batch, n))
    h = np.zeros((batch, d), dtype=np.float32)
    for t in range(n):
        h = np.roll(h, 1, axis=1) + E[w[:, t]]
    right = 0
    for t in reversed(range(n)):
        right += ((h @ E.T).argmax(1) == w[:, t]).sum()
        h = np.roll(h, -1, axis=1)
    return right / w.size


def look_up(d, n, rng):
    E = rng.choice([-1.0, 1.0], (N, d)).astype(np.float32)
    keys = rng.choice([-1.0, 1.0], (n, d)).astype(np.float32)
    w = rng.integers(0, N, n)
    S = keys @ keys.T / np.sqrt(d)
    A = np.exp(S - S.max(1, keepdims=True))
    A /= A.sum(1, keepdims=True)
    return ((A @ E[w] @ E.T).argmax(1) == w).mean()


with figure(__file__, "wall", height=3.4) as fig:
    axes = fig.subplots()
    lengths = np.array([2, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256])
    for d, colour, where in ((64, SECOND, 8), (256, SECOND, 32), (1024, SECOND, 128)):
        rng = np.random.default_rng(d)
        few = lengths[lengths <= d]  # the shift comes round after d steps
        share = [one_state(d, int(n), rng) for n in few]
        axes.plot(few, share, color=colour)
        at = float(np.interp(where, few, share))
        axes.text(where * 1.06, at + 0.01, f"one state, d = {d}", color=colour, va="bottom")
    rng = np.random.default_rng(7)
    share = [look_up(64, int(n), rng) for n in lengths]
    axes.plot(lengths, share, color=ACCENT)
    axes.text(2, 1.035, "look-up over n vectors, d = 64", color=ACCENT, va="bottom")
    axes.axhline(1 / N, color=MUTED, linewidth=1, linestyle=(0, (4, 3)))
    axes.text(2, 1 / N + 0.015, "guessing", color=MUTED, va="bottom")
    axes.set_xscale("log")
    axes.set_xticks(
        [2, 4, 8, 16, 32, 64, 128, 256], ["2", "4", "8", "16", "32", "64", "128", "256"]
    )
    axes.minorticks_off()
    axes.set_xlim(1.9, 420)
    axes.set_ylim(0, 1.14)
    axes.set_yticks([0, 0.5, 1], ["0", "50 %", "100 %"])
    axes.set_xlabel("length of the sequence, n")
    axes.set_ylabel("tokens recovered")
