r"""A line of a derivation, split where it is aligned: at the ``&`` outside of all braces."""

from __future__ import annotations

import re

TOKENS = re.compile(r"\\begin\{|\\end\{|\\.|[{}&]", re.DOTALL)
# The brace after \begin is closed by a token of its own.
DEPTH = {"{": 1, "}": -1, r"\begin{": 2, r"\end{": 0}


class AlignmentError(ValueError):
    """A line with more than one ``&``."""


def split_line(tex: str) -> tuple[str, str]:
    """Return what of *tex* stands before its ``&`` and behind it; without one, all is behind.

    Raises:
        AlignmentError: there is more than one.
    """
    depth, places = 0, []
    for token in TOKENS.finditer(tex):
        depth += DEPTH.get(token[0], 0)
        if token[0] == "&" and depth == 0:
            places.append(token.start())
    if len(places) > 1:
        raise AlignmentError
    if not places:
        return "", tex.strip()
    return tex[: places[0]].strip(), tex[places[0] + 1 :].strip()


def joined(left: str, right: str) -> str:
    """Return the line as a formula of its own."""
    # A relation at the start of a formula has no room around it.
    return f"{left or '{}'} {right}"
