"""Navigation: the series and topic of a page, its neighbours, and the sidebar.

The sidebar shows the present series and others by title; its size does not grow with the
site.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from extensions.features.entries import state
from extensions.features.terms import kicker, track_page, track_title
from extensions.markup.cleantext.text import plain
from extensions.model.catalog.domain import catalog_of
from extensions.model.catalog.excerpt import head_of
from extensions.model.frontmatter import PIECES, Kind
from extensions.model.views import Part, rendered

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from extensions.doctree.links import Links
    from extensions.model.catalog.domain import Entry

# A page and its title.
Named = tuple[str, str]

DESCRIPTION_LENGTH = 200
NEARBY = 6
SERIES_AT_ONCE = 12


@dataclass(frozen=True)
class SitePage:
    """What the page itself is, if the catalog knows it; ``state`` says that it is not public."""

    kind: Kind
    title: str
    state: str


@dataclass(frozen=True)
class Neighbourhood:
    """The present series with its posts, the place in it, and its neighbours.

    Of a short, ``nearby`` are the shorts of its topic that stand nearest to it.
    """

    kicker: str
    series: Named | None
    members: tuple[Named, ...]
    place: tuple[int, int] | None
    before: Named | None
    after: Named | None
    nearby: tuple[Named, ...]


@dataclass(frozen=True)
class NavigationData:
    """Where a page stands, and the sidebar: tracks by title and page, with their series."""

    page: SitePage | None
    around: Neighbourhood
    shelves: tuple[tuple[str, str, tuple[Named, ...]], ...]


class Navigation(Part[NavigationData, dict[str, Any]]):
    """The navigation of a page, rendered as variables of its template."""

    def data(self, env: BuildEnvironment, page: str) -> NavigationData:
        """Return the navigation of *page*."""
        entry = catalog_of(env).entries.get(page)
        here = SitePage(entry.kind, entry.title, state_of(env, entry)) if entry else None
        return NavigationData(here, neighbourhood(env, page), shelves(env, page))

    def render(self, data: NavigationData, links: Links) -> dict[str, Any]:
        """Return it; the neighbours also in the form in which Furo links to them."""
        return {
            "entry": data.page,
            "state": data.page.state if data.page else "",
            "navigation": data.around,
            "shelves": data.shelves,
            # Sphinx would follow the toctree from the end of one series into the next.
            "prev": related(data.around.before, links),
            "next": related(data.around.after, links),
        }


def add_context(
    app: Sphinx,
    page: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the templates the navigation of *page* (answers ``html-page-context``)."""
    context.pop("toctree", None)
    context.update(rendered(app.env, Navigation(), page))
    context["description"] = shorten(described(doctree))


def described(doctree: nodes.document | None) -> str:
    """Return the summary or claim of the page, or what stands for it, as plain text."""
    head = head_of(doctree) if doctree else None
    return plain(head.children) if head else ""


def related(target: Named | None, links: Links) -> dict[str, str] | None:
    """Return *target*, a page and its title, in the form in which Furo links to neighbours."""
    if target is None:
        return None
    return {"title": escape(target[1]), "link": links.address(target[0])}


def shorten(text: str) -> str:
    """Return *text*, cut at the end of a word where it is too long for a description."""
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    return text[:DESCRIPTION_LENGTH].rpartition(" ")[0] + "…"


def state_of(env: BuildEnvironment, entry: Entry) -> str:
    """Return what marks *entry* if no reader may see it yet."""
    return state(env, entry) if entry.kind in PIECES else ""


def neighbourhood(env: BuildEnvironment, page: str) -> Neighbourhood:
    """Return what stands around *page*."""
    catalog = catalog_of(env)
    entry = catalog.entries.get(page)
    series = catalog.series_of(page)
    before, after = catalog.neighbours(page)
    return Neighbourhood(
        kicker=kicker(env, entry) if entry else "",
        series=named(series) if series else None,
        members=tuple(map(named, catalog.members(series))) if series else (),
        place=catalog.place_of(page),
        before=named(before) if before else None,
        after=named(after) if after else None,
        nearby=tuple(map(named, nearby(env, page))),
    )


def nearby(env: BuildEnvironment, page: str) -> list[Entry]:
    """Return the few shorts of the topic of *page* that stand nearest to it, in their order."""
    catalog = catalog_of(env)
    entry = catalog.entries.get(page)
    if entry is None or entry.kind is not Kind.SHORT:
        return []
    return [other for other in around(catalog.run_of(page), entry) if other.docname != page]


def named(entry: Entry) -> Named:
    """Return the page and the title of *entry*."""
    return entry.docname, entry.title


def shelves(env: BuildEnvironment, page: str) -> tuple[tuple[str, str, tuple[Named, ...]], ...]:
    """Return the tracks by title and page with their series, for the sidebar of *page*.

    On a site of many series only those of the present track are shown, and of these the ones
    around the present series: the size of a page does not depend on that of the site.
    """
    catalog = catalog_of(env)
    groups = catalog.series_by_track
    if sum(map(len, groups.values())) > SERIES_AT_ONCE:
        present = catalog.series_of(page) or catalog.entries.get(page)
        groups = {track: around(group, present) for track, group in groups.items()}
    return tuple(
        (track_title(env, track), track_page(track), tuple(map(named, group)))
        for track, group in groups.items()
        if group or track in catalog.vocabulary.tracks
    )


def around(group: list[Entry], present: Entry | None) -> list[Entry]:
    """Return the few of *group* around *present*; nothing where it is not among them."""
    names = [member.docname for member in group]
    if present is None or present.docname not in names:
        return []
    place = names.index(present.docname)
    start = max(0, min(place - NEARBY // 2, len(group) - NEARBY - 1))
    return group[start : start + NEARBY + 1]
