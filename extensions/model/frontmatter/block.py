"""Find the first and last line of the front matter of a file.

The rule is that of markdown-it's front_matter plugin, which MyST uses: what it takes for
front matter is front matter here, and nothing else is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DOTS = re.compile(r"\.\.\.[ \t]*")


@dataclass(frozen=True, slots=True)
class Block:
    """The text between the two marker lines, and the first line after them."""

    content: str
    body_line: int


def normalise(text: str) -> str:
    """*text* without a byte order mark, its lines ended by line feeds alone."""
    return re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff"))


def is_opened(text: str) -> bool:
    """Whether the first line of a normalised *text* begins front matter."""
    return text.startswith("---")


def find_block(text: str) -> Block | None:
    """The front matter of a normalised *text* that opens one; None if it does not end."""
    lines = text.split("\n")
    dashes = len(lines[0]) - len(lines[0].lstrip("-"))
    closing = re.compile(rf" {{0,3}}-{{{dashes},}}[ \t]*")
    for number, line in enumerate(lines[1:], 2):
        if closing.fullmatch(line) or _DOTS.fullmatch(line):
            return Block("\n".join(lines[1 : number - 1]), number + 1)
    return None
