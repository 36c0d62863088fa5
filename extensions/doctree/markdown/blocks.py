"""Rules of markdown-it for blocks, which note on tokens the text that would be lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.rules_block.table import escapedSplit

from extensions.doctree.markdown.finding import Finding, clipped, put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Rule = Callable[["StateBlock", int, int, bool], bool]

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

# In a row: code, or a formula as MyST reads it under our settings.
HELD = re.compile(r"(?P<fence>`+)(?!`).+?(?<!`)(?P=fence)(?!`)|(?<!\\)\$(?![\s$]).*?(?<![\s\\])\$")
SENTENCE = re.compile(r"(?<![\\\w])[A-Za-z]{2,}(?:[,.]?[ \t]+[A-Za-z]+){2}")
# Of a block of code, whose head has more than the name of a language.
ATTRIBUTES = re.compile(r"(?P<language>[^\s{}:=]+)\s+(?P<rest>\S.*)")
BAR = re.compile(r"(?<!\\)\|")


def rows_of(lines: list[str]) -> Iterator[Finding]:
    """Yield what is wrong with the rows of a table; its *lines* begin with the head."""
    head = len(cells_of(lines[0]))
    for number, line in enumerate(lines):
        if number == 1:
            continue
        message = _split(line) or (_miscounted(len(cells_of(line)), head) if number else "")
        if message:
            yield Finding(number, "table", message)


def cells_of(line: str) -> list[str]:
    """Return the cells of a row as markdown-it cuts them."""
    cells = escapedSplit(line.strip())
    if cells and cells[0] == "":
        cells.pop(0)
    if cells and cells[-1] == "":
        cells.pop()
    return cells


def _split(line: str) -> str:
    for span in HELD.finditer(line):
        is_amount = not span["fence"] and line[span.end() : span.end() + 1].isdigit()
        if BAR.search(span[0]) and not is_amount:
            remedy = "\\|" if span["fence"] else "\\vert, or \\mid between two parts,"
            return f"the | in {clipped(span[0])} begins another cell: write {remedy} instead"
    return ""


def _miscounted(cells: int, head: int) -> str:
    if cells > head:
        message = f"this row has {counted(cells)}, the head {head}: what is beyond them is lost; "
        return f"{message}write \\| for a | in a cell, or give the head another cell"
    if cells < head:
        message = f"this row has {counted(cells)}, the head {head}: "
        return f"{message}write | | for a cell that is empty"
    return ""


def counted(cells: int) -> str:
    """Return the number of *cells* with its noun."""
    return f"{cells} cell{'s' if cells != 1 else ''}"


def lines_of(state: StateBlock, first: int, last: int) -> list[str]:
    """Return the lines from *first* up to *last*, without what they are nested in."""
    begins = (state.bMarks[line] + state.tShift[line] for line in range(first, last))
    return [state.src[begin : state.eMarks[first + n]] for n, begin in enumerate(begins)]


def watched_table(rule: Rule) -> Rule:
    """Return the *rule* of tables, noting rows that lose text."""

    def read(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        before = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        if not silent:
            for finding in rows_of(lines_of(state, start, state.line)):
                put(state.tokens[before], finding)
        return True

    return read


def watched_fence(rule: Rule) -> Rule:
    """Return the *rule* of fences, noting those that nothing closes."""

    def read(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not rule(state, start, end, silent):
            return False
        if not silent:
            token = state.tokens[-1]
            if attributes := ATTRIBUTES.fullmatch(token.info.strip()):
                put(
                    token,
                    Finding(0, "code-attributes", message_for_attributes(attributes, token.markup)),
                )
            last = lines_of(state, state.line - 1, state.line)[0].strip()
            is_mark = len(last) >= len(token.markup) and set(last) == set(token.markup)
            if state.line - 1 == start or not is_mark:
                put(
                    token,
                    Finding(0, "unclosed-block", message_for_unclosed(token.markup, token.info)),
                )
        return True

    return read


def message_for_attributes(attributes: re.Match[str], mark: str) -> str:
    """Return the message for *attributes* behind the language of a block of code."""
    language = attributes["language"]
    return (
        f"{clipped(attributes['rest'])} does nothing behind {mark}{language}: delete it, or write "
        f"{mark}{{code-block}} {language} and below it :caption: for a title, "
        ":emphasize-lines: for marked lines"
    )


def message_for_unclosed(mark: str, info: str) -> str:
    """Return the message for a block that *mark*, followed by *info*, opens and nothing closes."""
    if not info.strip() and mark.startswith(":"):
        return (
            f"this {mark} closes nothing and opens a block: delete it, or close what is above once"
        )
    return (
        f"nothing closes this {mark}{clipped(info)}, which takes in all that follows: write {mark} "
        "on a line of its own at its end, and more of them around a block with others in it"
    )


def watched_math(rule: Rule) -> Rule:
    """Return the *rule* of ``$$``, noting formulas that go on over an empty line into a text."""

    def read(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not rule(state, start, end, silent):
            return False
        if not silent and holds_text(state.tokens[-1].content):
            message = (
                "this $$ is closed only after an empty line and a text: write $$ on a line of "
            )
            message = f"{message}its own at the end of its formula"
            put(state.tokens[-1], Finding(0, "unclosed-formula", message))
        return True

    return read


def holds_text(tex: str) -> bool:
    """Return whether the formula *tex* has a sentence behind an empty line."""
    _, *rest = re.split(r"\n[ \t]*\n", tex.strip())
    return any(SENTENCE.search(part) for part in rest)


def plugin(md: MarkdownIt) -> None:
    """Put the rules in place of those of *md*."""
    watched = {
        "table": watched_table,
        "fence": watched_fence,
        "colon_fence": watched_fence,
        "math_block": watched_math,
    }
    for rule in md.block.ruler.__rules__:
        if rule.name in watched:
            md.block.ruler.at(rule.name, watched[rule.name](rule.fn), {"alt": rule.alt})
