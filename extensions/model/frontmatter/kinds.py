"""The kinds of page, which their places decide, and the message of a fault in one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from extensions.lib.site_values import ASKABLE

LEVELS = ("foundation", "intermediate", "advanced")


class Kind(StrEnum):
    """The kinds of page; the place of the file decides which one a page is."""

    POST = "post"
    SHORT = "short"
    SERIES = "series"
    PAGE = "page"


# What is published with a date, listed and fed.
PIECES = (Kind.POST, Kind.SHORT)


def kind_of(docname: str) -> Kind:
    """The kind of the page *docname*, from its place alone."""
    if re.fullmatch(r"posts/[^/]+/index", docname):
        return Kind.SERIES
    if docname.startswith("posts/") and docname != "posts/index":
        return Kind.POST
    if re.fullmatch(r"shorts/[^/]+", docname) and docname != "shorts/index":
        return Kind.SHORT
    return Kind.PAGE


def series_of(docname: str) -> str | None:
    """The series a post belongs to; None for all else, a series' own index included."""
    found = re.fullmatch(r"posts/([^/]+)/[^/]+", docname)
    return found[1] if found and kind_of(docname) is Kind.POST else None


@dataclass(frozen=True, slots=True)
class Standard:
    """What a site asks of front matter beside a date: these ``keys``, and so many ``tags``."""

    keys: frozenset[str] = frozenset(ASKABLE)
    tags: tuple[int, int] = (2, 5)

    def asks_for(self, key: str) -> bool:
        """Whether a piece without *key*, which its kind should have, is told so."""
        return key not in ASKABLE or key in self.keys


# What is asked for where nobody says otherwise.
EVERYTHING = Standard()


@dataclass(frozen=True, slots=True)
class Message:
    """One fault in a file, and what to write instead; ``line`` counts from 1."""

    line: int
    subtype: str
    text: str
