"""Choose among what a site has by a number, whatever there is."""

from __future__ import annotations

from typing import TypeVar

from tests.edits.site import WORDS, Post, Section, Short, Site

Thing = TypeVar("Thing")


def pick(things: list[Thing] | tuple[Thing, ...], number: int) -> Thing:
    """Return one of *things*."""
    return things[number % len(things)]


def post_at(site: Site, number: int) -> Post:
    """Return a post."""
    return pick(site.posts, number)


def short_at(site: Site, number: int) -> Short:
    """Return a short."""
    return pick(site.shorts, number)


def piece_at(site: Site, number: int) -> Post | Short:
    """Return a post or a short."""
    return pick(pieces_of(site), number)


def pieces_of(site: Site) -> list[Post | Short]:
    """Return all posts and shorts."""
    return [*site.posts, *site.shorts]


def section_at(site: Site, a: int, b: int) -> Section:
    """Return a section of a post."""
    post = post_at(site, a)
    if not post.sections:
        post.sections.append(new_section(site, b))
    return pick(post.sections, b)


def new_section(site: Site, number: int) -> Section:
    """Return a section of a label of its own."""
    site.fresh += 1
    return Section(f"new-{site.fresh}", f"New {pick(WORDS, number)}", "Something new.")


def toggle(items: list[Thing], item: Thing) -> None:
    """Add *item*, or take it away."""
    if item in items:
        items.remove(item)
    else:
        items.append(item)


def some_label(site: Site, number: int) -> str:
    """Return a label, now and then one that nothing has."""
    shorts = [f"short-{short.slug}" for short in site.shorts]
    pages = [f"/{piece.docname}" for piece in pieces_of(site)]
    return pick([*site.labels(), *shorts, *pages, "about", "nowhere"], number)
