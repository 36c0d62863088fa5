"""What a network shows of a link: Open Graph, and the two names that X reads besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.addresses import address, address_of_file
from extensions.catalog.domain import catalog_of
from extensions.entries import author_page, tag_title
from extensions.frontmatter import PIECES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from extensions.catalog.domain import Entry
    from extensions.social_cards.publish import Picture

Property = tuple[str, str]


def properties(
    app: Sphinx, page: str, title: str, description: str, picture: Picture
) -> list[Property]:
    """Return names and contents of the ``<meta property>`` of *page*, in their order."""
    entry = catalog_of(app.env).entries.get(page)
    is_article = entry is not None and entry.kind in PIECES
    found = [
        ("og:type", "article" if is_article else "website"),
        ("og:site_name", app.config.html_title),
        ("og:title", title),
        ("og:description", description),
        ("og:url", address(app, page)),
        ("og:image", address_of_file(app, picture.name)),
        ("og:image:alt", picture.alt),
    ]
    if picture.size:
        found += [
            ("og:image:width", str(picture.size[0])),
            ("og:image:height", str(picture.size[1])),
        ]
    if entry is not None and is_article:
        found += article(app, entry)
    return [(name, content) for name, content in found if content]


def article(app: Sphinx, entry: Entry) -> Iterator[Property]:
    """Yield what is known of a post or short besides."""
    for name, field in (("published", "date"), ("modified", "updated")):
        if day := getattr(entry.record, field, None):
            yield f"article:{name}_time", day.isoformat()
    yield from (("article:author", address(app, author_page(author))) for author in entry.authors)
    yield from (("article:tag", tag_title(app.env, tag)) for tag in entry.tags)
