"""Marks of MkDocs and its extensions: indented notes and tabs, snippets, keys, icons."""

from __future__ import annotations

import re

from extensions.tools.importing import blocks, obsidian
from extensions.tools.importing.fences import each_line
from extensions.tools.importing.pages import Page, Site
from extensions.tools.importing.report import Teller

NOTE = re.compile(
    r"(?P<indent>[ \t]*)(?P<mark>!!!|\?\?\?\+?)\s*(?P<kind>[\w-]*)(?P<more>[\w -]*?)"
    r"(?:\s+\"(?P<title>.*)\")?\s*"
)
TAB = re.compile(r"(?P<indent>[ \t]*)===[+!]?\s+\"(?P<title>.*)\"\s*")
SNIPPET = re.compile(r"(?P<indent>[ \t]*)-+8<-+\s+\"(?P<path>[^\"]+)\"\s*")
INCLUDE = re.compile(
    r"\{%\s*include(?:-markdown)?\s+[\"'](?P<path>[^\"']+)[\"'][^%]*%\}|\{!\s*(?P<other>[^!]+?"
    r")\s*!\}"
)
ICON = re.compile(
    r"(?<![\w:]):(?:material|fontawesome|octicons|simple|twemoji)-[\w-]+:(?:\{[^}\n]*\})?"
)


def structure(text: str, page: Page, site: Site, tell: Teller) -> str:
    """Return *text* with its snippets put in, and its notes and tabs as our blocks."""
    text = INCLUDE.sub(
        lambda one: _file(one["path"] or one["other"], one[0], page, site, tell), text
    )
    lines: list[str] = []
    for line in text.split("\n"):
        if one := SNIPPET.fullmatch(line):
            put = _file(one["path"], line, page, site, tell)
            lines += blocks.prefixed(put.rstrip("\n"), one["indent"])
        else:
            lines.append(line)
    return obsidian.callouts(_nested(lines))


def _file(path: str, written: str, page: Page, site: Site, tell: Teller) -> str:
    """Return the text of a snippet."""
    name = path.strip().split(":")[0]
    for place in (page.folder, "docs", "", "includes", "docs/snippets", "snippets"):
        found = site.root / place / name
        if found.is_file() and found.resolve().is_relative_to(site.root.resolve()):
            return found.read_text("utf-8", "replace")
    tell(written, f'there is no file "{name}" to put in here', person=True)
    return f"`` {written.strip()} ``"


def _nested(lines: list[str]) -> str:
    """Return the text of *lines* with notes and tabs, whose texts are indented, as blocks."""
    out: list[str] = []
    flags = [is_code for _, is_code in each_line("\n".join(lines))]
    at = 0
    while at < len(lines):
        line = lines[at]
        if flags[at]:
            out.append(line)
            at += 1
        elif one := NOTE.fullmatch(line):
            body, at = _body(lines, at + 1, one["indent"])
            kind, folded = one["kind"] or "note", one["mark"].startswith("?")
            made = blocks.note(kind, one["title"] or "", _nested(body), folded)
            out += ["", *blocks.prefixed(made, one["indent"]), ""]
        elif TAB.fullmatch(line):
            items = []
            indent = ""
            while at < len(lines) and (tab := TAB.fullmatch(lines[at])):
                indent = tab["indent"]
                body, at = _body(lines, at + 1, indent)
                items.append((tab["title"], _nested(body)))
                after = at
                while after < len(lines) and not lines[after].strip():
                    after += 1
                if after < len(lines) and TAB.fullmatch(lines[after]):
                    at = after
            out += ["", *blocks.prefixed(blocks.tabs(items), indent), ""]
        else:
            out.append(line)
            at += 1
    return "\n".join(out)


def _body(lines: list[str], at: int, indent: str) -> tuple[list[str], int]:
    return blocks.indented(lines, at, len(indent.expandtabs(4)) + 4)


def inline(text: str, page: Page, site: Site, tell: Teller) -> str:
    """Return *text* with keys, marks and icons in our form."""

    def icon(one: re.Match[str]) -> str:
        tell.chose("icons of the theme left out")
        return ""

    text = ICON.sub(icon, text)
    text = re.sub(r"(?<![\w+])\+\+([a-z]+(?:[+-]\w+)*)\+\+(?![\w+])", r"{kbd}`\1`", text)
    text = re.sub(r"\{(\+\+|==)(.+?)(\+\+|==)\}", r"**\2**", text)
    text = re.sub(r"\{--(.+?)--\}", r"~~\1~~", text)
    text = re.sub(r"\{~~(.+?)~>(.+?)~~\}", r"~~\1~~ **\2**", text)
    return re.sub(r"\{>>(.+?)<<\}", r"<!-- \1 -->", text)
