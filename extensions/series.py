"""Series: their own pages, and ``{series-contents}``, the contents across all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms import SphinxTransform

from extensions import entries
from extensions.catalog.domain import catalog_of
from extensions.fragments import thaw
from extensions.frontmatter import Kind, kind_of
from extensions.views import ViewDirective, view

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

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


@dataclass(frozen=True)
class SeriesContents:
    """Every track (or one), its series, and their posts in reading order.

    ``depth`` 1 ends with the series, 2 with the posts.
    """

    track: str | None = None
    depth: int = 2

    def series(self, env: BuildEnvironment) -> list[tuple[str, list[Entry]]]:
        """Return the tracks that have a series, each with its series."""
        catalog = catalog_of(env)
        found: dict[str, list[Entry]] = {}
        for one in catalog.all_series():
            track = catalog.track_of(one) or ""
            if self.track in (None, track):
                found.setdefault(track, []).append(one)
        return list(found.items())

    def shows(self, env: BuildEnvironment) -> object:
        """Return what the tracks, series and posts show."""
        catalog = catalog_of(env)
        return [
            (
                track_title(env, track),
                [
                    (entries.shows(env, one), [entries.shows(env, m) for m in catalog.members(one)])
                    for one in group
                ],
            )
            for track, group in self.series(env)
        ]

    def names(self) -> list[tuple[str, str]]:
        """Return the track that is asked for."""
        return [("track", self.track)] if self.track else []

    def render(self, env: BuildEnvironment, page: str, level: int) -> list[nodes.Node]:
        """Return a block per track."""
        return [
            nodes.container(
                "",
                entries.heading(level, nodes.Text(track_title(env, track)), "kicker"),
                *(self._series(env, page, one, level + 1) for one in group),
                classes=["track"],
            )
            for track, group in self.series(env)
        ]

    def _series(self, env: BuildEnvironment, page: str, one: Entry, level: int) -> nodes.container:
        block = nodes.container("", entries.title(env, page, one, level), classes=["series"])
        block += thaw(one.opening, one.docname, page, env)
        members = catalog_of(env).members(one)
        if members and self.depth > 1:
            lines = [self._post(env, page, member) for member in members]
            block += nodes.enumerated_list("", *lines, enumtype="arabic", prefix="", suffix=".")
        return block

    def _post(self, env: BuildEnvironment, page: str, post: Entry) -> nodes.list_item:
        said = " · ".join(entries.facts(env, post))
        line = nodes.paragraph("", "", entries.title_link(env, page, post))
        line += nodes.inline("", f" {said}", classes=["facts"])
        return nodes.list_item("", line)


def track_title(env: BuildEnvironment, track: str) -> str:
    """Return the title of *track*; an unknown one is its own."""
    term = catalog_of(env).vocabulary.tracks.get(track)
    return term.title if term else track


class SeriesContentsDirective(ViewDirective):
    """``{series-contents}`` with ``:track:`` and ``:depth:``."""

    option_spec: ClassVar[dict[str, Any]] = {
        "track": directives.unchanged_required,
        "depth": directives.positive_int,
    }

    def view(self) -> SeriesContents:
        """Return the contents that the options ask for."""
        return SeriesContents(**self.options)


class ListPosts(SphinxTransform):
    """End the page of a series with its posts, so that no author lists them again."""

    default_priority = 6

    def apply(self, **kwargs: Any) -> None:
        """Add the placeholder to the page that is being read."""
        if kind_of(self.env.docname) is Kind.SERIES:
            section = next(iter(self.document.findall(nodes.section)))
            section += view("", view=SeriesPosts(self.env.docname))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive and the page of a series."""
    app.add_directive("series-contents", SeriesContentsDirective)
    app.add_transform(ListPosts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
