"""Marks of Zola: shortcodes in the form of calls, and links to sources."""

from __future__ import annotations

import re

from extensions.tools.importing import obsidian
from extensions.tools.importing.fences import each_line
from extensions.tools.importing.pages import Page, Site
from extensions.tools.importing.report import Teller
from extensions.tools.importing.shortcodes import call_of, written_as

PAIRED = re.compile(
    r"\{%-?\s*(?P<name>\w+)\((?P<rest>.*?)\)\s*-?%\}(?P<body>.*?)\{%-?\s*end\s*-?%\}", re.S
)
ALONE = re.compile(r"\{\{-?\s*(?P<name>\w+)\((?P<rest>.*?)\)\s*-?\}\}", re.S)
SHOWN = re.compile(r"\{(\{|%)-?\s*/\*(.*?)\*/\s*-?(\}|%)\}", re.S)


def structure(text: str, page: Page, site: Site, tell: Teller) -> str:
    """Return *text* with its shortcodes as our blocks."""
    pieces: list[list[str]] = [[]]
    flags = [False]
    for line, is_code in each_line(text):
        if is_code != flags[-1]:
            pieces.append([])
            flags.append(is_code)
        pieces[-1].append(line)
    out = []
    for lines, is_code in zip(pieces, flags, strict=True):
        part = "\n".join(lines)
        if not is_code:
            part = PAIRED.sub(lambda one: f"\n{_called(one, one['body'], tell)}\n", part)
            part = ALONE.sub(lambda one: _called(one, None, tell), part)
        out.append(SHOWN.sub(r"{\1\2\3}", part))
    return obsidian.callouts("\n".join(out))


def _called(one: re.Match[str], body: str | None, tell: Teller) -> str:
    return written_as(call_of(one["name"], one["rest"], one[0].split("\n")[0], body), tell)


def inline(text: str, page: Page, site: Site, tell: Teller) -> str:
    """Return *text* with links to sources as links to files."""
    return re.sub(r"\]\(@/", "](/", text)
