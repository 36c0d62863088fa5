"""Open Graph properties, which networks show for a link, and two that X reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extensions.doctree.urls import address, address_of_file
from extensions.features.terms import author_page, tag_title
from extensions.model.catalog.domain import catalog_of
from extensions.model.frontmatter import PIECES
from extensions.output.social_cards import Picture, picture_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from extensions.model.catalog.domain import Entry

Property = tuple[str, str]


@dataclass(frozen=True)
class Properties:
    """What networks show of a page; ``title`` is empty where the catalog knows none.

    ``article`` has names and contents of what is said of posts and shorts alone.
    """

    kind: str
    site: str
    title: str
    url: str
    image: str
    picture: Picture
    article: tuple[Property, ...]


def properties_of(app: Sphinx, page: str) -> Properties:
    """Return what networks show of *page*."""
    entry = catalog_of(app.env).entries.get(page)
    is_article = entry is not None and entry.kind in PIECES
    picture = picture_of(app.env, page)
    return Properties(
        kind="article" if is_article else "website",
        site=app.config.html_title,
        title=entry.title if entry else "",
        url=address(app, page),
        image=address_of_file(app, picture.name),
        picture=picture,
        article=tuple(article(app, entry)) if entry and is_article else (),
    )


def properties(data: Properties, title: str, description: str) -> list[Property]:
    """Return names and contents of the ``<meta property>`` of a page, in their order.

    *title* is for a page that the catalog does not know.
    """
    pairs = [
        ("og:type", data.kind),
        ("og:site_name", data.site),
        ("og:title", data.title or title),
        ("og:description", description),
        ("og:url", data.url),
        ("og:image", data.image),
        ("og:image:alt", data.picture.alt),
    ]
    if data.picture.size:
        width, height = map(str, data.picture.size)
        pairs += [("og:image:width", width), ("og:image:height", height)]
    return [(name, content) for name, content in (*pairs, *data.article) if content]


def article(app: Sphinx, entry: Entry) -> Iterator[Property]:
    """Yield what is known of a post or short besides."""
    for name, day in (("published", entry.as_piece.date), ("modified", entry.changed)):
        if day:
            yield f"article:{name}_time", day.isoformat()
    for author in entry.authors:
        if not entry.unlisted or author in catalog_of(app.env).by_author:
            yield "article:author", address(app, author_page(author))
    yield from (("article:tag", tag_title(app.env, tag)) for tag in entry.tags)
