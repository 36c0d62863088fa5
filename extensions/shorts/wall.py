"""``{shorts-wall}``: all shorts, the newest as cards, with what they can be chosen by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.osutil import relative_uri

from extensions import entries
from extensions.fragments import is_site
from extensions.shorts.cards import grid
from extensions.shorts.choices import choices, wall_form
from extensions.shorts.shelf import FOLDER, page_name, shelf_of
from extensions.views import ViewDirective, link, views_on

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from extensions.shorts.shelf import Shelf

WALL = f"{FOLDER}/index"
PAGES = {"track": entries.track_page, "topic": entries.topic_page, "tag": entries.tag_page}
WAYS = {"prev": "Newer shorts", "next": "Older shorts"}

# The number of the page that each relation leads to; that of the wall is 0.
Ways = dict[str, int]


@dataclass(frozen=True)
class ShortsWall:
    """The newest shorts, the way to the older ones, and the choices among all."""

    def shows(self, env: BuildEnvironment) -> object:
        """Return what the choices and the cards show."""
        shelf = shelf_of(env)
        cards = [entries.card_shows(env, one) for one in shelf.wall]
        return [choices(env, shelf.shorts), cards, len(shelf.pages)]

    def names(self) -> list[tuple[str, str]]:
        """Return nothing: no term is asked for."""
        return []

    def render(self, env: BuildEnvironment, page: str, level: int) -> list[nodes.Node]:
        """Return the form, the cards and the way on."""
        shelf = shelf_of(env)
        cards = [entries.card(env, page, one, level) for one in shelf.wall]
        found: list[nodes.Node] = [form(env, page)] if is_site(env._app) else []
        found.append(grid(cards, "wall"))
        if numbers := ways_of_wall(shelf):
            found.append(ways(env, page, numbers))
        return found


def form(env: BuildEnvironment, page: str) -> wall_form:
    """Return the form of the wall on *page*."""
    builder, shorts = env._app.builder, shelf_of(env).shorts
    found = {
        facet: [(*row, builder.get_relative_uri(page, PAGES[facet](row[0]))) for row in rows]
        for facet, rows in choices(env, shorts).items()
    }
    here = builder.get_target_uri(page)
    name = "x"
    suffix = builder.get_target_uri(name).removeprefix(name)
    root = relative_uri(here, f"{FOLDER}/{name}").removesuffix(name)
    return wall_form("", choices=found, total=len(shorts), root=root, suffix=suffix)


def ways(env: BuildEnvironment, page: str, numbers: Ways) -> nodes.container:
    """Return the links from *page* to newer and older shorts."""
    line = nodes.paragraph()
    for relation, number in numbers.items():
        way = link(env, page, page_name(number) if number else WALL, WAYS[relation])
        if isinstance(way, nodes.reference):
            way["rel"] = relation
        line += way
    return nodes.container("", line, classes=["wall-ways"])


def has_wall(env: BuildEnvironment, page: str) -> bool:
    """Whether the wall is on *page*."""
    return any(isinstance(one, ShortsWall) for one, _ in views_on(env).get(page, []))


def add_context(
    app: Sphinx,
    page: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the wall style and script, and it and its pages the ways on in their head."""
    numbers: Ways = context.get("wall_ways", {})
    if has_wall(app.env, page) and is_site(app):
        app.add_css_file("wall.css")
        app.add_js_file("wall.js", type="module")
        numbers = ways_of_wall(shelf_of(app.env))
    for relation, number in numbers.items():
        uri = app.builder.get_relative_uri(page, page_name(number) if number else WALL)
        context[relation] = {"title": WAYS[relation], "link": uri}


def ways_of_wall(shelf: Shelf) -> Ways:
    """Return where the wall leads on."""
    return {"next": len(shelf.pages)} if shelf.pages else {}


class ShortsWallDirective(ViewDirective):
    """``{shorts-wall}``, which has no options."""

    def view(self) -> ShortsWall:
        """Return the wall."""
        return ShortsWall()
