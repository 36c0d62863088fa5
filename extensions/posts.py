"""``{posts}``: posts from the catalog, the newest first, as a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from extensions import entries
from extensions.catalog.domain import catalog_of
from extensions.entries import tag_page
from extensions.frontmatter import Kind
from extensions.views import ViewDirective, link

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from extensions.catalog.domain import Entry


@dataclass(frozen=True)
class PostList:
    """At most ``limit`` posts (of ``tag``) after the first ``skip``.

    ``featured`` sets them large, ``more`` ends with the way to all pieces.
    """

    limit: int | None = None
    skip: int = 0
    tag: str | None = None
    featured: bool = False
    more: bool = False

    def entries(self, env: BuildEnvironment) -> list[Entry]:
        """Return the posts to show."""
        catalog = catalog_of(env)
        pieces = catalog.tagged(self.tag) if self.tag else catalog.pieces()
        posts = [piece for piece in pieces if piece.kind is Kind.POST]
        end = None if self.limit is None else self.skip + self.limit
        return posts[self.skip : end]

    def shows(self, env: BuildEnvironment) -> object:
        """Return what the posts show of themselves."""
        return [entries.shows(env, entry) for entry in self.entries(env)]

    def names(self) -> list[tuple[str, str]]:
        """Return the tag that is asked for."""
        return [("tag", self.tag)] if self.tag else []

    def render(self, env: BuildEnvironment, page: str, level: int) -> list[nodes.Node]:
        """Return the list."""
        classes = ["entries", "featured"] if self.featured else ["entries"]
        items = [entries.item(env, page, entry, level) for entry in self.entries(env)]
        if not items:
            return []
        found: list[nodes.Node] = [nodes.container("", *items, classes=classes)]
        if self.more:
            target = tag_page(self.tag) if self.tag else "archive"
            found.append(nodes.paragraph("", "", link(env, page, target, "All, the newest first")))
        return found


class PostsDirective(ViewDirective):
    """``{posts}`` with ``:limit:``, ``:skip:``, ``:tag:``, ``:featured:`` and ``:more:``."""

    option_spec: ClassVar[dict[str, Any]] = {
        "limit": directives.positive_int,
        "skip": directives.nonnegative_int,
        "tag": directives.unchanged_required,
        "featured": directives.flag,
        "more": directives.flag,
    }

    def view(self) -> PostList:
        """Return the list that the options ask for."""
        return PostList(
            limit=self.options.get("limit"),
            skip=self.options.get("skip", 0),
            tag=self.options.get("tag"),
            featured="featured" in self.options,
            more="more" in self.options,
        )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("posts", PostsDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
