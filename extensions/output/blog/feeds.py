"""Write the feeds: of the site, of posts, of shorts, of each series and each tag, of errata.

Each is an Atom feed and a JSON feed with the whole text of the newest pieces, as far as it has room
for them, and the summaries of the others; it is written only when its content has changed.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from extensions.building.incremental import file_is_current, is_same_elsewhere, outdated_page
from extensions.doctree.fragments import is_site
from extensions.doctree.translation import _
from extensions.doctree.urls import address, address_of_file
from extensions.features.errata import PAGE as ERRATA
from extensions.features.errata import errata_of_site
from extensions.features.terms import tag_page, tag_title
from extensions.lib.digest import digest
from extensions.lib.files import write
from extensions.markup.cleantext.feed import strip_invalid_xml_chars
from extensions.model.catalog.domain import catalog_of
from extensions.model.frontmatter import Kind
from extensions.model.views import Variables
from extensions.output.blog import atom, feed_content, json_feed
from extensions.output.blog.feed_size import MOST, MOST_OF_PART, within
from extensions.output.blog.items import Head, Item, item_of, item_of_erratum
from extensions.output.blog.pages import ARCHIVE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx

    from extensions.building.incremental import Made
    from extensions.model.catalog.domain import Entry
    from extensions.model.catalog.errata import Erratum
    from extensions.output.blog.feed_content import Content

PAGE = "feeds"
FORMATS = (atom, json_feed)


@dataclass(frozen=True)
class Feed:
    """The feed of what ``page`` shows, in files below ``folder``.

    ``kind`` is "Series" or "Tags", or empty; the feed of the whole site has an empty folder.
    """

    folder: str
    kind: str
    title: str
    line: str
    page: str

    def path(self, file: str) -> str:
        """Return the path in the output of *file*."""
        return f"{self.folder}/{file}" if self.folder else file

    @property
    def most(self) -> int:
        """How many bytes each of its files may have."""
        return MOST_OF_PART if self.kind else MOST

    @property
    def files(self) -> list[tuple[str, str]]:
        """Media type and path of each of its files."""
        return [(format.TYPE, self.path(format.FILE)) for format in FORMATS]


# An entry and its digest.
Digested = tuple[Item, str]
# A piece, or an erratum of it.
Source = tuple["Entry", "Erratum | None"]


def feeds(app: Sphinx) -> Iterator[tuple[Feed, list[Source]]]:
    """Yield the feeds that have an entry, that of the site first, with the newest in them."""
    for feed, pieces in feeds_of_pieces(app):
        yield feed, [(piece, None) for piece in pieces]
    errata: list[Source] = [*errata_of_site(app.env)]
    if errata:
        page = ERRATA if ERRATA in app.env.found_docs else ARCHIVE
        feed = Feed(ERRATA, "", _("Corrections"), _("What was wrong, and what is right."), page)
        yield feed, errata[: app.config.blog_feed_length]


def feeds_of_pieces(app: Sphinx) -> Iterator[tuple[Feed, list[Entry]]]:
    """Yield the feeds of pieces that have one, with their newest."""
    catalog = catalog_of(app.env)
    pieces = [entry for entry in catalog.pieces() if entry.date != datetime.date.min]
    held: dict[str, list[Entry]] = {}
    for piece in pieces:
        for folder in folders_of(app, piece):
            held.setdefault(folder, []).append(piece)
    for folder, kind, title, line, page in named(app):
        if folder in held:
            newest = held[folder][: app.config.blog_feed_length]
            yield Feed(folder, kind, title, line, page), newest


def folders_of(app: Sphinx, piece: Entry) -> list[str]:
    """Return the folders of the feeds that *piece* belongs to."""
    series = catalog_of(app.env).series_of(piece.docname)
    of_series = [series.docname.removesuffix("/index")] if series else []
    kind = "shorts" if piece.kind is Kind.SHORT else "posts"
    return ["", kind, *of_series, *map(tag_page, piece.tags)]


def named(app: Sphinx) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield folder, kind, title, line and page of each feed that there may be."""
    config, catalog = app.config, catalog_of(app.env)
    yield "", "", config.blog_title, config.blog_feed_subtitle or "", config.root_doc
    yield "posts", "", _("Posts"), "", ARCHIVE
    shorts = "shorts/index"
    yield "shorts", "", _("Shorts"), "", shorts if shorts in app.env.found_docs else ARCHIVE
    for series in catalog.all_series():
        index = series.docname
        yield index.removesuffix("/index"), _("Series"), series.title, "", index
    terms = catalog.vocabulary.tags
    tags = {tag: tag_title(app.env, tag) for piece in catalog.pieces() for tag in piece.tags}
    for tag, title in sorted(tags.items(), key=lambda one: (one[1].casefold(), one[0])):
        line = terms[tag].line if tag in terms else ""
        yield tag_page(tag), _("Tags"), title, line, tag_page(tag)


