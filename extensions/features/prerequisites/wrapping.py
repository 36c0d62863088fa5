"""Text broken into lines without a font to measure: widths are estimated, never too small.

A reader's sans serif is not known when the site is built.  The widths are those of DejaVu
Sans, rounded up; it is the widest of the faces that a system is likely to give.
"""

from __future__ import annotations

import unicodedata

# Widths in em, each with the signs that are at most that wide.
WIDTHS = {
    0.4: " !'(),./:;I[]ijl|",
    0.43: "-frt",
    0.64: "0123456789abcdeghknopqsuvxyz",
    0.8: '"#$&*+<=>?ABCDEFGHJKLNOPQRSTUVXYZ–',
}
WIDEST = 1.05


def width(text: str, size: float) -> float:
    """Return the width of *text*, set in *size*, in the unit of *size*."""
    return size * sum(map(_em, text))


def _em(sign: str) -> float:
    if unicodedata.combining(sign):
        return 0.0
    # An accent widens no letter.
    base = unicodedata.normalize("NFD", sign)[0]
    return next((em for em, signs in WIDTHS.items() if base in signs), WIDEST)


def cut(text: str, length: int) -> str:
    """Return *text*, at most *length* signs of it, an ellipsis at the end of a word if cut."""
    if len(text) <= length:
        return text
    kept = text[: length - 1]
    return (kept.rpartition(" ")[0] or kept) + "…"


def lines(text: str, size: float, room: float) -> list[str]:
    """Return *text* in lines of at most *room*; a word that is wider is broken."""
    found = [""]
    for word in text.split():
        joined = f"{found[-1]} {word}".lstrip()
        if width(joined, size) <= room:
            found[-1] = joined
            continue
        pieces = _broken(word, size, room)
        found = [*found, *pieces] if found[-1] else pieces
    return found


def _broken(word: str, size: float, room: float) -> list[str]:
    pieces = [""]
    for sign in word:
        if pieces[-1] and width(pieces[-1] + sign, size) > room:
            pieces.append("")
        pieces[-1] += sign
    return pieces
