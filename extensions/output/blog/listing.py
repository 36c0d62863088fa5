"""The content of listings: pages of pieces, of terms, and of all titles."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from docutils import nodes

from extensions.doctree.separators import separated
from extensions.doctree.translation import _
from extensions.features import entries
from extensions.features.terms import kind_name
from extensions.markup.label_targets import Title
from extensions.model.frontmatter import Kind, slugify
from extensions.model.views import Part
from extensions.output.blog.kept_items import TOP, Form, listed
from extensions.output.blog.people import Portrait, portrait, portrayed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.environment import BuildEnvironment

    from extensions.doctree.links import Links
    from extensions.model.catalog.domain import Entry
    from extensions.output.blog.paging import Part as PartOfList

# The page of a term and its title.
Named = tuple[str, str]
Related = tuple[str, tuple[Named, ...]]
PIECE = Form("piece", lambda piece, links: entries.item(piece, links, TOP))


@dataclass(frozen=True)
class Group:
    """Pieces under a ``heading`` (empty for none), which leads to ``page`` if there is one."""

    heading: str
    page: str
    pieces: tuple[entries.Shown, ...]


@dataclass(frozen=True)
class ListingData:
    """A page of pieces; ``way`` is text, page and relation of each step through the list."""

    title: str
    name: str
    kind: str
    line: str
    related: tuple[Related, ...]
    groups: tuple[Group, ...]
    way: tuple[tuple[str, str, str], ...]
    portrait: Portrait | None = None


@dataclass(frozen=True)
class Listing(Part[ListingData, dict[str, Any]]):
    """A page of pieces.

    ``kind`` is the word for what the pieces have in common ("Tag"), empty for the archive;
    ``years`` are the pages of the years that the pieces are to be grouped by, ``related``
    lines of links to pages of other terms, ``series`` the series that belong to the term,
    ``author`` is who has written the pieces.
    """

    title: str
    line: str
    part: PartOfList[Entry]
    kind: str = ""
    years: tuple[tuple[int, str], ...] = ()
    related: tuple[Related, ...] = ()
    series: tuple[Entry, ...] = ()
    author: str = ""

    def data(self, env: BuildEnvironment, page: str) -> ListingData:
        """Return what the page shows of the rest of the site."""
        number = self.part.number
        title = f"{self.title}, page {number}" if number else self.title
        groups = self._by_year(env) if self.years else self._by_kind(env)
        way = tuple(self.part.links())
        name = named(self.kind, title)
        of_author = portrait(env, self.author) if self.author and not number else None
        return ListingData(title, name, self.kind, self.line, self.related, groups, way, of_author)

    def _by_kind(self, env: BuildEnvironment) -> tuple[Group, ...]:
        pieces = group_of(env, self.part.items)
        if not self.series:
            return (pieces,)
        series = group_of(env, self.series, _("Series"))
        heading = _("Posts and shorts") if self.part.items else ""
        return series, replace(pieces, heading=heading)

    def _by_year(self, env: BuildEnvironment) -> tuple[Group, ...]:
        pages = dict(self.years)
        return tuple(
            group_of(env, group, str(year), pages[year])
            if year in pages
            else group_of(env, group, _("Without a date"))
            for year, group in groupby(self.part.items, lambda entry: entry.date.year)
        )

    def render(self, data: ListingData, links: Links) -> dict[str, Any]:
        """Return the titles, the way through the list, and as body what is listed."""
        body: list[nodes.Node] = [portrayed(data.portrait, links)] if data.portrait else []
        if data.line:
            body.append(nodes.paragraph("", data.line, classes=["lead"]))
        body += [related_line(label, pages, links) for label, pages in data.related]
        has_headings = any(group.heading for group in data.groups)
        for group in data.groups:
            if group.heading:
                text = nodes.Text(group.heading)
                head = links.link(group.page, text) if group.page else text
                body.append(entries.heading(TOP, head))
            pieces = listed("", form=PIECE, values=group.pieces, level=TOP + has_headings)
            body.append(nodes.container("", pieces, classes=["entries"]))
        return {
            "title": data.title,
            "name": data.name,
            "kicker": data.kind,
            "pages": data.way,
            "body": body,
        }


def group_of(
    env: BuildEnvironment, pieces: Iterable[Entry], heading: str = "", page: str = ""
) -> Group:
    """Return what lists show of *pieces*, under a *heading* that leads to *page*."""
    return Group(heading, page, tuple(entries.shown(env, piece) for piece in pieces))


def named(kind: str, title: str) -> str:
    """Return *title* with the word for what it is the title of: "Tag: Attention"."""
    return _("{kind}: {title}").format(kind=kind, title=title) if kind else title


def related_line(label: str, pages: Iterable[Named], links: Links) -> nodes.paragraph:
    """Return the line that links to *pages* of related terms."""
    line = nodes.paragraph("", f"{label}: ", classes=["facts"])
    line += separated(links.link(target, title) for target, title in pages)
    return line


@dataclass(frozen=True)
class Overview(Part["Overview", dict[str, Any]]):
    """A page of terms: ``rows`` are (page, title, what it means, number of pieces)."""

    title: str
    rows: tuple[tuple[str, str, str, int], ...]

    def data(self, env: BuildEnvironment, page: str) -> Overview:
        """Return the title and the rows."""
        return self

    def render(self, data: Overview, links: Links) -> dict[str, Any]:
        """Return the title, and as body a definition list of the rows."""
        listed = nodes.definition_list("", classes=["overview"])
        for target, title, line, count in data.rows:
            term = nodes.term("", "", links.link(target, title))
            term += nodes.inline("", f" {count}", classes=["facts"])
            meaning = nodes.definition("", *([nodes.paragraph("", line)] if line else []))
            listed += nodes.definition_list_item("", term, meaning)
        return {"title": data.title, "body": [listed]}


@dataclass(frozen=True)
class Line:
    """What the index shows of a page: its title, its kind and date."""

    title: Title
    facts: str


@dataclass(frozen=True)
class EverythingData:
    """The index of the site: lines under the letters that their titles begin with."""

    title: str
    letters: tuple[tuple[str, tuple[Line, ...]], ...]


@dataclass(frozen=True)
class Everything(Part[EverythingData, dict[str, Any]]):
    """Each page that has a title of its own, on one line, by letter: the index of the site."""

    title: str
    entries: tuple[Entry, ...]

    def data(self, env: BuildEnvironment, page: str) -> EverythingData:
        """Return the lines."""
        by_title = sorted(self.entries, key=lambda entry: (sorted_by(entry), entry.docname))
        letters = (
            (key, tuple(line_of(env, entry) for entry in group))
            for key, group in groupby(by_title, letter)
        )
        return EverythingData(self.title, tuple(letters))

    def render(self, data: EverythingData, links: Links) -> dict[str, Any]:
        """Return the title, and as body the letters, and the titles under each."""
        jump = nodes.paragraph("", "", classes=["letters"])
        body: list[nodes.Node] = [jump]
        for key, group in data.letters:
            anchor = f"letter-{slugify(key)}"
            jump += [nodes.reference("", key, refuri=f"#{anchor}", internal=True), nodes.Text(" ")]
            head = entries.heading(TOP, nodes.Text(key))
            head["ids"] = [anchor]
            lines = listed("", form=LINE, values=group)
            body += [head, nodes.bullet_list("", lines, classes=["everything", "simple"])]
        return {"title": data.title, "body": body}


def line_of(env: BuildEnvironment, entry: Entry) -> Line:
    """Return what the index shows of *entry*."""
    date = "" if entry.kind is Kind.SERIES else entries.day(entry.date)
    facts = " · ".join(filter(None, (kind_name(entry.kind) or _("Post"), date)))
    return Line(entries.title_of(env, entry), facts)


def index_line(line: Line, links: Links) -> nodes.list_item:
    """Return *line*, its title a link."""
    title = entries.title_link(line.title, links)
    facts = nodes.inline("", f" {line.facts}", classes=["facts"])
    return nodes.list_item("", nodes.paragraph("", "", title, facts))


LINE = Form("line", index_line)


def sorted_by(entry: Entry) -> str:
    """Return the title of *entry* in the form by which it is sorted: without its article."""
    return slugify(re.sub(r"(?i)^(an?|the)\s+", "", entry.title))


def letter(entry: Entry) -> str:
    """Return the letter under which *entry* is found; "0–9" for all that is none."""
    first = sorted_by(entry)[:1].upper()
    return first if first.isalpha() else "0–9"
