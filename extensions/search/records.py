"""What can be found, and under which names: pages, theorems, equations."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from extensions.catalog.domain import catalog_of
from extensions.frontmatter import Kind
from extensions.search.facets import Facets, facets_of
from extensions.search.terms import terms, word_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

    from extensions.catalog.domain import Entry
    from extensions.search.texts import Equation, PageText, Passage, Said

# A page that leads to pieces is found after them.
WEIGHTS = {Kind.SERIES: 0.5, Kind.PAGE: 0.5}
CODE_WEIGHT = 0.5
DEEPEST_HEADING = 6


@dataclass(frozen=True)
class Page:
    """Where a page stands on the site, as plain values: the part of it that is not its text."""

    url: str
    title: str
    kind: str
    series: str
    weight: float
    facets: Facets


@dataclass(frozen=True)
class Record:
    """What Pagefind is given: HTML with fields in attributes, or text with fields beside it."""

    url: str
    content: str
    fields: dict[str, str] | None = None


def page_of(app: Sphinx, entry: Entry) -> Page:
    """Return where *entry* stands."""
    series = catalog_of(app.env).series_of(entry.docname)
    return Page(
        url=app.builder.get_target_uri(entry.docname),
        title=entry.title,
        kind=str(entry.kind),
        series=series.title if series else "",
        weight=WEIGHTS.get(entry.kind, 1.0),
        facets=facets_of(app.env, entry, str(entry.kind)),
    )


def page_record(page: Page, text: PageText, language: str) -> Record:
    """Return the record of a whole page; its sections can be found in it by their headings."""
    fields = {"title": page.title, "kind": page.kind, "series": page.series}
    fields = {
        **{name: value for name, value in fields.items() if value},
        "facets": page.facets.words(),
    }
    given = " ".join(f'data-{name}="{escape(value)}"' for name, value in fields.items())
    named = ",".join(f"{name}[data-{name}]" for name in fields)
    weight = f' data-pagefind-weight="{page.weight}"' if page.weight != 1 else ""
    body = "".join(part for passage in text.passages for part in passage_html(passage))
    return Record(
        page.url,
        f'<html lang="{language}"><body data-pagefind-body{weight}>'
        f'<div data-pagefind-meta="{named}" {given}></div>{body}</body></html>',
    )


def passage_html(passage: Passage) -> Iterator[str]:
    """Yield the HTML of *passage*; the heading of the page is the page's own."""
    if passage.level > 1:
        tag = f"h{min(passage.level, DEEPEST_HEADING)}"
        yield f'<{tag} id="{escape(passage.anchor)}">{escape(passage.title)}</{tag}>'
    for text, is_code in passage.blocks:
        weight = f' data-pagefind-weight="{CODE_WEIGHT}"' if is_code else ""
        yield f"<p{weight}>{escape(text)}</p>"


def statement_record(page: Page, said: Said) -> Record:
    """Return the record of a theorem, definition, … of *page*."""
    fields = {"title": said.name, "label": said.anchor, **shared(page, "theorem")}
    return Record(f"{page.url}#{said.anchor}", said.text or said.name, fields)


def equation_record(page: Page, equation: Equation) -> Record:
    """Return the record of an equation of *page*: its formula, and what leads up to it."""
    fields = {
        "title": f"Equation {equation.number}",
        "section": equation.section,
        "label": equation.label,
        "terms": " ".join(map(word_of, terms(equation.tex))),
        **shared(page, "equation"),
    }
    text = f"{equation.text} — {equation.before}" if equation.before else equation.text
    return Record(f"{page.url}#{equation.anchor}", text, fields)


def vocabulary_record(words: Iterable[str]) -> Record:
    """Return a record that is never shown, by which an index knows all *words* of facets.

    Pagefind leaves out of a search the words that an index does not know: a page without the
    tag that was chosen would be found.
    """
    return Record("none", "none", {"kind": "", "facets": " ".join(words)})


def shared(page: Page, kind: str) -> dict[str, str]:
    """Return the fields that a thing of *kind* has from its *page*."""
    return {"kind": kind, "page": page.title, "facets": facets_as(page, kind).words()}


def facets_as(page: Page, kind: str) -> Facets:
    """Return what a thing of *kind* on *page* can be found by."""
    given = page.facets
    return Facets((kind,), given.series, given.track, given.tag, given.level)
