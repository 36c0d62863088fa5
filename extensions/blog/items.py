"""A feed and its entries as plain values: what both formats are written from."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extensions import entries
from extensions.addresses import address
from extensions.cleantext.feed import sayable

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from extensions.catalog.domain import Entry


@dataclass(frozen=True, slots=True)
class Head:
    """What a feed says of itself; ``page`` is the address of what it is the feed of.

    ``folder`` is the address of the folder that holds its files, with a slash at its end.
    """

    title: str
    line: str
    page: str
    folder: str
    author: str
    language: str
    kinds: str


@dataclass(frozen=True, slots=True)
class Item:
    """What a feed says of an entry, apart from its content, of which it has the digest.

    ``id`` stays when the piece moves: it is the first address it was published under.
    ``tags`` are pairs of key and title.
    """

    docname: str
    id: str
    url: str
    title: str
    authors: tuple[str, ...]
    kind: str
    tags: tuple[tuple[str, str], ...]
    published: datetime.date
    updated: datetime.date
    content: str


def item_of(app: Sphinx, piece: Entry, content: str) -> Item:
    """Return what the feeds say of *piece*; *content* is the digest of what it holds."""
    first, *_ = (*piece.record.redirect_from, piece.docname)
    return Item(
        docname=piece.docname,
        id=address(app, first),
        url=address(app, piece.docname),
        title=sayable(piece.title),
        authors=tuple(map(sayable, piece.authors)),
        kind=piece.kind,
        tags=tuple((tag, sayable(entries.tag_title(app.env, tag))) for tag in piece.tags),
        published=piece.date,
        updated=piece.updated,
        content=content,
    )


def midnight(day: datetime.date) -> datetime.datetime:
    """Return the start of *day* in UTC: a feed must give a time, and we have none."""
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)
