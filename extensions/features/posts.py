"""``{posts}``: posts from the catalog, those that are pinned first, then the newest, as a list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from extensions.doctree.translation import _
from extensions.features import briefly, entries
from extensions.features.terms import tag_page
from extensions.model.catalog.domain import catalog_of
from extensions.model.frontmatter import Kind
from extensions.model.views import View, ViewDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from extensions.doctree.links import Links
    from extensions.model.catalog.domain import Entry


@dataclass(frozen=True)
class PostListData:
    """The posts that are shown, and the page to go on to, if any."""

    posts: tuple[entries.Shown, ...]
    featured: bool
    brief: bool
    more: str
    nothing: bool


@dataclass(frozen=True)
class PostList(View[PostListData]):
    """At most ``limit`` posts (of ``tag``) after the first ``skip``, those that are pinned first.

    ``featured`` sets them large, ``brief`` in few lines; ``more`` ends with the way to all pieces.
    """

    limit: int | None = None
    skip: int = 0
    tag: str | None = None
    featured: bool = False
    brief: bool = False
    more: bool = False

    def entries(self, env: BuildEnvironment) -> list[Entry]:
        """Return the posts to show."""
        catalog = catalog_of(env)
        pieces = catalog.tagged(self.tag) if self.tag else catalog.pieces()
        posts = [piece for piece in pieces if piece.kind is Kind.POST]
        # The sort is stable: those of each half stay the newest first.
        posts.sort(key=lambda post: not post.as_post.pinned)
        end = None if self.limit is None else self.skip + self.limit
        return posts[self.skip : end]

    def data(self, env: BuildEnvironment, page: str) -> PostListData:
        """Return what the posts show of themselves."""
        posts = tuple(marked(entries.shown(env, one), one) for one in self.entries(env))
        all_posts = tag_page(self.tag) if self.tag else "archive"
        # A list of some tag, or of what follows another list, is left out where it is empty.
        nothing = not posts and not self.tag and not self.skip
        more = all_posts if self.more else ""
        return PostListData(posts, self.featured, self.brief, more, nothing)

    def names(self) -> list[tuple[str, str]]:
        """Return the tag that is asked for."""
        return [("tag", self.tag)] if self.tag else []

    def render(self, data: PostListData, links: Links, level: int) -> list[nodes.Node]:
        """Return the list."""
        classes = ["entries", "featured"] if data.featured else ["entries"]
        as_item = briefly.item if data.brief else entries.item
        items = [as_item(post, links, level) for post in data.posts]
        if not items:
            return [nodes.paragraph("", _("Nothing is here yet."))] if data.nothing else []
        found: list[nodes.Node] = [nodes.container("", *items, classes=classes)]
        if data.more:
            to_all = links.link(data.more, _("All, the newest first"))
            found.append(nodes.paragraph("", "", to_all, classes=["all"]))
        return found


def marked(shown: entries.Shown, post: Entry) -> entries.Shown:
    """Return what is *shown* of *post*, which says first that it is pinned if it is."""
    return replace(shown, facts=(_("Pinned"), *shown.facts)) if post.as_post.pinned else shown


class PostsDirective(ViewDirective):
    """``{posts}``: a list of posts, those that are pinned first, then the newest.

    ``:limit:`` is how many are shown, after the first ``:skip:``; ``:tag:`` is a tag that all
    of them have.  ``:featured:`` sets them large, ``:brief:`` each with one line in place of
    its summary; ``:more:`` ends the list with a link to all.
    """

    option_spec: ClassVar[dict[str, Any]] = {
        "limit": directives.positive_int,
        "skip": directives.nonnegative_int,
        "tag": directives.unchanged_required,
        "featured": directives.flag,
        "brief": directives.flag,
        "more": directives.flag,
    }

    def view(self) -> PostList:
        """Return the list that the options ask for."""
        return PostList(
            limit=self.options.get("limit"),
            skip=self.options.get("skip", 0),
            tag=self.options.get("tag"),
            featured="featured" in self.options,
            brief="brief" in self.options,
            more="more" in self.options,
        )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("posts", PostsDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
