"""The pages and files of the wall that are no documents.

Behind the wall stand numbered pages with all older shorts.  For its script there are files
that tell of all shorts, and one with the card of each.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from extensions.building.incremental import file_is_current, is_same_elsewhere, outdated_page
from extensions.doctree.fragments import html_builder, html_of_each, is_site
from extensions.doctree.links import links_from
from extensions.doctree.translation import _
from extensions.features import entries
from extensions.features.shorts import index
from extensions.features.shorts.cards import grid
from extensions.features.shorts.choices import counted
from extensions.features.shorts.pagination import card_name, page_name, pagination_of
from extensions.features.shorts.wall import has_wall, neighbour_links, neighbours_behind_wall
from extensions.lib.files import write
from extensions.model.views import Part, views_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from extensions.building.incremental import Made
    from extensions.doctree.links import Links
    from extensions.features.shorts.wall import Neighbours
    from extensions.model.catalog.domain import Entry

LEVEL = 2


@dataclass(frozen=True)
class NumberedPageData:
    """The cards of a numbered page, the first and last day of its shorts, and its neighbours."""

    title: str
    days: tuple[str, str]
    cards: tuple[entries.CardData, ...]
    neighbours: Neighbours


@dataclass(frozen=True)
class NumberedPage(Part[NumberedPageData, dict[str, Any]]):
    """The page *number* behind the wall, with *shorts*, the newest first."""

    number: int
    shorts: tuple[Entry, ...]

    def data(self, env: BuildEnvironment, page: str) -> NumberedPageData:
        """Return what the page shows of the shorts, and where it leads on."""
        return NumberedPageData(
            title=_("Shorts, page {number}").format(number=self.number),
            days=(entries.day(self.shorts[-1].date), entries.day(self.shorts[0].date)),
            cards=tuple(entries.card_data(env, one) for one in self.shorts),
            neighbours=neighbours_behind_wall(env, page),
        )

    def render(self, data: NumberedPageData, links: Links) -> dict[str, Any]:
        """Return the title, and as body the days of the shorts, their cards, and the links."""
        first, last = data.days
        days = first if first == last else _("{first} to {last}").format(first=first, last=last)
        body = [
            nodes.paragraph("", f"{counted(len(data.cards))}, {days}", classes=["lead"]),
            grid([entries.card(one, links, LEVEL) for one in data.cards]),
            neighbour_links(data.neighbours, links),
        ]
        return {"title": data.title, "body": body}


def further_pages(app: Sphinx) -> Iterator[Made]:
    """Yield the numbered pages that are out of date."""
    if has_pages_behind_wall(app) and not is_same_elsewhere(app):
        for number, shorts in enumerate(pagination_of(app.env).pages, 1):
            part = NumberedPage(number, tuple(shorts))
            yield from outdated_page(app, page_name(number), part, "listing.html")


def write_files(app: Sphinx) -> Iterator[Made]:
    """Write the files of the wall that are out of date; there are no pages."""
    if has_pages_behind_wall(app) and not is_same_elsewhere(app):
        write_cards(app, pagination_of(app.env).shorts)
        lists = index.word_lists(app.env)
        write_json(app, index.FACTS_FILE, index.facts(app.env, lists))
        for sign, listed in lists.items():
            write_json(app, index.WORDS_FILE.format(sign), listed)
    return iter(())


def has_pages_behind_wall(app: Sphinx) -> bool:
    """Whether the site has a wall, and the builder makes what stands behind it."""
    return is_site(app) and any(has_wall(app.env, page) for page in views_on(app.env))


def write_cards(app: Sphinx, shorts: Iterable[Entry]) -> None:
    """Write the card of each of *shorts* alone if it has changed."""
    builder, outdated = html_builder(app), dict[str, entries.CardData]()
    for short in shorts:
        name, data = card_name(short.docname), entries.card_data(app.env, short)
        file = builder.get_output_path(name).relative_to(app.outdir).as_posix()
        if not file_is_current(app, file, data):
            outdated[name] = data
    # Those of one folder have the same links, and are made at once, which is much sooner.
    for _folder, group in groupby(sorted(outdated), lambda name: name.rpartition("/")[0]):
        names = list(group)
        links = links_from(names[0], builder)
        cards = [entries.card(outdated[name], links, LEVEL) for name in names]
        for name, html in zip(names, html_of_each(cards, names[0], builder), strict=True):
            write(builder.get_output_path(name), html)


def write_json(app: Sphinx, file: str, value: object) -> None:
    """Write *value* into *file* if it has changed."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if not file_is_current(app, file, text):
        write(Path(app.outdir) / file, text)
