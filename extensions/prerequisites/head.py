"""What stands in the head of a post: what to read before it, and the whole way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from extensions import entries
from extensions.catalog.domain import catalog_of
from extensions.folds import fold
from extensions.prerequisites.domain import prerequisites_of
from extensions.references import reference_to

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from extensions.catalog.domain import Entry


def before_reading(env: BuildEnvironment, post: Entry) -> list[nodes.Node]:
    """Return what *post* requires and, folded, all that is to be read on the way to it."""
    required = references(env, post, post.docname)
    if not required:
        return []
    way = prerequisites_of(env).way_to(post.docname)
    steps = [
        nodes.list_item("", nodes.paragraph("", "", *step(env, post.docname, one))) for one in way
    ]
    block = nodes.container("", classes=["before-reading"])
    block += nodes.paragraph("", "Before you read: ", *required)
    block += fold(
        "",
        nodes.paragraph("", f"The way from nothing to here: {extent(way)}"),
        nodes.enumerated_list("", *steps, enumtype="arabic", prefix="", suffix="."),
        classes=["way"],
    )
    return [block]


def references(env: BuildEnvironment, post: Entry, page: str) -> list[nodes.Node]:
    """Return on *page* references to what *post* requires, in one line."""
    line: list[nodes.Node] = []
    for one in prerequisites_of(env).of(post.docname):
        line += [nodes.Text(" · ")] if line else []
        line.append(reference_to(one.label, page))
    return line


def step(env: BuildEnvironment, page: str, post: Entry) -> list[nodes.Node]:
    """Return on *page* the title of *post*, a link, and the minutes that it takes."""
    minutes = nodes.inline("", f" {post.minutes} min", classes=["facts"])
    return [entries.title_link(env, page, post), minutes]


def extent(way: list[Entry]) -> str:
    """Return how long *way* is, in posts and minutes."""
    posts = f"{len(way)} post{'s' if len(way) > 1 else ''}"
    return f"{posts}, {sum(post.minutes for post in way)} min"


def shown(env: BuildEnvironment, post: Entry) -> list[object]:
    """Return, as plain values, what :func:`before_reading` shows of other pages."""
    known = prerequisites_of(env)
    labels = [one.label for one in known.of(post.docname)]
    way = [shown_step(one) for one in known.way_to(post.docname)]
    return [labels, catalog_of(env).stands_for(labels), way]


def shown_step(post: Entry) -> list[object]:
    """Return, as plain values, what :func:`step` shows of *post*."""
    title = [heading.fragment for heading in post.headings[:1]]
    return [post.docname, post.title, title, post.minutes]
