"""The Atom feed of the blog.

feedgen, which ABlog brings, writes it; ABlog's own feed takes its dates from the clock
and the time zone of the machine, has one id for all feeds, and loses authors.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from feedgen.feed import FeedGenerator

from extensions import entries
from extensions.blog.bridge import blog_of
from extensions.catalog.domain import catalog_of
from extensions.cleantext.feed import feed_html
from extensions.fragments import html_builder, thaw
from extensions.frontmatter import Kind

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from extensions.catalog.domain import Entry

FEED = "atom.xml"


def write_feeds(app: Sphinx) -> list[tuple[str, dict[str, object], str]]:
    """Write the feed of the site when an entry of it has changed; there are no pages."""
    blog, env = blog_of(app), app.env
    catalog = catalog_of(env)
    pieces = [one for one in catalog.pieces() if one.date != datetime.date.min]
    pieces = pieces[: blog.blog_feed_length]
    if pieces and not app.emit_firstresult(
        "page-is-current", FEED, [entries.shows(env, one) for one in pieces]
    ):
        path = Path(app.outdir) / FEED
        path.write_bytes(atom(app, blog.blog_title, blog.blog_feed_subtitle or "", pieces))
    return []


def atom(app: Sphinx, title: str, subtitle: str, pieces: list[Entry]) -> bytes:
    """Return the Atom feed of *pieces*, the newest first."""
    base = app.config.html_baseurl
    feed = FeedGenerator()
    feed.id(urljoin(base, FEED))
    feed.title(title)
    feed.subtitle(subtitle)
    feed.link(href=base)
    feed.link(href=urljoin(base, FEED), rel="self")
    feed.language(app.config.language)
    feed.generator("Groundwork")
    # Atom wants an author for every entry, and shorts name none.
    feed.author({"name": app.config.author})
    feed.updated(max(midnight(updated(one)) for one in pieces))
    for piece in pieces:
        add_entry(app, feed, piece)
    return bytes(feed.atom_str(pretty=True))


def add_entry(app: Sphinx, feed: FeedGenerator, piece: Entry) -> None:
    """Add *piece* to *feed*, with its summary or claim as content."""
    url = urljoin(app.config.html_baseurl, app.builder.get_target_uri(piece.docname))
    entry = feed.add_entry(order="append")
    entry.id(url)
    entry.title(piece.title)
    entry.link(href=url)
    entry.author([{"name": name} for name in piece.authors])
    entry.published(midnight(piece.date))
    entry.updated(midnight(updated(piece)))
    kind = "short" if piece.kind is Kind.SHORT else "post"
    entry.category(term=kind, scheme=urljoin(app.config.html_baseurl, "kinds"))
    for tag in piece.tags:
        entry.category(term=tag, label=entries.tag_title(app.env, tag))
    content = thaw(piece.opening, piece.docname, piece.docname, app.env)
    html = feed_html(content, piece.docname, url, html_builder(app))
    entry.content(html, type="html")


def updated(piece: Entry) -> datetime.date:
    """Return the day on which the meaning of *piece* last changed."""
    return getattr(piece.record, "updated", None) or piece.date


def midnight(day: datetime.date) -> datetime.datetime:
    """Return the start of *day* in UTC: a feed must give a time, and we have none."""
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)
