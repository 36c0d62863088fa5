"""Make the listings and redirects; each only when what it shows has changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extensions.building.incremental import (
    is_same_elsewhere,
    made_by,
    outdated_page,
    page_is_taken,
)
from extensions.doctree.translation import _
from extensions.features.terms import person_of
from extensions.lib.messages import warn
from extensions.model.catalog.domain import catalog_of
from extensions.model.views import Part
from extensions.output.blog.bridge import CATALOGS, blog_of
from extensions.output.blog.kept_items import AT_ROOT, Items
from extensions.output.blog.listing import Everything, Listing, Overview
from extensions.output.blog.paging import Part as PartOfList
from extensions.output.blog.paging import parts
from extensions.output.blog.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ablog.blog import Blog, Catalog, Collection
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from extensions.building.incremental import Made
    from extensions.doctree.links import Links
    from extensions.model.catalog.domain import Entry
    from extensions.model.vocabulary import Term
    from extensions.output.blog.listing import Related

Page = Part[Any, dict[str, Any]]

ARCHIVE, ALL, TABLE = "archive", "all", "table"


def titles() -> dict[str, str]:
    """Return the titles of the pages that list something, in the order of the ways to them."""
    return {
        ARCHIVE: _("Archive"),
        "tags": _("Tags"),
        "topics": _("Topics"),
        "tracks": _("Tracks"),
        "authors": _("Authors"),
        ALL: _("All titles"),
        TABLE: _("Table"),
    }


def kinds() -> dict[str, str]:
    """Return the word for what a page lists the pieces of, by the folder that it is in."""
    return {"tags": _("Tag"), "topics": _("Topic"), "tracks": _("Track"), "authors": _("Author")}


def listings(app: Sphinx) -> Iterator[Made]:
    """Yield the listings that are out of date, set by our template."""
    if is_same_elsewhere(app):
        return
    items = Items(app, made_by(app, AT_ROOT))
    for page, part in views(app):
        yield from outdated_page(app, page, part, "listing.html", items.fill)
    items.close()


def present(app: Sphinx) -> list[tuple[str, str]]:
    """Return page and title of each way into the site that lists something."""
    # Every page shows them: they are told without ABlog, which first takes in all pieces.
    catalog = catalog_of(app.env)
    pieces = list(catalog.pieces())
    tracks = map(catalog.track_of, [*catalog.all_series(), *pieces])
    filled = {
        "tags": any(piece.tags for piece in pieces),
        "topics": any(piece.as_short.topic for piece in pieces),
        "tracks": any(tracks),
        "authors": any(piece.authors for piece in pieces),
        **dict.fromkeys((ARCHIVE, ALL, TABLE), bool(pieces)),
    }
    return [(page, title) for page, title in titles().items() if filled[page]]


def views(app: Sphinx) -> Iterator[tuple[str, Page]]:
    """Yield all pages without a source that list something, with what they show."""
    env, blog = app.env, blog_of(app)
    catalog = catalog_of(env)
    # The catalog's order, which settles what ABlog leaves to chance.
    order = {entry.docname: place for place, entry in enumerate(catalog.pieces())}

    def listed(collection: Collection) -> list[Entry]:
        names = sorted((post.docname for post in collection), key=order.__getitem__)
        return [catalog.entries[name] for name in names]

    # A piece without a date counts as one of the year 1, which has no page.
    years = {year.label: year for year in blog.archive if year.label > 1}
    by_year = tuple((label, year.docname) for label, year in years.items())
    for part in parts(ARCHIVE, listed(blog.posts)):
        yield part.name(part.number), Listing(titles()[ARCHIVE], "", part, years=by_year)
    for year in years.values():
        for part in parts(year.docname, listed(year)):
            yield part.name(part.number), Listing(str(year), "", part)
    for name, path in CATALOGS.items():
        for collection in blog.catalogs[name]:
            yield from _of_term(blog, env, path, collection, listed(collection))
        if rows := overview_rows(env, blog.catalogs[name], path):
            yield path, Overview(titles()[path], rows)
    if order:
        titled = [*(catalog.entries[name] for name in order), *catalog.all_series()]
        yield ALL, Everything(titles()[ALL], tuple(titled))
        yield TABLE, Table(titles()[TABLE], tuple(catalog.entries[name] for name in order))


def _of_term(
    blog: Blog, env: BuildEnvironment, path: str, collection: Collection, pieces: list[Entry]
) -> Iterator[tuple[str, Listing]]:
    """Yield the pages of one tag, topic, track or author."""
    key = collection.label
    term = terms_of(env, path).get(key)
    line = term.line if term else ""
    of_track = catalog_of(env).series_by_track.get(key, [])
    series = tuple(of_track) if path == "tracks" else ()
    related = tuple(_related(blog, env, path, key))
    author = key if path == "authors" else ""
    # A track may have a series and no post yet.
    for part in parts(collection.docname, pieces) or [PartOfList(collection.docname, 0, 0, ())]:
        here = () if part.number else series
        yield (
            part.name(part.number),
            Listing(collection.name, line, part, kinds()[path], (), related, here, author),
        )


def _related(blog: Blog, env: BuildEnvironment, path: str, key: str) -> Iterator[Related]:
    """Yield the track of a topic, and the topics of a track that have a page."""
    topics, tracks = blog.catalogs["topics"].collections, blog.catalogs["tracks"].collections
    known = catalog_of(env).vocabulary.topics
    if path == "topics" and key in known and (track := tracks.get(known[key].track)):
        yield _("Track"), ((track.docname, track.name),)
    if path == "tracks":
        found = [topics[one] for one, term in known.items() if term.track == key and one in topics]
        if found:
            yield _("Topics"), tuple((one.docname, one.name) for one in found)


def terms_of(env: BuildEnvironment, path: str) -> Mapping[str, Term]:
    """Return the terms of the vocabulary that the pages below *path* stand for."""
    vocabulary = catalog_of(env).vocabulary
    known = {"tags": vocabulary.tags, "topics": vocabulary.topics, "tracks": vocabulary.tracks}
    return known.get(path, {})


def overview_rows(
    env: BuildEnvironment, catalog: Catalog, path: str
) -> tuple[tuple[str, str, str, int], ...]:
    """Return page, title, meaning and number of pieces of each collection of *catalog*.

    Tags and authors stand by their titles, topics and tracks in the order of the vocabulary.
    """
    terms = terms_of(env, path)
    shelf = list(terms) if path in ("topics", "tracks") else []

    def place(one: Collection) -> tuple[int, str, str]:
        at = shelf.index(one.label) if one.label in shelf else len(shelf)
        return at, one.name.casefold(), one.docname

    def line(one: Collection) -> str:
        if path == "authors":
            person = person_of(env, one.label)
            return person.line if person else ""
        return terms[one.label].line if one.label in terms else ""

    return tuple((one.docname, one.name, line(one), len(one)) for one in sorted(catalog, key=place))


@dataclass(frozen=True)
class Redirect(Part["Redirect", dict[str, Any]]):
    """A page at a former address of the page ``target``."""

    title: str
    target: str

    def data(self, env: BuildEnvironment, page: str) -> Redirect:
        """Return where the address leads."""
        return self

    def render(self, data: Redirect, links: Links) -> dict[str, Any]:
        """Return the title, and the relative address of the page."""
        return {"title": data.title, "target": links.address(data.target)}


def redirects(app: Sphinx) -> Iterator[Made]:
    """Yield a page at each address that a piece was once published under."""
    if is_same_elsewhere(app):
        return
    listed = {page for page, _ in views(app)}
    for old, entry in catalog_of(app.env).redirects.items():
        if page_is_taken(app, old):
            kind = "a listing" if old in listed else "a page that is made"
            text = f'redirect_from: "{old}" is the address of {kind}: delete it here'
            warn(entry.docname, entry.line("redirect_from"), "redirect-taken", text)
            continue
        yield from outdated_page(app, old, Redirect(entry.title, entry.docname), "redirect.html")
