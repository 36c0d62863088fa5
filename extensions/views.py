"""Places on a page that show other pages.

A *view* is a small frozen dataclass that says what to show.  A directive puts it into
the page as a placeholder node; it is filled when the page is written, from the catalog
as it is then.  What it shows as plain values goes into the page's digest, so that the
page is written again exactly when it would look different.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Protocol, cast

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from extensions.by_page import ByPage
from extensions.catalog.domain import catalog_of
from extensions.frontmatter import Kind
from extensions.messages import warn
from extensions.vocabulary import unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


class View(Protocol):
    """What a placeholder shows; frozen and picklable."""

    def shows(self, env: BuildEnvironment) -> object:
        """Return, as plain values, all that the view takes from other pages."""

    def names(self) -> list[tuple[str, str]]:
        """Return what the view asks for by name: pairs of kind and name.

        Kinds are "tag", "topic", "track", "post" (its docname) and "short" (its slug).
        """

    def render(self, env: BuildEnvironment, page: str, level: int) -> list[nodes.Node]:
        """Return the nodes that show it on *page*, its headings of *level* and below."""


class view(nodes.General, nodes.Element):
    """Placeholder of a :class:`View`, kept in the attribute ``view``."""


class ViewDirective(SphinxDirective):
    """Base of the directives that place a view: they return :meth:`view`."""

    option_spec: ClassVar[dict[str, Any]] = {}

    def view(self) -> View:
        """Return the view that the options ask for."""
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        """Return the placeholder."""
        node = view("", view=self.view())
        self.set_source_info(node)
        return [node]


class ViewDomain(ByPage[list[tuple[View, int]]]):
    """The views on each page, with their lines."""

    name = "views"
    label = "Views"


def views_on(env: BuildEnvironment) -> dict[str, list[tuple[View, int]]]:
    """Return the views of all pages, with their lines, by docname."""
    return cast("ViewDomain", env.get_domain(ViewDomain.name)).by_page


def note_views(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the views of the page that was read (answers ``doctree-read``)."""
    views = [(node["view"], node.line or 1) for node in doctree.findall(view)]
    if views:
        views_on(app.env)[app.env.docname] = views


def shown_by_views(app: Sphinx, env: BuildEnvironment, page: str) -> list[object]:
    """Return what the views on *page* show (answers ``page-shows``)."""
    return [one.shows(env) for one, _ in views_on(env).get(page, [])]


def check_names(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of views that ask for what is unknown, and would be empty without a word."""
    catalog = catalog_of(env)
    known: dict[str, Iterable[str]] = {
        "tag": catalog.vocabulary.tags,
        "topic": catalog.vocabulary.topics,
        "track": catalog.vocabulary.tracks,
        "post": [entry.docname for entry in catalog.pieces(Kind.POST)],
        "short": [entry.docname.removeprefix("shorts/") for entry in catalog.pieces(Kind.SHORT)],
    }
    for page in sorted(views_on(env)):
        for one, line in views_on(env)[page]:
            for what, name in one.names():
                if name not in known[what]:
                    message = unknown(what, name, known[what], line)
                    warn(page, message.line, message.subtype, message.text)


class FillViews(SphinxPostTransform):
    """Put nodes in place of the placeholders."""

    # Before references are resolved: summaries bring their own.
    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        """Fill the placeholders of the page that is written."""
        for node in list(self.document.findall(view)):
            node.replace_self(node["view"].render(self.env, self.env.docname, level_at(node)))


def level_at(node: nodes.Node) -> int:
    """Return the level of a heading that stands at *node*: one below its section's."""
    level, at = 1, node.parent
    while at is not None:
        level += isinstance(at, nodes.section)
        at = at.parent
    return level


def link(env: BuildEnvironment, page: str, target: str, *content: nodes.Node | str) -> nodes.Node:
    """Return a link from *page* to the page *target*, or its text where none can be made.

    Builders without addresses (plain text, LaTeX) have no link to a page without source.
    """
    children = [nodes.Text(part) if isinstance(part, str) else part for part in content]
    name, _, anchor = target.partition("#")
    try:
        uri = env._app.builder.get_relative_uri(page, name)
    except NoUri:
        return nodes.inline("", "", *children)
    return nodes.reference(
        "", "", *children, internal=True, refuri=f"{uri}#{anchor}" if anchor else uri
    )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the placeholder, its collector and what fills it."""
    app.add_node(view)
    app.add_domain(ViewDomain)
    app.add_post_transform(FillViews)
    app.connect("doctree-read", note_views)
    app.connect("env-updated", check_names)
    app.connect("page-shows", shown_by_views)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
