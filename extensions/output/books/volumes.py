"""What books there are, and what stands in each, in the order in which it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extensions.doctree.translation import _
from extensions.model.catalog.domain import catalog_of
from extensions.model.frontmatter import Kind

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from extensions.model.catalog.domain import Catalog, Entry

WHOLE = "whole"


@dataclass(frozen=True)
class BookPart:
    """Pages that belong together; ``title`` is empty where they are no part of their own.

    ``opening`` is the page that stands before them, that of a series.
    """

    title: str
    pages: tuple[str, ...]
    opening: str = ""

    @property
    def all_pages(self) -> tuple[str, ...]:
        """The pages with the one that opens them."""
        return (self.opening, *self.pages) if self.opening else self.pages


@dataclass(frozen=True)
class Volume:
    """One book: ``name`` is that of its files, ``page`` the one whose book it is ("" for all)."""

    name: str
    page: str
    title: str
    kicker: str
    authors: tuple[str, ...]
    date: str
    parts: tuple[BookPart, ...]
    with_epub: bool = True

    @property
    def pages(self) -> tuple[str, ...]:
        """All pages in their order."""
        return tuple(page for part in self.parts for page in part.all_pages)


def volumes(env: BuildEnvironment) -> list[Volume]:
    """Return the books of the site: of each post, of each series, and of the whole."""
    catalog = catalog_of(env)
    posts = sorted(catalog.pieces(Kind.POST), key=lambda post: post.docname)
    series = [one for one in catalog.all_series() if catalog.members(one)]
    return [
        *(of_post(catalog, post) for post in posts),
        *(of_series(env, one) for one in series),
        *([of_all(env)] if posts else []),
    ]


def of_post(catalog: Catalog, post: Entry) -> Volume:
    """Return the book of one *post*."""
    series = catalog.series_of(post.docname)
    return Volume(
        name=post.docname.removeprefix("posts/").replace("/", "-"),
        page=post.docname,
        title=post.title,
        kicker=series.title if series else "",
        authors=post.authors,
        date=post.updated.isoformat(),
        parts=(BookPart("", (post.docname,)),),
        with_epub=False,
    )


def of_series(env: BuildEnvironment, series: Entry) -> Volume:
    """Return the book of one *series*."""
    members = catalog_of(env).members(series)
    part = BookPart("", tuple(one.docname for one in members), series.docname)
    return Volume(
        name=f"series-{series.docname.split('/')[1]}",
        page=series.docname,
        title=series.title,
        kicker=env.config.project,
        authors=authors_of(members),
        date=latest(members),
        parts=(part,),
    )


def of_all(env: BuildEnvironment) -> Volume:
    """Return the book of the whole site: its series, the other posts, the shorts."""
    catalog = catalog_of(env)
    parts = [
        BookPart(one.title, tuple(post.docname for post in catalog.members(one)), one.docname)
        for one in catalog.all_series()
        if catalog.members(one)
    ]
    taken = {page for part in parts for page in part.pages}
    posts = sorted(catalog.pieces(Kind.POST), key=lambda post: (post.date, post.docname))
    others = tuple(post.docname for post in posts if post.docname not in taken)
    shorts = sorted(catalog.pieces(Kind.SHORT), key=lambda one: (one.title.lower(), one.docname))
    if others:
        parts.append(BookPart(_("Other pieces"), others))
    if shorts:
        parts.append(BookPart(_("Shorts"), tuple(one.docname for one in shorts)))
    return Volume(
        name=WHOLE,
        page="",
        title=env.config.project,
        kicker=env.config.blog_feed_subtitle or "",
        authors=authors_of(posts),
        date=latest([*posts, *shorts]),
        parts=tuple(parts),
    )


def authors_of(posts: list[Entry]) -> tuple[str, ...]:
    """Return all who wrote *posts*, each once."""
    return tuple(dict.fromkeys(author for post in posts for author in post.authors))


def latest(posts: list[Entry]) -> str:
    """Return the day on which the last of *posts* changed: a book has no other date."""
    return max(post.updated for post in posts).isoformat()
