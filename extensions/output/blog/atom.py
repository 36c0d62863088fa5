"""An Atom feed (RFC 4287), written by feedgen, which ABlog brings.

ABlog's own feeds take their dates from the clock and the time zone of the machine, have one
id for all, and lose authors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from feedgen.feed import FeedGenerator
from lxml.etree import CDATA

from extensions.doctree.urls import ATOM
from extensions.output.blog.items import midnight

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from extensions.output.blog.feed_content import Content
    from extensions.output.blog.items import Head, Item

FILE = ATOM
TYPE = "application/atom+xml"


def write(head: Head, items: Iterable[tuple[Item, Content]]) -> bytes:
    """Return the feed of *items*, the newest first, which must not be empty."""
    feed = FeedGenerator()
    address = urljoin(head.folder, FILE)
    feed.id(address)
    feed.title(head.title)
    if head.line:
        feed.subtitle(head.line)
    feed.link(href=head.page, rel="alternate", type="text/html")
    feed.link(href=address, rel="self", type=TYPE)
    feed.language(head.language)
    feed.generator("Groundwork")
    # Atom wants an author for every entry, and shorts name none.
    feed.author({"name": head.author})
    days = [add_entry(feed, head, item, content) for item, content in items]
    feed.updated(max(days))
    return bytes(feed.atom_str(pretty=True))


def add_entry(feed: FeedGenerator, head: Head, item: Item, content: Content) -> datetime.datetime:
    """Add *item* with its *content* to *feed*; return the day on which it last changed."""
    entry = feed.add_entry(order="append")
    entry.id(item.id)
    entry.title(item.title)
    entry.link(href=item.url)
    entry.author([{"name": one.name, "uri": one.page or None} for one in item.authors])
    entry.published(midnight(item.published))
    entry.updated(midnight(item.updated))
    entry.category(term=item.kind, scheme=head.kinds)
    for key, title in item.tags:
        entry.category(term=key, label=title)
    entry.content(as_it_is(content.html), type="html")
    # Set after the content, which feedgen would take for one.  An erratum has none.
    if content.summary:
        entry.summary(as_it_is(content.summary), type="html")
    return midnight(item.updated)


def as_it_is(html: str) -> CDATA:
    """Return *html* as text that is not escaped: a third of a feed would be ``&lt;``."""
    # The end of such a text means the same in HTML with a reference in it.
    return CDATA(html.replace("]]>", "]]&gt;"))
