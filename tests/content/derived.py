"""The lines of derivations, compared with each other at random arguments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from extensions.markup.derivations.line_role import split_value
from tests.content.claims import evaluate
from tests.content.pieces import Piece, line_of

DRAWS = 20
TOLERANCE = 1e-7


@dataclass(frozen=True)
class Line:
    """What a line says as code, with its relation to the line before, at ``line`` of the piece."""

    relation: str
    expression: str
    line: int


@dataclass(frozen=True)
class Derivation:
    """The lines of a derivation that have code; ``given`` draws their arguments from ``rng``."""

    lines: tuple[Line, ...]
    given: str
    tolerance: float
    line: int


def derivations_of(piece: Piece) -> list[Derivation]:
    """Return the derivations of *piece* that can be compared."""
    lines: dict[int, list[Line]] = {}
    for inline in piece.all_inlines:
        start = inline.meta.get("derivation", 0)
        for child in inline.children or ():
            if start and child.type == "myst_role" and child.meta["name"] == "line":
                found = Line(*split_value(child.content), line_of(inline))
                lines.setdefault(start, []).append(found)
    return [
        Derivation(
            tuple(lines[one.line]),
            one.options.get("given", ""),
            float(one.options.get("tolerance", TOLERANCE)),
            one.line,
        )
        for one in piece.directives
        if one.name == "derivation" and one.line in lines
    ]


def faults(
    derivation: Derivation, namespace: dict[str, Any], lines: Sequence[str]
) -> Iterator[tuple[int, str]]:
    """Yield line and text of what does not hold in *derivation*; stop at the first draw."""
    for seed in range(DRAWS):
        names = {**namespace, "np": np, "rng": np.random.default_rng(seed)}
        exec(compile(derivation.given, "<given>", "exec"), names)
        values = [evaluate(one.expression, names, lines) for one in derivation.lines]
        found = [
            (line.line, text)
            for before, line, left, right in zip(
                derivation.lines, derivation.lines[1:], values, values[1:], strict=False
            )
            if (text := _fault(before, line, left, right, derivation.tolerance))
        ]
        if found:
            yield from found
            return


def _fault(before: Line, line: Line, left: Any, right: Any, tolerance: float) -> str | None:
    left, right = np.asarray(left, dtype=float), np.asarray(right, dtype=float)
    if left.shape != right.shape:
        return f"{line.expression} has the shape {right.shape}, the line before {left.shape}"
    slack = tolerance * max(1e-300, float(np.max(np.abs(left), initial=0)))
    gap = {"=": np.abs(left - right), "<=": left - right, ">=": right - left}[line.relation]
    # What is no number is not equal either.
    if bool(np.all(gap <= slack)):
        return None
    return (
        f"{line.expression} is {_short(right)}, and the line before, {before.expression}, "
        f"is {_short(left)}: they should be {line.relation}"
    )


def _short(value: Any) -> str:
    return (
        f"{float(value):.6g}"
        if value.ndim == 0
        else np.array2string(value.ravel()[:4], precision=4)
    )
