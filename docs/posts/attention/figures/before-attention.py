"""Figures of the piece on what came before attention."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.patches import Rectangle

from extensions.markup.figures.draw import ACCENT, INK, MUTED, PAPER, SECOND, THIRD, figure
from extensions.markup.figures.sketch import PHONE, arrow, box, canvas

# 1. The angle between two random directions crowds around a right angle.
with figure(__file__, "angles", width=PHONE, height=2.7) as fig:
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
T, WIDTH, RUNS = 100, 64, 200


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def size(rows):
    return np.linalg.norm(rows, axis=(1, 2))


def tanh_norms(gain):
    rng = np.random.default_rng(1)
    U = gain * np.linalg.qr(rng.standard_normal((RUNS, WIDTH, WIDTH)))[0]
    h, states = np.zeros((RUNS, 1, WIDTH)), []
    for x in 0.1 * rng.standard_normal((T, RUNS, 1, WIDTH)):
        h = np.tanh(h @ U + x)
        states.append(h)
    delta = rng.standard_normal((RUNS, 1, WIDTH))
    norms = [size(delta)]
    for h in states[::-1]:
        delta = (delta * (1 - h**2)) @ U.swapaxes(1, 2)
        norms.append(size(delta))
    return np.exp(np.mean(np.log(np.array(norms) / norms[0]), axis=1))


def lstm_norms(forget):
    rng = np.random.default_rng(1)
    U = 0.1 * rng.standard_normal((RUNS, WIDTH, 4 * WIDTH)) / np.sqrt(WIDTH)
    h = c = np.zeros((RUNS, 1, WIDTH))
    tape = []
    for _ in range(T):
        x = 0.5 * rng.standard_normal((RUNS, 1, 4 * WIDTH))
        f, i, o, g = np.split(h @ U + x, 4, axis=2)
        f, i, o, g = sigmoid(f + forget), sigmoid(i), sigmoid(o), np.tanh(g)
        tape.append((f, i, o, g, c, np.tanh(f * c + i * g)))
        c = f * c + i * g
        h = o * np.tanh(c)
    dc, dh = rng.standard_normal((RUNS, 1, WIDTH)), np.zeros((RUNS, 1, WIDTH))
    norms = [size(dc)]
    for f, i, o, g, before, t in tape[::-1]:
        dc = dc + dh * o * (1 - t**2)
        da = np.concatenate(
            [
                dc * before * f * (1 - f),
                dc * g * i * (1 - i),
                dh * t * o * (1 - o),
                dc * i * (1 - g**2),
            ],
            axis=2,
        )
        dc, dh = dc * f, da @ U.swapaxes(1, 2)
        norms.append(np.hypot(size(dc), size(dh)))
    return np.exp(np.mean(np.log(np.array(norms) / norms[0]), axis=1))


with figure(__file__, "gradients", width=PHONE, height=3.4) as fig:
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
    axes.set_xlim(0, 172)
    axes.set_xticks([0, 25, 50, 75, 100])
    axes.set_yticks([1e-12, 1e-8, 1e-4, 1, 1e4], ["10⁻¹²", "10⁻⁸", "10⁻⁴", "1", "10⁴"])
    axes.minorticks_off()
    axes.set_xlabel("steps back in time, k")
    axes.set_ylabel("norm of the gradient")

# 3. One vector against a look-up.
N = 32


def one_state(d, n, rng, machines=200):
    E = rng.choice([-1.0, 1.0], (machines, N, d)).astype(np.float32)
    w = rng.integers(0, N, (machines, n))
    h = np.zeros((machines, d), dtype=np.float32)
    for t in range(n):
        h = np.roll(h, 1, axis=1) + E[np.arange(machines), w[:, t]]
    right = 0
    for t in reversed(range(n)):
        right += ((E @ h[:, :, None])[:, :, 0].argmax(1) == w[:, t]).sum()
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


with figure(__file__, "wall", width=PHONE, height=3.0) as fig:
    axes = fig.subplots()
    lengths = np.array([2, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256])
    for d, colour, where in ((64, SECOND, 8), (256, SECOND, 32), (1024, SECOND, 128)):
        rng = np.random.default_rng(d)
        few = lengths[lengths <= d]  # the shift comes round after d steps
        share = [one_state(d, int(n), rng) for n in few]
        axes.plot(few, share, color=colour)
        at = float(np.interp(where, few, share))
        axes.text(where * 1.06, at + 0.01, f"d = {d}", color=colour, va="bottom")
    rng = np.random.default_rng(7)
    share = [np.mean([look_up(64, int(n), rng) for _ in range(200)]) for n in lengths]
    axes.plot(lengths, share, color=ACCENT)
    axes.text(2, 1.035, "look-up over n vectors, d = 64", color=ACCENT, va="bottom")
    axes.text(2, 0.3, "one state of width d", color=SECOND, va="bottom")
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

# 4. The machine of the opening, unrolled: one vector is the only way from letters to answer.
with figure(__file__, "one-vector", width=PHONE, height=2.75) as fig:
    axes = canvas(fig)
    word, side, step = "cats", 26, 38
    rng = np.random.default_rng(0)
    codes = rng.choice([-1.0, 1.0], (len(word), 256))
    h = np.zeros(256)
    for t, code in enumerate(codes):
        h = np.roll(h, 1) + code
        x = 4 + step * t
        box(axes, x, 84, (side, side), f"h{chr(0x2081 + t)}")
        box(axes, x, 150, (side, side), word[t], ACCENT, fill=0.12)
        arrow(axes, (x + side / 2, 150), (x + side / 2, 110), ACCENT)
        arrow(axes, (x + side, 97), (x + step + (4 if t == len(word) - 1 else 0), 97))
        x = 200 + step * t
        box(axes, x, 84, (side, side))
        box(axes, x, 18, (side, side), word[::-1][t], THIRD, fill=0.12)
        arrow(axes, (x + side / 2, 84), (x + side / 2, 44), THIRD)
        arrow(axes, (x - step + side + (0 if t else 12), 97), (x, 97))
    cells, height = 14, 10.0
    for i, number in enumerate(h[:cells]):
        y = 97 + (i - cells / 2) * height
        shade = abs(number) / np.abs(h).max()
        colour = ACCENT if number > 0 else SECOND
        axes.add_patch(Rectangle((160, y), 20, height, facecolor=colour, alpha=shade, lw=0))
    box(axes, 160, 97 - cells / 2 * height, (20, cells * height))
    axes.text(80, 191, "what it hears", color=ACCENT, ha="center", va="center")
    axes.text(270, 9, "what it says", color=THIRD, ha="center", va="center")
    axes.text(190, 157, "all it knows:", va="center")
    axes.text(190, 173, "one vector", va="center")
    axes.text(4, 70, "one step for each letter", color=MUTED, va="center")

# 5. How many nearly orthogonal directions the theorem guarantees.
with figure(__file__, "room", width=PHONE, height=3.0) as fig:
    axes = fig.subplots()
    d = np.geomspace(32, 4096, 120)
    for epsilon, where in ((0.3, 800), (0.2, 1800)):
        axes.plot(d, np.exp(d * epsilon**2 / 4), color=ACCENT)
        height = np.exp(where * epsilon**2 / 4)
        axes.text(where * 0.93, height, f"{epsilon}", color=ACCENT, ha="right", va="bottom")
    axes.plot(d, d, color=INK, lw=1.2)
    axes.text(33, 260, "exactly 0: d of them", va="bottom")
    axes.plot(d, np.full(len(d), np.exp(4)), color=SECOND, lw=1.4, ls=(0, (4, 3)))
    axes.text(4096, 1.3, "4/√d", color=SECOND, ha="right", va="bottom")
    axes.set_xscale("log", base=2)
    axes.set_yscale("log")
    axes.set_ylim(1, 1e14)
    axes.set_xticks([32, 128, 512, 2048], ["32", "128", "512", "2048"])
    axes.set_yticks([1, 1e4, 1e8, 1e12], ["1", "10⁴", "10⁸", "10¹²"])
    axes.minorticks_off()
    axes.set_xlabel("dimension d")
    axes.set_title("how many directions have |cos θ| of at most …")

# 6. One row of scores at three temperatures.
SCORES = np.array([1.0, 0.0, 2.0, -1.0, 0.5])
with figure(__file__, "temperature", width=PHONE, height=2.3) as fig:
    for axes, (tau, name) in zip(
        fig.subplots(1, 3, sharey=True), ((1 / 3, "⅓"), (1, "1"), (3, "3")), strict=True
    ):
        p = np.exp((SCORES - SCORES.max()) / tau)
        p /= p.sum()
        axes.bar(range(5), p, color=ACCENT, alpha=0.75, width=0.7)
        axes.axhline(0.2, color=MUTED, lw=0.8, ls=(0, (4, 3)))
        axes.set_title(f"τ = {name}")
        axes.set_xticks([])
        axes.set_yticks([0, 0.5, 1], ["0", "½", "1"])
        axes.set_ylim(0, 1.05)
        axes.set_xlabel(f"H = {-(p * np.log(p)).sum():.2f}")

# 7. The recurrent network, unrolled, and its gradient on the way back.
with figure(__file__, "unrolled", width=PHONE, height=2.2) as fig:
    axes = canvas(fig)
    side, step, shrink = 32, 68, 0.5
    for t in range(5):
        x = 14 + step * t
        number = chr(0x2081 + t)
        box(axes, x, 62, (side, 28), f"h{number}")
        arrow(axes, (x + side / 2, 138), (x + side / 2, 90), MUTED)
        axes.text(x + side / 2 + 5, 112, "W", color=MUTED, va="center")
        axes.text(x + side / 2, 150, f"x{number}", color=MUTED, ha="center", va="center")
        if t < 4:
            arrow(axes, (x + side, 76), (x + step, 76))
            axes.text(x + side + 18, 68, "U", ha="center", va="center")
            k = 4 - t
            size = shrink ** (k - 1)
            arrow(axes, (x + step + side / 2 - 5, 38), (x + side / 2 + 5, 38), SECOND, 6 * size)
            axes.text(
                x + step / 2 + side / 2, 22, ("1", "½", "¼", "⅛")[k - 1],
                color=SECOND, ha="center", va="center",
            )
    axes.text(14, 8, "the gradient, going back", color=SECOND, va="center")
    axes.text(302, 38, "loss", color=SECOND, va="center")

# 8. What a memory must pass, in a tanh network and in an LSTM.
with figure(__file__, "cell", width=PHONE, height=2.6) as fig:
    axes = canvas(fig)

    def gate(x, y, sign, colour):
        axes.plot(x, y, "o", ms=18, mfc="none", mec=colour, mew=1.1)
        axes.text(x, y, sign, color=colour, ha="center", va="center")

    axes.text(8, 14, "tanh network: through U and tanh, at each step", color=SECOND, va="center")
    for t in range(3):
        x = 8 + 148 * t
        axes.text(x + 10, 46, ("h₀", "h₁", "h₂")[t], color=SECOND, ha="center", va="center")
        if t < 2:
            arrow(axes, (x + 22, 46), (x + 42, 46), SECOND)
            box(axes, x + 42, 33, (26, 26), "U", SECOND, fill=0.12)
            arrow(axes, (x + 68, 46), (x + 84, 46), SECOND)
            box(axes, x + 84, 33, (36, 26), "tanh", SECOND, fill=0.12)
            arrow(axes, (x + 120, 46), (x + 144, 46), SECOND)
    axes.text(8, 88, "LSTM: times a gate, plus what is new", color=ACCENT, va="center")
    for t in range(3):
        x = 8 + 148 * t
        axes.text(x + 10, 122, ("c₀", "c₁", "c₂")[t], color=ACCENT, ha="center", va="center")
        if t < 2:
            arrow(axes, (x + 22, 122), (x + 46, 122), ACCENT, 2)
            gate(x + 55, 122, "×", ACCENT)
            arrow(axes, (x + 64, 122), (x + 88, 122), ACCENT, 2)
            gate(x + 97, 122, "+", ACCENT)
            arrow(axes, (x + 106, 122), (x + 144, 122), ACCENT, 2)
            for at, name in ((55, f"f{'₁₂'[t]}"), (97, f"i{'₁₂'[t]} ⊙ g{'₁₂'[t]}")):
                arrow(axes, (x + at, 158), (x + at, 132), MUTED)
                axes.text(x + at, 168, name, color=MUTED, ha="center", va="center")

# 9. Scores of the right letter and of all others in the machine of the opening.
with figure(__file__, "scores", width=PHONE, height=3.3) as fig:
    bins = np.linspace(-1.5, 2.5, 65)
    d, machines = 256, 60
    for axes, n in zip(fig.subplots(2, 1, sharex=True), (8, 64), strict=True):
        rng = np.random.default_rng(3)
        E = rng.choice([-1.0, 1.0], (machines, N, d))
        w = rng.integers(0, N, (machines, n))
        h = np.zeros((machines, d))
        for t in range(n):
            h = np.roll(h, 1, axis=1) + E[np.arange(machines), w[:, t]]
        right, others = [], []
        for t in reversed(range(n)):
            scores = (E @ h[:, :, None])[:, :, 0] / d
            is_right = np.arange(N) == w[:, t, None]
            right.append(scores[is_right])
            others.append(scores[~is_right])
            h = np.roll(h, -1, axis=1)
        for found, colour in ((others, MUTED), (right, ACCENT)):
            axes.hist(np.concatenate(found), bins, density=True, color=colour, alpha=0.5,
                      histtype="stepfilled", lw=0)
        spread = np.sqrt((n - 1) / d)
        axes.set_title(f"n = {n}: noise √((n − 1)/d) = {spread:.2f}")
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.set_xlim(-1.5, 2.5)
        top = axes.get_ylim()[1]
        axes.text(-0.4, top * 0.85, "other letters", color=MUTED, ha="right", va="top")
        axes.text(1.35, top * 0.85, "the right one", color=ACCENT, va="top")
    axes.set_xlabel("score divided by d")

# 10. A look-up over all states: nothing is squeezed, everything is weighed.
with figure(__file__, "look-up", width=PHONE, height=2.7) as fig:
    axes = canvas(fig)
    rng = np.random.default_rng(5)
    n, d, asked = 7, 12, 4
    keys = rng.choice([-1.0, 1.0], (n, d))
    scores = keys @ (keys[asked] * np.where(rng.random(d) < 0.9, 1, -1)) / np.sqrt(d)
    alpha = np.exp(scores - scores.max())
    alpha /= alpha.sum()
    side, step = 30, 47.5
    for j in range(n):
        x = 8 + step * j
        box(axes, x, 22, (side, 26), f"h{chr(0x2081 + j)}", ACCENT, fill=0.08 + 0.6 * alpha[j])
        axes.plot([x + side / 2, 173], [48, 128], color=ACCENT, lw=0.4 + 9 * alpha[j], alpha=0.6)
        axes.text(x + side / 2, 62, f"{alpha[j]:.0%}", ha="center", va="center",
                  bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1.2})
        if j < n - 1:
            arrow(axes, (x + side, 35), (x + step, 35), MUTED)
    axes.text(8, 9, "all states of the encoder, kept", color=ACCENT, va="center")
    box(axes, 153, 128, (40, 26), "cᵢ", ACCENT)
    box(axes, 20, 128, (60, 26), "sᵢ₋₁", THIRD, fill=0.12)
    axes.text(20, 120, "the decoder asks", color=THIRD, va="bottom")
    arrow(axes, (80, 141), (153, 141), THIRD)
    arrow(axes, (193, 141), (240, 141))
    axes.text(245, 141, "word i", va="center")
    axes.text(173, 172, "the weighted average, made anew for each word", ha="center", va="center")
