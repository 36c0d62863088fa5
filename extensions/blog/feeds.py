"""Which feeds there are: of the site, of posts, of shorts, of each series and each tag.

Each is an Atom feed and a JSON feed with the newest pieces, whole, and is written only when
what it holds has changed.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from extensions import entries
from extensions.addresses import address, address_of_file
from extensions.blog import atom, contents, json_feed
from extensions.blog.bridge import blog_of
from extensions.blog.items import Head, Item, item_of
from extensions.blog.pages import ARCHIVE
from extensions.catalog.domain import catalog_of
from extensions.cleantext.feed import sayable
from extensions.files import write
from extensions.fragments import is_site
from extensions.frontmatter import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from extensions.catalog.domain import Entry

PAGE = "feeds"
FORMATS = (atom, json_feed)


@dataclass(frozen=True)
class Feed:
    """The feed of what ``page`` shows: its newest ``pieces``, in files below ``folder``.

    ``kind`` is "Series" or "Tags", or empty; the feed of the whole site has an empty folder.
    """

    folder: str
    kind: str
    title: str
    line: str
    page: str
    pieces: tuple[Entry, ...]

    def path(self, file: str) -> str:
        """Return the path in the output of *file*."""
        return f"{self.folder}/{file}" if self.folder else file

    @property
    def files(self) -> list[tuple[str, str]]:
        """Media type and path of each of its files."""
        return [(format.TYPE, self.path(format.FILE)) for format in FORMATS]


def feeds(app: Sphinx) -> Iterator[Feed]:
    """Yield the feeds that have an entry, that of the site first."""
    blog, catalog = blog_of(app), catalog_of(app.env)
    pieces = [one for one in catalog.pieces() if one.date != datetime.date.min]
    held: dict[str, list[Entry]] = {}
    for piece in pieces:
        for folder in folders_of(app, piece):
            held.setdefault(folder, []).append(piece)
    for folder, kind, title, line, page in named(app):
        if folder in held:
            newest = held[folder][: blog.blog_feed_length]
            yield Feed(folder, kind, title, line, page, tuple(newest))


def folders_of(app: Sphinx, piece: Entry) -> list[str]:
    """Return the folders of the feeds that *piece* belongs to."""
    series = catalog_of(app.env).series_of(piece.docname)
    of_series = [series.docname.removesuffix("/index")] if series else []
    kind = "shorts" if piece.kind is Kind.SHORT else "posts"
    return ["", kind, *of_series, *map(entries.tag_page, piece.tags)]


def named(app: Sphinx) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield folder, kind, title, line and page of each feed that there may be."""
    blog, catalog = blog_of(app), catalog_of(app.env)
    yield "", "", blog.blog_title, blog.blog_feed_subtitle or "", app.config.root_doc
    yield "posts", "", "Posts", "", ARCHIVE
    shorts = "shorts/index"
    yield "shorts", "", "Shorts", "", shorts if shorts in app.env.found_docs else ARCHIVE
    for series in catalog.all_series():
        index = series.docname
        yield index.removesuffix("/index"), "Series", series.title, "", index
    terms = catalog.vocabulary.tags
    for tag in sorted(blog.tags, key=lambda tag: tag.name.casefold()):
        line = terms[tag.label].line if tag.label in terms else ""
        yield tag.docname, "Tags", tag.name, line, tag.docname


def write_feeds(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Write the feeds that hold something new; yield the page that lists all feeds."""
    if not is_site(app):
        return
    found = list(feeds(app))
    items: dict[str, Item] = {}
    for feed in found:
        for piece in feed.pieces:
            if piece.docname not in items:
                digest = contents.digest(app, piece.docname)
                items[piece.docname] = item_of(app, piece, digest)
        write_feed(app, feed, [items[piece.docname] for piece in feed.pieces])
    rows = [(feed.folder, feed.kind, feed.title, feed.page) for feed in found]
    if not rows or PAGE in app.env.found_docs:
        return
    if not app.emit_firstresult("page-is-current", PAGE, rows):
        yield PAGE, {"title": "Feeds", "all_feeds": found}, "feeds.html"


def write_feed(app: Sphinx, feed: Feed, items: list[Item]) -> None:
    """Write those files of *feed* that do not hold *items* as they are."""
    head = head_of(app, feed)
    held = [head, items]
    for format in FORMATS:
        path = feed.path(format.FILE)
        if app.emit_firstresult("file-is-current", path, held):
            continue
        said = format.write(head, ((one, contents.load(app, one.docname)) for one in items))
        write(Path(app.outdir) / path, said)


def head_of(app: Sphinx, feed: Feed) -> Head:
    """Return what *feed* says of itself."""
    site = blog_of(app).blog_title
    return Head(
        title=sayable(f"{feed.title} – {site}" if feed.folder else site),
        line=sayable(feed.line),
        page=address(app, feed.page),
        folder=address_of_file(app, quote(feed.path(""))),
        author=app.config.author,
        language=app.config.language,
        kinds=address_of_file(app, "kinds"),
    )
