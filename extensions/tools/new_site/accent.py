"""The colours that one accent asks for, legible in light and in dark."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extensions.lib.palette import Palette, rgb

# What WCAG 2.2 asks of text, at level AA.
LEAST = 4.5
STEPS = 50

Rgb = tuple[int, int, int]


def colours_of(accent: str, palette: Palette) -> dict[str, tuple[str, str]]:
    """Return the colours of *palette* that follow *accent*, ``#rrggbb``, in light and in dark.

    The accent is darkened, or lightened for the dark scheme, as far as it has to be to be read on
    both papers of the scheme.
    """
    both = legible(accent, palette.light), legible(accent, palette.dark)
    rules = tuple(
        mixed(colour, scheme["paper"], 0.55)
        for colour, scheme in zip(both, (palette.light, palette.dark), strict=True)
    )
    return {"accent": both, "accent-rule": (rules[0], rules[1]), "figure-accent": both}


def legible(colour: str, scheme: Mapping[str, str]) -> str:
    """Return *colour*, moved towards the ink of *scheme* until it can be read on its papers."""
    papers = [scheme[name] for name in ("paper", "paper-raised")]
    for step in range(STEPS + 1):
        moved = mixed(colour, scheme["ink"], step / STEPS)
        if all(contrast(moved, paper) >= LEAST for paper in papers):
            return moved
    return scheme["ink"]


def mixed(colour: str, other: str, part: float) -> str:
    """Return *colour* with *part* of it, from 0 to 1, replaced by *other*."""
    pairs = zip(rgb(colour), rgb(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * part):02x}" for one, two in pairs)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    dark, light = sorted((luminance(rgb(one)), luminance(rgb(other))))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Rgb) -> float:
    """Return the relative luminance of *colour*, from 0 to 1, as WCAG 2.2 defines it."""
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (part / 255 for part in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def is_colour(text: str) -> bool:
    """Whether *text* is a colour as it is to be written."""
    return bool(re.fullmatch("#[0-9a-f]{6}", text))
