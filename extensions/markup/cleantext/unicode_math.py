"""Convert formulas to readable Unicode, from the MathML that KaTeX makes.

MathML, not TeX, because KaTeX has by then expanded macros and judged what is an operator,
an accent or a fence.  What Unicode cannot say is given as its TeX.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import normalize
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Callable

SUPERSCRIPTS = dict(
    zip(
        "0123456789+−-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ⊤′*∗",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡᵀ′**",
        strict=True,
    )
)
SUBSCRIPTS = dict(
    zip(
        "0123456789+−-=()aehijklmnoprstuvxβγρφχ*∗",
        "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ**",
        strict=True,
    )
)
# Unicode has capital ℂ ℍ ℕ ℙ ℚ ℝ ℤ of its own, and the rest in a block.
DOUBLE_STRUCK = {**{chr(65 + i): chr(0x1D538 + i) for i in range(26)}, "1": "𝟙"}
DOUBLE_STRUCK |= dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True))
ACCENTS = {
    "^": "\u0302",
    "ˆ": "\u0302",
    "~": "\u0303",
    "˜": "\u0303",
    "ˉ": "\u0304",
    "¯": "\u0304",
    "‾": "\u0305",
    "˙": "\u0307",
    "¨": "\u0308",
    "⃗": "\u20d7",
    "→": "\u20d7",
}
BRACES = {"⏟", "⏞"}
OPENING = set("([{⟨⌈⌊‖|∣∥√")
FENCES = set("()[]{}⟨⟩⌈⌉⌊⌋‖∥|")
TIGHT = set("!/′∂∇√.:")
APPLICATION = "\u2061"
INVISIBLE = {APPLICATION, "\u2062", "\u2063", "\u200b"}


class UnsayableError(ValueError):
    """A formula has something that this module cannot put into a line of text."""


# Each formula is asked for by several: the search, the twin, the feed, cards of all kinds.
@lru_cache(maxsize=512)
def readable(katex: str) -> str:
    """Return the formula whose KaTeX HTML is *katex* as a line of Unicode text."""
    math = mathml(katex)
    root = ElementTree.fromstring(math)
    semantics = root[0]
    try:
        return tidy(_say(semantics[0]))
    except UnsayableError:
        return " ".join((semantics[-1].text or "").split())


def mathml(katex: str) -> str:
    """Return the ``<math>`` element of the KaTeX HTML *katex*."""
    start, end = katex.find("<math"), katex.find("</math>")
    return katex[start : end + len("</math>")]


def tidy(text: str) -> str:
    """Return *text* with single spaces, none inside brackets or before punctuation."""
    text = re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()
    text = re.sub(r"([(\[{⟨⌈⌊]) ", r"\1", text)
    return normalize("NFC", re.sub(r" ([)\]}⟩⌉⌋,;.])", r"\1", text))


def _say(node: ElementTree.Element) -> str:
    name = node.tag
    say: Callable[[ElementTree.Element], str] | None = RULES.get(name)
    if say is None:
        raise UnsayableError(name)
    return say(node)


def _row(node: ElementTree.Element) -> str:
    text = ""
    for child in node:
        if child.tag == "mo":
            text += _operator(child, text)
        else:
            text += _say(child)
    # A function and its bracket, a sign and its function stand together.
    return re.sub(r"(?<=\w) (?=\()|(?<=^[−+]) ", "", text) if APPLICATION in _text(node) else text


def _operator(node: ElementTree.Element, before: str) -> str:
    """Return an operator with the spaces that it has in print, given what stands *before* it."""
    sign = "".join(node.itertext())
    if sign == APPLICATION:
        return " "
    if sign in INVISIBLE or not sign:
        return ""
    if sign in FENCES or node.get("fence") == "true" or node.get("stretchy") == "false":
        return sign
    if node.get("separator") == "true" or sign in {",", ";"}:
        return f"{sign} "
    previous = before.rstrip()[-1:]
    prefix = not previous or previous in OPENING or previous in "=<>≤≥≈∼∝+−×·,;→∈↦"
    if sign in TIGHT or (prefix and sign in {"−", "-", "+", "±", "¬"}):
        return sign
    return f" {sign} " if not sign.isalpha() else f"{sign} "


def _letter(node: ElementTree.Element) -> str:
    text = "".join(node.itertext())
    if node.get("mathvariant") == "double-struck":
        return "".join(DOUBLE_STRUCK.get(letter, letter) for letter in text)
    return text if len(text) == 1 else f" {text}" if text.isalpha() else text


def _text(node: ElementTree.Element) -> str:
    return "".join(node.itertext())


def _space(node: ElementTree.Element) -> str:
    return "" if node.get("width", "").startswith("-") else " "


def _scripts(node: ElementTree.Element) -> str:
    name = node.tag
    base, *scripts = node
    below = name in {"msub", "munder"}
    if _text(scripts[0]) in BRACES:
        return _say(base)
    if name == "mover" and "".join(scripts[0].itertext()) in ACCENTS:
        return _accented(base, "".join(scripts[0].itertext()))
    text = _say(base).strip() if base.tag != "mo" else _text(base)
    if name in {"msubsup", "munderover"}:
        text += _script(scripts[0], SUBSCRIPTS, "_") + _script(scripts[1], SUPERSCRIPTS, "^")
    else:
        table, mark = (SUBSCRIPTS, "_") if below else (SUPERSCRIPTS, "^")
        text += _script(scripts[0], table, mark)
    # "∑ᵢ x", "log₂ x": what is limited or applied stands apart from its argument.
    name = _text(base).strip(APPLICATION)
    lead = " " if len(name) > 1 and name.isalpha() else ""
    is_sum = base.tag == "mo" and _text(base) not in FENCES
    return lead + text + (" " if is_sum or lead else "")


def _accented(base: ElementTree.Element, accent: str) -> str:
    letters = _say(base).strip()
    return "".join(letter + ACCENTS[accent] for letter in letters)


def _script(node: ElementTree.Element, table: dict[str, str], mark: str) -> str:
    text = tidy(_say(node))
    tight = text.replace(" ", "")
    if tight and all(letter in table for letter in tight):
        return "".join(table[letter] for letter in tight)
    return f"{mark}{text}" if len(text) == 1 else f"{mark}({text})"


def _fraction(node: ElementTree.Element) -> str:
    above, below = (tidy(_say(part)) for part in node)
    if node.get("linethickness", "").startswith("0"):
        return f"{above} choose {below}"
    return f"{_bracketed(above)}/{_bracketed(below)}"


def _root(node: ElementTree.Element) -> str:
    radicand = tidy(_row(node) if node.tag == "msqrt" else _say(node[0]))
    index = "" if node.tag == "msqrt" else _script(node[1], SUPERSCRIPTS, "^")
    return f"{index}√{_bracketed(radicand)}"


def _bracketed(text: str) -> str:
    """Return *text* in brackets unless it is one thing: a letter with scripts, a number."""
    one_thing = re.fullmatch(r"√?[\w.∞∂∇]+['′⁰-₿ᵃ-ᶿⁱᵀ*\u0302-\u0308]*", text)
    return text if one_thing or _is_one_bracket(text) else f"({text})"


def _is_one_bracket(text: str) -> bool:
    if not (text.startswith("(") and text.endswith(")")):
        return False
    depth = 0
    for place, letter in enumerate(text):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if depth == 0:
            return place == len(text) - 1
    return False


def _table(node: ElementTree.Element) -> str:
    # Columns without space between them are the two sides of an equation.
    between = "" if node.get("columnspacing", "0em").startswith("0em") else ", "
    rows = [_table_row(row, between, node.get("width") == "100%") for row in node]
    return "; ".join(row for row in rows if row)


def _table_row(row: ElementTree.Element, between: str, is_tagged: bool) -> str:
    # KaTeX sets a tagged formula as a table of that width, whose last cell is the tag.
    cells = [(_say(cell), cell.get("class") == "eqn-tag") for cell in row]
    if is_tagged:
        cells[-1] = (cells[-1][0], True)
    line = tidy(between.join(text for text, is_tag in cells if text and not is_tag))
    tags = [text for text, is_tag in cells if text and is_tag]
    return " ".join(filter(None, [line, *tags]))


def _nothing(node: ElementTree.Element) -> str:
    return ""


RULES: dict[str, Callable[[ElementTree.Element], str]] = {
    "mrow": _row,
    "mstyle": _row,
    "mpadded": _row,
    "menclose": _row,
    "mtd": _row,
    "mi": _letter,
    "mn": _text,
    "mtext": _text,
    "ms": _text,
    "mo": lambda node: _operator(node, "x"),
    "mspace": _space,
    "msup": _scripts,
    "msub": _scripts,
    "msubsup": _scripts,
    "munder": _scripts,
    "mover": _scripts,
    "munderover": _scripts,
    "mfrac": _fraction,
    "msqrt": _root,
    "mroot": _root,
    "mtable": _table,
    "mphantom": _nothing,
}
