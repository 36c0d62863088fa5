"""A JSON feed (jsonfeed.org, version 1.1)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from extensions.doctree.urls import JSON_FEED
from extensions.output.blog.items import midnight

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extensions.output.blog.feed_content import Content
    from extensions.output.blog.items import Head, Item
    from extensions.output.blog.people import Byline

FILE = JSON_FEED
TYPE = "application/feed+json"


def write(head: Head, items: Iterable[tuple[Item, Content]]) -> bytes:
    """Return the feed of *items*, the newest first."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": head.title,
        "description": head.line,
        "home_page_url": head.page,
        "feed_url": urljoin(head.folder, FILE),
        "authors": [{"name": head.author}],
        "language": head.language,
        "items": [entry(item, content) for item, content in items],
    }
    return json.dumps(without_empty(feed), ensure_ascii=False, indent=1).encode()


def entry(item: Item, content: Content) -> dict[str, Any]:
    """Return *item* with its *content*; the kind stands among the tags."""
    return without_empty(
        {
            "id": item.id,
            "url": item.url,
            "title": item.title,
            "content_html": content.html,
            "summary": content.text,
            "date_published": midnight(item.published).isoformat(),
            "date_modified": midnight(item.updated).isoformat(),
            "authors": [author(one) for one in item.authors],
            "tags": [item.kind, *(title for _, title in item.tags)],
        }
    )


def author(one: Byline) -> dict[str, Any]:
    """Return an author, with page and picture where they are known."""
    return without_empty({"name": one.name, "url": one.page, "avatar": one.picture})


def without_empty(fields: dict[str, Any]) -> dict[str, Any]:
    """Return *fields* without those that say nothing."""
    return {name: value for name, value in fields.items() if value}
