"""Marks of Hugo: shortcodes, and what its Markdown takes from other dialects."""

from __future__ import annotations

import re

from extensions.tools.importing import obsidian
from extensions.tools.importing.fences import each_line
from extensions.tools.importing.pages import Page, Site
from extensions.tools.importing.report import Teller
from extensions.tools.importing.shortcodes import call_of, written_as

OPEN = r"\{\{[<%]\s*"
CLOSE = r"\s*[>%]\}\}"
ARGUMENTS = r"(?P<rest>(?:\"(?:[^\"\\]|\\.)*\"|`[^`]*`|(?![>%]\}\})[^\"`])*?)"
# The innermost first: a body without another call that opens.
PAIRED = re.compile(
    rf"{OPEN}(?P<name>[\w./-]+){ARGUMENTS}{CLOSE}(?P<body>(?:(?!\{{\{{[<%]\s*(?P=name)\b).)*?)"
    rf"{OPEN}/\s*(?P=name){CLOSE}",
    re.S,
)
ALONE = re.compile(rf"{OPEN}(?P<name>[\w./-]+){ARGUMENTS}\s*/?{CLOSE}", re.S)
# Whose text is code.
VERBATIM = {"highlight", "code", "mermaid", "chart", "graphviz", "plantuml"}
REFERENCES = {"ref", "relref"}
ESCAPED = re.compile(r"\{\{([<%])/\*(.*?)\*/([>%])\}\}", re.S)
OPENED, SHUT = "\ue010", "\ue011"
CODE = re.compile(
    rf"{OPEN}highlight{ARGUMENTS}{CLOSE}(?P<body>.*?){OPEN}/\s*highlight{CLOSE}", re.S
)


def structure(text: str, page: Page, site: Site, tell: Teller) -> str:
    """Return *text* with its shortcodes as our blocks; those that are only shown stay."""
    text = ESCAPED.sub(lambda one: f"{OPENED}{one[1]}{one[2]}{one[3]}{SHUT}", text)
    text = re.sub(r"\{\{/\*(.*?)\*/\}\}", r"<!--\1-->", text, flags=re.S)
    text = CODE.sub(lambda one: _called("highlight", one, tell), text)
    text = _outside_code(text, site, tell)
    return obsidian.callouts(text.replace(OPENED, "{{").replace(SHUT, "}}"))


def _outside_code(text: str, site: Site, tell: Teller) -> str:
    """Return *text* with the shortcodes that stand in no code replaced."""
    kept: list[str] = []

    def hold(lines: list[str]) -> str:
        kept.append("\n".join(lines))
        return f"\ue012{len(kept) - 1}\ue013"

    out: list[str] = []
    code: list[str] = []
    for line, is_code in [*each_line(text), ("", False)]:
        if is_code:
            code.append(line)
            continue
        if code:
            out.append(hold(code))
            code = []
        out.append(line)
    text = "\n".join(out[:-1])
    text = re.sub(
        r"(?<!`)(`+)(?!`)([^\n]+?)(?<!`)\1(?!`)",
        lambda span: hold([span[0]]) if "{{" in span[2] else span[0],
        text,
    )
    text = _paired(text, tell)
    text = ALONE.sub(lambda one: _alone(one, site, tell), text)
    while "\ue012" in text:
        text = re.sub("\ue012(\\d+)\ue013", lambda mark: kept[int(mark[1])], text)
    return text


def _paired(text: str, tell: Teller) -> str:
    """Return *text* with the shortcodes that are around a text replaced, the inner ones first."""
    for _ in range(20):
        text, count = PAIRED.subn(lambda one: _called(one["name"], one, tell), text)
        if not count:
            break
    return text


def _called(name: str, one: re.Match[str], tell: Teller) -> str:
    # A block needs more colons than those within it have.
    body = one["body"] if name.lower() in VERBATIM else _paired(one["body"], tell)
    made = written_as(call_of(name, one["rest"], one[0].split("\n")[0], body), tell)
    # A block begins and ends a line.
    return f"\n{made}\n" if "\n" in made and made != body else made


def _alone(one: re.Match[str], site: Site, tell: Teller) -> str:
    call = call_of(one["name"], one["rest"], one[0])
    if call.name == "param" and call.words:
        params = site.settings.get("params")
        if isinstance(params, dict) and isinstance(params.get(call.words[0]), str | int):
            return str(params[call.words[0]])
    before = one.string[one.string.rfind("\n", 0, one.start()) + 1 : one.start()]
    if call.name in REFERENCES and not re.search(r"\]\(\s*<?$|=\s*[\"']?$", before):
        # Hugo prints the address.
        address = written_as(call, tell)
        return f"[{address}]({address})" if address else ""
    made = written_as(call, tell)
    # What stands in a list stays in it.
    return made.replace("\n", f"\n{before}") if before and not before.strip() else made


def inline(text: str, page: Page, site: Site, tell: Teller) -> str:
    """Return *text* without the mark that ends its summary."""
    return text
