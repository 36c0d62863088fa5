"""Where the reader stands, and where to go on.

The sidebar shows the present series and the others by title: its size does not grow
with the number of posts of the site.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from extensions.catalog.collect import opening
from extensions.catalog.domain import catalog_of
from extensions.cleantext.text import plain
from extensions.entries import state, topic_title, track_title
from extensions.frontmatter import Kind

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from extensions.catalog.domain import Entry

KIND_NAMES = {Kind.SHORT: "Short", Kind.SERIES: "Series"}
PIECES = (Kind.POST, Kind.SHORT)
DESCRIPTION_LENGTH = 200
NEARBY = 6


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
    context["shelves"] = shelves(app.env)
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


def related(app: Sphinx, page: str, target: tuple[str, str] | None) -> dict[str, str] | None:
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
    names = [member.docname for member in members]
    return {
        "kicker": kicker(env, entry),
        "series": named(series),
        "members": [named(member) for member in members],
        "place": names.index(page) + 1 if page in names else None,
        "before": named(before),
        "after": named(after),
        "nearby": [named(one) for one in nearby(env, page)],
    }


def kicker(env: BuildEnvironment, entry: Entry | None) -> str:
    """Return the words above the title that say what the page is: "Short · Attention"."""
    if entry is None:
        return ""
    topic = topic_title(env, getattr(entry.record, "topic", None) or "")
    return " · ".join(filter(None, (KIND_NAMES.get(entry.kind, ""), topic)))


def nearby(env: BuildEnvironment, page: str) -> list[Entry]:
    """Return the few shorts of the topic of *page* that stand nearest to it, in their order."""
    catalog = catalog_of(env)
    entry = catalog.entries.get(page)
    if entry is None or entry.kind is not Kind.SHORT:
        return []
    run = catalog.run_of(page)
    place = next((at for at, one in enumerate(run) if one.docname == page), 0)
    start = max(0, min(place - NEARBY // 2, len(run) - NEARBY - 1))
    return [one for one in run[start : start + NEARBY + 1] if one.docname != page]


def named(entry: Entry | None) -> tuple[str, str] | None:
    """Return the page and the title of *entry*."""
    return (entry.docname, entry.title) if entry else None


def shelves(env: BuildEnvironment) -> list[tuple[str, list[tuple[str, str] | None]]]:
    """Return the titles of all series by track, for the sidebar."""
    catalog = catalog_of(env)
    found: dict[str, list[tuple[str, str] | None]] = {}
    for series in catalog.all_series():
        title = track_title(env, catalog.track_of(series) or "")
        found.setdefault(title, []).append(named(series))
    return list(found.items())


def shown_in_navigation(app: Sphinx, env: BuildEnvironment, page: str) -> object:
    """Return the navigation of *page* (answers ``page-shows``)."""
    return navigation(env, page)


def shown_everywhere(app: Sphinx, env: BuildEnvironment) -> object:
    """Return what the sidebar shows on every page (answers ``site-shows``)."""
    return shelves(env)
