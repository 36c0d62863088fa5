"""The lines of a source that an editor shows of what stands at a label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extensions.tools.language_server.occurrences import FENCE, closes

LABEL = re.compile(r"^[\s>]*\([^\s()]+\)=\s*$")
HEADING = re.compile(r"^#{1,6}\s")
COLONS = re.compile(r"^\s*(?P<marks>:{3,})\s*(?P<info>.*?)\s*$")
DOLLARS = re.compile(r"^\s*\$\$")
MOST = 20


def excerpt(lines: Sequence[str], line: int) -> str:
    """Return the block of *lines* that begins at *line*, counted from 0, or a label before it.

    Of a section that is its heading and its first paragraph.  No more than ``MOST`` lines are
    taken.
    """
    at = _skip(lines, line, LABEL)
    head = []
    if at < len(lines) and HEADING.match(lines[at]):
        head = [lines[at], ""]
        at = _skip(lines, at + 1, LABEL)
    body = lines[at : min(_end(lines, at), at + MOST)]
    return "\n".join([*head, *body]).strip()


def _skip(lines: Sequence[str], at: int, what: re.Pattern[str]) -> int:
    """Return the first line from *at* that is neither empty nor *what*."""
    while at < len(lines) and (not lines[at].strip() or what.match(lines[at])):
        at += 1
    return at


def _end(lines: Sequence[str], at: int) -> int:
    """Return the line after the block that begins at *at*."""
    if at >= len(lines):
        return at
    following = range(at + 1, len(lines))
    if DOLLARS.match(lines[at]) and lines[at].count("$$") == 1:
        ends = (number for number in following if "$$" in lines[number])
    elif opened := FENCE.match(lines[at]) or COLONS.match(lines[at]):
        pattern = FENCE if FENCE.match(lines[at]) else COLONS
        fences = ((number, pattern.match(lines[number])) for number in following)
        ends = (number for number, fence in fences if fence and closes(fence, opened["marks"]))
    else:
        return next((number for number in following if not lines[number].strip()), len(lines))
    return next(ends, len(lines) - 1) + 1
