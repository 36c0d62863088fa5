"""Which pages list pieces; each is made only when what it shows has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extensions.blog.bridge import CATALOGS, blog_of
from extensions.blog.listing import Everything, Items, Listing, Named, Overview
from extensions.blog.paging import Part, parts
from extensions.catalog.domain import catalog_of
from extensions.fragments import html_builder, to_html
from extensions.messages import warn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ablog.blog import Blog, Catalog, Collection
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from extensions.catalog.domain import Entry
    from extensions.vocabulary import Term

Page = tuple[str, dict[str, Any], str]
View = Listing | Overview | Everything

ARCHIVE, ALL = "archive", "all"
TITLES = {
    ARCHIVE: "Archive",
    "tags": "Tags",
    "topics": "Topics",
    "tracks": "Tracks",
    "authors": "Authors",
    ALL: "All titles",
}


def listings(app: Sphinx) -> Iterator[Page]:
    """Yield the listings that are out of date, set by our template."""
    builder = html_builder(app)
    items = Items(builder)
    for page, view in views(app):
        if page in app.env.found_docs:
            continue
        if app.emit_firstresult("page-is-current", page, view.shows(items)):
            continue
        body = to_html(view.render(items, page), page, builder)
        links = view.part.links() if isinstance(view, Listing) else []
        yield page, {"title": view.heading, "body": body, "pages": links}, "listing.html"


def present(app: Sphinx) -> list[tuple[str, str]]:
    """Return page and title of each way into the site that lists something."""
    blog = blog_of(app)
    filled = {path for name, path in CATALOGS.items() if blog.catalogs[name].collections}
    filled |= {ARCHIVE, ALL} if len(blog.posts) else set()
    return [(page, title) for page, title in TITLES.items() if page in filled]


def views(app: Sphinx) -> Iterator[tuple[str, View]]:
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
        yield part.name(part.number), Listing(TITLES[ARCHIVE], "", part, years=by_year)
    for year in years.values():
        for part in parts(year.docname, listed(year)):
            yield part.name(part.number), Listing(str(year), "", part)
    for name, path in CATALOGS.items():
        for collection in blog.catalogs[name]:
            yield from _of_term(blog, env, path, collection, listed(collection))
        if rows := overview_rows(env, blog.catalogs[name], path):
            yield path, Overview(TITLES[path], rows)
    if order:
        titled = [*(catalog.entries[name] for name in order), *catalog.all_series()]
        yield ALL, Everything(TITLES[ALL], tuple(titled))


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
    # A track may have a series and no post yet.
    for part in parts(collection.docname, pieces) or [Part(collection.docname, 0, 0, ())]:
        here = () if part.number else series
        yield part.name(part.number), Listing(collection.name, line, part, (), related, here)


def _related(
    blog: Blog, env: BuildEnvironment, path: str, key: str
) -> Iterator[tuple[str, tuple[Named, ...]]]:
    """Yield the track of a topic, and the topics of a track that have a page."""
    topics, tracks = blog.catalogs["topics"].collections, blog.catalogs["tracks"].collections
    known = catalog_of(env).vocabulary.topics
    if path == "topics" and key in known and (track := tracks.get(known[key].track)):
        yield "Track", ((track.docname, track.name),)
    if path == "tracks":
        found = [topics[one] for one, term in known.items() if term.track == key and one in topics]
        if found:
            yield "Topics", tuple((one.docname, one.name) for one in found)


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

    return tuple(
        (one.docname, one.name, terms[one.label].line if one.label in terms else "", len(one))
        for one in sorted(catalog, key=place)
    )


def redirects(app: Sphinx) -> Iterator[Page]:
    """Yield a page at each address that a piece was once published under."""
    listed = {page for page, _ in views(app)}
    for old, entry in catalog_of(app.env).redirects.items():
        if old in listed:
            text = f'redirect_from: "{old}" is the address of a listing: delete it here'
            warn(entry.docname, entry.line("redirect_from"), "redirect-taken", text)
            continue
        target = app.builder.get_relative_uri(old, entry.docname)
        if not app.emit_firstresult("page-is-current", old, [target, entry.title]):
            yield old, {"title": entry.title, "target": target}, "redirect.html"
