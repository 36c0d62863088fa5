"""Figures of the piece on attention over depth."""

from __future__ import annotations

import numpy as np

from extensions.markup.figures.draw import ACCENT, INK, MUTED, SECOND, THIRD, figure
from extensions.markup.figures.sketch import PHONE

PARTS = 64


def shares(weights):
    """Shares of values at right angles, of one length, by rows of *weights*."""
    return weights / np.sqrt((weights**2).sum(axis=-1, keepdims=True))


def behind(readers, values):
    """Weights of *values* for *readers*, with a norm behind each sum."""
    fade = 2.0 ** (-(readers[:, None] - values) / 2)
    fade[:, 0] = 2.0 ** (-(readers - 1) / 2)
    return fade


def looked_up(wanted, others, lead):
    """Weights of a softmax in which value *wanted* is ahead of *others* by *lead*."""
    e = np.ones(others + 1)
    e[wanted] = np.exp(lead)
    return e / e.sum()


# 1. What is left of each value at the top of 64 parts.
top = np.array([PARTS + 1])
values = np.arange(PARTS + 1)
with figure(__file__, "shares", width=PHONE, height=3.6) as fig:
    rows = fig.subplots(3, 1, sharex=True)
    kinds = (
        ("sum", np.ones((1, PARTS + 1)), ACCENT),
        ("norm behind each sum", behind(top, values), SECOND),
        ("softmax that asks for part 5", looked_up(5, PARTS, np.log(PARTS))[None], THIRD),
    )
    for axes, (name, weights, colour) in zip(rows, kinds, strict=True):
        # One path for all bars: broken where the next begins.
        x, y = np.repeat(values, 3), np.zeros(3 * len(values))
        y[1::3], y[2::3] = shares(weights)[0], np.nan
        axes.plot(x, y, color=colour, lw=3.0, solid_capstyle="butt")
        axes.set_ylim(0, 1.08)
        axes.set_yticks([0, 1])
        axes.set_xlim(-1.5, PARTS + 1.5)
        at = (20, 0.62)
        axes.text(*at, name, color=colour, va="center")
    rows[0].text(0, 0.2, "embedding", color=MUTED, va="bottom")
    rows[1].set_ylabel("share that is left")
    rows[-1].set_xlabel("value: the embedding, and what each of 64 parts found")

# 2. Through how many parts the gradient has come.
ROOT_2 = 2**0.5


def squares(seed):
    """Mean squares of a gradient by the number of parts passed, as in the piece."""
    rng = np.random.default_rng(seed)
    first, second = rng.standard_normal((2, PARTS, 64, 64), dtype=np.float32)
    first, second = first * np.float32(ROOT_2 / 8), second / np.float32(8)
    x = norm(np.random.default_rng(seed + 1_000_000).standard_normal(64))
    before = []
    for one, two in zip(first, second, strict=True):
        before.append(x)
        x = x + np.maximum(norm(x) @ one, 0) @ two
    gradient = np.zeros((PARTS + 1, 64))
    gradient[0] = norm(np.random.default_rng(seed + 1_000_200).standard_normal(64))
    for x, one, two in zip(before[::-1], first[::-1], second[::-1], strict=True):
        bar = norm(x)
        back = ((gradient @ two.T) * (bar @ one > 0)) @ one.T
        back -= np.outer(back @ bar, bar) / 64
        gradient[1:] += back[:-1] / np.sqrt((x**2).mean())
    return (gradient**2).mean(axis=1)


def norm(x):
    return x / np.sqrt((x**2).mean())


with figure(__file__, "paths", width=PHONE, height=2.8) as fig:
    axes = fig.subplots()
    ways = np.array([squares(seed) for seed in range(200)])
    ways = (ways / ways.sum(axis=1, keepdims=True)).mean(axis=0)
    derived = np.ones(1)
    for number in range(1, PARTS + 1):
        through = 1 / (number + 1)
        derived = np.convolve(derived, [1 - through, through])
    shown = np.arange(13)
    # Two digits are drawn, which are the same on all processors.
    axes.bar(shown, np.round(ways[:13], 3), width=0.72, color=ACCENT, alpha=0.55)
    axes.plot(shown, derived[:13], "o", color=INK, markersize=4)
    axes.text(6.4, 0.155, "measured", color=ACCENT, va="center")
    axes.text(6.4, 0.18, "• derived", color=INK, va="center")
    axes.set_xticks(shown)
    axes.set_xlabel("parts passed on the way through 64")
    axes.set_ylabel("share of the gradient's square")

# 3. Four rules as triangles: a row for each reader, a column for each value.
SMALL = 9
readers, columns = np.arange(1, SMALL + 2), np.arange(SMALL + 1)
seen = columns < readers[:, None]
rng = np.random.default_rng(3)


def softmax(scores):
    e = np.where(seen, np.exp(scores), 0)
    return e / e.sum(axis=1, keepdims=True)


def blocks(size):
    """Weights where readers choose among blocks of *size* parts."""
    block = np.r_[0, 1 + np.arange(SMALL) // size]
    scores = 2.2 * rng.standard_normal((SMALL + 1, block[-1] + 1))
    return softmax(scores[:, block])


with figure(__file__, "triangles", width=PHONE, height=4.9) as fig:
    rules = (
        ("sum", np.where(seen, 1.0, 0), ACCENT),
        ("norm behind each sum", np.where(seen, behind(readers, columns), 0), SECOND),
        ("softmax over blocks of 3", blocks(3), THIRD),
        ("softmax over all", softmax(2.2 * rng.standard_normal(seen.shape)), THIRD),
    )
    for axes, (name, weights, colour) in zip(fig.subplots(2, 2).flat, rules, strict=True):
        row, column = np.nonzero(seen)
        share = np.round(shares(weights)[row, column], 2)
        area = 130 * np.maximum(share, 0.06) ** 2
        axes.scatter(column + 0.5, row + 0.5, s=area, marker="s", color=colour, linewidths=0)
        axes.set_xlim(0, SMALL + 1)
        axes.set_ylim(SMALL + 1, 0)
        axes.set_aspect("equal")
        axes.set_xticks([0.5, SMALL + 0.5], ["0", str(SMALL)])
        axes.set_yticks([0.5, SMALL + 0.5], ["1", "out"])
        axes.set_title(name, color=colour)
