"""A feed and its entries as plain values: what both formats are written from."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extensions.doctree.translation import _
from extensions.doctree.urls import address
from extensions.features.errata import place_of
from extensions.features.terms import tag_title
from extensions.markup.cleantext.feed import strip_invalid_xml_chars
from extensions.markup.cleantext.text import plain
from extensions.markup.references import reference_text
from extensions.output.blog.people import Byline, byline

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from extensions.model.catalog.domain import Entry
    from extensions.model.catalog.errata import Erratum
    from extensions.model.frontmatter import Piece


@dataclass(frozen=True, slots=True)
class Head:
    """The metadata of a feed; ``page`` is the address of the page that it belongs to.

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
    """An entry of a feed, with the digest of its content in place of that.

    ``id`` stays when the piece moves: it is the first address it was published under.
    ``tags`` are pairs of key and title, ``keys`` all that its front matter says.  One that is an
    erratum of the piece has its anchor in ``erratum``.
    """

    docname: str
    id: str
    url: str
    title: str
    authors: tuple[Byline, ...]
    kind: str
    tags: tuple[tuple[str, str], ...]
    published: datetime.date
    updated: datetime.date
    keys: Piece
    content: str
    erratum: str = ""


def item_of(app: Sphinx, piece: Entry, content: str) -> Item:
    """Return what the feeds say of *piece*; *content* is the digest of what it holds."""
    first = (*piece.record.redirect_from, piece.docname)[0]
    return Item(
        docname=piece.docname,
        id=address(app, first),
        url=address(app, piece.docname),
        title=strip_invalid_xml_chars(piece.title),
        authors=tuple(byline_of(app, name) for name in piece.authors),
        kind=piece.kind,
        tags=tuple((tag, strip_invalid_xml_chars(tag_title(app.env, tag))) for tag in piece.tags),
        published=piece.date,
        updated=piece.updated,
        keys=piece.as_piece,
        content=content,
    )


def byline_of(app: Sphinx, name: str) -> Byline:
    """Return what the feeds say of the author *name*."""
    return replace(byline(app, name), name=strip_invalid_xml_chars(name))


def item_of_erratum(app: Sphinx, piece: Entry, erratum: Erratum, content: str) -> Item:
    """Return what the feed of errata says of *erratum* of *piece*; *content* as in `item_of`."""
    item, anchor = item_of(app, piece, content), erratum.anchor
    place = plain([reference_text(place_of(app.env, piece, erratum), "")])
    return replace(
        item,
        id=f"{item.id}#{anchor}",
        url=f"{item.url}#{anchor}",
        title=strip_invalid_xml_chars(_("Correction: {place}").format(place=place)),
        kind="erratum",
        published=erratum.date,
        updated=erratum.date,
        erratum=anchor,
    )


def midnight(day: datetime.date) -> datetime.datetime:
    """Return the start of *day* in UTC: a feed must give a time, and we have none."""
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)
