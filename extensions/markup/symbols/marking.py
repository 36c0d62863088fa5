"""Mark the symbols in the formulas of a page, and list them at its head."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from extensions.doctree.app_state import of_app
from extensions.doctree.compat import app_of
from extensions.doctree.detours import detour_line
from extensions.lib.phases import WriteTransform
from extensions.markup.math.ids import give_ids
from extensions.markup.math.katex import Fault, Marked, Pattern
from extensions.markup.math.setter import Setter
from extensions.markup.math.transform import formula_of, halves_of, set_sides
from extensions.markup.symbols.check import Declared, Faults, distinct
from extensions.markup.symbols.table import anchors_of, table
from extensions.model.catalog.domain import catalog_of
from extensions.model.catalog.opening import opening
from extensions.model.views import Part, rendered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx.environment import BuildEnvironment

    from extensions.doctree.links import Links
    from extensions.model.frontmatter import Symbol


@dataclass(frozen=True)
class SymbolsOfSeriesData:
    """The symbols that the series of a page declares, without their lines."""

    symbols: tuple[Symbol, ...]


class SymbolsOfSeries(Part[SymbolsOfSeriesData, "tuple[Symbol, ...]"]):
    """The symbols that the series of a page declares for all its posts."""

    def data(self, env: BuildEnvironment, page: str) -> SymbolsOfSeriesData:
        """Return the symbols."""
        series = catalog_of(env).series_of(page)
        symbols = series.symbols if series else ()
        return SymbolsOfSeriesData(tuple(replace(one, line=0) for one in symbols))

    def render(self, data: SymbolsOfSeriesData, links: Links) -> tuple[Symbol, ...]:
        """Return them."""
        return data.symbols


class MarkSymbols(SphinxPostTransform):
    """Set the formulas of the page with their symbols marked, and put the table at its head."""

    formats = ("html",)
    # While the page has nothing of other pages, whose letters mean other things.
    default_priority = WriteTransform.SYMBOLS

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        entry = catalog_of(self.env).entries.get(self.env.docname)
        if entry is None:
            return
        own = entry.symbols
        of_series = rendered(self.env, SymbolsOfSeries(), self.env.docname)
        is_strict = entry.as_post.strict_symbols
        if not (own or of_series or is_strict):
            return
        setter = of_app(app_of(self.env), Setter)
        keys = setter.symbol_keys([pattern_of(one) for one in (*own, *of_series)])
        symbols = distinct(entry.docname, own, of_series, keys)
        faults = Faults(entry.docname, symbols)
        faults.tell_places(self.document.ids.keys())
        uses = self._mark(setter, symbols, faults if is_strict else None)
        if is_strict:
            faults.tell_unused(own, uses.keys())
        if uses:
            self._list([one.symbol for one in symbols], uses)

    def _mark(
        self, setter: Setter, symbols: Sequence[Declared], faults: Faults | None
    ) -> dict[int, nodes.Element]:
        """Set the formulas; return where each of *symbols* that is used is defined, by number.

        Those of titles are not set anew, as other pages show them.
        """
        places = frozenset(place for one in symbols for place in one.symbol.places)
        groups: dict[tuple[str, ...], list[nodes.Element]] = {}
        for node in formulas_in(self.document):
            inside = tuple(place for place in ids_around(node) if place in places)
            groups.setdefault(inside, []).append(node)
        for inside, formulas in groups.items():
            patterns = [pattern_of(one.symbol, one.number) for one in valid(symbols, inside)]
            sides = (side for node in formulas for side in halves_of(node))
            asked = list(dict.fromkeys([*map(formula_of, formulas), *sides]))
            answers = setter.set_marked(asked, patterns)
            for node in formulas:
                node["marked"] = answers[formula_of(node)]
                set_sides(node, [html_of(answers[side]) for side in halves_of(node)])
        defined: dict[int, nodes.Element] = {}
        for node in formulas_in(self.document):
            answer = node.attributes.pop("marked", None)
            if isinstance(answer, Marked):
                note_places(defined, symbols, node, answer.used)
                if is_in(node, nodes.title):
                    continue
                node["katex"] = answer.html
                if faults:
                    faults.tell(node, answer.faults)
        return defined

    def _list(self, symbols: Sequence[Symbol], uses: dict[int, nodes.Element]) -> None:
        """Put the table below the opening of the page, with links to the places in *uses*."""
        give_ids(self.document)
        anchors = anchors_of(symbols)
        places = {
            number: address_of(node, anchors[number])
            for number, node in uses.items()
            if rank_of(node, symbols[number])
        }
        after = self.document.next_node(opening) or self.document.next_node(nodes.title)
        if after is not None and after.parent is not None:
            used = {number: symbols[number] for number in sorted(uses)}
            after.parent.insert(after.parent.index(after) + 1, table(used, places))


def html_of(answer: Marked | Fault) -> str | Fault:
    """Return the HTML of *answer*, or why there is none."""
    return answer.html if isinstance(answer, Marked) else answer


def valid(symbols: Sequence[Declared], inside: Iterable[str]) -> list[Declared]:
    """Return those of *symbols* that hold *inside* places, which are given from within.

    Of those with one key that of the nearest place holds, and one without a place where none does.
    """
    holding: dict[str, Declared] = {}
    for place in inside:
        for one in symbols:
            if place in one.symbol.places:
                holding.setdefault(one.key, one)
    for one in symbols:
        if not one.symbol.places:
            holding.setdefault(one.key, one)
    return list(holding.values())


def ids_around(node: nodes.Element) -> Iterator[str]:
    """Yield the ids of what *node* stands in, from within; of a solution, that of its exercise."""
    at = node.parent
    while at is not None:
        yield from at["ids"]
        if "solves" in at:
            yield at["solves"]
        at = at.parent


def pattern_of(symbol: Symbol, number: int = 0) -> Pattern:
    """Return what is looked for of *symbol*, to be marked with *number*."""
    return Pattern(symbol.name, symbol.any, symbol.is_index, number)


def note_places(
    places: dict[int, nodes.Element],
    symbols: Sequence[Declared],
    node: nodes.Element,
    used: Iterable[int],
) -> None:
    """Note *node* as the place of those symbols *used* in it that no better one came before."""
    for number in used:
        symbol = symbols[number].symbol
        known = places.get(number)
        if known is None or rank_of(node, symbol) > rank_of(known, symbol):
            places[number] = node


def rank_of(node: nodes.Element, symbol: Symbol) -> int:
    """Return how well the formula *node* serves as the place where *symbol* is defined.

    0 is not at all: what stands in the opening or the title of the page is read before all else.
    Other titles, and the lines of detours, which only the short way shows, serve where the text
    has no formula with the symbol.  Best is the one that declares it.
    """
    if is_in_opening(node):
        return 0
    if node.get("symbol") == symbol:
        return 3
    title = around(node, nodes.title)
    if title is not None and isinstance(title.parent.parent, nodes.document):
        return 0
    return 1 if title is not None or is_in(node, detour_line) else 2


def address_of(node: nodes.Element, anchor: str) -> str:
    """Return the id of the display or paragraph with the formula *node*: *anchor* if it has none.

    It is shared by the symbols that are defined there, as an id for each would cost as many bytes
    as all that is marked in the formulas.
    """
    at = node
    while isinstance(at, nodes.Inline) and at.parent is not None:
        at = at.parent
    # Sphinx writes the ids of a caption twice, a title has none, and a line is not always shown.
    if isinstance(at, (nodes.caption, nodes.title, detour_line)) and at.parent is not None:
        at = at.parent
    if not at["ids"]:
        at["ids"].append(anchor)
    return str(at["ids"][0])


def formulas_in(document: nodes.document) -> Iterator[nodes.Element]:
    """Yield the formulas of *document*."""
    for node in document.findall(nodes.Element):
        if isinstance(node, (nodes.math, nodes.math_block)):
            yield node


def is_in_opening(node: nodes.Node) -> bool:
    """Whether *node* stands in the summary or claim of the page."""
    return is_in(node, opening)


def is_in(node: nodes.Node, kind: type[nodes.Element]) -> bool:
    """Whether *node* stands in a node of *kind*."""
    return around(node, kind) is not None


def around(node: nodes.Node, kind: type[nodes.Element]) -> nodes.Element | None:
    """Return the nearest node of *kind* that *node* stands in, if it does."""
    at = node.parent
    while at is not None and not isinstance(at, kind):
        at = at.parent
    return at
