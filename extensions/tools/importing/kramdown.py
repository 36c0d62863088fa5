"""Marks of kramdown: attributes between braces, and abbreviations."""

from __future__ import annotations

import re

from extensions.tools.importing import blocks
from extensions.tools.importing.fences import each_line
from extensions.tools.importing.pages import Page, Site
from extensions.tools.importing.report import Teller

ATTRIBUTES = re.compile(r"\{:(?P<what>[^{}\n]*)\}")
KINDS = {
    "info": "note",
    "primary": "note",
    "success": "tip",
    "warning": "warning",
    "danger": "danger",
    "tip": "tip",
}


def attributes(text: str, tell: Teller) -> str:
    """Return *text* with the notes that kramdown's classes make, without its other attributes."""
    lines = text.split("\n")
    code = [is_code for _, is_code in each_line(text)]
    out: list[str] = []
    for line, is_code in zip(lines, code, strict=True):
        mark = None if is_code else re.fullmatch(r"[ \t>]*\{:(?P<what>[^{}\n]*)\}[ \t]*", line)
        if mark is None:
            out.append(line if is_code else _within(line, tell))
            continue
        kind = re.search(
            r"\.(?:notice|prompt|alert|callout|message|box|block)(?:--?(?P<kind>[\w]+))?(?=[\s.}]"
            r"|$)",
            mark["what"],
        )
        if "toc" in mark["what"]:
            while out and re.match(r"\s*(?:[-*+]|\d+\.)\s", out[-1]):
                out.pop()
            tell.chose("the contents within a page left out, for it has them beside it")
        elif kind and out:
            _noted(out, kind["kind"] or "info")
        elif identifier := re.search(r"#([\w-]+)", mark["what"]):
            _labelled(out, identifier[1])
        else:
            tell.chose("classes and attributes of kramdown left out")
    return "\n".join(out)


def _paragraph(out: list[str]) -> int:
    """Return where the last paragraph of *out* begins."""
    at = len(out)
    while at and out[at - 1].strip():
        at -= 1
    return at


def _noted(out: list[str], kind: str) -> None:
    at = _paragraph(out)
    body = "\n".join(re.sub(r"^[ \t]*>[ ]?", "", line) for line in out[at:])
    out[at:] = ["", *blocks.note(KINDS.get(kind, kind), "", body).split("\n"), ""]


def _labelled(out: list[str], name: str) -> None:
    at = _paragraph(out)
    if at < len(out) and re.match(r"#+\s", out[at]):
        out[at] = f"{out[at]} {{#{name}}}"
    elif at < len(out):
        out.insert(at, f"(^{name})=")


def _within(line: str, tell: Teller) -> str:
    """Return *line* with the width of pictures and the names of headings, no other attributes."""

    def one(match: re.Match[str]) -> str:
        width = re.search(r"width=[\"']?(\d+)(?:px)?[\"']?(?=[\s}]|$)", match["what"] + "}")
        before = line[: match.start()].rstrip()
        if width and before.endswith(")"):
            return f"{{width={width[1]}px}}"
        if re.match(r"#+\s", line) and (name := re.search(r"#([\w-]+)", match["what"])):
            return f"{{#{name[1]}}}"
        tell.chose("classes and attributes of kramdown left out")
        return ""

    return ATTRIBUTES.sub(one, line) if "{:" in line and "`{:" not in line else line


def inline(text: str, page: Page, site: Site, tell: Teller) -> str:
    """Return *text* with abbreviations written where they are first used."""
    found = re.findall(r"^\*\[([^\]\n]+)\]:[ \t]*(.+)$", text, re.M)
    text = re.sub(r"^\*\[[^\]\n]+\]:[ \t]*.+\n?", "", text, flags=re.M)
    for short, long in found:
        first = re.search(rf"(?<![\w\[`]){re.escape(short)}(?![\w`])", text)
        if first:
            abbreviated = f"{{abbr}}`{short} ({long.strip()})`"
            text = text[: first.start()] + abbreviated + text[first.end() :]
    return text
