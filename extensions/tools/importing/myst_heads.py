"""The heads of blocks of MyST: their options, where they end, and what {post} says of a page."""

from __future__ import annotations

import re

from extensions.tools.importing.metadata import date_in, loaded
from extensions.tools.importing.pages import Page
from extensions.tools.importing.report import Teller

OPEN = re.compile(
    r"(?P<indent>[ \t]*(?:[-*+][ \t]+)?)(?P<mark>`{3,}|~{3,}|:{3,})[ \t]*\{(?P<name>[\w:.+-]+"
    r")\}(?P<rest>.*)"
)
OPTION = re.compile(r"[ \t]*:(?P<key>[\w-]+):[ \t]*(?P<value>.*)")


def options_of(body: list[str]) -> tuple[dict[str, str], list[str]]:
    """Return the options that stand at the head of *body*, and the rest."""
    options: dict[str, str] = {}
    at = 0
    if body and body[0].strip() == "---":
        close = next((n for n, line in enumerate(body[1:], 1) if line.strip() == "---"), 0)
        values = loaded("\n".join(body[1:close])) if close else None
        if isinstance(values, dict):
            figure = values.get("mystnb", {}) if isinstance(values.get("mystnb"), dict) else {}
            if isinstance(figure.get("figure"), dict):
                values |= {f"figure-{key}": it for key, it in figure["figure"].items()}
            return {
                str(key): " ".join(map(str, value))
                if isinstance(value, list)
                else str(value if value is not None else "")
                for key, value in values.items()
            }, body[close + 1 :]
    while at < len(body) and (one := OPTION.fullmatch(body[at])):
        options[one["key"]] = one["value"].strip()
        at += 1
    return options, body[at + 1 :] if options and at < len(body) and not body[at].strip() else body[
        at:
    ]


def _post(rest: str, options: dict[str, str], page: Page, tell: Teller) -> None:
    meta = page.meta
    if rest and not date_in(rest):
        tell(rest, f"the date {rest} is none that can be read", person=True)
    meta.date = date_in(rest) or meta.date
    meta.tags += [one.strip() for one in options.get("tags", "").split(",") if one.strip()]
    meta.categories += [
        one.strip() for one in options.get("category", "").split(",") if one.strip()
    ]
    meta.authors += [one.strip() for one in options.get("author", "").split(",") if one.strip()]
    meta.addresses += [one.strip() for one in options.get("redirect", "").split(",") if one.strip()]
    meta.title = options.get("title", "") or meta.title
    if not rest:
        meta.draft = True


def read_post(page: Page, tell: Teller) -> bool:
    """Take up what the block ``{post}`` of ABlog says of *page*; return whether there is one."""
    lines = page.body.split("\n")
    for at, line in enumerate(lines):
        one = OPEN.fullmatch(line)
        if one and one["name"] == "post":
            end = end_of(lines, at + 1, one["mark"], "post")
            _post(one["rest"].strip(), options_of(lines[at + 1 : end])[0], page, tell)
            return True
    return False


def end_of(lines: list[str], at: int, mark: str, name: str) -> int:
    """Return the line that closes the block opened by *mark*; colons may nest in their like."""
    depth = 1
    for number in range(at, len(lines)):
        stripped = lines[number].strip()
        if set(stripped) == {mark[0]} and len(stripped) >= len(mark):
            depth -= 1
            if not depth:
                return number
        elif (
            mark[0] == ":"
            and stripped.startswith(mark)
            and "{" in stripped
            and len(stripped) - len(stripped.lstrip(":")) == len(mark)
        ):
            depth += 1
    return len(lines)
