"""``{map}``: all series and posts and what needs what, drawn, and as a list."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from docutils import nodes

from extensions import entries
from extensions.folds import fold
from extensions.fragments import is_site
from extensions.prerequisites import drawing, head
from extensions.prerequisites.domain import prerequisites_of
from extensions.prerequisites.layout import Card, Strip, plan
from extensions.prerequisites.routing import Edge
from extensions.views import ViewDirective

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from extensions.catalog.domain import Entry
    from extensions.prerequisites.domain import Lane

NAME = "Map of series and posts; the same follows as a list"
NO_SERIES = "Posts outside the series"


@dataclass(frozen=True)
class Map:
    """The map of the whole site."""

    def shows(self, env: BuildEnvironment) -> object:
        """Return what is shown of series and posts, and what joins them."""
        lanes = lanes_of(env)
        return [
            [astuple(strip) for strip in strips(env, lanes)],
            [astuple(edge) for edge in edges(env, lanes)],
            [head.shown_step(lane.series) for lane in lanes if lane.series],
            [
                [head.shown_step(post), head.shown(env, post)]
                for lane in lanes
                for post in lane.posts
            ],
        ]

    def names(self) -> list[tuple[str, str]]:
        """Return nothing: the map asks for no term."""
        return []

    def render(self, env: BuildEnvironment, page: str, level: int) -> list[nodes.Node]:
        """Return the drawing and, folded, the list; without a place for a drawing, the list."""
        lanes = lanes_of(env)
        listed = [node for lane in lanes for node in lane_list(env, page, lane, level)]
        if not is_site(env._app):
            return listed
        return [
            nodes.raw("", drawn(env, page, lanes), format="html"),
            fold("", nodes.paragraph("", "The map as a list"), *listed, classes=["way"]),
        ]


def lanes_of(env: BuildEnvironment) -> list[Lane]:
    """Return the lanes that have something to show."""
    return [lane for lane in prerequisites_of(env).lanes if lane.series or lane.posts]


def strips(env: BuildEnvironment, lanes: list[Lane]) -> list[Strip]:
    """Return what the drawing shows of *lanes*."""
    found, before = [], ""
    for lane in lanes:
        track = track_of(env, lane)
        cards = tuple(
            card(env, post, str(number) if lane.series else "")
            for number, post in enumerate(lane.posts, 1)
        )
        name = lane.series.docname if lane.series else ""
        found.append(Strip("" if track == before else track, name, title_of(lane), cards))
        before = track
    return found


def card(env: BuildEnvironment, post: Entry, number: str) -> Card:
    """Return what the drawing shows of *post*, whose place in its series is *number*."""
    facts = (number, entries.state(env, post), f"{post.minutes} min")
    return Card(post.docname, " · ".join(fact for fact in facts if fact), post.title)


def edges(env: BuildEnvironment, lanes: list[Lane]) -> list[Edge]:
    """Return what is needed, reduced, and the reading order where it says more."""
    needs = prerequisites_of(env).reduced
    found = [Edge(one, name, True) for name, wanted in needs.items() for one in wanted]
    for lane in lanes:
        names = [post.docname for post in lane.posts] if lane.series else []
        for one, name in pairwise(names):
            if one not in needs[name]:
                found.append(Edge(one, name, False))
    return sorted(found)


def drawn(env: BuildEnvironment, page: str, lanes: list[Lane]) -> str:
    """Return the drawing, in a box of its own to scroll in."""
    pages = [lane.series.docname for lane in lanes if lane.series]
    pages += [post.docname for lane in lanes for post in lane.posts]
    builder = env._app.builder
    addresses = {name: builder.get_relative_uri(page, name) for name in pages}
    svg = drawing.svg(plan(strips(env, lanes), edges(env, lanes)), addresses, NAME)
    return f'<div class="drawing">{svg}</div>'


def lane_list(env: BuildEnvironment, page: str, lane: Lane, level: int) -> list[nodes.Node]:
    """Return *lane* as a heading and the list of its posts."""
    title = entries.title_link(env, page, lane.series) if lane.series else nodes.Text(NO_SERIES)
    posts = [post_item(env, page, post) for post in lane.posts]
    listed = nodes.enumerated_list("", *posts, enumtype="arabic", prefix="", suffix=".")
    return [entries.heading(level, title, "entry-title"), *([listed] if posts else [])]


def post_item(env: BuildEnvironment, page: str, post: Entry) -> nodes.list_item:
    """Return *post* with what it needs and the way to it."""
    item = nodes.list_item("", nodes.paragraph("", "", *head.step(env, page, post)))
    if required := head.references(env, post, page):
        way = prerequisites_of(env).way_to(post.docname)
        titles = " → ".join(one.title for one in way)
        item += nodes.paragraph("", "Needs: ", *required, classes=["facts"])
        said = f"The way to it: {titles} ({head.extent(way)})"
        item += nodes.paragraph("", said, classes=["facts"])
    return item


def track_of(env: BuildEnvironment, lane: Lane) -> str:
    """Return the title of the track of *lane*."""
    catalog = prerequisites_of(env).catalog
    return entries.track_title(env, catalog.track_of(lane.series) or "") if lane.series else ""


def title_of(lane: Lane) -> str:
    """Return the title of *lane* as plain text."""
    return lane.series.title if lane.series else NO_SERIES


class MapDirective(ViewDirective):
    """``{map}``, without options."""

    def view(self) -> Map:
        """Return the map."""
        return Map()
