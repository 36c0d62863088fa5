"""The catalog as a Sphinx domain: its records and the questions they answer."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from extensions.doctree.page_domain import ByPage
from extensions.lib.digest import UNSHOWN
from extensions.model import vocabulary
from extensions.model.catalog.targets import all_targets
from extensions.model.frontmatter import PIECES, Kind, Page, Piece, Post, Series, Short, series_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.environment import BuildEnvironment

    from extensions.model.catalog.errata import Erratum
    from extensions.model.catalog.questions import Question
    from extensions.model.catalog.targets import Targets
    from extensions.model.frontmatter import Message, Record, Symbol
    from extensions.model.vocabulary import Vocabulary


NO_PIECE, NO_POST, NO_SHORT = Piece(), Post(), Short()


# Without slots: in Python 3.11 those are pickled, at every build, in twice the time.
@dataclass(frozen=True)
class Heading:
    """A title on a page: its anchor, its text, and, if it has markup, its frozen nodes.

    ``digest`` is that of the text of the whole section.
    """

    anchor: str
    text: str
    fragment: bytes
    digest: str = field(metadata=UNSHOWN)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the catalog knows of one page.

    ``lines`` gives the 1-based source line of each front matter key, ``title_line`` that
    of the H1 (or ``None`` without one).  ``opening`` is the summary or the claim, or
    else the first paragraph of a piece or a series, as a
    frozen fragment of the doctree (see :mod:`extensions.doctree.fragments`).  ``headings`` are
    all titles of the page, the H1 first.  ``references`` are the names that the page refers
    to, ``opening_references`` those in its opening, ``title_references`` those that its titles
    refer to without words of their own.  ``anchors`` are the ids of the H1,
    ``figures`` pairs of kind and id of all that has a caption, in the order of the page,
    ``equations`` the labels of its equations.  ``ids`` gives the source line of each id that
    was named by its author or made from a heading, ``included`` the file of those that stand in
    another one, which the page includes.  ``source`` is a digest of the source as it
    was read.  ``errata`` are the corrections that the page tells of, the newest first,
    ``questions`` what its readers are asked, in its order.  ``minutes`` is how long the page takes
    to read, ``short_minutes`` how long its short way (0: it has none), ``short_sections`` how long
    that takes in each section that it reads, by anchor.  ``symbols``
    are those that its front matter and its text declare.
    """

    docname: str
    kind: Kind
    record: Record
    headings: tuple[Heading, ...]
    title_line: int | None = field(metadata=UNSHOWN)
    lines: Mapping[str, int] = field(metadata=UNSHOWN)
    opening: bytes
    references: tuple[str, ...]
    opening_references: tuple[str, ...]
    title_references: tuple[str, ...]
    anchors: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]
    equations: tuple[str, ...]
    ids: Mapping[str, int] = field(metadata=UNSHOWN)
    minutes: int
    source: str = field(metadata=UNSHOWN)
    short_minutes: int = 0
    short_sections: tuple[tuple[str, int], ...] = ()
    included: Mapping[str, str] = field(default_factory=dict)
    errata: tuple[Erratum, ...] = ()
    questions: tuple[Question, ...] = ()
    symbols: tuple[Symbol, ...] = ()

    @property
    def title(self) -> str:
        """The title of the page as plain text; the name of its file where it says nothing."""
        text = self.headings[0].text if self.headings else ""
        return text if text.strip() else words_of(self.docname)

    def heading(self, anchor: str) -> Heading | None:
        """The title at *anchor*."""
        return next((one for one in self.headings if one.anchor == anchor), None)

    @property
    def as_piece(self) -> Piece:
        """What a post or short says of itself; every key of another page has its default."""
        return self.record if isinstance(self.record, Piece) else NO_PIECE

    @property
    def as_post(self) -> Post:
        """What a post says of itself; every key of another page has its default."""
        return self.record if isinstance(self.record, Post) else NO_POST

    @property
    def as_short(self) -> Short:
        """What a short says of itself; every key of another page has its default."""
        return self.record if isinstance(self.record, Short) else NO_SHORT

    @property
    def date(self) -> datetime.date:
        """The day of publication; a piece whose date is missing counts as the oldest."""
        return self.as_piece.date or datetime.date.min

    @property
    def changed(self) -> datetime.date | None:
        """The day on which the meaning of a published piece last changed, by its key or errata."""
        days = [one.date for one in self.errata]
        return max([*days, self.as_piece.updated] if self.as_piece.updated else days, default=None)

    @property
    def updated(self) -> datetime.date:
        """The day on which the meaning of a piece last changed: that of publication at first."""
        return self.changed or self.date

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of a piece; other pages have none."""
        return self.as_piece.tags

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors of a piece; other pages have none."""
        return self.as_piece.authors

    @property
    def unlisted(self) -> bool:
        """Whether nothing that lists pages names this one."""
        return isinstance(self.record, Piece | Page) and self.record.unlisted

    @property
    def is_open(self) -> bool:
        """Whether this is a series without an end."""
        return isinstance(self.record, Series) and self.record.open

    def line(self, key: str) -> int:
        """The line to name in a message about *key*."""
        return self.lines.get(key, 1)


