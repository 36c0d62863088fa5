"""The maps of the tracks, where one map would show too many posts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extensions.building.incremental import is_same_elsewhere, outdated_page
from extensions.doctree.translation import _
from extensions.features.prerequisites.directive import Map, MapData, map_nodes, map_of, map_pages
from extensions.features.track_pages import Steps, TrackPage
from extensions.model.views import Part, views_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from extensions.building.incremental import Made
    from extensions.doctree.links import Links
    from extensions.features.prerequisites.requirements_domain import Lane

LEVEL = 2


@dataclass(frozen=True)
class MapPageData:
    """The title of the page, its map, and the way through the pages of the track."""

    title: str
    map: MapData
    steps: Steps


@dataclass(frozen=True)
class MapPage(Part[MapPageData, dict[str, Any]]):
    """The map of a track, or of a part of it."""

    shown: TrackPage[Lane]

    def data(self, env: BuildEnvironment, page: str) -> MapPageData:
        """Return what is shown of series and posts, and what joins them."""
        return MapPageData(self.shown.title, map_of(env, [*self.shown.items]), self.shown.steps())

    def render(self, data: MapPageData, links: Links) -> dict[str, Any]:
        """Return the title, and as body the map."""
        body = map_nodes(data.map, links, LEVEL)
        return {"title": data.title, "kicker": _("Map"), "pages": data.steps, "body": body}


def made_pages(app: Sphinx) -> Iterator[Made]:
    """Yield the pages that are out of date (answers ``html-collect-pages``)."""
    if is_same_elsewhere(app):
        return
    views = (one for found in views_on(app.env).values() for one, _line in found)
    if any(isinstance(one, Map) for one in views):
        for shown in map_pages(app.env):
            yield from outdated_page(app, shown.name, MapPage(shown), "listing.html")
