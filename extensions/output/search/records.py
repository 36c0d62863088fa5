"""What is shown of a page where it is found: its title, its parts, and the text to quote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extensions.doctree.translation import _
from extensions.features.terms import tag_title, topic_title, track_title
from extensions.model.catalog.domain import catalog_of
from extensions.output.search.facets import Facets, facets_of
from extensions.output.search.page_text import EQUATIONS, MOST_PARTS, PLACE, QUOTED, STATEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from extensions.model.catalog.domain import Entry
    from extensions.output.search.page_text import PageText

# In signs, formulas included, which are nearly all of it: some 6 kB as it is sent.
QUOTED_SIZE = 20_000


@dataclass(frozen=True)
class Page:
    """Where a page stands on the site, as plain values: the part of it that is not its text.

    ``subjects`` are the titles of its tags, topic, track and series.
    """

    url: str
    title: str
    series: str
    aliases: tuple[str, ...]
    subjects: tuple[str, ...]
    facets: Facets


def page_of(app: Sphinx, entry: Entry) -> Page:
    """Return where *entry* stands."""
    env, catalog = app.env, catalog_of(app.env)
    series = catalog.series_of(entry.docname)
    track, topic = catalog.track_of(entry), entry.as_short.topic
    subjects = [tag_title(env, tag) for tag in entry.tags]
    subjects += [topic_title(env, topic)] if topic else []
    subjects += [track_title(env, track)] if track else []
    return Page(
        url=app.builder.get_target_uri(entry.docname),
        title=entry.title,
        series=series.title if series else "",
        aliases=entry.record.aliases,
        subjects=(*subjects, *([series.title] if series else [])),
        facets=facets_of(env, entry),
    )


def head_of(page: Page, text: PageText, quotations: list[tuple[int, str]]) -> list[Any]:
    """Return what is shown of *page* and its parts before what is quoted.

    That is in the files *quotations*, each with the number of its first part.  A part is its
    anchor and its title; an equation has that of its section as well.
    """
    return [
        page.url,
        page.title,
        page.series,
        quotations,
        [[passage.anchor, passage.title] for passage in text.passages[:MOST_PARTS]],
        [[one.anchor, one.name] for one in text.statements[:MOST_PARTS]],
        [
            [one.anchor, _("Equation {number}").format(number=one.number), one.section]
            for one in text.equations[:MOST_PARTS]
        ],
    ]


def quotations_of(text: PageText) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield what can be quoted of a page in pieces, each with the number of its first part.

    A piece has lines by the number of the part, and the formulas in them.
    """
    parts: dict[int, list[str]] = {}
    size = 0
    for number, lines in quoted_lines(text):
        size += sum(map(len, lines)) + sum(len(html_of(text, at)) for at in places(lines))
        parts[number] = lines
        if size > QUOTED_SIZE:
            yield next(iter(parts)), piece(text, parts)
            parts, size = {}, 0
    if parts:
        yield next(iter(parts)), piece(text, parts)


def piece(text: PageText, parts: dict[int, list[str]]) -> dict[str, Any]:
    """Return lines by the number of their part, and by number the formulas in them."""
    used = sorted({number for lines in parts.values() for number in places(lines)})
    return {"parts": parts, "formulas": {number: html_of(text, number) for number in used}}


def html_of(text: PageText, number: int) -> str:
    """Return a formula that is quoted as shortened HTML, or as text where it could not be set."""
    formula = text.formulas[number]
    return formula.html or formula.text


def places(lines: list[str]) -> set[int]:
    """Return the numbers of the formulas in *lines*."""
    return {int(number) for line in lines for number in PLACE.findall(line)}


def quoted_lines(text: PageText) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of each part and its lines."""
    for number, passage in enumerate(text.passages[:MOST_PARTS]):
        yield number, [line for line, form in passage.blocks if form in QUOTED]
    for number, statement in enumerate(text.statements[:MOST_PARTS]):
        yield STATEMENTS + number, [statement.text] if statement.text else []
    for number, equation in enumerate(text.equations[:MOST_PARTS]):
        after = f" — {equation.before}" if equation.before else ""
        yield EQUATIONS + number, [f"{equation.formula}{after}"]
