r"""Convert formulas to words that the search index can find.

``\frac{QK^\top}{\sqrt{d_k}}``, ``QK^T/sqrt(d_k)`` and ``QKᵀ/√dₖ`` all become ``q``, ``k``,
``top``, ``sqrt``, ``dk``: letters with their subscripts, functions by name; fractions,
signs, brackets and faces are left out.  ``docs/_static/search-terms.js`` does the same to
what a reader types; ``tests/fixtures/formulas.json`` holds the two together.
"""

from __future__ import annotations

import re
from unicodedata import normalize

# Commands that say how a formula looks, and signs that are seldom typed.
_SILENT = """
left right big bigl bigr bigg biggl biggr middle displaystyle textstyle limits nolimits quad qquad
mathrm mathbf mathit mathsf mathbb mathcal mathfrak boldsymbol bm text textrm operatorname frac
dfrac tfrac cdot times cdots ldots dots vdots mid vert langle rangle lvert rvert lVert rVert approx
equiv propto sim leq geq neq le ge ne lt gt ll gg in notin to mapsto colon prime star ast circ
underbrace overbrace notag nonumber mathop"""
# Names of three letters that are not letters side by side.
_NAMES = "log exp max min sin cos tan det arg dim ker lim inf sup var cov sum top"
# What stands below these is not a part of their name.
_WITH_LIMITS = "sum prod int max min argmax argmin lim sup inf"
_SPELLED = """
sqrt sum prod int partial nabla infty top alpha beta gamma delta epsilon zeta eta theta iota kappa
lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega gamma delta theta lambda xi pi sigma phi
psi omega epsilon phi"""
SILENT, NAMES = frozenset(_SILENT.split()), frozenset(_NAMES.split())
WITH_LIMITS = frozenset(_WITH_LIMITS.split())
SIGNS = dict(zip("√∑∏∫∂∇∞⊤αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩϵϕ", _SPELLED.split(), strict=True))
ALIASES = {
    "ell": "l",
    "intercal": "top",
    "varepsilon": "epsilon",
    "varphi": "phi",
    "vartheta": "theta",
}

BELOW = re.compile("[\u2080-\u209c\u1d62-\u1d6a\u2c7c]+")
ABOVE = re.compile("[\u00b2\u00b3\u00b9\u2070-\u207f\u1d2c-\u1d61\u1d78-\u1dbf]+")
NOT_SAID = re.compile(r"\\(?:tag|label|begin|end)\{[^}]*\}|\\[,;:!> ]|[\u0300-\u036f\u20d7]")
TOKEN = re.compile(r"\\[A-Za-z]+|[A-Za-z]+|[0-9]+|[_^]|[{(]|[})]")


def terms(formula: str) -> list[str]:
    """Return the words of *formula*, TeX or as typed, each once, in their order."""
    tokens = TOKEN.findall(spelled(formula))
    result: list[str] = []
    while tokens:
        token = tokens.pop(0)
        if token not in ("_", "^"):
            result += words(token)
            continue
        script = take_script(tokens)
        if token == "^":
            result += ["top"] if script == ["t"] else script
        elif result and result[-1] not in WITH_LIMITS:
            result[-1] += "".join(script)
        else:
            result += script
    return list(dict.fromkeys(result))


def spelled(formula: str) -> str:
    """Return *formula* in letters, digits and TeX's own signs."""
    text = BELOW.sub(lambda run: f"_{{{run[0]}}}", formula)
    text = normalize("NFKD", ABOVE.sub(lambda run: f"^{{{run[0]}}}", text))
    text = NOT_SAID.sub(" ", text)
    return "".join(rf"\{SIGNS[sign]} " if sign in SIGNS else sign for sign in text)


def words(token: str) -> list[str]:
    """Return the words of one *token*: a name is one, letters side by side are several."""
    name = token.removeprefix("\\")
    if not name.isalnum() or (name in SILENT and (name != token or len(name) > 3)):
        return []
    low = ALIASES.get(name, name.lower())
    return [low] if name != token or is_name(low) else list(low)


def is_name(letters: str) -> bool:
    """Return whether *letters* are one name and not a product of letters."""
    return letters.isdigit() or len(letters) > 3 or letters in NAMES


def take_script(tokens: list[str]) -> list[str]:
    """Take a subscript or superscript off the front of *tokens* and return its words."""
    if not tokens:
        return []
    first = tokens.pop(0)
    if first.isalpha() and not is_name(first.lower()):
        # As in TeX: of letters side by side the first alone.
        tokens[:0] = [first[1:]] if first[1:] else []
        return words(first[0])
    if first not in ("{", "("):
        return words(first)
    script: list[str] = []
    depth = 1
    while tokens and depth:
        token = tokens.pop(0)
        depth += (token in "{(") - (token in "})")
        script += words(token)
    return script
