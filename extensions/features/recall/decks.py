"""A deck for Anki of each series: the questions of its posts and of the shorts drawn from them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from extensions.building.incremental import file_is_current
from extensions.doctree.fragments import html_builder, is_site, resolved
from extensions.doctree.links import links_from
from extensions.doctree.translation import _, ngettext
from extensions.doctree.urls import address
from extensions.features.recall.anki import Deck, Note, deck_file
from extensions.features.recall.asked import AskedData, asked_on
from extensions.features.recall.note_html import note_html
from extensions.lib.files import write
from extensions.model.catalog.domain import catalog_of
from extensions.model.views import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from extensions.building.incremental import Made
    from extensions.doctree.links import Links
    from extensions.model.catalog.domain import Entry

# Of pieces without a date.  Anki knows no day before it.
EPOCH = datetime.date(1970, 1, 2)


@dataclass(frozen=True)
class DeckData:
    """All that the deck of a series is made of; ``day`` is that of its newest change."""

    site: str
    title: str
    day: datetime.date
    questions: tuple[AskedData, ...]


def deck_data(env: BuildEnvironment, series: Entry) -> DeckData:
    """Return what the deck of *series* is made of, in reading order."""
    catalog = catalog_of(env)
    pieces: dict[str, Entry] = {}
    for post in catalog.members(series):
        for piece in (post, *catalog.shorts_of(post.docname)):
            pieces.setdefault(piece.docname, piece)
    asking = [piece for piece in pieces.values() if piece.questions]
    return DeckData(
        site=env.config.project,
        title=series.title,
        day=max((piece.updated for piece in asking), default=EPOCH),
        questions=tuple(
            asked_on(env, series.docname, piece, one) for piece in asking for one in piece.questions
        ),
    )


def file_of(series: str) -> str:
    """Return the file of the deck of the series whose page is *series*."""
    folder = series.rpartition("/")[0]
    return f"{folder}/{folder.rpartition('/')[2]}.apkg"


@dataclass(frozen=True)
class DeckLinkData:
    """How many questions the deck has."""

    count: int


@dataclass(frozen=True)
class DeckLink(View[DeckLinkData]):
    """A link to the deck of the series whose page is ``index``."""

    index: str

    def data(self, env: BuildEnvironment, page: str) -> DeckLinkData:
        """Return how many questions the deck has."""
        series = catalog_of(env).entries.get(self.index)
        return DeckLinkData(len(deck_data(env, series).questions) if series else 0)

    def render(self, data: DeckLinkData, links: Links, level: int) -> list[nodes.Node]:
        """Return a line with the link; nothing without a question."""
        if not data.count:
            return []
        file = file_of(self.index).rpartition("/")[2]
        count = ngettext("{count} question", "{count} questions", data.count)
        link = nodes.reference("", _("Deck for Anki"), refuri=file, internal=True)
        line = nodes.paragraph("", "", link, nodes.Text(f", {count}"), classes=["facts", "deck"])
        # A book has no such file.
        return [addnodes.only("", line, expr="builder_html or builder_dirhtml")]


def write_decks(app: Sphinx) -> Iterator[Made]:
    """Write the decks that are out of date; there are no pages (answers ``html-collect-pages``)."""
    if is_site(app):
        for series in catalog_of(app.env).all_series():
            data = deck_data(app.env, series)
            file = file_of(series.docname)
            if data.questions and not file_is_current(app, file, data):
                write(Path(app.outdir) / file, deck_file(deck_of(app, series.docname, data)))
    return iter(())


def deck_of(app: Sphinx, page: str, data: DeckData) -> Deck:
    """Return the deck with *data* of the series whose page is *page*."""
    return Deck(
        site=data.site,
        key=page,
        title=data.title,
        day=data.day,
        notes=tuple(note_of(app, page, one) for one in data.questions),
    )


def note_of(app: Sphinx, page: str, one: AskedData) -> Note:
    """Return the question *one* as a note, its links as they lead from anywhere."""
    builder, base = html_builder(app), address(app, page)
    links = links_from(page, builder)
    asked, answer = (
        note_html(resolved(fragment.load(links), page, builder), base)
        for fragment in (one.asked, one.answer)
    )
    home = address(app, one.asked.home)
    anchor = one.about.anchor if one.about else ""
    return Note(one.label, asked, answer, f"{home}#{anchor}" if anchor else home)
