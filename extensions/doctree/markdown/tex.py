r"""Warn of TeX outside of formulas: what an author means by ``\(a\)``, ``\ref{x}`` or ``$ a $``.

Each function takes the text of a block and a position, and returns where the TeX ends and what is
wrong with it; ``None`` where it may be ordinary text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from extensions.doctree.markdown.finding import clipped


class Mistake(NamedTuple):
    """The end of a misused mark, the subtype of its warning, and the message."""

    end: int
    subtype: str
    text: str


SIGN = re.compile(r"\\[A-Za-z]+|[\^_=+<>]")
WORD = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{3,}")
BRACKETS = re.compile(r"\\{1,2}\((?P<tex>.+?)\\{1,2}\)|\\{1,2}\[(?P<block>.+?)\\{1,2}\]", re.S)
ENVIRONMENT = re.compile(
    r"\\begin\{(?P<name>[A-Za-z]+\*?)\}(?:.*?\\end\{(?P=name)\})?|\\end\{(?P<end>[A-Za-z]+\*?)\}",
    re.S,
)
COMMAND = re.compile(r"\\(?P<name>[A-Za-z]+)\*?(?:\[[^\]]*\])*\{(?P<text>[^{}]*)\}")
BARE = re.compile(
    r"(?<![\w:\\])\\(?:(?P<layout>newpage|pagebreak|clearpage|linebreak|noindent|bigskip|medskip"
    r"|smallskip|maketitle|tableofcontents|centering|hfill|vfill|item)"
    r"|(?P<sign>alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|kappa|lambda|mu|nu|xi|pi|rho"
    r"|sigma|tau|phi|varphi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Sigma|Phi|Psi|Omega|infty|nabla"
    r"|partial|sum|prod|int|leq|geq|neq|approx|times|cdot|pm|ldots|cdots|rightarrow|to))"
    r"(?![A-Za-z{\\])"
)
INSTEAD = {
    **dict.fromkeys(("ref", "autoref", "cref", "Cref", "nameref", "pageref", "vref"), "[](#{})"),
    "eqref": "{{eq}}`{}`",
    **dict.fromkeys(("cite", "citep", "parencite", "autocite"), "{{footcite:p}}`{}`"),
    **dict.fromkeys(("citet", "textcite", "citeauthor"), "{{footcite:t}}`{}`"),
    "label": "({})= on a line of its own before what it names",
    **dict.fromkeys(("emph", "textit"), "*{}*"),
    "textbf": "**{}**",
    "texttt": "`{}`",
    **dict.fromkeys(("section", "subsection", "subsubsection", "paragraph"), "## {}"),
    "footnote": "[^note], and [^note]: {} on a line of its own",
    "url": "<{}>",
    "href": "[text]({})",
    "includegraphics": "![what it shows]({})",
    **dict.fromkeys(
        ("frac", "sqrt", "mathbb", "mathbf", "mathcal", "mathrm", "hat", "bar"), "${}$"
    ),
}
TEMPLATE = re.compile(r"\{\{(?!\{)[^{}\n]*[A-Za-z][^{}\n]*\}\}|\{%[^\n]*?%\}")
FORMULA = re.compile(r"\$(?![\s$])(?P<tex>(?:[^$\\]|\\.)+?)(?<!\s)\$", re.S)
SPACED = re.compile(r"\$(?P<text>[^$]+?)(?<!\\)\$(?P<after>.?)", re.S)
COMMON = "and|or|to|for|the|per|at|in|is|of|by|but|each|with|than|from"
PROSE = re.compile(rf"(?<![\\\w])({COMMON}|[a-z]{{4,}})(?!\w)")
CURRENCY = re.compile(r"\s(?:US|AU|CA|NZ|HK|SG|A|C|R|S)\Z")
NOT_WORDS = re.compile(r"\\[A-Za-z]+\s*(?:\{[^{}]*\})?")


def of_backslash(text: str, place: int) -> Mistake | None:
    r"""Return what begins with the backslash at *place*: ``\(a\)``, ``\begin{…}``, ``\ref{…}``."""
    return (
        _brackets(text, place)
        or _environment(text, place)
        or _command(text, place)
        or _bare(text, place)
    )


def _bare(text: str, place: int) -> Mistake | None:
    match = BARE.match(text, place)
    if match is None:
        return None
    remedy = f"write ${match[0]}$" if match["sign"] else "delete it"
    remedy = "begin the line with -" if match["layout"] == "item" else remedy
    return Mistake(match.end(), "latex", f"{match[0]} is shown as it stands: {remedy}")


def _brackets(text: str, place: int) -> Mistake | None:
    match = BRACKETS.match(text, place)
    if match is None:
        return None
    tex = (match["tex"] or match["block"]).strip()
    stands_alone = match[0] == text.strip()
    if not SIGN.search(tex):
        # Brackets are escaped in ordinary texts too: \[sic\], \(see below\), \[1\].
        is_text = WORD.search(tex) or not re.search("[A-Za-z]", tex)
        if is_text or not (match["tex"] or stands_alone):
            return None
    if match["tex"]:
        message = f"\\({clipped(tex)}\\) is no formula here: write ${clipped(tex)}$"
    else:
        message = (
            f"\\[{clipped(tex)}\\] is no formula here: write $$ on the lines before and after it"
        )
    return Mistake(match.end(), "latex", message)


def _environment(text: str, place: int) -> Mistake | None:
    match = ENVIRONMENT.match(text, place)
    if match is None:
        return None
    if match["end"]:
        message = (
            f"\\end{{{match['end']}}} has no \\begin{{{match['end']}}}: delete it, or write both"
        )
    else:
        message = (
            f"\\begin{{{match['name']}}} stands outside of a formula: write $$ on a line of its "
        )
        message += f"own before it, and another after its \\end{{{match['name']}}}"
    return Mistake(match.end(), "latex", message)


def _command(text: str, place: int) -> Mistake | None:
    match = COMMAND.match(text, place)
    if match is None or match["name"] not in INSTEAD:
        return None
    instead = INSTEAD[match["name"]]
    remedy = instead.format(clipped(match[0] if instead.startswith("$") else match["text"]))
    return Mistake(
        match.end(), "latex", f"{clipped(match[0])} is shown as it stands: write {remedy}"
    )


def of_dollar(text: str, place: int) -> Mistake | None:
    """Return what the dollar at *place*, which opens no formula, is meant to open."""
    if text.startswith("$$", place):
        message = "this $$ opens no formula: write $$ on a line of its own at its beginning and at "
        return Mistake(place + 2, "unclosed-formula", message + "its end, or \\$\\$ for two signs")
    match = SPACED.match(text, place)
    if match is None or text[max(place - 1, 0) : place].isalpha():
        return None
    inner, after = match["text"], match["after"]
    if inner == inner.strip() or not inner.strip() or after.isalnum() or after in ("{", "("):
        return None
    message = (
        f"${clipped(inner)}$ is no formula, as a space follows its first $ or precedes its last"
    )
    message = f"{message}: write ${clipped(inner.strip())}$ for one, or \\$ for an amount"
    # Its second $ opens nothing else; what may be a link or code is read as such.
    is_whole = not re.search(r"[`\[]", inner)
    return Mistake(match.end("text") + 1 if is_whole else place + 1, "spaced-formula", message)


def of_brace(text: str, place: int) -> Mistake | None:
    """Return the ``{{ … }}`` at *place*."""
    match = TEMPLATE.match(text, place)
    if match is None:
        return None
    message = (
        f"{clipped(match[0])} is filled in by nothing: write the text itself, or put it between "
    )
    return Mistake(match.end(), "template", message + "` to show it")


def amount(text: str, place: int) -> Mistake | None:
    """Return what is a formula to MyST at *place*, and to a reader the text between two prices."""
    match = FORMULA.match(text, place)
    if match is None or not is_amount(match["tex"], text[match.end() :]):
        return None
    message = (
        f"${clipped(match['tex'])}$ looks like an amount, and a formula is between two $: write "
    )
    message += (
        "\\$ for the sign of a currency, or $…$ without spaces around numbers and signs alone"
    )
    return Mistake(match.end(), "amount", message)


def is_amount(tex: str, after: str) -> bool:
    """Return whether the formula *tex*, before the text *after*, is text between two prices."""
    if not re.match(r"\d", tex):
        return False
    is_number = re.fullmatch(r"[\d.,]*\d", tex)
    is_followed_by_price = after[:1].isdigit() and not is_number
    if is_followed_by_price or CURRENCY.search(tex):
        return True
    return bool(PROSE.search(NOT_WORDS.sub(" ", tex)))
