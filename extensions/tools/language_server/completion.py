"""What an editor offers to write at the cursor."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol.types import CompletionItem, CompletionItemKind

from extensions.model.frontmatter import LEVELS, Kind
from extensions.model.frontmatter.schema import rows
from extensions.tools.language_server.place import Place, Wanted
from extensions.tools.language_server.site import Site


def offered(site: Site, place: Place, kind: Kind) -> Iterator[CompletionItem]:
    """Yield what can stand at *place* of a page of *kind*."""
    match place.wanted:
        case Wanted.LABEL | Wanted.EQUATION | Wanted.STATEMENT:
            for target in site.targets.values():
                if place.wanted in (Wanted.LABEL, target.kind):
                    yield _item(target.label, target.describe(), CompletionItemKind.Reference)
        case Wanted.CITATION:
            for entry in site.citations.values():
                yield _item(entry.key, title_in(entry.text), CompletionItemKind.Reference)
        case Wanted.MACRO:
            for name, expansion in site.macros.items():
                yield _item(name.lstrip("\\"), expansion, CompletionItemKind.Function)
        case Wanted.KEY:
            for name, row in rows(kind):
                yield _item(name, row.meaning, CompletionItemKind.Property, f"{name}: ")
        case Wanted.LEVEL:
            for level in LEVELS:
                yield _item(level, "", CompletionItemKind.EnumMember)
        case wanted:
            for term in site.terms.get(wanted, {}).values():
                yield _item(term.key, f"{term.title}: {term.line}", CompletionItemKind.EnumMember)


def title_in(entry: str) -> str:
    """Return the title in the source of a bibliography's *entry*; nothing if it has none."""
    for line in entry.splitlines():
        name, _, value = line.partition("=")
        if name.strip().lower() == "title":
            return value.strip(" ,{}\"'")
    return ""


def _item(
    label: str, detail: str, kind: CompletionItemKind, text: str | None = None
) -> CompletionItem:
    return CompletionItem(label=label, detail=detail, kind=kind, insert_text=text or label)
