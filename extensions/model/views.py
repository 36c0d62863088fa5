"""What pages show of other pages: one value, and the nodes or template variables made of it.

A *view* is a small frozen dataclass that says what to show.  A directive puts it into the page as
a placeholder node, which is filled when the page is written.  A *part* stands on pages without
being asked for: in their head, beside their text, in the sidebar.

Both have ``data``, which asks the catalog and returns all that is shown as one plain value (see
:mod:`extensions.lib.digest`), and ``render``, which is given nothing else.  The digest of a page is
that of these values: the page is written again exactly when it would look different.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from extensions.doctree.app_state import of_app
from extensions.doctree.compat import app_of
from extensions.doctree.links import Links, links_from
from extensions.doctree.page_domain import ByPage
from extensions.lib.digest import digest
from extensions.lib.messages import warn
from extensions.lib.phases import DoctreeRead, EnvUpdated, WriteTransform
from extensions.model.catalog.domain import catalog_of
from extensions.model.frontmatter import Kind
from extensions.model.vocabulary import unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

D = TypeVar("D")
GIVEN = TypeVar("GIVEN", covariant=True)
MADE = TypeVar("MADE", covariant=True)


class Dependency(Protocol[GIVEN]):
    """What a page depends on besides its source, where a part of Sphinx shows it."""

    @abstractmethod
    def data(self, env: BuildEnvironment, page: str) -> GIVEN:
        """Return, as one plain value, all that is shown on *page*."""


class Part(Protocol[D, MADE]):
    """What is shown on a page that has no placeholder for it, or is the whole of a page."""

    @abstractmethod
    def data(self, env: BuildEnvironment, page: str) -> D:
        """Return, as one plain value, all that is shown on *page*."""

    @abstractmethod
    def render(self, data: D, links: Links) -> MADE:
        """Return what shows *data* on the page of *links*: nodes, or variables of templates."""


class View(Protocol[D]):
    """What a placeholder shows; frozen and picklable."""

    @abstractmethod
    def data(self, env: BuildEnvironment, page: str) -> D:
        """Return, as one plain value, all that is shown on *page*."""

    @abstractmethod
    def render(self, data: D, links: Links, level: int) -> list[nodes.Node]:
        """Return the nodes that show *data*, their headings of *level* and below."""

    def names(self) -> list[tuple[str, str]]:
        """Return what the view asks for by name: pairs of kind and name.

        Kinds are "tag", "topic", "track", "post" (its docname), "short" (its slug) and "question"
        (its label).
        """
        return []


@dataclass(frozen=True)
class Variables(Part["Variables", dict[str, Any]]):
    """A page of which all is known beforehand: variables of its template, by name."""

    values: tuple[tuple[str, object], ...]

    def data(self, env: BuildEnvironment, page: str) -> Variables:
        """Return them."""
        return self

    def render(self, data: Variables, links: Links) -> dict[str, Any]:
        """Return them as the template is given them."""
        return dict(data.values)


class Dependencies:
    """What pages depend on, view by view and part by part; one object per application."""

    def __init__(self, app: Sphinx) -> None:
        self.everywhere: list[Dependency[Any]] = []


def add_dependency(app: Sphinx, part: Dependency[Any]) -> None:
    """Let the data of *part* decide, on every page, whether it is written again."""
    of_app(app, Dependencies).everywhere.append(part)


def page_digest(env: BuildEnvironment, page: str, *others: tuple[str, object]) -> str:
    """Return the digest of all that is shown on *page*.

    *others* are values that are shown besides, each with the name of what shows it.
    """
    parts = of_app(app_of(env), Dependencies).everywhere
    given = [(type(part).__name__, part.data(env, page)) for part in parts]
    of_views = [(type(one).__name__, value) for one, value in data_of_views(env, page)]
    return digest(tuple(digest(data, name) for name, data in (*others, *given, *of_views)), page)


def data_of_views(env: BuildEnvironment, page: str) -> Iterator[tuple[View[Any], object]]:
    """Yield the views on *page*, each with its data."""
    return ((one, one.data(env, page)) for one, _line in views_on(env).get(page, ()))


def rendered(env: BuildEnvironment, part: Part[D, MADE], page: str) -> MADE:
    """Return what shows *part* on *page* as it is today."""
    return part.render(part.data(env, page), links_from(page, app_of(env).builder))


class view(nodes.General, nodes.Element):
    """Placeholder of a :class:`View`, kept in the attribute ``view``."""


class ViewDirective(SphinxDirective):
    """Base of the directives that place a view: they return :meth:`view`."""

    option_spec: ClassVar[dict[str, Any]] = {}

    def view(self) -> View[Any]:
        """Return the view that the options ask for."""
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        """Return the placeholder."""
        node = view("", view=self.view())
        self.set_source_info(node)
        return [node]


class ViewDomain(ByPage[list[tuple[View[Any], int]]]):
    """The views on each page, with their lines."""

    name = "views"
    label = "Views"


def views_on(env: BuildEnvironment) -> dict[str, list[tuple[View[Any], int]]]:
    """Return the views of all pages, with their lines, by docname."""
    return cast("ViewDomain", env.get_domain(ViewDomain.name)).by_page


def note_views(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the views of the page that was read (answers ``doctree-read``)."""
    views = [(node["view"], node.line or 1) for node in doctree.findall(view)]
    if views:
        views_on(app.env)[app.env.docname] = views


def check_names(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of views that ask for what is unknown, and would be empty without a word."""
    catalog = catalog_of(env)
    unread = {"tag", "topic", "track"} if catalog.vocabulary.broken else set()
    known: dict[str, Iterable[str]] = {
        "tag": catalog.vocabulary.tags,
        "topic": catalog.vocabulary.topics,
        "track": catalog.vocabulary.tracks,
        "post": [name for name, one in catalog.entries.items() if one.kind is Kind.POST],
        "question": catalog.questions,
        "short": [
            name.removeprefix("shorts/")
            for name, one in catalog.entries.items()
            if one.kind is Kind.SHORT
        ],
    }
    for page in sorted(views_on(env)):
        for one, line in views_on(env)[page]:
            for what, name in one.names():
                if what not in unread and name not in known[what]:
                    message = unknown(what, name, known[what], line)
                    warn(page, message.line, message.subtype, message.text)


class FillViews(SphinxPostTransform):
    """Put nodes in place of the placeholders."""

    # Before references are resolved: summaries bring their own.
    default_priority = WriteTransform.VIEWS

    def run(self, **kwargs: Any) -> None:
        """Fill the placeholders of the page that is written."""
        page = self.env.docname
        links = links_from(page, app_of(self.env).builder)
        for node in list(self.document.findall(view)):
            one: View[Any] = node["view"]
            node.replace_self(one.render(one.data(self.env, page), links, level_at(node)))


def level_at(node: nodes.Node) -> int:
    """Return the level of a heading that stands at *node*: one below its section's."""
    level, at = 1, node.parent
    while at is not None:
        level += isinstance(at, nodes.section)
        at = at.parent
    return level


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the placeholder, its collector and what fills it."""
    app.add_node(view)
    app.add_domain(ViewDomain)
    app.add_post_transform(FillViews)
    app.connect("doctree-read", note_views, priority=DoctreeRead.VIEWS)
    app.connect("env-updated", check_names, priority=EnvUpdated.VIEWS)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