def write_feeds(app: Sphinx) -> Iterator[Made]:
    """Write the feeds that hold something new; yield the page that lists all feeds."""
    if not is_site(app):
        return
    all_feeds = list(feeds(app))
    if is_same_elsewhere(app):
        written = feed_content.written(app)
        all_feeds = [
            (feed, sources)
            for feed, sources in all_feeds
            if any(piece.docname in written for piece, _erratum in sources)
        ]
    items: dict[str, Digested] = {}
    for feed, sources in all_feeds:
        write_feed(app, feed, [noted_item(app, items, *source) for source in sources])
    if all_feeds and not is_same_elsewhere(app):
        listed = tuple(feed for feed, _sources in all_feeds)
        variables = (("title", _("Feeds")), ("all_feeds", listed))
        yield from outdated_page(app, PAGE, Variables(variables), "feeds.html")


def noted_item(
    app: Sphinx, items: dict[str, Digested], piece: Entry, erratum: Erratum | None
) -> Digested:
    """Return the entry of *piece*, one of *items*, or of *erratum* of it, with its digest."""
    if erratum:
        content = feed_content.digest(app, piece.docname)
        return digested(item_of_erratum(app, piece, erratum, content))
    if piece.docname not in items:
        content = feed_content.digest(app, piece.docname)
        items[piece.docname] = digested(item_of(app, piece, content))
    return items[piece.docname]


def digested(item: Item) -> Digested:
    """Return *item* with its digest: it may be in many feeds."""
    return item, digest(item, f"the entry of {item.docname}")


def write_feed(app: Sphinx, feed: Feed, entries: Sequence[Digested]) -> None:
    """Write those files of *feed* that do not hold *entries* as they are."""
    head, items = head_of(app, feed), [item for item, _digest in entries]
    made_of = head, tuple(one for _item, one in entries)
    outdated = [one for one in FORMATS if not file_is_current(app, feed.path(one.FILE), made_of)]
    if not outdated:
        return
    contents = [content_of(app, item) for item in items]
    kept = within(contents, [item.url for item in items], feed.most)
    for format in outdated:
        content = format.write(head, zip(items, kept, strict=True))
        write(Path(app.outdir) / feed.path(format.FILE), content)


def content_of(app: Sphinx, item: Item) -> Content:
    """Return the content of the entry *item*."""
    content = feed_content.load(app, item.docname)
    return content.of_erratum(item.erratum) if item.erratum else content


def head_of(app: Sphinx, feed: Feed) -> Head:
    """Return the metadata of *feed*."""
    site = app.config.blog_title
    return Head(
        title=strip_invalid_xml_chars(f"{feed.title} – {site}" if feed.folder else site),
        line=strip_invalid_xml_chars(feed.line),
        page=address(app, feed.page),
        folder=address_of_file(app, quote(feed.path(""))),
        author=app.config.author,
        language=app.config.language,
        kinds=address_of_file(app, "kinds"),
    )
