"""``{longest}``: the posts that take longest to read, each with its length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from extensions.doctree.translation import minutes_text
from extensions.features import entries
from extensions.model.catalog.domain import catalog_of
from extensions.model.frontmatter import Kind
from extensions.model.views import View, ViewDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from extensions.doctree.links import Links
    from extensions.markup.label_targets import Title


@dataclass(frozen=True)
class LongestData:
    """Pairs of the title of a post and the minutes that it takes."""

    posts: tuple[tuple[Title, int], ...]


@dataclass(frozen=True)
class Longest(View[LongestData]):
    """The ``limit`` longest posts."""

    limit: int

    def data(self, env: BuildEnvironment, page: str) -> LongestData:
        """Return all that is shown of the posts."""
        posts = sorted(catalog_of(env).pieces(Kind.POST), key=lambda post: -post.minutes)
        titles = ((entries.title_of(env, post), post.minutes) for post in posts[: self.limit])
        return LongestData(tuple(titles))

    def render(self, data: LongestData, links: Links, level: int) -> list[nodes.Node]:
        """Return a list of links."""
        items = []
        for title, minutes in data.posts:
            link = entries.title_link(title, links)
            line = nodes.paragraph("", "", link, nodes.Text(f", {minutes_text(minutes)}"))
            items.append(nodes.list_item("", line))
        return [nodes.bullet_list("", *items)] if items else []


class LongestDirective(ViewDirective):
    """``{longest}``: the posts that take longest to read; ``:limit:`` is how many."""

    option_spec: ClassVar[dict[str, Any]] = {"limit": directives.positive_int}

    def view(self) -> Longest:
        """Return the view, of three posts where nothing else is said."""
        return Longest(self.options.get("limit", 3))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("longest", LongestDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
