"""Figures of the piece on vector quantisation: the law of a coordinate, and error against bits."""

from math import lgamma

import numpy as np

from extensions.markup.figures.draw import ACCENT, INK, MUTED, SECOND, THIRD, figure
from extensions.markup.figures.sketch import PHONE


def density():
    """Densities of the square root of d times a coordinate."""

    def law(u, d):
        kappa = np.exp(lgamma(d / 2) - lgamma((d - 1) / 2)) / np.sqrt(np.pi * d)
        return kappa * (1 - u**2 / d) ** ((d - 3) / 2)

    with figure(__file__, "density", width=PHONE, height=2.9) as fig:
        axes = fig.subplots()
        for d, color in ((2, SECOND), (3, THIRD), (8, INK), (64, ACCENT)):
            end = min(np.sqrt(d) * 0.99, 3.3)
            u = np.linspace(-end, end, 161)
            axes.plot(u, law(u, d), color=color)
        u = np.linspace(-3.3, 3.3, 161)
        axes.plot(
            u, np.exp(-(u**2) / 2) / np.sqrt(2 * np.pi), color=MUTED, linestyle="--", linewidth=1.2
        )
        axes.text(1.47, 0.66, "d = 2", color=SECOND)
        axes.text(1.78, 0.27, "d = 3", color=THIRD)
        axes.text(-1.5, 0.2, "d = 8", color=INK, ha="right")
        axes.annotate(
            "d = 64, and normal",
            (0.28, 0.388),
            (0, 0.47),
            color=ACCENT,
            ha="center",
            arrowprops={"arrowstyle": "-", "color": MUTED, "linewidth": 0.7},
        )
        axes.set_ylim(0, 0.8)
        axes.set_xlim(-3.4, 3.4)
        axes.set_xlabel("√d times a coordinate")
        axes.set_ylabel("density")


def band():
    """The band of the sphere at one height, seen from the side."""
    low, high = np.radians([33, 41])
    middle = (low + high) / 2
    turn = np.linspace(0, 2 * np.pi, 181)
    with figure(__file__, "band", width=PHONE, height=2.9) as fig:
        axes = fig.subplots()
        axes.plot(np.cos(turn), np.sin(turn), color=INK, linewidth=1.4)
        edge = np.linspace(low, high, 12)
        across = np.concatenate([np.cos(edge), -np.cos(edge[::-1])])
        axes.fill(across, np.sin(np.concatenate([edge, edge[::-1]])), color=ACCENT, alpha=0.25)
        axes.plot([-1.25, 1.25], [0, 0], color=MUTED, linewidth=0.8)
        axes.plot([0, 0], [-1.1, 1.2], color=MUTED, linewidth=0.8)
        axes.plot([0, np.cos(middle)], [0, np.sin(middle)], color=THIRD)
        arc = np.linspace(0, middle, 30)
        axes.plot(0.3 * np.cos(arc), 0.3 * np.sin(arc), color=THIRD)
        axes.text(0.36, 0.1, "θ", color=THIRD)
        axes.plot([0, np.cos(middle)], [np.sin(middle)] * 2, color=SECOND)
        axes.text(0.33, np.sin(middle) + 0.05, "cos θ", color=SECOND)
        axes.plot(np.cos(edge), np.sin(edge), color=ACCENT, linewidth=4)
        axes.text(0.86, np.sin(middle) + 0.03, "dθ", color=ACCENT)
        axes.text(-0.05, np.sin(middle) - 0.04, "t = sin θ", color=INK, ha="right", va="center")
        axes.text(0.05, 1.08, "axis of the coordinate", color=MUTED)
        axes.set_aspect("equal")
        axes.set_xlim(-1.9, 1.9)
        axes.set_ylim(-1.12, 1.22)
        axes.set_axis_off()


# D at 768 dimensions for 1 to 6 bits, as the code of the piece prints it.
D = [0.36297, 0.11723, 0.03445, 0.00947, 0.00250, 0.00064]


def bound():
    """The error against bits, between the bound and the line of many bits."""
    bits = np.arange(1, 7)
    d = 768
    least = (d - 1) / (d + 1) * 2 ** (2 / (d - 1)) * 4.0 ** (-bits * d / (d - 1))
    many = np.sqrt(3) * np.pi / 2 * 4.0**-bits
    with figure(__file__, "bound", width=PHONE, height=3.1) as fig:
        axes = fig.subplots()
        axes.plot(bits, np.log10(many), color=MUTED, linestyle="--", linewidth=1.3)
        axes.plot(bits, np.log10(D), "o", color=ACCENT, markersize=7)
        axes.plot(bits, np.log10(least), color=THIRD)
        axes.fill_between(bits, -4.6, np.log10(least), color=THIRD, alpha=0.12, linewidth=0)
        axes.text(3.12, np.log10(many[2]) + 0.1, "√3π/2 · 4⁻ᵇ", color=MUTED)
        axes.annotate(
            "random rotation, best levels",
            (2, np.log10(D[1])),
            (2.35, -0.45),
            color=ACCENT,
            arrowprops={"arrowstyle": "-", "color": MUTED, "linewidth": 0.7, "shrinkB": 5},
        )
        axes.text(2.2, -3.3, "no code of any kind", color=THIRD)
        axes.set_yticks([0, -1, -2, -3, -4], ["1", "0.1", "0.01", "0.001", "0.0001"])
        axes.set_xticks(bits)
        axes.set_xlim(0.8, 6.2)
        axes.set_ylim(-4.2, 0.2)
        axes.set_xlabel("bits a coordinate")
        axes.set_ylabel("squared error")


density()
band()
bound()
