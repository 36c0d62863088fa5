"""Write formulas for Typst, from the MathML that KaTeX makes.

MathML, not TeX, because macros are expanded in it and each sign is judged: what is an operator, an
accent, a fence.  Every sign is written as itself, escaped, so that no word of Typst's comes of it.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from extensions.markup.cleantext.unicode_math import INVISIBLE, mathml

if TYPE_CHECKING:
    from collections.abc import Callable

    Node = ElementTree.Element

VARIANTS = {
    "normal": "upright({})",
    "bold": "bold(upright({}))",
    "italic": "italic({})",
    "bold-italic": "bold(italic({}))",
    "double-struck": "bb({})",
    "script": "cal({})",
    "bold-script": "bold(cal({}))",
    "fraktur": "frak({})",
    "bold-fraktur": "bold(frak({}))",
    "sans-serif": "sans(upright({}))",
    "sans-serif-bold": "bold(sans(upright({})))",
    "bold-sans-serif": "bold(sans(upright({})))",
    "sans-serif-italic": "sans(italic({}))",
    "monospace": "mono({})",
}
# What stands over a letter, by the sign that KaTeX writes, as Typst's accent takes it.
ACCENTS = {
    "^": "\u0302",
    "ˆ": "\u0302",
    "~": "\u0303",
    "˜": "\u0303",
    "ˉ": "\u0304",
    "¯": "\u0304",
    "˘": "\u0306",
    "˙": "\u0307",
    "¨": "\u0308",
    "˚": "\u030a",
    "ˇ": "\u030c",
    "´": "\u0301",
    "ˊ": "\u0301",
    "`": "\u0300",
    "ˋ": "\u0300",
    "→": "\u20d7",
    "⃗": "\u20d7",
    "←": "\u20d6",
}
LINE = "‾"
# Signs that are relations by themselves, and no more than fences where KaTeX says so.
BARS = frozenset("|∣‖∥")
BRACES = {"⏞": "overbrace", "⏟": "underbrace", "⎴": "overbracket", "⎵": "underbracket"}
# Where rows are sides of equations: the space before a relation that begins the right side.
RELATIONS = frozenset("=<>≤≥≈∼≡∝→↦∈⊆⊂≪≫≺≻≔≠≲≳⇒⇔⟹⟺↔←≃≅∣⟶⟵")
RELATION_SPACE = "#h(0.2778em)"
STROKES = {
    "updiagonalstrike": "cancel({})",
    "downdiagonalstrike": "cancel(inverted: #true, {})",
    "updiagonalstrike downdiagonalstrike": "cancel(cross: #true, {})",
    "horizontalstrike": "cancel(angle: #90deg, {})",
    "box": "#box(stroke: 0.5pt, inset: 3pt, $display({})$)",
    "": "{}",
}


class UnknownFormError(ValueError):
    """A formula has something that this module cannot write."""


def typst_math(katex: str) -> tuple[str, str]:
    """Return the formula whose KaTeX HTML is *katex* as Typst, and its tag as Typst.

    Raises:
        UnknownFormError: it has something that is not known here; the message names it.
    """
    root = ElementTree.fromstring(mathml(katex))
    body = root[0][0]
    tagged = body if body.tag == "mtable" else next(iter(body), None)
    if tagged is not None and tagged.tag == "mtable" and tagged.get("width") == "100%":
        cells = list(tagged[0])
        return write(cells[1]), write(cells[3])
    return write(body), ""


def write(node: Node) -> str:
    """Return *node* as Typst."""
    name = node.tag
    rule = RULES.get(name)
    if rule is None:
        raise UnknownFormError(name)
    return rule(node)


def text_of(node: Node) -> str:
    """Return all text in *node*."""
    return "".join(node.itertext())


def quoted(text: str) -> str:
    """Return *text* as a string of Typst."""
    return json.dumps(str(text), ensure_ascii=False)


def sign(letter: str) -> str:
    """Return one sign as itself: a letter as it is, all else escaped."""
    return letter if letter.isalpha() and len(letter) == 1 else f"\\u{{{ord(letter):x}}}"


def in_variant(text: str, variant: str | None) -> str:
    """Return the Typst *text* in a *variant* of MathML."""
    if variant is None:
        return text
    if variant not in VARIANTS:
        raise UnknownFormError(f'mathvariant="{variant}"')
    return VARIANTS[variant].format(text)


def letter(node: Node) -> str:
    """Return a name: one letter leans, several stand upright, as the name of a function does."""
    text = text_of(node).replace("\u00a0", " ")
    text = "".join(one for one in text if one not in INVISIBLE)
    variant = node.get("mathvariant")
    if not text:
        return ""
    if len(text) == 1:
        written = in_variant(sign(text), variant or "italic")
        return written if text.isalpha() else f'class("normal", {written})'
    inner = f"op({quoted(text)})"
    return inner if variant in (None, "normal") else in_variant(quoted(text), variant)


def number(node: Node) -> str:
    """Return a number."""
    return in_variant(quoted(text_of(node)), node.get("mathvariant"))


def words(node: Node) -> str:
    """Return words in a formula, with the space at their ends."""
    text = text_of(node).replace("\u00a0", " ")
    if not text.strip():
        return f"#h({0.25 * len(text)}em)"
    return in_variant(f"upright({quoted(text)})", node.get("mathvariant"))


def operator(node: Node) -> str:
    """Return an operator; a fence of a size of its own keeps that."""
    text = text_of(node)
    text = "".join(one for one in text if one not in INVISIBLE)
    if not text:
        return ""
    if len(text) > 1:
        wide = 'class("binary", {})' if node.get("lspace") else "{}"
        return wide.format(f"upright({quoted(text)})")
    written = in_variant(sign(text), node.get("mathvariant"))
    size = node.get("minsize")
    if size:
        written = f"lr(size: #{size}, {written})"
    if text in BARS and (size or node.get("stretchy") == "false"):
        written = f'class("normal", {written})'
    return written


def row(node: Node) -> str:
    """Return the children of *node* side by side; between fences that grow, with these."""
    children = list(node)
    fences = [one for one in children if one.tag == "mo" and one.get("fence") == "true"]
    if len(fences) >= 2 and children[0] is fences[0] and children[-1] is fences[-1]:
        middle = {id(one) for one in fences[1:-1]}
        parts = [f"mid({write(one)})" if id(one) in middle else write(one) for one in children]
        return f"lr({' '.join(filter(None, parts))})"
    return " ".join(filter(None, (write(one) for one in children)))


def style(node: Node) -> str:
    """Return the row *node* in its size and colour."""
    inner = row(node)
    if not inner.strip():
        return ""
    level, display = node.get("scriptlevel", "0"), node.get("displaystyle")
    if level == "1":
        inner = f"script({inner})"
    elif level not in ("0", "1"):
        inner = f"sscript({inner})"
    elif display in ("true", "false"):
        inner = f"{'display' if display == 'true' else 'inline'}({inner})"
    if colour := node.get("mathcolor"):
        if not re.fullmatch("#[0-9a-fA-F]{3,8}", colour):
            raise UnknownFormError(f'mathcolor="{colour}"')
        inner = f"#text(fill: rgb({quoted(colour)}), ${inner}$)"
    return inner


def space(node: Node) -> str:
    """Return a space, or the end of a line."""
    if node.get("linebreak") == "newline":
        return "\\ "
    width = node.get("width", "0em")
    return f"#h({width})" if re.fullmatch(r"-?[\d.]+(em|pt|cm|mm)", width) else "#h(0.2em)"


def scripts(node: Node) -> str:
    """Return a base with what is raised and lowered."""
    names = {"msub": "b", "msup": "t", "msubsup": "bt"}[node.tag]
    base, *others = node
    written = write(base)
    if base.tag in ("mo", "mi") and (base.tag == "mo" or len(text_of(base)) > 1):
        written = f"scripts({written})"
    return attached(written, names, [write(one) for one in others])


def attached(base: str, names: str, others: list[str]) -> str:
    """Return *base* with the scripts *others* at the places *names*."""
    pairs = zip(names, others, strict=True)
    given = "".join(f", {place}: {other}" for place, other in pairs if other.strip())
    return f"attach({base or quoted('')}{given})"


def limits(node: Node) -> str:
    """Return a base with what stands over and under it: limits, accents, braces."""
    name, (base, *others) = node.tag, list(node)
    if len(others) == 1 and others[0].tag == "mo":
        mark = text_of(others[0])
        if name == "mover" and mark == LINE and node.get("accent"):
            return f"overline({write(base)})"
        if name == "munder" and mark in (LINE, "_", "¯") and node.get("accentunder"):
            return f"underline({write(base)})"
        if name == "mover" and mark in ACCENTS and node.get("accent") == "true":
            return f"accent({write(base)}, {quoted(ACCENTS[mark])})"
        if mark in BRACES:
            return f"{BRACES[mark]}({write(base)})"
    if len(others) == 1 and base.tag in ("mover", "munder") and len(base) == 2:
        mark = text_of(base[1])
        if mark in BRACES:
            return f"{BRACES[mark]}({write(base[0])}, {write(others[0])})"
    places = {"munder": "b", "mover": "t", "munderover": "bt"}[name]
    return attached(f"limits({write(base)})", places, [write(one) for one in others])


def fraction(node: Node) -> str:
    """Return a fraction; without a line, two rows."""
    above, below = (write(part) or quoted("") for part in node)
    if node.get("linethickness", "").startswith("0"):
        return f"mat(delim: #none, {above}; {below})"
    return f"frac({above}, {below})"


def root(node: Node) -> str:
    """Return a root."""
    if node.tag == "msqrt":
        return f"sqrt({row(node)})"
    return f"root({write(node[1])}, {write(node[0])})"


def table(node: Node) -> str:
    """Return a matrix, or the rows of equations with their sides aligned."""
    aligns = (node.get("columnalign") or "center").split()
    gaps = (node.get("columnspacing") or "1em").split()
    sides = gaps[0].startswith("0em") and aligns[0] == "right"
    rows = []
    for line in node:
        cells = [cell for cell in line if cell.get("class") != "eqn-tag"]
        tags = [write(cell) for cell in line if cell.get("class") == "eqn-tag"]
        written = (
            equation(cells) if sides else [aligned(one, n, aligns) for n, one in enumerate(cells)]
        )
        rows.append([*written, *(f"#h(2em) {tag}" for tag in tags if tag)])
    width = max(map(len, rows), default=0)
    filled = [", ".join([*cells, *[quoted("")] * (width - len(cells))]) for cells in rows]
    row_gap = "0.6em" if sides else "0.35em"
    gap = "1.5em" if sides else gaps[0] if re.fullmatch(r"[\d.]+em", gaps[0]) else "0.8em"
    return f"mat(delim: #none, row-gap: #{row_gap}, column-gap: #{gap}, {'; '.join(filled)})"


def equation(cells: list[Node]) -> list[str]:
    """Return pairs of *cells*, a left and a right side each, as one column each."""
    found = []
    for left, right in zip(cells[::2], [*cells[1::2], None], strict=False):
        first = write(left)
        second = write(right) if right is not None else ""
        lead = RELATION_SPACE if right is not None and begins_with_relation(right) else ""
        found.append(f"{first} & {lead} {second}")
    return found


def begins_with_relation(cell: Node) -> bool:
    """Return whether a relation is the first sign of *cell*."""
    for node in cell.iter():
        if node.tag in ("mi", "mn", "mo", "mtext") and text_of(node):
            return node.tag == "mo" and text_of(node)[0] in RELATIONS
    return False


def aligned(cell: Node, number: int, aligns: list[str]) -> str:
    """Return a *cell* of a matrix on its side."""
    inner = write(cell) or quoted("")
    side = aligns[min(number, len(aligns) - 1)]
    return f"& {inner}" if side == "left" else f"{inner} &" if side == "right" else inner


def enclosed(node: Node) -> str:
    """Return what is struck out or stands in a box."""
    notation = node.get("notation", "")
    if notation not in STROKES:
        raise UnknownFormError(f'menclose notation="{notation}"')
    return STROKES[notation].format(row(node))


RULES: dict[str, Callable[[Node], str]] = {
    "mrow": row,
    "mstyle": style,
    "mpadded": row,
    "menclose": enclosed,
    "mtd": row,
    "mi": letter,
    "mn": number,
    "mtext": words,
    "ms": words,
    "mo": operator,
    "mspace": space,
    "msup": scripts,
    "msub": scripts,
    "msubsup": scripts,
    "munder": limits,
    "mover": limits,
    "munderover": limits,
    "mfrac": fraction,
    "msqrt": root,
    "mroot": root,
    "mtable": table,
    "mphantom": lambda node: f"hide({row(node)})",
}
