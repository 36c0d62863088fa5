"""The table of all pieces, the newest first; a script sorts it by level, length or title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes

from extensions.doctree.translation import _, level_title
from extensions.features import entries
from extensions.features.terms import kind_name
from extensions.model.frontmatter import LEVELS, Kind
from extensions.model.views import Part
from extensions.output.blog.kept_items import Form, listed

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from extensions.doctree.links import Links
    from extensions.markup.label_targets import Title
    from extensions.model.catalog.domain import Entry

BEFORE, AFTER = "<tbody>\n", "</tbody>"
# Whether a row is an odd one changes with each that comes before it, and no style asks for it.
PLACE = re.compile(" row-(odd|even)")


@dataclass(frozen=True)
class Row:
    """What the table shows of a piece; ``rank`` is the place of its level among all."""

    title: Title
    rank: int
    level: str
    minutes: int
    day: str


@dataclass(frozen=True)
class TableData:
    """The title of the page, and the pieces, the newest first."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Table(Part[TableData, dict[str, Any]]):
    """Every piece on a row: title, level, minutes, date; ``entries`` are the newest first."""

    title: str
    entries: tuple[Entry, ...]

    def data(self, env: BuildEnvironment, page: str) -> TableData:
        """Return the rows."""
        return TableData(self.title, tuple(row_of(env, entry) for entry in self.entries))

    def render(self, data: TableData, links: Links) -> dict[str, Any]:
        """Return the title, and as body the table; a class of each row is its rank."""
        heads = [_("Title"), _("Level"), _("Minutes"), _("Date")]
        group = nodes.tgroup("", *(nodes.colspec() for _head in heads), cols=len(heads))
        group += nodes.thead("", row(*map(nodes.Text, heads)))
        group += nodes.tbody("", listed("", form=ROW, values=data.rows))
        lead = nodes.paragraph("", _("Every piece in one table."), classes=["lead"])
        return {"title": data.title, "body": [lead, nodes.table("", group, classes=["pieces"])]}


def row_of(env: BuildEnvironment, entry: Entry) -> Row:
    """Return what the table shows of *entry*: a short comes before every level."""
    level = entry.as_post.level
    rank = 0 if entry.kind is Kind.SHORT or level not in LEVELS else 1 + LEVELS.index(level)
    name = kind_name(entry.kind) or level_title(level or "")
    title = entries.title_of(env, entry)
    return Row(title, rank, name, entry.minutes, entries.day(entry.date))


def table_of(one: Row, links: Links) -> nodes.table:
    """Return a table of *one* alone."""
    facts = (one.level, str(one.minutes), one.day)
    made = row(entries.title_link(one.title, links), *map(nodes.Text, facts))
    made["classes"] += [f"level-{one.rank}"]
    columns = (nodes.colspec() for _cell in made)
    return nodes.table("", nodes.tgroup("", *columns, nodes.tbody("", made), cols=len(made)))


def row_in(html: str) -> str:
    """Return the row of a table that has no other, without its place in that."""
    return PLACE.sub("", html.partition(BEFORE)[2].partition(AFTER)[0], 1)


ROW = Form("row", table_of, row_in)


def row(*cells: nodes.Node) -> nodes.row:
    """Return *cells* as a row of a table."""
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))
