"""Leave HTML comments out of everything that is published."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extensions.doctree.markdown.finding import SHOWN_AS_WRITTEN, Finding, put

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

OPENING, CLOSING = "<!--", "-->"
COMMENT = re.compile(r"<!--.*?-->", re.S)
UNCLOSED = "this comment is not closed{}: write --> at its end"


def without_comments(tex: str) -> str:
    """Return *tex* without comments; its lines keep their numbers."""
    return COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), tex)


def comment_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a comment that begins a line, over empty lines as well (a rule of markdown-it)."""
    if state.is_code_block(start):
        return False
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(OPENING, begin):
        return False
    last, close = _end_of_comment(state, start, end)
    rest = state.src[close + len(CLOSING) : state.eMarks[last]].strip() if close >= 0 else ""
    if rest and last == start:
        # A paragraph that begins with a comment.
        return False
    if silent:
        return True
    state.line = last + 1
    if close < 0:
        state.line = last
        token = state.push(SHOWN_AS_WRITTEN, "", 0)
        token.map = [start, last]
        put(token, Finding(0, "unclosed-comment", UNCLOSED.format("")))
    elif rest:
        _push_paragraph(state, rest, last)
    return True


def _end_of_comment(state: StateBlock, start: int, end: int) -> tuple[int, int]:
    """Return the line and the place of ``-->``; the line after the block and -1 without one."""
    place = state.bMarks[start] + state.tShift[start] + len(OPENING)
    for line in range(start, end):
        if line > start:
            if not state.isEmpty(line) and state.sCount[line] < state.blkIndent:
                return line, -1
            place = state.bMarks[line]
        close = state.src.find(CLOSING, place, state.eMarks[line])
        if close >= 0:
            return line, close
    return end, -1


def _push_paragraph(state: StateBlock, text: str, line: int) -> None:
    state.push("paragraph_open", "p", 1).map = [line, line + 1]
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = text, [line, line + 1], []
    state.push("paragraph_close", "p", -1)


def comment_inline(state: StateInline, silent: bool) -> bool:
    """Read a comment within a paragraph (a rule of markdown-it)."""
    if not state.src.startswith(OPENING, state.pos):
        return False
    close = state.src.find(CLOSING, state.pos + len(OPENING))
    after = close + len(CLOSING) if close >= 0 else state.posMax
    if not silent:
        if close < 0:
            token = state.push(SHOWN_AS_WRITTEN, "", 0)
            line = state.src.count("\n", 0, state.pos)
            message = UNCLOSED.format(" in its paragraph")
            put(token, Finding(line, "unclosed-comment", message))
        if after >= state.posMax or state.src[after] == "\n":
            state.pending = state.pending.rstrip(" ")
    # The space before it is enough.
    if state.pos == 0 or state.src[state.pos - 1] in " \n":
        while after < state.posMax and state.src[after] == " ":
            after += 1
    state.pos = after
    return True


def plugin(md: MarkdownIt) -> None:
    """Add the rules to *md*: comments go before all that may stand in them."""
    ends = ["paragraph", "reference", "blockquote", "list", "footnote_def", "table"]
    md.block.ruler.before("table", "comment", comment_block, {"alt": ends})
    md.inline.ruler.before("math_inline", "comment", comment_inline)
