r"""Formulas in little HTML, for the table of symbols.

KaTeX's HTML for ``x_i`` has 1,500 bytes, and a table has a hundred of such formulas.  A letter with
an index, and the space that it is in, need no more than text, which is also read aloud as such; of
all else the MathML is kept.
"""

from __future__ import annotations

import re
import unicodedata

# Of these KaTeX has the letter that Unicode calls a symbol for the plain name.
VARIANTS = {"epsilon": "ϵ", "varepsilon": "ε", "phi": "ϕ", "varphi": "φ", "ell": "ℓ"}
# Combining signs, which stand behind their letter.
ACCENTS = {"bar": "\u0304", "hat": "\u0302", "tilde": "\u0303", "dot": "\u0307"}
SPACES = {"R": "ℝ", "N": "ℕ", "Z": "ℤ"}
SIGNS = {
    "times": "×",
    "cdot": "·",
    "star": "⋆",
    "ast": "∗",
    "bullet": "•",
    "max": "max",
    "min": "min",
}

LETTER = r"[A-Za-z]|\\[A-Za-z]+"
SCRIPT = rf"\{{[^{{}}]*\}}|[0-9*]|{LETTER}"
SIMPLE = re.compile(
    rf"(?:\\(?P<accent>{'|'.join(ACCENTS)})\s*\{{?\s*)?(?P<base>{LETTER})\s*\}}?"
    rf"(?P<primes>'*)(?P<scripts>(?:[_^](?:{SCRIPT}))*)(?P<after>'*)"
    rf"(?:\s*\\in\s*\\mathbb\{{?\s*(?P<space>[{''.join(SPACES)}])\}}?(?:\^(?P<shape>{SCRIPT}))?)?"
)
EACH_SCRIPT = re.compile(rf"([_^])({SCRIPT})")
PART = re.compile(r"\\[A-Za-z]+|[A-Za-z]|[0-9,+*-]+")


def simple_html(tex: str) -> str:
    """Return the HTML of *tex*; nothing if it is more than a letter, its scripts and its space."""
    found = SIMPLE.fullmatch(tex.strip())
    if found is None:
        return ""
    base = letter(found["base"], ACCENTS.get(found["accent"] or "", ""))
    scripts = [script(sign, inner) for sign, inner in EACH_SCRIPT.findall(found["scripts"])]
    space = ""
    if found["space"]:
        scripts.append(script("^", found["shape"] or "{}"))
        space = f" ∈ {SPACES[found['space']]}{scripts.pop()}"
    if not base or not all(scripts) or (found["shape"] and "<" not in space):
        return ""
    primes, after = (raised("′" * len(found[name])) for name in ("primes", "after"))
    return f"<var>{base}{primes}{''.join(scripts)}{after}{space}</var>"


def raised(signs: str) -> str:
    """Return the HTML of *signs* that stand above, if there are any."""
    return f"<sup>{signs}</sup>" if signs else ""


def script(sign: str, tex: str) -> str:
    """Return the HTML of what stands below or above; nothing if it is not simple."""
    inner = tex.strip("{}")
    parts = [letter(part) for part in PART.findall(inner)]
    if not all(parts) or PART.sub("", inner).strip():
        return ""
    name = "sub" if sign == "_" else "sup"
    return f"<{name}>{''.join(parts)}</{name}>" if parts else ""


def letter(tex: str, accent: str = "") -> str:
    """Return the HTML of *tex*, a letter, digits or a sign; nothing if it is something else."""
    name = tex.removeprefix("\\")
    if name == tex:
        return italic(tex + accent) if tex.isalpha() else tex
    if name in VARIANTS:
        return italic(VARIANTS[name] + accent)
    if name in SIGNS:
        return SIGNS[name]
    size = "CAPITAL" if name[0].isupper() else "SMALL"
    try:
        sign = unicodedata.lookup(f"GREEK {size} LETTER {name.upper().replace('LAMBDA', 'LAMDA')}")
    except KeyError:
        return ""
    # Capitals of Greek stand upright.
    return sign + accent if sign.isupper() else italic(sign + accent)


def italic(text: str) -> str:
    """Return *text* as the HTML of a letter in a formula."""
    return f"<i>{text}</i>"
