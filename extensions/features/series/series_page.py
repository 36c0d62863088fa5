"""The page of a series: it ends with the posts of the series in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from extensions.features import entries
from extensions.features.series.symbol_sheet import SymbolSheet
from extensions.lib.phases import ReadTransform
from extensions.model.catalog.domain import catalog_of
from extensions.model.frontmatter import Kind, kind_of
from extensions.model.views import View, view

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from extensions.doctree.links import Links


@dataclass(frozen=True)
class SeriesPostsData:
    """What the posts of a series show of themselves."""

    posts: tuple[entries.Shown, ...]


@dataclass(frozen=True)
class SeriesPosts(View[SeriesPostsData]):
    """The posts of the series whose page is ``index``, in reading order."""

    index: str

    def data(self, env: BuildEnvironment, page: str) -> SeriesPostsData:
        """Return what the posts show of themselves."""
        catalog = catalog_of(env)
        index = catalog.entries.get(self.index)
        posts = catalog.members(index) if index else []
        return SeriesPostsData(tuple(entries.shown(env, post) for post in posts))

    def render(self, data: SeriesPostsData, links: Links, level: int) -> list[nodes.Node]:
        """Return the numbered list."""
        steps = [nodes.list_item("", entries.item(post, links, level)) for post in data.posts]
        if not steps:
            return []
        listed = nodes.enumerated_list("", *steps, enumtype="arabic", prefix="", suffix=".")
        listed["classes"] += ["entries", "steps"]
        return [listed]


class ListPosts(SphinxTransform):
    """End the page of a series with its posts and symbols, so that no author lists them again."""

    default_priority = ReadTransform.SERIES

    def apply(self, **kwargs: Any) -> None:
        """Add the placeholders to the page that is being read."""
        if kind_of(self.env.docname) is Kind.SERIES:
            section = next(iter(self.document.findall(nodes.section)))
            section += view("", view=SeriesPosts(self.env.docname))
            section += view("", view=SymbolSheet(self.env.docname))
