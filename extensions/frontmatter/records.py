"""What a page says about itself, by kind of page."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

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
class Post:
    """A long piece."""

    date: datetime.date | None
    updated: datetime.date | None
    tags: tuple[str, ...]
    summary: str
    authors: tuple[str, ...]
    level: str | None
    image: str | None
    image_alt: str | None
    draft: bool
    requires: tuple[str, ...]
    redirect_from: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Short:
    """A piece of one idea; ``distils`` is the label of the section it comes from."""

    date: datetime.date | None
    updated: datetime.date | None
    tags: tuple[str, ...]
    topic: str | None
    claim: str
    distils: str | None
    draft: bool
    authors: tuple[str, ...]
    redirect_from: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """The index page of a series."""

    track: str | None
    summary: str
    redirect_from: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Any other page."""

    summary: str = ""
    redirect_from: tuple[str, ...] = ()


Record = Post | Short | Series | Page


@dataclass(frozen=True, slots=True)
class Message:
    """One fault in a file, and what to write instead; ``line`` counts from 1."""

    line: int
    subtype: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What `read` made of one file.

    ``record`` always stands: a field that could not be read has its empty value.
    ``lines`` holds the line of each key that is present, and of each item of the record's
    tuples as ``tags[0]``, counted as in the record.  ``body_line`` is the first line after
    the front matter.
    """

    kind: Kind
    record: Record
    messages: tuple[Message, ...]
    lines: Mapping[str, int]
    body_line: int
