"""What can be wrong with symbols: declared twice, declared and not used, used and not declared."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extensions.lib.messages import logger, warn
from extensions.markup.math.transform import line_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from docutils import nodes

    from extensions.markup.math.katex import SymbolFault
    from extensions.model.frontmatter import Symbol


@dataclass(frozen=True)
class Declared:
    """A symbol of a page, with its number there and the key by which others are the same."""

    symbol: Symbol
    key: str
    number: int


def distinct(
    docname: str, own: Sequence[Symbol], of_series: Sequence[Symbol], keys: Sequence[str | None]
) -> list[Declared]:
    """Return the symbols of a page, each once, and warn of those with two meanings in one place.

    *keys* are those of *own* and *of_series* in this order.
    """
    found: list[Declared] = []
    by_place: dict[tuple[str, str], Symbol] = {}
    for number, (symbol, key) in enumerate(zip([*own, *of_series], keys, strict=True)):
        is_own = number < len(own)
        if key is None:
            if is_own:
                text = f'"${symbol.name}$" is no single symbol: declare a letter with its scripts'
                warn(docname, symbol.line, "symbol-form", text)
            continue
        others = [by_place.get((key, place)) for place in symbol.places or ("",)]
        for other in others:
            if other and other.meaning != symbol.meaning:
                warn_of_two(docname, other, symbol, is_own=is_own)
        if not any(others):
            found.append(Declared(symbol, key, len(found)))
        by_place.update(((key, place), symbol) for place in symbol.places or ("",))
    return found


def warn_of_two(docname: str, first: Symbol, second: Symbol, *, is_own: bool) -> None:
    """Warn that *first* and *second*, of the page if it *is_own* or else of its series, are one."""
    other = f'on line {first.line} "{first.meaning}"'
    if is_own:
        line, meaning = second.line, second.meaning
    else:
        line, meaning, other = first.line, first.meaning, f'in its series "{second.meaning}"'
    text = f'${first.name}$ means "{meaning}" here, and {other}: take another letter for one'
    warn(docname, line, "symbol-twice", text)


@dataclass
class Faults:
    """Warns of what is wrong with the symbols in the formulas of the page *docname*, each once."""

    docname: str
    symbols: Sequence[Declared]
    told: set[tuple[int, str]] = field(default_factory=set)

    def tell(self, node: nodes.Element, faults: Iterable[SymbolFault]) -> None:
        """Warn of *faults*, which are in the formula *node*."""
        for fault in faults:
            is_unknown = fault.kind == "unknown"
            name = fault.tex if is_unknown else self.symbols[fault.symbol].symbol.name
            if (fault.symbol, name) in self.told:
                continue
            self.told.add((fault.symbol, name))
            if is_unknown:
                text = f'the symbol ${name}$ is not declared: add its meaning to "symbols"'
            else:
                meaning = self.symbols[fault.symbol].symbol.meaning
                text = (
                    f"{fault.tex} counts by ${name}$, which is declared as "
                    f'"{meaning}": take another letter, or declare "${name}$ as index"'
                )
            logger.warning(
                "%s",
                text,
                type="groundwork",
                subtype=f"symbol-{fault.kind}",
                location=line_in(node, fault.position),
            )

    def tell_unused(self, own: Iterable[Symbol], used: AbstractSet[int]) -> None:
        """Warn of those of *own* that are none of *used*, by number."""
        for one in self.symbols:
            if one.number not in used and one.symbol in own:
                text = f"${one.symbol.name}$ is declared and in no formula: delete it"
                warn(self.docname, one.symbol.line, "symbol-unused", text)

    def tell_places(self, known: AbstractSet[str]) -> None:
        """Warn of symbols that are declared for places which are none of *known* ids."""
        for one in self.symbols:
            for place in one.symbol.places:
                if place not in known:
                    text = (
                        f"${one.symbol.name}$ is declared in {place}, which is no label of a "
                        "section or statement of this page: write one, or delete it"
                    )
                    warn(self.docname, one.symbol.line, "symbol-place", text)
