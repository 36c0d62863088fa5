"""YAML text as nodes that know their line and their raw text.

No value is converted: ``2026-05-10``, ``yes`` and ``1e3`` stay as they were written.  What
front matter has no use for (anchors, aliases, tags, deep nesting) is refused where it
stands and never followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml import events
from yaml.resolver import Resolver

from extensions.model.frontmatter.kinds import Message

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 8

# What YAML calls not printable, and what it takes for the end of a line but editors do not.
FORBIDDEN = re.compile(
    r"[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)

_RESOLVER: Any = Resolver()
_KIND_OF_TAG = {
    "bool": "a boolean",
    "int": "a number",
    "float": "a number",
    "null": "null",
    "timestamp": "a date",
}


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value; ``plain`` if it stands without quotes."""

    line: int
    value: str
    plain: bool

    @property
    def kind(self) -> str:
        """What YAML 1.1 takes the value for, in words."""
        if not self.plain:
            return "text"
        tag: str = _RESOLVER.resolve(yaml.ScalarNode, self.value, (True, False))
        return _KIND_OF_TAG.get(tag.rpartition(":")[2], "text")


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    line: int
    items: list[Node] = field(default_factory=list)
    kind: str = "a list"


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in the order of the file, repeated keys included."""

    line: int
    pairs: list[tuple[Node, Node]] = field(default_factory=list)
    kind: str = "a mapping"


@dataclass(frozen=True, slots=True)
class Refused:
    """A node that is not read; its message has been given."""

    line: int
    kind: str = "refused"


Node = Scalar | Sequence | Mapping | Refused


@dataclass(frozen=True, slots=True)
class Tree:
    """The nodes of a text; after a syntax error, those that stand before it."""

    root: Node | None
    messages: tuple[Message, ...]
    broken: bool


def compose(content: str, first_line: int = 1) -> Tree:
    """The tree of *content*, whose first line is line *first_line* of its file."""
    messages = [_forbidden(content, found, first_line) for found in FORBIDDEN.finditer(content)]
    composer = _Composer(FORBIDDEN.sub(" ", content), first_line)
    composer.run()
    return Tree(
        composer.root,
        tuple(dict.fromkeys([*messages, *composer.messages])),
        composer.broken,
    )


def shown(value: str) -> str:
    """*value* in quotes on one line, shortened, for a message."""
    line = FORBIDDEN.sub("\ufffd", " ".join(value[:200].split()))
    return f'"{line if len(line) <= 60 else line[:59] + "…"}"'


def _forbidden(content: str, found: re.Match[str], first_line: int) -> Message:
    line = first_line + content.count("\n", 0, found.start())
    text = f"the character U+{ord(found[0]):04X} cannot stand in front matter: delete it"
    return Message(line, "control-character", text)


class _Composer:
    """Builds nodes from the events of one text."""

    def __init__(self, content: str, first_line: int) -> None:
        self.content = content
        self.first_line = first_line
        self.root: Node | None = None
        self.messages: list[Message] = []
        self.broken = False
        self.events: Iterator[Any] = iter(())

    def run(self) -> None:
        """Read the whole text; the first syntax error ends the reading."""
        try:
            self.events = iter(yaml.parse(self.content, Loader=LOADER))
            self._documents()
        except yaml.MarkedYAMLError as error:
            self._fail(*_explain(error, self.content))
        except (ValueError, OverflowError):
            # PyYAML's own scanner hands \U escapes to chr() unchecked; libyaml does not.
            self._fail(0, "an escape after a backslash names no character: use single quotes")

    def _documents(self) -> None:
        for event in self.events:
            line: int = event.start_mark.line
            if isinstance(event, events.NodeEvent):
                self._node(event)
            elif isinstance(event, events.DocumentStartEvent) and self.root is not None:
                self._fail(line, "a second YAML document begins here: keep one")
                return

    def _fail(self, line: int, text: str) -> None:
        # An error at the end of the text is shown at its last line.
        line = min(line, self.content.rstrip("\n").count("\n"))
        self.messages.append(Message(self.first_line + line, "yaml-syntax", text))
        self.broken = True

    def _node(self, event: Any, depth: int = 0) -> Node:
        line = self.first_line + event.start_mark.line
        node: Node
        if isinstance(event, events.ScalarEvent):
            node = Scalar(line, event.value, event.implicit[0])
        elif isinstance(event, events.AliasEvent):
            node = Refused(line)
        elif depth > DEEPEST:
            self._skip()
            node = self._refuse(line, "yaml-nesting", "lists in lists go too deep: flatten them")
        elif isinstance(event, events.SequenceStartEvent):
            node = Sequence(line)
        else:
            node = Mapping(line)
        if depth == 0:
            # Before it is filled, so that a syntax error leaves what stands before it.
            self.root = node
        if isinstance(node, Sequence):
            node.items.extend(self._children(depth))
        elif isinstance(node, Mapping):
            for key in self._children(depth):
                node.pairs.append((key, self._node(next(self.events), depth + 1)))
        return self._unless_refused(event, node)

    def _children(self, depth: int) -> Iterator[Node]:
        for event in self.events:
            if isinstance(event, events.CollectionEndEvent):
                return
            yield self._node(event, depth + 1)

    def _skip(self) -> None:
        is_open = 1
        while is_open:
            event = next(self.events)
            is_open += isinstance(event, events.CollectionStartEvent)
            is_open -= isinstance(event, events.CollectionEndEvent)

    def _unless_refused(self, event: Any, node: Node) -> Node:
        if event.anchor is not None:
            mark = "*" if isinstance(event, events.AliasEvent) else "&"
            name = shown(mark + event.anchor)
            text = f"{name} is a YAML anchor or alias: write the value out, or put it in quotes"
            return self._refuse(node.line, "yaml-alias", text)
        tag = getattr(event, "tag", None)
        if tag is not None:
            text = f"{shown(tag)} is a YAML tag: delete it, or put the value in quotes"
            return self._refuse(node.line, "yaml-tag", text)
        return node

    def _refuse(self, line: int, subtype: str, text: str) -> Refused:
        self.messages.append(Message(line, subtype, text))
        return Refused(line)


def _explain(error: yaml.MarkedYAMLError, content: str) -> tuple[int, str]:
    """The line (from 0) and the plain words of a syntax error of either loader."""
    problem, context = error.problem or "", error.context or ""
    mark = error.problem_mark or error.context_mark
    line = mark.line if mark else 0
    opening = error.context_mark.line if error.context_mark else line
    char = content[mark.index : mark.index + 1] if mark else ""
    if char == "\t" and "found" in problem:
        return line, "a tab stands where YAML wants spaces: indent with spaces"
    if "cannot start any token" in problem:
        return line, f'an unquoted value begins with "{char}": put it in quotes'
    if "scanning an alias" in context or "scanning an anchor" in context:
        return opening, 'an unquoted value begins with "*" or "&": put it in quotes'
    if "end of stream" in problem and "scalar" in context:
        return opening, "a quote opens here and is not closed: close it"
    if "mapping values" in problem:
        return line, _stray_colon(content.split("\n")[line], mark.column if mark else 0)
    if "expected ':'" in problem:
        return opening, 'a line without a colon: write "key: value"'
    if "parsing a flow" in context:
        return opening, 'a "[" or "{" opens here and is not closed, or lacks a comma: mend it'
    if "escape" in problem:
        return line, "an unknown escape follows a backslash: use single quotes"
    if "entries are not allowed" in problem:
        return line, 'a "- " stands after a key: begin the list on the next line'
    if "block scalar" in context:
        return line, 'text follows ">" or "|": put the value in quotes'
    if "expected key" in problem or "<block end>" in problem:
        return line, "text follows a value that has ended: check the quotes and the indentation"
    if "node content" in problem:
        return line, f'an unquoted value begins with "{char}": put it in quotes'
    if "<document start>" in problem:
        return line, "the lines are not aligned: begin every key at the margin"
    return line, f"YAML cannot read this line ({problem}): put the value in quotes"


def _stray_colon(line: str, column: int) -> str:
    if ":" in line[:column]:
        return 'a ": " stands inside an unquoted value: put the value in quotes'
    return "the line is indented or the one above lacks a colon: begin every key at the margin"
