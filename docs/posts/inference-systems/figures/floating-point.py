"""Figures of the piece on floating point."""

import numpy as np

from extensions.markup.figures.draw import ACCENT, INK, MUTED, SECOND, THIRD, figure
from extensions.markup.figures.sketch import PHONE, arrow, box, canvas


def numbers(bits, low, high):
    """Return the numbers of *bits* significant bits in [low, high), powers of two."""
    exponents = range(int(np.log2(low)), int(np.log2(high)))
    steps = np.arange(2 ** (bits - 1)) / 2 ** (bits - 1)
    return [(1 + step) * 2.0**e for e in exponents for step in steps]


def marks(axes, places, y, height, colour):
    for x in places:
        axes.plot([x, x], [y - height, y + height], color=colour, lw=1.6)


with figure(__file__, "line", width=PHONE, height=1.55) as fig:
    axes = canvas(fig)
    left, scale, y = 18, 38.0, 62

    def at(x):
        return left + scale * x

    axes.plot([at(0), at(8.2)], [y, y], color=MUTED, lw=1)
    marks(axes, [at(x) for x in numbers(3, 0.5, 8)], y, 9, INK)
    marks(axes, [at(8)], y, 9, INK)
    for power in (1, 2, 4, 8):
        axes.text(at(power), y + 14, str(power), ha="center", va="top")
    axes.text(at(0), y + 14, "0", ha="center", va="top")
    marks(axes, [at(0)], y, 9, INK)
    arrow(axes, (at(4), y - 20), (at(4.5), y - 20), SECOND, 1.6)
    axes.plot([at(4.5)] * 2, [y - 20, y], color=SECOND, lw=1, ls=(0, (2, 2)))
    axes.text(at(4.25), y - 28, "4 + ½ = ?", color=SECOND, ha="center")
    for low, high, name in ((1, 2, "¼"), (2, 4, "½"), (4, 8, "1")):
        middle = at((low + high) / 2)
        axes.text(middle, y + 38, f"{name} apart", color=ACCENT, ha="center", va="top")

with figure(__file__, "fields", width=PHONE, height=2.75) as fig:
    axes = canvas(fig)
    formats = [
        ("float64", 11, 52),
        ("float32", 8, 23),
        ("float16", 5, 10),
        ("bfloat16", 8, 7),
        ("E5M2", 5, 2),
        ("E4M3", 4, 3),
    ]
    left, unit = 72, 4.15
    for row, (name, q, rest) in enumerate(formats):
        y = 24 + 28 * row
        axes.text(left - 8, y + 9, name, ha="right", va="center")
        x = left
        for bits, colour in ((1, SECOND), (q, THIRD), (rest, ACCENT)):
            label = str(bits) if bits > 2 else ""
            box(axes, x, y, (bits * unit, 18), label, colour, fill=0.16)
            x += bits * unit
        if rest < 3:
            axes.text(x + 4, y + 9, "2", color=ACCENT, va="center")
    axes.text(left, 12, "sign", color=SECOND, va="center")
    axes.text(left + 36, 12, "exponent", color=THIRD, va="center")
    axes.text(left + 104, 12, "fraction", color=ACCENT, va="center")

with figure(__file__, "gap", width=PHONE, height=1.95) as fig:
    axes = canvas(fig)
    left, unit = 18, 20.0
    for y, filled in ((40, False), (104, True)):
        axes.plot([left, left + 15.6 * unit], [y, y], color=MUTED, lw=1)
        # Units of the least spacing: normal numbers of three bits begin at four of them.
        normal = [4, 5, 6, 7, 8, 10, 12, 14]
        marks(axes, [left + unit * k for k in (0, *normal)], y, 9, INK)
        if filled:
            marks(axes, [left + unit * k for k in (1, 2, 3)], y, 9, ACCENT)
        axes.text(left, y + 14, "0", ha="center", va="top")
        axes.text(left + 4 * unit, y + 14, "least normal", va="top", ha="center")
    axes.text(left + 2 * unit, 22, "a hole", color=SECOND, ha="center")
    axes.text(left + 2 * unit, 86, "subnormal", color=ACCENT, ha="center")
    axes.text(left + 9 * unit, 22, "normal numbers", ha="left")

with figure(__file__, "adding", width=PHONE, height=2.1) as fig:
    axes = canvas(fig)
    left, step = 120, 24

    def row(y, digits, colour, name, kept=4):
        axes.text(left - 26, y, name, ha="right", va="center")
        for place, digit in enumerate(digits):
            far = 10 if place >= kept else 0
            shade = SECOND if place >= kept else colour
            axes.text(left + place * step + far, y, digit, color=shade, ha="center", va="center")

    row(22, "1101", INK, "a = 13")
    row(48, "0001011", INK, "b = 1.375")
    axes.plot([left - 14, left + 6 * step + 26], [64, 64], color=MUTED, lw=1)
    row(82, "1110011", INK, "exact 14.375")
    row(126, "1110", ACCENT, "rounded 14")
    edge = left + 3.7 * step
    axes.plot([edge, edge], [12, 136], color=MUTED, lw=1, ls=(0, (3, 3)))
    axes.text(edge + 8, 108, "below half: gone", color=SECOND, va="center")

with figure(__file__, "roots", width=PHONE, height=2.9) as fig:
    axes = fig.subplots()
    one = np.float32(1)
    x = np.array([float(f"{value:.3g}") for value in np.logspace(0, 8, 161)], np.float32)
    exact = 1 / (np.sqrt(x.astype(float) + 1) + np.sqrt(x.astype(float)))

    def error(found):
        # What is exact has no place on a logarithmic axis.
        return np.maximum(abs(found.astype(float) / exact - 1), 1e-9)

    axes.loglog(x, error(np.sqrt(x + one) - np.sqrt(x)), color=SECOND, lw=1.2)
    axes.loglog(x, error(one / (np.sqrt(x + one) + np.sqrt(x))), color=ACCENT, lw=1.2)
    axes.text(60, 1.2e-4, "the difference", color=SECOND, ha="right")
    axes.text(3e3, 1.6e-7, "the quotient", color=ACCENT)
    axes.set(xlim=(1, 1e8), ylim=(8e-10, 4), xlabel="x", ylabel="relative error")
    axes.set_xticks([1, 1e2, 1e4, 1e6, 1e8], ["1", "100", "10⁴", "10⁶", "10⁸"])
    axes.set_yticks([1e-8, 1e-6, 1e-4, 1e-2, 1], ["10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "1"])
    axes.minorticks_off()
