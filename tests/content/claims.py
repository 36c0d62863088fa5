"""The checked numbers of a piece, and what is told of one that its code does not give."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from markdown_it.token import Token

from extensions.markup.checked.claim import ClaimError, split_claim
from extensions.markup.checked.quantities import Quantity, plain_form, quantities
from tests.content.pieces import Piece, line_of, parse_inline

ROLE = "checked"
FIELDS = ("summary", "claim")

# What an expression may name beside what the code of its piece does.
UNITS: dict[str, float] = {
    **{f"{prefix}iB": 1024.0**n for n, prefix in enumerate("KMGTP", 1)},
    **{f"{prefix}B": 1000.0**n for n, prefix in enumerate("kMGTP", 1)},
    **{"ms": 1e-3, "µs": 1e-6, "us": 1e-6, "ns": 1e-9, "minute": 60.0, "hour": 3600.0},
    **{
        "day": 86_400.0,
        "year": 365.25 * 86_400.0,
        "million": 1e6,
        "billion": 1e9,
        "trillion": 1e12,
    },
    **{"GFLOPS": 1e9, "TFLOPS": 1e12},
}
NAMES: dict[str, Any] = {
    **UNITS,
    **{
        name: getattr(math, name)
        for name in ("sqrt", "exp", "log", "log2", "log10", "pi", "comb", "erf")
    },
    "np": np,
}


class NotPrintedError(LookupError):
    """No line that was printed has the text."""


@dataclass(frozen=True)
class Claim:
    """A number with the expression that it is the value of, at ``line`` of its piece.

    One of the front matter stands in no place of the text: all of the code has run before it.
    """

    shown: str
    expression: str
    line: int
    in_front: bool = False


def claims_of(piece: Piece) -> list[Claim]:
    """Return the checked numbers of *piece*; those that the build warns of are left out."""
    if ROLE not in piece.text:
        return []
    return [
        Claim(*parts, line=line, in_front=in_front)
        for text, line, in_front in _written(piece)
        if (parts := _parts(text))
    ]


def _parts(text: str) -> tuple[str, str] | None:
    try:
        return split_claim(text)
    except ClaimError:
        return None


def _written(piece: Piece) -> Iterator[tuple[str, int, bool]]:
    for key in FIELDS:
        roles = _roles(parse_inline(str(piece.front.get(key, ""))))
        for role, line in zip(roles, _lines_in_front(piece, key), strict=False):
            yield role.content, line, True
    for inline in piece.all_inlines:
        line = line_of(inline)
        for child in inline.children or ():
            if _is_role(child):
                yield child.content, line, False
            line += child.type in {"softbreak", "hardbreak"}
            line += child.content.count("\n") if child.type != "text" else 0


def _roles(inline: Token) -> list[Token]:
    return [child for child in inline.children or () if _is_role(child)]


def _is_role(token: Token) -> bool:
    return token.type == "myst_role" and token.meta["name"] == ROLE


def _lines_in_front(piece: Piece, key: str) -> Iterator[int]:
    """Yield the line of each checked number in the field *key* of the front matter."""
    within = False
    for number, line in enumerate(piece.text.split("\n"), 1):
        if number > 1 and line.rstrip() == "---":
            return
        if line[:1].strip():
            within = line.startswith(f"{key}:")
        if within:
            yield from [number] * line.count(f"{{{ROLE}}}`")


def printed_in(lines: Sequence[str]) -> Callable[..., float | tuple[float, ...]]:
    """Return the function ``printed`` of expressions, for a piece that has printed *lines*."""

    def printed(text: str, nth: int = 0, count: int = 1) -> float | tuple[float, ...]:
        """Return the number *nth* behind *text* in the last printed line that has it.

        With a *count*, it and those behind it, as many.

        Raises:
            NotPrintedError: there is none.
        """
        wanted = " ".join(text.split())
        for line in reversed(lines):
            _before, found, rest = " ".join(line.split()).partition(wanted)
            if found:
                numbers = quantities(rest, in_words=False)
                values = tuple(one.value for one in numbers[nth : nth + count])
                if len(values) == count:
                    return values if count > 1 else values[0]
        raise NotPrintedError(f"no printed line has {nth + count} numbers behind {text!r}")

    return printed


def evaluate(expression: str, namespace: dict[str, Any], lines: Sequence[str]) -> Any:
    """Return the value of *expression* among the names of a piece's code."""
    names = {**NAMES, "printed": printed_in(lines), **namespace}
    return eval(compile(expression, "<claim>", "eval"), names)


def difference(claim: Claim, value: Any) -> str | None:
    """Return what is wrong with *claim*, whose expression has *value*: nothing if it is right."""
    shown = quantities(claim.shown)
    try:
        values = [float(one) for one in _flat(value)]
    except (TypeError, ValueError):
        return f'"{claim.shown}" is compared with {value!r}, which is no number'
    if len(values) != len(shown):
        return (
            f'"{claim.shown}" shows {len(shown)} numbers, {claim.expression} gives {len(values)}: '
            "give one for each"
        )
    pairs = list(zip(shown, values, strict=True))
    if all(quantity.admits(one) for quantity, one in pairs):
        return None
    return f'"{claim.shown}" must be "{corrected(claim.shown, pairs)}", as {claim.expression} gives'


def _flat(value: Any) -> Iterator[Any]:
    if isinstance(value, (list, tuple, np.ndarray)) and np.ndim(value):
        for one in value:
            yield from _flat(one)
    else:
        yield value


def corrected(shown: str, pairs: Sequence[tuple[Quantity, float]]) -> str:
    """Return *shown* with the right values in the place of its numbers."""
    text = plain_form(shown)
    for quantity, value in reversed(pairs):
        if not quantity.admits(value):
            end = quantity.start + text[quantity.start : quantity.end].find(quantity.written)
            tail = text[end + len(quantity.written) :]
            kept = _suffix(quantity)
            text = f"{text[:end]}{quantity.as_written(value)}{kept}{tail}"
    return text


def _suffix(quantity: Quantity) -> str:
    rest = quantity.written.lstrip("-+ 0123456789.,")
    return f" {rest}" if quantity.factor != 1 and rest and "10^" not in rest else ""
