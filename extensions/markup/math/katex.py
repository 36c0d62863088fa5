"""Have formulas set by KaTeX in a Node process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sphinxcontrib.katex

from extensions.lib.messages import HelperError
from extensions.lib.node import NodeProcess

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KATEX = Path(sphinxcontrib.katex.__file__).with_name("katex.min.js")
VERSION: str = sphinxcontrib.katex.katex_version
SERVER = Path(__file__).with_name("katex_server.js")
TASK = "sets the formulas"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as its author wrote it: TeX without delimiters, and whether it is displayed."""

    tex: str
    display: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """Why KaTeX did not set a formula: its own message, and the piece of TeX it names.

    ``position`` is where the piece starts, in UTF-16 units as JavaScript counts.
    """

    message: str
    piece: str
    position: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A symbol to look for: TeX, the letters in it that stand for any index, whether it is one.

    ``number`` is what it is marked with.
    """

    tex: str
    any: tuple[str, ...] = ()
    is_index: bool = False
    number: int = 0

    @property
    def plain(self) -> tuple[object, ...]:
        """All of it as a value of JSON."""
        return (self.tex, self.any, self.is_index, self.number)


@dataclass(frozen=True, slots=True)
class SymbolFault:
    """What is wrong with a symbol in a formula.

    ``kind`` is "unknown", for ``tex`` that no pattern fits, or "bound", for the pattern ``symbol``
    of which the operator ``tex`` binds the letter.  ``position`` is as in :class:`Fault`.
    """

    kind: str
    symbol: int
    tex: str
    position: int


@dataclass(frozen=True, slots=True)
class Marked:
    """The HTML of a formula, in which symbols have the class "s" with the number of their pattern.

    ``used`` are the numbers of those in it.
    """

    html: str
    used: tuple[int, ...]
    faults: tuple[SymbolFault, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is made of formulas, in their order, and of patterns.

    ``keys`` are equal for patterns of one symbol, and None for what is no single symbol.
    """

    formulas: tuple[Marked | Fault, ...]
    keys: tuple[str | None, ...]


class KatexProcess:
    """KaTeX in *node*, which is shared with others; without one, in a process of its own."""

    def __init__(self, macros: Mapping[str, str], node: NodeProcess | None = None) -> None:
        self.macros = dict(macros)
        self.node = node or NodeProcess()

    def set(self, formulas: Sequence[Formula]) -> list[str | Fault]:
        """Return the HTML of each of *formulas*, or why there is none, in their order.

        Raises:
            HelperError: Node ended or answered something else than was asked.
        """
        made = self.mark(formulas, None).formulas
        return [one.html if isinstance(one, Marked) else one for one in made]

    def mark(self, formulas: Sequence[Formula], symbols: Sequence[Pattern] | None) -> Answer:
        """Return *formulas* with *symbols* marked in them; None is to look for none.

        Raises:
            HelperError: Node ended or answered something else than was asked.
        """
        settings = {"katex": str(KATEX), "macros": self.macros}
        request = {
            "formulas": [[formula.tex, formula.display] for formula in formulas],
            "symbols": None if symbols is None else [one.plain for one in symbols],
        }
        answer = self.node.ask(SERVER, settings, request, TASK)
        if len(answer["formulas"]) != len(formulas):
            raise HelperError(f"Node, which {TASK}, lost some of them")
        return Answer(tuple(map(made_of, answer["formulas"])), tuple(answer["keys"]))

    def close(self) -> None:
        """End the process."""
        self.node.close()


def made_of(answer: Mapping[str, Any]) -> Marked | Fault:
    """Return what Node's *answer* for a formula says."""
    if "html" not in answer:
        return Fault(**answer)
    faults = tuple(SymbolFault(**one) for one in answer["faults"])
    return Marked(answer["html"], tuple(answer["used"]), faults)
