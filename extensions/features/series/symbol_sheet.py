"""The sheet of symbols at the foot of the page of a series: its own, and those of each post."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docutils import nodes

from extensions.doctree.folds import fold
from extensions.doctree.translation import _
from extensions.features import entries
from extensions.markup.symbols import item
from extensions.model.catalog.domain import catalog_of
from extensions.model.views import View

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from extensions.doctree.links import Links
    from extensions.markup.label_targets import Title
    from extensions.model.catalog.domain import Entry
    from extensions.model.frontmatter import Symbol


@dataclass(frozen=True)
class SymbolGroup:
    """Symbols, without their lines, and the title of the post that declares them: none, all."""

    title: Title | None
    symbols: tuple[Symbol, ...]


@dataclass(frozen=True)
class SymbolSheetData:
    """The symbols of a series and of its posts, in reading order."""

    groups: tuple[SymbolGroup, ...]


@dataclass(frozen=True)
class SymbolSheet(View[SymbolSheetData]):
    """The symbols of the series whose page is ``index``."""

    index: str

    def data(self, env: BuildEnvironment, page: str) -> SymbolSheetData:
        """Return the symbols."""
        catalog = catalog_of(env)
        index = catalog.entries.get(self.index)
        if index is None:
            return SymbolSheetData(())
        groups = [SymbolGroup(None, without_lines(index))]
        groups += [
            SymbolGroup(entries.title_of(env, post), without_lines(post))
            for post in catalog.members(index)
        ]
        return SymbolSheetData(tuple(group for group in groups if group.symbols))

    def render(self, data: SymbolSheetData, links: Links, level: int) -> list[nodes.Node]:
        """Return the folded sheet."""
        if not data.groups:
            return []
        sheet = fold("", nodes.paragraph("", _("Symbols")), classes=["way", "symbols"])
        for group in data.groups:
            head = entries.title_link(group.title, links) if group.title else None
            sheet += nodes.paragraph("", "", head or nodes.Text(_("In all posts")))
            sheet += nodes.definition_list("", *(item(one, None) for one in group.symbols))
        return [sheet]


def without_lines(entry: Entry) -> tuple[Symbol, ...]:
    """Return the symbols that the page of *entry* declares."""
    return tuple(replace(one, line=0) for one in entry.symbols)
