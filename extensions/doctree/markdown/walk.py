"""Collect what is wrong with the tokens of a text: the notes of rules, and faults of the whole."""

from __future__ import annotations

import re
from itertools import cycle
from typing import TYPE_CHECKING

from extensions.doctree.markdown.blocks import cells_of, counted
from extensions.doctree.markdown.finding import Finding, clipped, findings_of
from extensions.doctree.markdown.foreign import of_lines
from extensions.doctree.markdown.notes import message_for_bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

ALERTS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
NO_SPACE = re.compile(r"(?P<marks>#{2,6})(?P<title>[^\s#].*)")
DEEP = re.compile(r"#{7,}\s+\S")
# A # may be that of a number or of a keyword elsewhere: a title alone begins with a capital.
TITLE = re.compile(r"(?P<marks>#)(?P<title>[A-Z][a-z]+(?: [\w'-]+)*)")
ROW = re.compile(r"\|[^|]*[^|\s:-][^|]*\|.*\|")
RULER = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
# At the end of a line, or plainly one of an equation: a word in brackets may follow a formula.
LABEL = re.compile(
    r"[ \t]*\((?P<label>eq[-:_][\w:.-]+(?=\))|[A-Za-z][\w:.-]*(?=\)[ \t]*(?:\n|$)))\)"
)
UNPARTED = "({label}) is no label here: leave an empty line before the $$ that opens its formula"
ADDRESS = re.compile(r"(?<![\w/.@:<({='\"-])(?:https?://|www\.[\w-]+\.)[^\s<>`\"]*[\w/]")
ALERT = re.compile(r"\[!(?P<kind>\w+)\](?P<rest>.*)")


def findings(tokens: Sequence[Token]) -> Iterator[Finding]:
    """Yield what is wrong with *tokens*, each with its line counted from that of the text, 0."""
    before: list[Token | None] = [None, None, *tokens]
    seen: set[Finding] = set()
    line = 0
    # Of two %% around a text the first is told.
    is_first = cycle((True, False))
    for token, *context in zip(tokens, before[1:], before, strict=False):
        line = token.map[0] if token.map else line
        if is_pair(token) and not next(is_first):
            continue
        for finding in _of_token(token, context):
            moved = Finding(line + finding.line, finding.subtype, finding.text)
            if moved not in seen:
                seen.add(moved)
                yield moved


def _of_token(token: Token, context: Sequence[Token | None]) -> Iterator[Finding]:
    yield from findings_of(token)
    if token.type == "colon_fence":
        yield from _of_fence(token)
    elif token.type == "myst_line_comment":
        yield from _of_comment(token, context)
    elif token.type == "inline":
        yield from _noted_within(token.children or ())
        yield from _of_formulas(token)
        yield from _of_addresses(token.children or ())
        yield from _of_paragraph(token, context)


def _noted_within(children: Iterable[Token]) -> Iterator[Finding]:
    for child in children:
        yield from findings_of(child)
        yield from _noted_within(child.children or ())


def is_pair(token: Token) -> bool:
    """Return whether *token* is a line of %%, of which Obsidian writes two around a comment."""
    return token.type == "myst_line_comment" and token.content.strip().startswith("%")


def _of_comment(token: Token, context: Sequence[Token | None]) -> Iterator[Finding]:
    """Yield what is wrong with a line that % makes a comment."""
    written = token.content.strip()
    if is_pair(token):
        message = (
            "%% opens no comment, and what is between two of them is shown: write <!-- text -->"
        )
        yield Finding(0, "comment", message)
        return
    _, text = context
    ends = (text.map or [])[1:] if text and text.type == "inline" else []
    if written and ends and ends == (token.map or [])[:1]:
        message = f"% {clipped(written)} is left out, as a comment: write \\% for the sign, or an "
        yield Finding(0, "comment", message + "empty line before a comment")


def _of_fence(token: Token) -> Iterator[Finding]:
    info = token.info.strip()
    if info and not info.startswith("{"):
        yield Finding(0, "no-directive", message_for_bare(token.markup, info))


