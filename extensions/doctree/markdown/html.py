"""Warn of HTML tags, which are shown as text here, with what to write instead."""

from __future__ import annotations

import re

# Without ": write", a tag has no form in Markdown and is to be deleted.
REMEDIES = {
    **dict.fromkeys(("b", "strong"), "**text**"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "*text*"),
    **dict.fromkeys(("code", "tt", "samp"), "`text`"),
    **dict.fromkeys(("del", "s", "strike"), "~~text~~"),
    **dict.fromkeys(("details", "summary"), ":::{dropdown} Title"),
    **dict.fromkeys(("table", "thead", "tbody", "tr", "td", "th"), "a table of Markdown"),
    **dict.fromkeys(("ul", "ol", "li", "dl", "dt", "dd"), "a list of Markdown"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "## Title"),
    **dict.fromkeys(("iframe", "video", "audio", "embed", "object"), "a link, [text](address)"),
    "a": "[text](address)",
    "blockquote": "> text",
    "br": "\\ at the end of the line",
    "figure": "```{figure} file.svg",
    "figcaption": "```{figure} file.svg",
    "hr": "---",
    "img": "![what it shows](file.svg)",
    "kbd": "{kbd}`key`",
    "p": "an empty line",
    "pre": "a block between lines of ```",
    "sub": "{sub}`text`",
    "sup": "{sup}`text`",
}
DELETED = (
    "abbr",
    "article",
    "aside",
    "big",
    "button",
    "center",
    "div",
    "font",
    "form",
    "input",
    "ins",
    "label",
    "link",
    "main",
    "mark",
    "meta",
    "nav",
    "picture",
    "q",
    "script",
    "section",
    "small",
    "source",
    "span",
    "style",
    "svg",
    "u",
    "wbr",
)
NAMES = frozenset({*REMEDIES, *DELETED})
TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*?)?/?>")


def tag_at(text: str, place: int) -> re.Match[str] | None:
    """Return the tag of HTML at *place* of *text*.

    ``<T>`` is none, nor are ``a<b>c`` and ``List<i>``: comparisons and types of programs.
    """
    match = TAG.match(text, place)
    if match is None or match["name"].lower() not in NAMES:
        return None
    is_letter = len(match["name"]) == 1 and not match["end"]
    return None if is_letter and text[max(place - 1, 0) : place].isalnum() else match


def message_for_tag(name: str) -> str:
    """Return the message for the HTML tag *name*."""
    remedy = REMEDIES.get(name.lower())
    instead = f"write {remedy}" if remedy else "delete it"
    message = f"<{name}> is shown as it stands, as HTML is text here: {instead}"
    return f"{message}, or \\<{name}> to show it"
