"""The table of the symbols of a page: each with its meaning, unit and place."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from docutils import nodes

from extensions.doctree.folds import fold
from extensions.doctree.translation import _
from extensions.markup.symbols.simple import simple_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from extensions.model.frontmatter import Symbol

NOT_WORDS = re.compile(r"[^A-Za-z0-9]+")


def anchors_of(symbols: Iterable[Symbol]) -> list[str]:
    """Return the id of the place where each of *symbols* is defined."""
    times: Counter[str] = Counter()
    anchors = []
    for symbol in symbols:
        name = f"symbol-{NOT_WORDS.sub('-', symbol.name).strip('-')}"
        times[name] += 1
        anchors.append(name if times[name] == 1 else f"{name}-{times[name]}")
    return anchors


def table(symbols: Mapping[int, Symbol], places: Mapping[int, str]) -> fold:
    """Return the folded table of *symbols*, by their numbers, and the anchors of their *places*.

    A line is that of the symbol after the one above it, unless it has the class of its own: a class
    on each would be a fifth of what the table adds to the page.
    """
    listed = nodes.definition_list()
    following = 0
    for number, symbol in symbols.items():
        link = place(places[number]) if number in places else None
        listed += item(symbol, link, *([] if number == following else [f"s{number}"]))
        following = number + 1
    return fold("", nodes.paragraph("", _("Symbols")), listed, classes=["way", "symbols"])


def place(anchor: str) -> nodes.reference:
    """Return the link to the place on the page where a symbol is defined."""
    return nodes.reference("", _("where it is defined"), internal=True, refid=anchor)


def item(symbol: Symbol, link: nodes.Node | None, *classes: str) -> nodes.definition_list_item:
    """Return the line of *symbol* in a table, with the *link* to its place."""
    term = nodes.term("", "", formula(symbol.tex), classes=[*classes])
    if symbol.any:
        term += nodes.Text(" " + _("for any") + " ")
        for number, letter in enumerate(symbol.any):
            term += [nodes.Text(", " * bool(number)), formula(letter)]
    meaning = nodes.paragraph("", "", *words(symbol.meaning))
    if symbol.unit:
        meaning += nodes.Text(" " + _("(in {unit})").format(unit=symbol.unit))
    if link is not None:
        meaning += [nodes.Text(" "), link]
    return nodes.definition_list_item("", term, nodes.definition("", meaning))


def words(meaning: str) -> Iterator[nodes.Node]:
    """Yield *meaning*, its formulas between dollar signs as such."""
    for number, part in enumerate(meaning.split("$")):
        if part:
            yield formula(part) if number % 2 else nodes.Text(part)


def formula(tex: str) -> nodes.math:
    """Return the formula *tex*, with little HTML if that can be."""
    node = nodes.math(tex, tex, is_lean=True)
    if html := simple_html(tex):
        node["simple"] = html
    return node
