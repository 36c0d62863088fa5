"""``{shorts-wall}``: all shorts, the newest as cards, with what they can be chosen by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes

from extensions.doctree.compat import app_of
from extensions.doctree.fragments import is_site
from extensions.doctree.translation import _
from extensions.features import entries
from extensions.features.shorts.cards import grid
from extensions.features.shorts.choices import choices, wall_form
from extensions.features.shorts.pagination import FOLDER, number_of, page_name, pagination_of
from extensions.features.terms import tag_page, topic_page, track_page
from extensions.model.views import Part, View, ViewDirective, rendered, views_on

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from extensions.doctree.links import Links
    from extensions.features.shorts.choices import Choices

WALL = f"{FOLDER}/index"
PAGES = {"track": track_page, "topic": topic_page, "tag": tag_page}

# The page that each relation leads to.
Neighbours = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ShortsWallData:
    """What the cards show, and what ``total`` shorts can be chosen by, if there is a form."""

    cards: tuple[entries.CardData, ...]
    choices: Choices
    total: int
    has_form: bool
    neighbours: Neighbours


@dataclass(frozen=True)
class ShortsWall(View[ShortsWallData]):
    """The newest shorts, the way to the older ones, and the choices among all."""

    def data(self, env: BuildEnvironment, page: str) -> ShortsWallData:
        """Return what the choices and the cards show."""
        pagination = pagination_of(env)
        return ShortsWallData(
            cards=tuple(entries.card_data(env, one) for one in pagination.wall),
            choices=choices(env, pagination.shorts),
            total=len(pagination.shorts),
            has_form=is_site(app_of(env)),
            neighbours=neighbours_of_wall(env),
        )

    def render(self, data: ShortsWallData, links: Links, level: int) -> list[nodes.Node]:
        """Return the form, the cards and the way on."""
        found: list[nodes.Node] = [form(data, links)] if data.has_form else []
        found.append(grid([entries.card(one, links, level) for one in data.cards], "wall"))
        return [*found, neighbour_links(data.neighbours, links)] if data.neighbours else found


def form(data: ShortsWallData, links: Links) -> wall_form:
    """Return the form of the wall."""
    found = {
        facet: [(*row, links.address(PAGES[facet](row[0]))) for row in rows]
        for facet, rows in data.choices
    }
    name = "NAME"
    root, _name, suffix = links.address(f"{FOLDER}/{name}").rpartition(name)
    return wall_form("", choices=found, total=data.total, root=root, suffix=suffix)


def link_text(relation: str) -> str:
    """Return what the way to the "prev" or "next" page of shorts is called."""
    return _("Newer shorts") if relation == "prev" else _("Older shorts")


def neighbour_links(neighbours: Neighbours, links: Links) -> nodes.container:
    """Return the links to newer and older shorts."""
    line = nodes.paragraph()
    for relation, page in neighbours:
        link = links.link(page, link_text(relation))
        if isinstance(link, nodes.reference):
            link["rel"] = relation
        line += link
    return nodes.container("", line, classes=["wall-ways"])


def neighbours_of_wall(env: BuildEnvironment) -> Neighbours:
    """Return where the wall leads on."""
    last = len(pagination_of(env).pages)
    return (("next", page_name(last)),) if last else ()


def has_wall(env: BuildEnvironment, page: str) -> bool:
    """Whether the wall is on *page*."""
    return any(isinstance(one, ShortsWall) for one, _ in views_on(env).get(page, []))


@dataclass(frozen=True)
class WallHeadData:
    """Where a page leads on."""

    neighbours: Neighbours


class WallHead(Part[WallHeadData, dict[str, Any]]):
    """What the head of the wall, and of the pages behind it, says of its neighbours."""

    def data(self, env: BuildEnvironment, page: str) -> WallHeadData:
        """Return the neighbours of *page*."""
        if not is_site(app_of(env)):
            return WallHeadData(())
        return WallHeadData(
            neighbours_of_wall(env) if has_wall(env, page) else neighbours_behind_wall(env, page)
        )

    def render(self, data: WallHeadData, links: Links) -> dict[str, Any]:
        """Return the neighbours in the form that Furo's templates expect."""
        return {
            relation: {"title": link_text(relation), "link": links.address(page)}
            for relation, page in data.neighbours
        }


def neighbours_behind_wall(env: BuildEnvironment, page: str) -> Neighbours:
    """Return where *page* leads on if it is one of the numbered pages."""
    last = len(pagination_of(env).pages)
    number = number_of(page)
    if not 0 < number <= last:
        return ()
    newer = ("prev", WALL if number == last else page_name(number + 1))
    return (newer,) if number == 1 else (newer, ("next", page_name(number - 1)))


def add_context(
    app: Sphinx,
    page: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the wall style and script, and it and its pages the neighbours in their head."""
    if has_wall(app.env, page) and is_site(app):
        app.add_css_file("wall.css")
        app.add_js_file("wall.js", type="module")
    context.update(rendered(app.env, WallHead(), page))


class ShortsWallDirective(ViewDirective):
    """``{shorts-wall}``: the newest shorts as cards, and what all shorts can be chosen by."""

    def view(self) -> ShortsWall:
        """Return the wall."""
        return ShortsWall()