def _of_formulas(token: Token) -> Iterator[Finding]:
    """Yield what is wrong with the formulas of a paragraph, found again in its source."""
    source, place = token.content, 0
    for child in token.children or ():
        if not child.type.startswith("math_inline"):
            continue
        written = f"{child.markup}{child.content}{child.markup}"
        place = max(source.find(written, place), place)
        after = source[place + len(written) :]
        if child.type == "math_inline_double" and (label := LABEL.match(after)):
            line = source.count("\n", 0, place + len(written))
            is_alone = source[:place].rpartition("\n")[2].strip() == ""
            is_block = is_alone and child.content.startswith("\n")
            message = UNPARTED if is_block else message_for_label(label["label"])
            yield Finding(line, "label", message.format(label=label["label"]))
        if source.startswith(written, place):
            place += len(written)


def _of_addresses(children: Sequence[Token]) -> Iterator[Finding]:
    """Yield the addresses in a text that are no links, as they are on GitHub."""
    line = depth = 0
    for child in children:
        line += child.type in ("softbreak", "hardbreak")
        depth += child.nesting if child.type.startswith(("link_", "span_")) else 0
        for match in ADDRESS.finditer(child.content) if child.type == "text" and not depth else ():
            address = clipped(match[0])
            whole = address if "://" in address else f"https://{address}"
            yield Finding(line, "bare-address", f"{address} is no link here: write <{whole}>")


def message_for_label(label: str) -> str:
    """Return the message for a *label* that belongs to no formula."""
    return (
        f"({label}) is no label here: write $$ on a line of its own before the formula, and "
        f"$$ ({label}) on one after it"
    )


def _of_paragraph(token: Token, context: Sequence[Token | None]) -> Iterator[Finding]:
    opener, earlier = context
    kind = opener.type if opener else ""
    if kind == "heading_open" and opener and opener.tag != "h1" and not token.children:
        marks = "#" * int(opener.tag[1])
        yield Finding(0, "empty-heading", f"this {marks} has no title: write one, or delete it")
    if kind != "paragraph_open":
        return
    lines = token.content.split("\n")
    yield from _of_lines(lines)
    yield from (Finding(number, "foreign", message) for number, message in of_lines(lines))
    if earlier and earlier.type.startswith("math_block") and earlier.map and token.map:
        label = LABEL.fullmatch(lines[0])
        if label and earlier.map[1] == token.map[0]:
            yield Finding(0, "label", message_for_label(label["label"]))
    if earlier and earlier.type == "blockquote_open" and (alert := ALERT.match(lines[0])):
        yield Finding(0, "alert", message_for_alert(alert["kind"], alert["rest"].strip()))


def _of_lines(lines: Sequence[str]) -> Iterator[Finding]:
    for number, line in enumerate(lines):
        if DEEP.match(line):
            yield Finding(number, "no-heading", "a heading has six # at most: delete the others")
        match = NO_SPACE.match(line) or (len(lines) == 1 and TITLE.fullmatch(line))
        if match:
            marks, title = match["marks"], clipped(match["title"])
            message = f"{marks}{title} is no heading: write {marks} {title}, with a space"
            yield Finding(number, "no-heading", message)
    if len(lines) > 1 and all(ROW.fullmatch(line.strip()) for line in lines):
        message = "this is no table: write a line |---| below its head, with --- for each cell"
        yield Finding(0, "table", message)
    has_bars = len(lines) > 1 and "|" in lines[0] and "|" in lines[1]
    if has_bars and RULER.fullmatch(lines[1].strip()):
        head, ruler = counted(len(cells_of(lines[0]))), len(cells_of(lines[1]))
        message = f"this is no table: its head has {head}, the line below {ruler}: write as many"
        yield Finding(0, "table", message)


def message_for_alert(kind: str, rest: str) -> str:
    """Return the message for a quotation that opens with ``[!kind]`` and *rest* and is no alert."""
    if kind.upper() not in ALERTS:
        return f"[!{kind}] opens no note: write one of {', '.join(f'[!{name}]' for name in ALERTS)}"
    if rest:
        return f"[!{kind}] opens no note: write the text behind it on the next line, after >"
    return f"[!{kind}] opens no note: write a text on the next line, after >"