class Catalog(ByPage[Entry]):
    """Records of all pages, kept right under parallel reading and rebuilding."""

    name = "catalog"
    label = "Catalog"

    @property
    def entries(self) -> dict[str, Entry]:
        """The entry of each page by docname."""
        return self.by_page

    def note(self, entry: Entry) -> None:
        """Keep *entry* as what is known of its page."""
        self.entries[entry.docname] = entry

    @cached_property
    def _vocabulary(self) -> tuple[Vocabulary, tuple[Message, ...]]:
        path = Path(self.env.srcdir) / self.env.config.vocabulary
        is_open = self.env.config.open_vocabulary
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        known, messages = vocabulary.load(text, is_open=is_open)
        if is_open:
            known = vocabulary.opened(known, (entry.record for entry in self.entries.values()))
        return known, messages

    @property
    def vocabulary(self) -> Vocabulary:
        """The tags, topics and tracks; ask only when all sources have been read."""
        return self._vocabulary[0]

    @property
    def vocabulary_messages(self) -> tuple[Message, ...]:
        """What is wrong with the file of the vocabulary."""
        return self._vocabulary[1]

    def pieces(self, kind: Kind | None = None) -> list[Entry]:
        """Posts and shorts (or those of one *kind*) that are listed, the newest first."""
        return [entry for entry in self._pieces if kind in (None, entry.kind)]

    def tagged(self, tag: str) -> list[Entry]:
        """Posts and shorts with *tag* that are listed, the newest first."""
        return [entry for entry in self._pieces if tag in entry.tags]

    @cached_property
    def by_author(self) -> dict[str, list[Entry]]:
        """Posts and shorts that are listed, the newest first, by the name of each author."""
        found: dict[str, list[Entry]] = {}
        for entry in self._pieces:
            for name in entry.authors:
                found.setdefault(name, []).append(entry)
        return found

    def all_series(self) -> list[Entry]:
        """The index pages of all series: in the order of the tracks, then by title."""
        return [series for group in self.series_by_track.values() for series in group]

    def series_of(self, docname: str) -> Entry | None:
        """The index page of the series that *docname* belongs to, if any."""
        slug = series_of(docname)
        return self.entries.get(f"posts/{slug}/index") if slug else None

    def members(self, series: Entry) -> list[Entry]:
        """The posts of *series* in reading order: that of its page's toctree."""
        named = self.env.toctree_includes.get(series.docname, [])
        found = (self.entries[name] for name in named if name in self.entries)
        return [entry for entry in found if not entry.unlisted]

    def run_of(self, docname: str) -> list[Entry]:
        """Return what *docname* is read among, in order: its series, or the shorts of its topic."""
        series = self.series_of(docname)
        if series:
            return self.members(series)
        entry = self.entries.get(docname)
        topic = entry.as_short.topic if entry else None
        return self._shorts_by_topic.get(topic, []) if topic else []

    def neighbours(self, docname: str) -> tuple[Entry | None, Entry | None]:
        """What to read before and after *docname* in its series or topic."""
        run = self.run_of(docname)
        place = next((at for at, one in enumerate(run) if one.docname == docname), None)
        if place is None:
            return None, None
        return run[place - 1] if place else None, run[place + 1] if place + 1 < len(run) else None

    def place_of(self, docname: str) -> tuple[int, int] | None:
        """The place of the post *docname* in its series, from 1, and the number of posts in it.

        That is 0 where more are to come without an end.
        """
        series = self.series_of(docname)
        names = [member.docname for member in self.members(series)] if series else []
        if series is None or docname not in names:
            return None
        return names.index(docname) + 1, 0 if series.is_open else len(names)

    def track_of(self, entry: Entry) -> str | None:
        """The track of a series, of a post (through its series) or of a short (its topic)."""
        if isinstance(entry.record, Series):
            return entry.record.track
        if entry.kind is Kind.SHORT:
            topic = self.vocabulary.topics.get(entry.as_short.topic or "")
            return topic.track if topic else None
        series = self.series_of(entry.docname)
        return self.track_of(series) if series else None

    def section_of(self, label: str) -> tuple[str, str, str] | None:
        """Docname, anchor and title of the section or page that *label* stands before."""
        return self.env.domains.standard_domain.labels.get(label.lower())

    def shorts_of(self, docname: str) -> list[Entry]:
        """The shorts that distil a section of *docname*, the oldest first."""
        return self._shorts_by_source.get(docname, [])

    # What follows is asked for every page that is written: it is made once, when all sources
    # have been read, so that the cost of a build stays linear.

    @cached_property
    def _pieces(self) -> list[Entry]:
        found = (entry for entry in self.listed.values() if entry.kind in PIECES)
        return sorted(found, key=newest_first)

    @cached_property
    def listed(self) -> dict[str, Entry]:
        """The entries of all pages but those that say that they are unlisted, by docname."""
        return {name: entry for name, entry in self.entries.items() if not entry.unlisted}

    @cached_property
    def series_by_track(self) -> dict[str, list[Entry]]:
        """The index pages of all series, by title, under their tracks in the vocabulary's order.

        What names no track that is known stands last, under what it names.
        """
        found: dict[str, list[Entry]] = {track: [] for track in self.vocabulary.tracks}
        series = (entry for entry in self.entries.values() if entry.kind is Kind.SERIES)
        for one in sorted(series, key=lambda entry: (entry.title, entry.docname)):
            found.setdefault(self.track_of(one) or "", []).append(one)
        return {track: group for track, group in found.items() if group}

    @cached_property
    def _shorts_by_source(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for short in reversed(self.pieces(Kind.SHORT)):
            if section := self.source_of(short):
                found.setdefault(section[0], []).append(short)
        return found

    @cached_property
    def _shorts_by_topic(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for short in reversed(self.pieces(Kind.SHORT)):
            if short.as_short.topic:
                found.setdefault(short.as_short.topic, []).append(short)
        return found

    @cached_property
    def questions(self) -> dict[str, tuple[Entry, Question]]:
        """Each question and its page, by label: of those that share one, that of the first page."""
        found: dict[str, tuple[Entry, Question]] = {}
        for docname in sorted(self.entries):
            for one in self.entries[docname].questions:
                found.setdefault(one.label, (self.entries[docname], one))
        return found

    @cached_property
    def redirects(self) -> dict[str, Entry]:
        """The page that each former address leads to: of those that claim it, the first by name."""
        found: dict[str, Entry] = {}
        for docname in sorted(self.entries):
            for old in self.entries[docname].record.redirect_from:
                if old not in self.entries:
                    found.setdefault(old, self.entries[docname])
        return found

    def source_of(self, short: Entry) -> tuple[str, str, str] | None:
        """Docname, anchor and title of the section that *short* distils, if any."""
        label = short.as_short.distils
        return self.section_of(label) if label else None

    @cached_property
    def targets(self) -> Targets:
        """What each name stands for; ask only when all sources have been read."""
        return all_targets(self.env)

    def stands_for(self, names: Iterable[str]) -> list[tuple[object, ...]]:
        """Return what each of *names* stands for today, as plain values."""
        known = self.targets
        return [(name, *known.get(name, known.get(name.lower(), []))) for name in names]


def words_of(docname: str) -> str:
    """Return the name of the file of *docname* as words, for a page without a title."""
    return docname.rpartition("/")[2].replace("-", " ").capitalize()


def newest_first(entry: Entry) -> tuple[int, str, str]:
    """Sort key: latest date first, then by title; docname settles what is left."""
    return (-entry.date.toordinal(), entry.title, entry.docname)


def catalog_of(env: BuildEnvironment) -> Catalog:
    """Return the catalog of *env*."""
    return cast("Catalog", env.get_domain(Catalog.name))
