r"""Rules of markdown-it within a paragraph.

GitHub's ``$`x`$`` is a formula.  What looks like HTML, TeX or a template is shown as it is written:
neither quotes nor stars in it are changed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.common.utils import normalizeReference

from extensions.doctree.markdown import foreign, html, tex
from extensions.doctree.markdown.finding import SHOWN_AS_WRITTEN, Finding, put

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

GITHUB = re.compile(r"\$(`+)(?!`)(?P<tex>.+?)(?<!`)\1\$", re.S)
READERS = {"\\": tex.of_backslash, "$": tex.of_dollar, "{": tex.of_brace}


def github_math(state: StateInline, silent: bool) -> bool:
    """Read a formula between a dollar and a backtick at each end."""
    match = GITHUB.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content, token.markup = match["tex"].strip(), "$"
    state.pos = match.end()
    return True


def tag(state: StateInline, silent: bool) -> bool:
    """Read a tag of HTML."""
    match = html.tag_at(state.src, state.pos)
    if match is None:
        return False
    name = match["name"].lower()
    # A closing tag is told with the one that opens it, perhaps in another paragraph.
    opened: set[str] = state.env.setdefault("html_opened", set())
    is_new = not match["end"] or name not in opened
    opened.add(name)
    message = (
        html.message_for_tag(f"{match['end']}{name}" if match["end"] else name) if is_new else ""
    )
    _take(state, silent, match.end(), ("html", message))
    return True


def amount(state: StateInline, silent: bool) -> bool:
    """Read what would be a formula, and was meant to be two prices."""
    return _take_meant(state, silent, tex.amount(state.src, state.pos))


def mistake(state: StateInline, silent: bool) -> bool:
    """Read what was meant to be a formula, a reference or a template."""
    reader = READERS.get(state.src[state.pos])
    meant = reader(state.src, state.pos) if reader else None
    return _take_meant(state, silent, meant)


def foreign_mark(state: StateInline, silent: bool) -> bool:
    """Read a mark that means something elsewhere; what names a link of the page is that link."""
    if state.src[state.pos] == "[" and _is_link(state):
        return False
    return _take_meant(state, silent, foreign.of_sign(state.src, state.pos))


def left_over(state: StateInline, silent: bool) -> bool:
    """Read attributes that nothing before them has taken."""
    if state.src[state.pos] != "{":
        return False
    return _take_meant(state, silent, foreign.left_over(state.src, state.pos))


def _is_link(state: StateInline) -> bool:
    label = state.src[state.pos + 1 : state.posMax].lstrip("[").partition("]")[0]
    return normalizeReference(label) in state.env.get("references", {})


def _take_meant(state: StateInline, silent: bool, meant: tex.Mistake | None) -> bool:
    if meant is None:
        return False
    _take(state, silent, meant.end, meant[1:])
    return True


def _take(state: StateInline, silent: bool, end: int, finding: tuple[str, str]) -> None:
    if not silent:
        token = state.push(SHOWN_AS_WRITTEN, "", 0)
        token.content = state.src[state.pos : end]
        if finding[1]:
            put(token, Finding(state.src.count("\n", 0, state.pos), *finding))
    state.pos = end


def plugin(md: MarkdownIt) -> None:
    """Add the rules to *md*."""
    md.inline.ruler.before("math_inline", "github_math", github_math)
    md.inline.ruler.before("math_inline", "amount", amount)
    md.inline.ruler.before("escape", "mistake", mistake)
    md.inline.ruler.before("escape", "tag", tag)
    md.inline.ruler.before("escape", "foreign_mark", foreign_mark)
    # After the rule that gives them to a picture or a link.
    md.inline.ruler.push("left_over", left_over)
