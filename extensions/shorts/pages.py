"""The pages and files of the wall that are no documents.

Behind the wall stand numbered pages with all older shorts.  For its script there are files
that tell of all shorts, and one with the card of each.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from extensions import entries
from extensions.files import write
from extensions.fragments import html_builder, is_site, to_html
from extensions.shorts import index
from extensions.shorts.cards import grid
from extensions.shorts.choices import counted
from extensions.shorts.shelf import card_name, page_name, shelf_of
from extensions.shorts.wall import has_wall, ways
from extensions.views import views_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from extensions.catalog.domain import Entry
    from extensions.shorts.wall import Ways

LEVEL = 2


@dataclass(frozen=True)
class NumberedPage:
    """The page *number* of *last*, with *shorts*, the newest first."""

    number: int
    last: int
    shorts: tuple[Entry, ...]

    @property
    def ways(self) -> Ways:
        """Where the page leads on."""
        newer = {"prev": 0 if self.number == self.last else self.number + 1}
        return newer if self.number == 1 else {**newer, "next": self.number - 1}

    def shows(self, env: BuildEnvironment) -> object:
        """Return what the page shows of the shorts, and whether there is a newer one."""
        return [self.number == self.last, [entries.card_shows(env, one) for one in self.shorts]]

    def render(self, env: BuildEnvironment, page: str) -> list[nodes.Node]:
        """Return the days of the shorts, their cards, and the ways on."""
        first, last = entries.day(self.shorts[-1].date), entries.day(self.shorts[0].date)
        days = first if first == last else f"{first} to {last}"
        return [
            nodes.paragraph("", f"{counted(len(self.shorts))}, {days}", classes=["lead"]),
            grid([entries.card(env, page, one, LEVEL) for one in self.shorts]),
            ways(env, page, self.ways),
        ]


def further_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the numbered pages that are out of date."""
    if not is_asked_for(app):
        return
    pages = shelf_of(app.env).pages
    for number, shorts in enumerate(pages, 1):
        name, one = page_name(number), NumberedPage(number, len(pages), tuple(shorts))
        if not app.emit_firstresult("page-is-current", name, one.shows(app.env)):
            body = to_html(one.render(app.env, name), name, html_builder(app))
            title = f"Shorts, page {number}"
            yield name, {"title": title, "body": body, "wall_ways": one.ways}, "listing.html"


def write_files(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Write the files of the wall that are out of date; there are no pages."""
    if is_asked_for(app):
        for short in shelf_of(app.env).shorts:
            write_card(app, short)
        lists = index.word_lists(app.env)
        write_json(app, index.FACTS_FILE, index.facts(app.env, lists))
        for sign, listed in lists.items():
            write_json(app, index.WORDS_FILE.format(sign), listed)
    return iter(())


def is_asked_for(app: Sphinx) -> bool:
    """Whether the site has a wall, and the builder makes what stands behind it."""
    return is_site(app) and any(has_wall(app.env, page) for page in views_on(app.env))


def write_card(app: Sphinx, short: Entry) -> None:
    """Write the card of *short* alone if it has changed."""
    name = card_name(short.docname)
    path = html_builder(app).get_output_path(name)
    file = path.relative_to(app.outdir).as_posix()
    if not app.emit_firstresult("file-is-current", file, entries.card_shows(app.env, short)):
        html = to_html([entries.card(app.env, name, short, LEVEL)], name, html_builder(app))
        write(path, html)


def write_json(app: Sphinx, file: str, value: object) -> None:
    """Write *value* into *file* if it has changed."""
    if not app.emit_firstresult("file-is-current", file, value):
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        write(Path(app.outdir) / file, text)
