"""Find the labels and the citation keys that a source defines and refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

FENCE = re.compile(r"^[\s>]*(?P<marks>`{3,}|~{3,})\s*(?P<info>.*?)\s*$")
# Directives whose content is shown as it is written.
LITERAL = re.compile(r"\{(code|code-block|sourcecode|code-cell|doctest|raw|parsed-literal)\}")
DIRECTIVE = re.compile(r"\{[\w:.+-]+\}")
ROLE = re.compile(r"\{(?P<role>[\w:.+-]+)\}(?P<marks>`+)(?P<content>[^`]+)(?P=marks)")
# The code of a role is its content.
CODE = re.compile(rf"{ROLE.pattern}|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)")
TARGET = re.compile(r"(?P<title>.*)<(?P<target>[^<>]+)>\s*$")
CITES = re.compile(r"(foot)?cite(:\w+)?")
REFERS = re.compile(r"(std:)?(num)?ref|(math:)?(eq|numref)|(prf|site):(ref|num)")

NAME = r"(?P<name>[^\s,()<>\[\]{}`\"']+)"
DEFINITIONS = (
    re.compile(rf"^[\s>]*\({NAME}\)=\s*$"),
    re.compile(rf"^[\s>]*:(?:label|name):\s*{NAME}\s*$"),
    re.compile(rf"\$\$\s*\({NAME}\)\s*$"),
    re.compile(rf"\{{[^{{}}`]*#{NAME}[^{{}}`]*\}}"),
)
REFERENCES = (
    re.compile(rf"\]\(<?#{NAME}>?[\s)]"),
    re.compile(rf"^[\s>]*\[[^\]]+\]:\s*<?#{NAME}"),
    re.compile(rf"^[\s>]*(?::{{3,}}|`{{3,}}|~{{3,}})\{{(?:solution|recall)\}}\s+{NAME}\s*$"),
    re.compile(rf"^[\s>]*:at:\s*{NAME}\s*$"),
)
# Keys of front matter that hold labels.
LABEL_KEYS = ("requires", "distils")
KEY = re.compile(r"^(?P<key>[\w-]+):")
ITEM = re.compile(rf"(?:^\s*-|[\[,:])\s*[\"']?{NAME}")


class Role(StrEnum):
    """What a name does at its place."""

    DEFINES = "defines"
    REFERS = "refers"
    CITES = "cites"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """The label or key ``name`` on ``line``, from column ``start`` to before ``end``, all from 0.

    Columns count code points.
    """

    name: str
    role: Role
    line: int
    start: int
    end: int


def occurrences(text: str) -> list[Occurrence]:
    """Return the labels and citation keys in the source *text*, in their order."""
    lines = text.splitlines()
    found = {*_in_front_matter(lines[: end_of_front_matter(lines)])}
    for number, line in prose(lines):
        found |= {*_in_line(number, line)}
    return sorted(found, key=lambda one: (one.line, one.start))


def end_of_front_matter(lines: Sequence[str]) -> int:
    """Return the number of lines of the front matter of *lines*; all of them if none ends it."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    ends = (number for number, line in enumerate(lines) if number and line.rstrip() == "---")
    return next(ends, len(lines) - 1) + 1


def key_at(lines: Sequence[str], line: int) -> str:
    """Return the key of front matter that *line* of *lines* belongs to; nothing if it has none."""
    keys = (found["key"] for at in range(line, 0, -1) if (found := KEY.match(lines[at])))
    return next(keys, "")


def prose(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield number and text of the lines that are no code, with code in them blanked out."""
    opened: list[tuple[str, bool]] = []
    for number, line in enumerate(lines):
        fence = FENCE.match(line)
        if fence and opened and closes(fence, opened[-1][0]):
            opened.pop()
        elif not (opened and opened[-1][1]) and not line.startswith("%"):
            yield number, CODE.sub(_blank_without_role, line)
            if fence:
                info = fence["info"]
                literal = bool(LITERAL.match(info)) or not DIRECTIVE.match(info)
                opened.append((fence["marks"], literal))


def _blank_without_role(code: re.Match[str]) -> str:
    return code[0] if code["role"] else " " * len(code[0])


def closes(fence: re.Match[str], marks: str) -> bool:
    """Return whether *fence* ends what *marks* have begun."""
    return not fence["info"] and fence["marks"].startswith(marks)


def _in_front_matter(lines: Sequence[str]) -> Iterator[Occurrence]:
    key = ""
    for number, line in enumerate(lines):
        start = 0
        if begin := KEY.match(line):
            key, start = begin["key"], begin.end() - 1
        if key in LABEL_KEYS:
            for item in ITEM.finditer(line, start):
                yield _occurrence(item, Role.REFERS, number)


def _in_line(number: int, line: str) -> Iterator[Occurrence]:
    for patterns, role in ((DEFINITIONS, Role.DEFINES), (REFERENCES, Role.REFERS)):
        for pattern in patterns:
            for match in pattern.finditer(line):
                yield _occurrence(match, role, number)
    for match in ROLE.finditer(line):
        yield from _in_role(match, number)


def _in_role(match: re.Match[str], number: int) -> Iterator[Occurrence]:
    name, content, begin = match["role"], match["content"], match.start("content")
    if CITES.fullmatch(name):
        for key in re.finditer(NAME, content):
            start = begin + key.start()
            yield Occurrence(key["name"], Role.CITES, number, start, begin + key.end())
    elif REFERS.fullmatch(name):
        explicit = TARGET.match(content)
        shown = explicit["target"] if explicit else content
        start = begin + (explicit.start("target") if explicit else 0)
        start += len(shown) - len(shown.lstrip("#! "))
        label = shown.strip("#! ")
        if re.fullmatch(NAME, label):
            yield Occurrence(label, Role.REFERS, number, start, start + len(label))


def _occurrence(match: re.Match[str], role: Role, number: int) -> Occurrence:
    return Occurrence(match["name"], role, number, match.start("name"), match.end("name"))
