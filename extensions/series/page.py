"""The page of a series: it ends with the posts of the series in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from extensions import entries
from extensions.catalog.domain import catalog_of
from extensions.frontmatter import Kind, kind_of
from extensions.views import view

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from extensions.catalog.domain import Entry


@dataclass(frozen=True)
class SeriesPosts:
    """The posts of the series whose page is ``index``, in reading order."""

    index: str

    def entries(self, env: BuildEnvironment) -> list[Entry]:
        """Return the posts."""
        catalog = catalog_of(env)
        index = catalog.entries.get(self.index)
        return catalog.members(index) if index else []

    def shows(self, env: BuildEnvironment) -> object:
        """Return what the posts show of themselves."""
        return [entries.shows(env, entry) for entry in self.entries(env)]

    def names(self) -> list[tuple[str, str]]:
        """Return nothing: the page itself asks."""
        return []

    def render(self, env: BuildEnvironment, page: str, level: int) -> list[nodes.Node]:
        """Return the numbered list."""
        steps = [
            nodes.list_item("", entries.item(env, page, entry, level))
            for entry in self.entries(env)
        ]
        if not steps:
            return []
        listed = nodes.enumerated_list("", *steps, enumtype="arabic", prefix="", suffix=".")
        listed["classes"] += ["entries", "steps"]
        return [listed]


class ListPosts(SphinxTransform):
    """End the page of a series with its posts, so that no author lists them again."""

    default_priority = 6

    def apply(self, **kwargs: Any) -> None:
        """Add the placeholder to the page that is being read."""
        if kind_of(self.env.docname) is Kind.SERIES:
            section = next(iter(self.document.findall(nodes.section)))
            section += view("", view=SeriesPosts(self.env.docname))
