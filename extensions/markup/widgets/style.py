"""What is wrong with the style sheet of an interactive figure, which the whole page gets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# What has no meaning of its own: its lines stay.
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
STRING = re.compile(r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""")
IMPORT = re.compile(r"@import\b", re.IGNORECASE)
ADDRESS = re.compile(r"""url\(\s*["']?(?!["']?(?:#|data:))([^"')\s]+)""", re.IGNORECASE)
# In these stand rules; what stands in other at-rules is not about elements of the page.
AROUND = re.compile(r"@(?:media|supports|container|layer)\b", re.IGNORECASE)
PIECE = 40


def faults_of_style(text: str, name: str) -> Iterator[tuple[int, str]]:
    """Yield line and text of each fault in *text*, the style sheet of the figure *name*."""
    plain = COMMENT.sub(_blank, text)
    for found in IMPORT.finditer(plain):
        yield line_at(plain, found.start()), "@import is not joined: write the rules themselves"
    for found in ADDRESS.finditer(plain):
        yield (
            line_at(plain, found.start()),
            f"url({found[1]}) is not there for a page: draw it in figure.js",
        )
    yield from _faults_of_rules(plain, name)


def _faults_of_rules(plain: str, name: str) -> Iterator[tuple[int, str]]:
    """Yield a rule that reaches beyond the figure, and one that is not closed."""
    own = f'[data-widget="{name}"]'
    # What encloses the place that is read: whether that holds rules, and where it began.
    around: list[tuple[bool, int]] = []
    start = 0
    marks = STRING.sub(lambda found: "x" * len(found[0]), plain)
    for found in re.finditer(r"[{};]", marks):
        head = plain[start : found.start()].strip()
        holds_rules = not around or around[-1][0]
        if found[0] == "{":
            if holds_rules and not head.startswith("@") and (other := _beyond(head, name)):
                place = line_at(plain, found.start())
                yield place, f'"{other}" is about the whole page: begin it with {own}'
            around.append((bool(AROUND.match(head)), found.start()))
        elif found[0] == "}":
            if not around:
                yield line_at(plain, found.start()), "a } closes nothing: delete it"
                return
            around.pop()
        start = found.end()
    if around:
        yield line_at(plain, around[-1][1]), "a rule is not closed: write } at its end"


def _beyond(selectors: str, name: str) -> str:
    """Return the first of *selectors* that does not begin within the figure *name*."""
    own = re.compile(rf"""[^\s>+~,(]*\[data-widget=(["']?){re.escape(name)}\1\]""")
    for one in re.split(r",(?![^(]*\))", selectors):
        if one.strip() and not own.match(one.strip()):
            return " ".join(one.split())[:PIECE]
    return ""


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def line_at(text: str, place: int) -> int:
    """Return the line of *text* that has *place* in it."""
    return text.count("\n", 0, place) + 1
