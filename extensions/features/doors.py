"""``{doors}``: where to begin, on the home page: a choice of reading paths, a short, the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from extensions.doctree.separators import point
from extensions.doctree.translation import _
from extensions.features import briefly, entries
from extensions.features.prerequisites import way_to
from extensions.lib.messages import warn
from extensions.model.catalog.domain import catalog_of
from extensions.model.frontmatter import Kind
from extensions.model.views import View, ViewDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from extensions.doctree.links import Links
    from extensions.markup.label_targets import Title

MAP = "map"
FORM = "write the post as its file in docs without .md, a colon, and what one reads it for"


@dataclass(frozen=True)
class ReadingPath:
    """A purpose (``words``), the page to begin with, the length, and the post at the end."""

    words: str
    first: str
    extent: str
    goal: Title


@dataclass(frozen=True)
class DoorsData:
    """The reading paths, the short, if any, and whether there is a map."""

    ways: tuple[ReadingPath, ...]
    short: entries.Shown | None
    has_map: bool


@dataclass(frozen=True)
class Doors(View[DoorsData]):
    """The ``ways``, pairs of a post (its docname) and a purpose; a ``short``; the map.

    Each becomes a reading path, from the first post that its post needs to that post.
    """

    ways: tuple[tuple[str, str], ...]
    short: str | None = None

    def data(self, env: BuildEnvironment, page: str) -> DoorsData:
        """Return what the doors show of the posts and the short."""
        catalog = catalog_of(env)
        posts = {name for name, one in catalog.entries.items() if one.kind is Kind.POST}
        ways = tuple(self._way(env, post, words) for post, words in self.ways if post in posts)
        short = catalog.entries.get(f"shorts/{self.short}") if self.short else None
        return DoorsData(ways, entries.shown(env, short) if short else None, MAP in env.found_docs)

    def _way(self, env: BuildEnvironment, docname: str, words: str) -> ReadingPath:
        post = catalog_of(env).entries[docname]
        posts = [*way_to(env, docname), post]
        goal = entries.title_of(env, post)
        return ReadingPath(words, posts[0].docname, briefly.extent(posts), goal)

    def names(self) -> list[tuple[str, str]]:
        """Return the posts and the short that are asked for."""
        posts = [("post", post) for post, _words in self.ways]
        return [*posts, ("short", self.short)] if self.short else posts

    def render(self, data: DoorsData, links: Links, level: int) -> list[nodes.Node]:
        """Return the doors: one with the reading paths, one to a short, one to the map."""
        doors = [door(level, _("Choose a way"), *way_list(data.ways, links))]
        if data.short:
            title = nodes.paragraph("", "", entries.title_link(data.short.title, links))
            about = briefly.one_line(data.short.opening, links)
            facts = entries.fact_line(data.short, links)
            doors.append(door(level, _("Read a short"), title, *about, facts))
        if data.has_map:
            to_map = nodes.paragraph("", "", links.link(MAP, _("The map")))
            text = _("What needs what, across all series.")
            about = [nodes.paragraph("", text, classes=["one-line"])]
            doors.append(door(level, _("See the whole"), to_map, *about))
        return [nodes.container("", *doors, classes=["doors"])]


def way_list(ways: tuple[ReadingPath, ...], links: Links) -> list[nodes.Node]:
    """Return *ways* as a list: the purpose of each, its length, and the post that it leads to."""
    items = []
    for way in ways:
        facts = nodes.paragraph("", "", classes=["facts"])
        facts += entries.separated_facts(way.extent)
        goal = entries.title_link(way.goal, links)
        facts += [point(), *entries.with_node(_("to {title}"), "{title}", goal)]
        begin = nodes.paragraph("", "", links.link(way.first, way.words))
        items.append(nodes.list_item("", begin, facts))
    return [nodes.bullet_list("", *items)] if items else []


def door(level: int, title: str, *content: nodes.Node) -> nodes.container:
    """Return a door with its *title* and *content*."""
    head = entries.heading(level, nodes.Text(title), "kicker")
    return nodes.container("", head, *content, classes=["door"])


class DoorsDirective(ViewDirective):
    """``{doors}``: where to begin, as three doors: a way that one chooses, a short, the map.

    Each line is a way: a post, named as its file in docs without .md, a colon, and what one
    reads it for.  It leads to the first of all posts on the way there, and says how many these
    are and how long they take.  ``:short:`` is the short, named as its file in shorts.
    """

    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {"short": directives.unchanged_required}

    def view(self) -> Doors:
        """Return the doors; a line in another form is told and left out."""
        ways = []
        for line in self.content:
            post, colon, words = (part.strip() for part in line.partition(":"))
            if post and colon and words:
                ways.append((post, words))
            elif line.strip():
                text = f'"{line.strip()}" is no way: {FORM}'
                warn(self.env.docname, self.lineno, "doors", text)
        return Doors(tuple(ways), self.options.get("short"))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("doors", DoorsDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
