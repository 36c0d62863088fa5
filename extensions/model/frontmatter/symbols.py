"""Declarations of symbols: ``$d_k$: width of a key``, in front matter or in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extensions.model.frontmatter.fields import Fields
from extensions.model.frontmatter.nodes import Mapping, Refused, Scalar, shown

ADVICE = "write it as $d_k$: width of a key"
# Said of a meaning, in which dollar signs stand around formulas.
ODD = "has a dollar sign without its second: write it, or delete the one"
HEAD = re.compile(
    r"\$(?P<tex>[^$]*[^$\s][^$]*)\$"
    r"(?:\s+for any (?P<any>\$?\\?\w+\$?(?:(?:,| and)\s*\$?\\?\w+\$?)*))?"
    r"(?P<index>\s+as index)?"
    r"(?:\s+in (?P<places>[\w-]+(?:,\s*[\w-]+)*))?"
    r"(?:\s+\[(?P<unit>[^\]]+)\])?"
)
LETTER = re.compile(r"\\?\w+")
PLACE = re.compile(r"[\w-]+")
SPACE = re.compile(r"\\in(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Symbol:
    r"""A symbol and its meaning, in words and formulas between dollar signs.

    ``tex`` is as it was declared, with the space that the symbol is in: ``X \in \mathbb{R}^{n}``.
    The letters ``any`` in it stand for any index.  An ``is_index`` is a letter that counts, in
    sums too.  ``places`` are the labels of the sections or statements in which alone the symbol has
    this meaning; none are all of the page.  ``unit`` may be empty; ``line`` is that of the
    declaration.
    """

    tex: str
    any: tuple[str, ...]
    is_index: bool
    places: tuple[str, ...]
    unit: str
    meaning: str
    line: int

    @property
    def name(self) -> str:
        """The TeX of the symbol alone."""
        return SPACE.split(self.tex, maxsplit=1)[0].strip()


def declared(head: str, meaning: str, line: int) -> Symbol | None:
    """Return what *head*, the part before the colon, declares; None if it is in another form."""
    found = HEAD.fullmatch(" ".join(head.split()))
    if found is None:
        return None
    letters = LETTER.findall((found["any"] or "").replace("$", "").replace(" and ", ", "))
    return Symbol(
        tex=found["tex"].strip(),
        any=tuple(letters),
        is_index=bool(found["index"]),
        places=tuple(PLACE.findall(found["places"] or "")),
        unit=found["unit"] or "",
        meaning=meaning,
        line=line,
    )


def read_symbols(fields: Fields, key: str) -> tuple[Symbol, ...]:
    """Lines of `$symbol$: meaning`, without quotes."""
    node = fields.nodes.get(key)
    if not isinstance(node, Mapping):
        if node is not None and not isinstance(node, Refused):
            text = f'"{key}" is {node.kind}: write below it a line for each symbol, {ADVICE[12:]}'
            fields.say(key, "wrong-type", text)
        return ()
    found: dict[str, Symbol] = {}
    for number, (head, meaning) in enumerate(node.pairs):
        name = f"{key}[{number}]"
        fields.lines[name] = head.line
        if not isinstance(head, Scalar) or not isinstance(meaning, Scalar):
            if not isinstance(meaning, Refused):
                fields.say(name, "wrong-type", f'"{name}" is {meaning.kind}: {ADVICE}')
            continue
        if not (text := fields.clean(name, meaning)):
            continue
        symbol = declared(head.value, text, head.line)
        if symbol is None:
            fields.say(name, "symbol-form", f"{shown(head.value)} declares no symbol: {ADVICE}")
        elif head.value in found:
            text = f"{shown(head.value)} is already on line {found[head.value].line}: keep one"
            fields.say(name, "duplicate-symbol", text)
        else:
            if text.count("$") % 2:
                fields.say(name, "symbol-form", f"{shown(text)} {ODD}")
            found[head.value] = symbol
    return tuple(found.values())
