"""``{map}``: all series and posts and what needs what, drawn, and as a list.

On a large site it shows the tracks, each of which has a map of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from docutils import nodes

from extensions.doctree.compat import app_of
from extensions.doctree.folds import fold
from extensions.doctree.fragments import is_site
from extensions.doctree.translation import _, minutes_text
from extensions.features import briefly, entries
from extensions.features.prerequisites import drawing, head
from extensions.features.prerequisites.layout import Card, Strip, plan
from extensions.features.prerequisites.requirements_domain import Lane, prerequisites_of
from extensions.features.prerequisites.routing import Edge
from extensions.features.terms import track_title
from extensions.features.track_pages import TrackPage, track_pages
from extensions.markup.label_targets import Title
from extensions.model.views import View, ViewDirective

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.environment import BuildEnvironment

    from extensions.doctree.links import Links
    from extensions.model.catalog.domain import Entry

FOLDER = "map"
# In posts; of a longer one the list names the end.
LONGEST_WAY = 12


@dataclass(frozen=True)
class MapPost:
    """A post on the map as a list, with what it needs."""

    step: head.Step
    before: head.BeforeReading


@dataclass(frozen=True)
class MapLane:
    """A series and its posts as a list; the rest, under its ``name``, has no title of a series."""

    title: Title | None
    name: str
    posts: tuple[MapPost, ...]


@dataclass(frozen=True)
class MapOfTrack:
    """The way to the map of a track: its title, its page, and how much is on it."""

    title: str
    page: str
    extent: str


@dataclass(frozen=True)
class MapData:
    """The map: as a list, and what a drawing shows, if there is a place for one.

    On a large site the ways to the maps of the ``tracks`` are all that it shows.
    """

    lanes: tuple[MapLane, ...]
    strips: tuple[Strip, ...] = ()
    edges: tuple[Edge, ...] = ()
    tracks: tuple[MapOfTrack, ...] = ()


@dataclass(frozen=True)
class Map(View[MapData]):
    """The map of the whole site."""

    def data(self, env: BuildEnvironment, page: str) -> MapData:
        """Return what is shown of series and posts, and what joins them."""
        if pages := map_pages(env):
            return MapData((), tracks=tuple(ways(pages)))
        return map_of(env, lanes_of(env))

    def render(self, data: MapData, links: Links, level: int) -> list[nodes.Node]:
        """Return the drawing and, folded, the list; without a place for a drawing, the list."""
        return ways_list(data.tracks, links) if data.tracks else map_nodes(data, links, level)


def lanes_of(env: BuildEnvironment) -> list[Lane]:
    """Return the lanes with something to show."""
    return [lane for lane in prerequisites_of(env).lanes if lane.series or lane.posts]


def map_pages(env: BuildEnvironment) -> list[TrackPage[Lane]]:
    """Return the pages with the maps of the tracks, where one map would show too many posts."""
    most, tracks = env.config.posts_per_overview, []
    for (has_series, track), some in groupby(lanes_of(env), partial(key_of, env)):
        title = track_title(env, track) if has_series else outside()
        parts = [part for lane in some for part in divided(lane, most)]
        tracks.append((track if has_series else "no-series", title, parts))
    return track_pages(env, FOLDER, tracks, lambda lane: len(lane.posts))


def key_of(env: BuildEnvironment, lane: Lane) -> tuple[bool, str]:
    """Return whether *lane* is a series, and of which track."""
    track = prerequisites_of(env).catalog.track_of(lane.series) if lane.series else ""
    return lane.series is not None, track or ""


def divided(lane: Lane, most: int) -> list[Lane]:
    """Return *lane* in parts of at most *most* posts, if it is no series."""
    if lane.series:
        return [lane]
    return [Lane(None, lane.posts[at : at + most]) for at in range(0, len(lane.posts), most)]


def ways(pages: Iterable[TrackPage[Lane]]) -> Iterator[MapOfTrack]:
    """Yield what is shown of each track that has one of *pages*."""
    for _key, group in groupby(pages, lambda page: page.key):
        first, *others = group
        posts = [post for page in (first, *others) for lane in page.items for post in lane.posts]
        yield MapOfTrack(first.track, first.name, briefly.extent(posts))


def ways_list(tracks: Iterable[MapOfTrack], links: Links) -> list[nodes.Node]:
    """Return the ways to the maps of *tracks*, and how much is on each."""
    items = []
    for track in tracks:
        extent = nodes.inline("", f" {track.extent}", classes=["facts"])
        line = nodes.paragraph("", "", links.link(track.page, track.title), extent)
        items.append(nodes.list_item("", line))
    return [nodes.bullet_list("", *items)]


def map_of(env: BuildEnvironment, lanes: list[Lane]) -> MapData:
    """Return what is shown of *lanes*."""
    listed = tuple(lane_of(env, lane) for lane in lanes)
    if not is_site(app_of(env)):
        return MapData(listed)
    return MapData(listed, tuple(strips(env, lanes)), tuple(edges(env, lanes)))


def map_nodes(data: MapData, links: Links, level: int) -> list[nodes.Node]:
    """Return the drawing of *data* and, folded, the list; if nothing is drawn, the list."""
    listed = [node for lane in data.lanes for node in lane_list(lane, links, level)]
    if not data.strips:
        return listed
    return [
        nodes.raw("", drawn(data, links), format="html"),
        fold("", nodes.paragraph("", _("The map as a list")), *listed, classes=["way"]),
    ]


def lane_of(env: BuildEnvironment, lane: Lane) -> MapLane:
    """Return what the list shows of *lane*."""
    title = entries.title_of(env, lane.series) if lane.series else None
    return MapLane(title, title_of(lane), tuple(post_of(env, post) for post in lane.posts))


def post_of(env: BuildEnvironment, post: Entry) -> MapPost:
    """Return what the list shows of *post*."""
    return MapPost(head.step_of(env, post), head.requirements_of(env, post))


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
    facts = (number, entries.state(env, post), minutes_text(post.minutes))
    return Card(post.docname, " · ".join(fact for fact in facts if fact), post.title)


def edges(env: BuildEnvironment, lanes: list[Lane]) -> list[Edge]:
    """Return what is needed, reduced, and the reading order where it says more."""
    needs = prerequisites_of(env).transitive_reduction
    drawn = {post.docname for lane in lanes for post in lane.posts}
    found = [
        Edge(one, name, True)
        for name, wanted in needs.items()
        for one in wanted
        if {one, name} <= drawn
    ]
    for lane in lanes:
        names = [post.docname for post in lane.posts] if lane.series else []
        for one, name in pairwise(names):
            if one not in needs[name]:
                found.append(Edge(one, name, False))
    return sorted(found)


def drawn(data: MapData, links: Links) -> str:
    """Return the drawing, in a box of its own to scroll in."""
    pages = [strip.name for strip in data.strips if strip.name]
    pages += [card.name for strip in data.strips for card in strip.cards]
    addresses = {page: links.address(page) for page in pages}
    name = _("Map of series and posts; the same follows as a list")
    svg = drawing.svg(plan(data.strips, data.edges), addresses, name)
    return f'<div class="drawing">{svg}</div>'


def lane_list(lane: MapLane, links: Links, level: int) -> list[nodes.Node]:
    """Return *lane* as a heading and the list of its posts."""
    title = entries.title_link(lane.title, links) if lane.title else nodes.Text(lane.name)
    posts = [post_item(post, links) for post in lane.posts]
    listed = nodes.enumerated_list("", *posts, enumtype="arabic", prefix="", suffix=".")
    return [entries.heading(level, title, "entry-title"), *([listed] if posts else [])]


def post_item(post: MapPost, links: Links) -> nodes.list_item:
    """Return *post* with what it needs and the way to it."""
    item = nodes.list_item("", nodes.paragraph("", "", *head.step_line(post.step, links)))
    if required := head.references(post.before.required, links):
        item += nodes.paragraph("", _("Needs:") + " ", *required, classes=["facts"])
        titles = [step.title.text for step in post.before.way]
        if len(titles) > LONGEST_WAY:
            titles = ["…", *titles[-LONGEST_WAY:]]
        path = _("The way to it: {titles} ({extent})").format(
            titles=" → ".join(titles), extent=post.before.extent
        )
        item += nodes.paragraph("", path, classes=["facts"])
    return item


def track_of(env: BuildEnvironment, lane: Lane) -> str:
    """Return the title of the track of *lane*."""
    catalog = prerequisites_of(env).catalog
    return track_title(env, catalog.track_of(lane.series) or "") if lane.series else ""


def title_of(lane: Lane) -> str:
    """Return the title of *lane* as plain text."""
    return lane.series.title if lane.series else outside()


def outside() -> str:
    """Return what the posts of no series are called together."""
    return _("Posts outside the series")


class MapDirective(ViewDirective):
    """``{map}``: all series and posts and what each needs, drawn, and as a list."""

    def view(self) -> Map:
        """Return the map."""
        return Map()
