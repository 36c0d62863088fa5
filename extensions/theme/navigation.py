"""Where the reader stands, and where to go on.

The sidebar shows the present series and others by title; its size does not grow with the
site.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from extensions.catalog.collect import opening
from extensions.catalog.domain import catalog_of
from extensions.cleantext.text import plain
from extensions.entries import kicker, state, track_page, track_title
from extensions.frontmatter import PIECES, Kind

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from extensions.catalog.domain import Entry

# A page and its title.
Named = tuple[str, str]

DESCRIPTION_LENGTH = 200
NEARBY = 6
SERIES_AT_ONCE = 12


def add_context(
    app: Sphinx,
    page: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the templates the navigation of *page* (answers ``html-page-context``)."""
    context.pop("toctree", None)
    context["navigation"] = navigation(app.env, page)
    context["shelves"] = [
        (title, track_page(track), group) for title, track, group in shelves(app.env, page)
    ]
    entry = catalog_of(app.env).entries.get(page)
    context["entry"] = entry
    context["state"] = state(app.env, entry) if entry and entry.kind in PIECES else ""
    # Sphinx would follow the toctree from the end of one series into the next.
    context["prev"] = related(app, page, context["navigation"]["before"])
    context["next"] = related(app, page, context["navigation"]["after"])
    context["description"] = shorten(described(doctree))


def described(doctree: nodes.document | None) -> str:
    """Return the summary or claim of the page as plain text."""
    heads = doctree.findall(opening) if doctree else iter(())
    return " ".join(plain(head.children) for head in heads)


def related(app: Sphinx, page: str, target: Named | None) -> dict[str, str] | None:
    """Return *target*, a page and its title, in the form in which Furo links to neighbours."""
    if target is None:
        return None
    return {"title": escape(target[1]), "link": app.builder.get_relative_uri(page, target[0])}


def shorten(text: str) -> str:
    """Return *text*, cut at the end of a word where it is too long for a description."""
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    return text[:DESCRIPTION_LENGTH].rpartition(" ")[0] + "…"


def navigation(env: BuildEnvironment, page: str) -> dict[str, Any]:
    """Return the present series with its posts, the place in it, and its neighbours.

    Of a short, ``nearby`` are the shorts of its topic that stand nearest to it.  Pages are
    given as (page, title).
    """
    catalog = catalog_of(env)
    entry = catalog.entries.get(page)
    series = catalog.series_of(page)
    members = catalog.members(series) if series else []
    before, after = catalog.neighbours(page)
    return {
        "kicker": kicker(env, entry) if entry else "",
        "series": named(series),
        "members": [named(member) for member in members],
        "place": catalog.place_of(page),
        "before": named(before),
        "after": named(after),
        "nearby": [named(one) for one in nearby(env, page)],
    }


def nearby(env: BuildEnvironment, page: str) -> list[Entry]:
    """Return the few shorts of the topic of *page* that stand nearest to it, in their order."""
    catalog = catalog_of(env)
    entry = catalog.entries.get(page)
    if entry is None or entry.kind is not Kind.SHORT:
        return []
    return [one for one in around(catalog.run_of(page), entry) if one.docname != page]


def named(entry: Entry | None) -> Named | None:
    """Return the page and the title of *entry*."""
    return (entry.docname, entry.title) if entry else None


def shelves(env: BuildEnvironment, page: str) -> list[tuple[str, str, list[Named]]]:
    """Return the tracks by title and key with their series, for the sidebar of *page*.

    On a site of many series only those of the present track are shown, and of these the ones
    around the present series: the size of a page does not depend on that of the site.
    """
    catalog = catalog_of(env)
    found = catalog.series_by_track
    if sum(map(len, found.values())) > SERIES_AT_ONCE:
        present = catalog.series_of(page) or catalog.entries.get(page)
        found = {track: around(group, present) for track, group in found.items()}
    return [
        (track_title(env, track), track, [(one.docname, one.title) for one in group])
        for track, group in found.items()
        if group or track in catalog.vocabulary.tracks
    ]


def around(group: list[Entry], present: Entry | None) -> list[Entry]:
    """Return the few of *group* around *present*; nothing where it is not among them."""
    names = [one.docname for one in group]
    if present is None or present.docname not in names:
        return []
    place = names.index(present.docname)
    start = max(0, min(place - NEARBY // 2, len(group) - NEARBY - 1))
    return group[start : start + NEARBY + 1]


def shown_in_navigation(app: Sphinx, env: BuildEnvironment, page: str) -> object:
    """Return the navigation of *page* (answers ``page-shows``)."""
    return [navigation(env, page), shelves(env, page)]


def shown_everywhere(app: Sphinx, env: BuildEnvironment) -> object:
    """Return what the sidebar shows on pages of no series (answers ``site-shows``)."""
    return shelves(env, "")
