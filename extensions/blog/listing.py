"""What the pages show that list pieces, or the terms that pieces are listed by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes

from extensions import entries
from extensions.addresses import led_from
from extensions.fragments import to_html
from extensions.frontmatter import Kind, slugify
from extensions.rebuild.record import digest
from extensions.views import link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from extensions.blog.paging import Part
    from extensions.catalog.domain import Entry

# The page of a term and its title.
Named = tuple[str, str]
TOP = 2
HEADING = re.compile(rf"(</?)h{TOP}([ >])")
# A page at the root that all links lead away from.
AT_ROOT = "_"


class Items:
    """How each piece looks in lists: made once in a build, and put where it is shown."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self.builder = builder
        self._html: dict[str, str] = {}
        self._shown: dict[str, str] = {}

    @property
    def env(self) -> BuildEnvironment:
        """The environment of the build."""
        return self.builder.env

    def html(self, page: str, entry: Entry, level: int) -> str:
        """Return *entry* as an item of a list on *page*, its title a heading of *level*."""
        if entry.docname not in self._html:
            item = entries.item(self.env, AT_ROOT, entry, TOP)
            self._html[entry.docname] = to_html([item], AT_ROOT, self.builder)
        # The only heading of an item is its title.
        html = HEADING.sub(rf"\1h{level}\2", self._html[entry.docname])
        return led_from("../" * page.count("/"), html) if "/" in page else html

    def block(self, page: str, group: Iterable[Entry], level: int) -> nodes.container:
        """Return the list of *group* on *page*."""
        html = "".join(self.html(page, one, level) for one in group)
        return nodes.container("", nodes.raw("", html, format="html"), classes=["entries"])

    def shown(self, group: Iterable[Entry]) -> list[entries.Shown]:
        """Return what a list shows of each of *group*, as a digest."""
        found = []
        for one in group:
            if one.docname not in self._shown:
                self._shown[one.docname] = digest(entries.shows(self.env, one))
            found.append(entries.Shown(one.docname, self._shown[one.docname]))
        return found


@dataclass(frozen=True)
class Listing:
    """A page of pieces.

    ``years`` are the pages of the years that the pieces are to be grouped by, ``related``
    lines of links to pages of other terms, ``series`` the series that belong to the term.
    """

    title: str
    line: str
    part: Part[Entry]
    years: tuple[tuple[int, str], ...] = ()
    related: tuple[tuple[str, tuple[Named, ...]], ...] = ()
    series: tuple[Entry, ...] = ()

    @property
    def heading(self) -> str:
        """The title of the page."""
        number = self.part.number
        return f"{self.title}, page {number}" if number else self.title

    def shows(self, items: Items) -> object:
        """Return what the page shows of the rest of the site."""
        groups = [items.shown(self.part.items), items.shown(self.series)]
        return [self.heading, self.line, self.years, self.related, groups, self.part.links()]

    def render(self, items: Items, page: str) -> list[nodes.Node]:
        """Return the line that says what is listed, and what is listed."""
        found: list[nodes.Node] = []
        if self.line:
            found.append(nodes.paragraph("", self.line, classes=["lead"]))
        found += [related_line(items.env, page, *line) for line in self.related]
        if self.series:
            found.append(entries.heading(TOP, nodes.Text("Series")))
            found.append(items.block(page, self.series, TOP + 1))
        if self.years:
            return found + self._by_year(items, page)
        if self.series and self.part.items:
            found.append(entries.heading(TOP, nodes.Text("Posts and shorts")))
        level = TOP + bool(self.series)
        return [*found, items.block(page, self.part.items, level)]

    def _by_year(self, items: Items, page: str) -> list[nodes.Node]:
        found: list[nodes.Node] = []
        years = dict(self.years)
        for year, group in groupby(self.part.items, lambda one: one.date.year):
            head = link(items.env, page, years[year], str(year)) if year in years else None
            found.append(entries.heading(TOP, head or nodes.Text("Without a date")))
            found.append(items.block(page, group, TOP + 1))
        return found


def related_line(
    env: BuildEnvironment, page: str, label: str, pages: Iterable[Named]
) -> nodes.paragraph:
    """Return the line that links *page* to *pages* of related terms."""
    line = nodes.paragraph("", f"{label}: ", classes=["facts"])
    for place, (target, title) in enumerate(pages):
        line += [nodes.Text(" · " * bool(place)), link(env, page, target, title)]
    return line


@dataclass(frozen=True)
class Overview:
    """A page of terms: ``rows`` are (page, title, what it means, number of pieces)."""

    heading: str
    rows: tuple[tuple[str, str, str, int], ...]

    def shows(self, items: Items) -> object:
        """Return the rows."""
        return [self.heading, self.rows]

    def render(self, items: Items, page: str) -> list[nodes.Node]:
        """Return a definition list of the rows."""
        listed = nodes.definition_list("", classes=["overview"])
        for target, title, line, count in self.rows:
            term = nodes.term("", "", link(items.env, page, target, title))
            term += nodes.inline("", f" {count}", classes=["facts"])
            meaning = nodes.definition("", *([nodes.paragraph("", line)] if line else []))
            listed += nodes.definition_list_item("", term, meaning)
        return [listed]


@dataclass(frozen=True)
class Everything:
    """Each page that has a title of its own, on one line, by letter: the index of the site."""

    heading: str
    entries: tuple[Entry, ...]

    def shows(self, items: Items) -> object:
        """Return the lines."""
        return [self.heading, [line_of(one) for one in self.entries]]

    def render(self, items: Items, page: str) -> list[nodes.Node]:
        """Return the letters, and the titles under each."""
        by_title = sorted(self.entries, key=lambda one: (sorted_by(one), one.docname))
        groups = [(key, list(group)) for key, group in groupby(by_title, letter)]
        jump = nodes.paragraph("", "", classes=["letters"])
        found: list[nodes.Node] = [jump]
        for key, group in groups:
            anchor = f"letter-{slugify(key)}"
            jump += [nodes.reference("", key, refuri=f"#{anchor}", internal=True), nodes.Text(" ")]
            head = entries.heading(TOP, nodes.Text(key))
            head["ids"] = [anchor]
            lines = [nodes.list_item("", self._line(items.env, page, one)) for one in group]
            found += [head, nodes.bullet_list("", *lines, classes=["everything"])]
        return found

    def _line(self, env: BuildEnvironment, page: str, entry: Entry) -> nodes.paragraph:
        _, _, _, facts = line_of(entry)
        title = entries.title_link(env, page, entry)
        return nodes.paragraph("", "", title, nodes.inline("", f" {facts}", classes=["facts"]))


def line_of(entry: Entry) -> tuple[str, str, bytes, str]:
    """Return what the index shows of *entry*: docname, title, its nodes, kind and date."""
    date = "" if entry.kind is Kind.SERIES else entries.day(entry.date)
    facts = " · ".join(filter(None, (entry.kind.capitalize(), date)))
    title = entry.headings[0].fragment if entry.headings else b""
    return entry.docname, entry.title, title, facts


def sorted_by(entry: Entry) -> str:
    """Return the title of *entry* in the form by which it is sorted: without its article."""
    return slugify(re.sub(r"(?i)^(an?|the)\s+", "", entry.title))


def letter(entry: Entry) -> str:
    """Return the letter under which *entry* is found; "0–9" for all that is none."""
    first = sorted_by(entry)[:1].upper()
    return first if first.isalpha() else "0–9"
