"""The pages with the contents of all series of a track, where one page has no room for all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes

from extensions.building.incremental import is_same_elsewhere, outdated_page
from extensions.doctree.translation import _
from extensions.features.series.toc import (
    SECTIONS,
    SeriesBlock,
    SeriesContents,
    block_of,
    contents_pages,
    series_block,
)
from extensions.features.track_pages import Steps, TrackPage
from extensions.model.views import Part, views_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from extensions.building.incremental import Made
    from extensions.doctree.links import Links
    from extensions.model.catalog.domain import Entry

LEVEL = 2


@dataclass(frozen=True)
class ContentsPageData:
    """The title of the page, the series on it, and the way through the pages of the track."""

    title: str
    series: tuple[SeriesBlock, ...]
    steps: Steps


@dataclass(frozen=True)
class ContentsPage(Part[ContentsPageData, dict[str, Any]]):
    """A page of a track: series with their posts, and the sections of these."""

    shown: TrackPage[Entry]

    def data(self, env: BuildEnvironment, page: str) -> ContentsPageData:
        """Return what is shown of the series."""
        blocks = tuple(block_of(env, one, SECTIONS) for one in self.shown.items)
        return ContentsPageData(self.shown.title, blocks, self.shown.steps())

    def render(self, data: ContentsPageData, links: Links) -> dict[str, Any]:
        """Return the title, and as body the series."""
        blocks = (series_block(one, links, LEVEL) for one in data.series)
        body = [nodes.container("", *blocks, classes=["track"])]
        return {"title": data.title, "kicker": _("Series"), "pages": data.steps, "body": body}


def made_pages(app: Sphinx) -> Iterator[Made]:
    """Yield the pages that are out of date (answers ``html-collect-pages``)."""
    if is_same_elsewhere(app):
        return
    views = [one for found in views_on(app.env).values() for one, _line in found]
    if any(isinstance(one, SeriesContents) and one.pages(app.env) for one in views):
        for shown in contents_pages(app.env):
            yield from outdated_page(app, shown.name, ContentsPage(shown), "listing.html")
