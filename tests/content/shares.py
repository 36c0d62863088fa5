"""How many of the computed numbers of a piece are checked.

    python -m tests.content.shares

A *computed number* is one that nobody writes without a calculation or a measurement: it has a point
or a separator of thousands, three digits or more, a per cent, a power of ten, a "±" beside it or a
unit behind it.  None are years (1900 to 2099, without any of these), what stands in code or in a
longer formula, versions and sections ("PyTorch 2.8"), and the numbers of a source: what stands in
a paragraph from the sentence on that cites it, and in a table directly behind such a paragraph.
Nor are numbers that are given rather than computed: round ones, with one digit that is not zero
(0.5, 400, 8 million), and powers of two.  Exercises, headings and the lines of folds are left out.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from extensions.markup.checked.claim import ClaimError, split_claim
from extensions.markup.checked.quantities import NUMBER, plain_form
from tests.content.pieces import CITING, Piece, line_of, long_pieces, parse_inline, shorts

BEGIN, END, CITED, OTHER = "\ue000", "\ue001", "\ue002", "\ue003"
LEAST = 0.5
YEAR = re.compile(r"(?:19|20)\d\d")
UNIT = re.compile(
    r" ?(?:[KMGTP]iB|[kKMGTP]B|bits?|bytes?|ms|µs|ns|seconds?|minutes?|hours?|flops?|Hz|W|×)"
    r"(?![A-Za-z]|\s*\d)"
)
VERSION = re.compile(r"(?:PyTorch|NumPy|Python|ClickHouse|[Rr]elease|[Vv]ersion|[Ss]ection) $")
STOP = re.compile(r"(?<=[.?!])\s+(?=[A-Z\ue000$*“(])")


@dataclass(frozen=True)
class Number:
    """A computed number at ``line`` of its piece; of ``results`` all are to be checked."""

    text: str
    line: int
    is_checked: bool
    is_result: bool
    sentence: str


def numbers_of(piece: Piece) -> list[Number]:
    """Return the computed numbers of *piece*."""
    found: list[Number] = []
    for key in ("summary", "claim"):
        if key in piece.front:
            lines = piece.text.split("\n")
            line = next(n for n, text in enumerate(lines, 1) if text.startswith(f"{key}:"))
            found += _numbers(parse_inline(str(piece.front[key])), line, is_result=True)
    before, is_cited, in_table = "", False, False
    for token in piece.tokens_with_text:
        in_table = (in_table or token.type == "table_open") and token.type != "table_close"
        if (
            token.type == "inline"
            and before != "heading_open"
            and not (token.meta.get("task") or token.meta.get("fold"))
        ):
            is_result = bool(token.meta.get("caption"))
            cited = in_table and is_cited
            found += _numbers(token, line_of(token), is_result=is_result, is_cited=cited)
            is_cited = is_cited if in_table else CITED in _flat(token)
        before = token.type
    return found


def _numbers(
    inline: Token, line: int, *, is_result: bool, is_cited: bool = False
) -> Iterator[Number]:
    for sentence in STOP.split(_flat(inline)):
        is_cited = is_cited or CITED in sentence
        inside = [found.span() for found in re.finditer(f"{BEGIN}.*?{END}", sentence)]
        for found in NUMBER.finditer(sentence):
            if not is_computed(sentence, found):
                continue
            is_checked = any(a < found.start() and found.end() < b for a, b in inside)
            if is_checked or not is_cited:
                yield Number(found[0].strip(), line, is_checked, is_result, sentence)


def is_computed(text: str, found: re.Match[str]) -> bool:
    """Return whether the number *found* in *text* is a computed number."""
    digits = found["digits"] or ""
    beside = text[max(0, found.start() - 2) : found.start()] + text[found.end() : found.end() + 2]
    if "±" in beside:
        return True
    if is_given(digits) or VERSION.search(text[: found.start()]):
        return False
    if (
        found["e"]
        or found["ten"]
        or found["power"]
        or found["rest"]
        or "." in digits
        or "," in digits
    ):
        return True
    if UNIT.match(text, found.end()):
        return True
    return len(digits) >= 3 and not YEAR.fullmatch(digits)


def is_given(digits: str) -> bool:
    """Return whether a number of these *digits* is round, or a power of two."""
    bare = digits.replace(",", "").replace(".", "").strip("0")
    whole = digits.replace(",", "")
    return len(bare) < 2 or (whole.isdigit() and int(whole).bit_count() == 1)


def _flat(inline: Token) -> str:
    parts = []
    for child in inline.children or ():
        if child.type == "text":
            parts.append(plain_form(child.content))
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif child.type.startswith("math_inline"):
            parts.append(_formula(child.content))
        elif child.type == "myst_role":
            parts.append(_role(child))
        elif child.content and child.type not in {"link_open", "link_close"}:
            parts.append(OTHER)
    return "".join(parts)


def _formula(tex: str) -> str:
    """Return the formula *tex*, if it is a number alone."""
    plain = plain_form(tex).strip()
    found = NUMBER.match(plain)
    return (
        plain
        if found and re.fullmatch(r"\s*(?:×|±\s*[\d.,]+)?\s*%?", plain[found.end() :])
        else OTHER
    )


def _role(role: Token) -> str:
    name = role.meta["name"]
    if name.partition(":")[0] in CITING:
        return CITED
    if name != "checked":
        return OTHER
    try:
        return f"{BEGIN}{plain_form(split_claim(role.content)[0])}{END}"
    except ClaimError:
        return OTHER


def share(numbers: list[Number]) -> float:
    """Return which part of *numbers* is checked."""
    return sum(one.is_checked for one in numbers) / len(numbers) if numbers else 1.0


def main() -> int:
    """Print a line for each piece that has computed numbers."""
    for piece in (*long_pieces(), *shorts()):
        if numbers := numbers_of(piece):
            checked = sum(one.is_checked for one in numbers)
            count = f"{checked:4d} of {len(numbers):3d} numbers checked"
            print(f"{share(numbers):4.0%} {count}: docs/{piece.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
