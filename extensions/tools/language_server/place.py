"""What can be written at the cursor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from extensions.tools.language_server.occurrences import (
    CITES,
    LABEL_KEYS,
    REFERS,
    end_of_front_matter,
    key_at,
)

LINK = re.compile(r"\]\(<?#(?P<begun>[^\s()<>]*)$")
IN_ROLE = re.compile(r"\{(?P<role>[\w:.+-]+)\}`(?P<content>[^`]*)$")
MACRO = re.compile(r"\\(?P<begun>[A-Za-z]*)$")
# What has been written of the last of several names.
LAST = re.compile(r"[^\s,<\[\"']*$")
OPTION = re.compile(r"^[\s>]*:at:\s*(?P<begun>\S*)$")


class Wanted(StrEnum):
    """What may be written at a place."""

    LABEL = "label"
    EQUATION = "equation"
    STATEMENT = "statement"
    CITATION = "citation"
    MACRO = "macro"
    KEY = "key"
    TAG = "tags"
    TOPIC = "topic"
    TRACK = "track"
    LEVEL = "level"


# By the role that it is written in, where not every label will do.
OF_ROLE = {
    "eq": Wanted.EQUATION,
    "math:numref": Wanted.EQUATION,
    "prf:ref": Wanted.STATEMENT,
}
OF_KEY = {
    **dict.fromkeys(LABEL_KEYS, Wanted.LABEL),
    **{str(wanted): wanted for wanted in (Wanted.TAG, Wanted.TOPIC, Wanted.TRACK, Wanted.LEVEL)},
}


@dataclass(frozen=True, slots=True)
class Place:
    """What is ``wanted`` at a cursor, and how much of it stands before it: ``begun``."""

    wanted: Wanted
    begun: str = ""


def place_at(lines: Sequence[str], line: int, column: int) -> Place | None:
    """Return what can be written in *lines* at *line* and *column*, both from 0, if that is known.

    The column counts code points.
    """
    before = lines[line][:column] if line < len(lines) else ""
    if line < end_of_front_matter(lines):
        return _in_link(before) or _in_front_matter(lines, line, before)
    return _in_link(before) or _in_body(before)


def _in_link(before: str) -> Place | None:
    link = LINK.search(before)
    return Place(Wanted.LABEL, link["begun"]) if link else None


def _in_body(before: str) -> Place | None:
    if role := IN_ROLE.search(before):
        begun = _last(role["content"])
        if CITES.fullmatch(role["role"]):
            return Place(Wanted.CITATION, begun)
        if REFERS.fullmatch(role["role"]):
            return Place(OF_ROLE.get(role["role"], Wanted.LABEL), begun)
        return None
    if option := OPTION.search(before):
        return Place(Wanted.LABEL, option["begun"])
    macro = MACRO.search(before)
    return Place(Wanted.MACRO, macro["begun"]) if macro else None


def _in_front_matter(lines: Sequence[str], line: int, before: str) -> Place | None:
    if line == 0:
        return None
    if re.fullmatch(r"[\w-]*", before):
        return Place(Wanted.KEY, before)
    wanted = OF_KEY.get(key_at(lines, line))
    return Place(wanted, _last(before.partition(":")[2] or before)) if wanted else None


def _last(text: str) -> str:
    """Return the last of the names in *text*, as far as it is written."""
    found = LAST.search(text)
    return found[0] if found else ""
