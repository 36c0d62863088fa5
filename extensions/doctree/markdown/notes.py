"""Names of admonitions in other dialects of Markdown, and the directives to write here."""

from __future__ import annotations

import re

NOTES = ("note", "tip", "warning", "important", "caution", "danger", "hint", "attention", "error")
SAME = {
    "seealso": "seealso",
    "details": "dropdown",
    "spoiler": "dropdown",
    "success": "tip",
    "check": "tip",
    "done": "tip",
    "warn": "warning",
    "bug": "error",
    "fail": "error",
    "failure": "error",
    "info": "note",
    "abstract": "note",
    "summary": "note",
    "tldr": "note",
    "todo": "note",
    "question": "note",
    "faq": "note",
    "help": "note",
    "example": "note",
    "quote": "note",
    "cite": "note",
}
HEAD = re.compile(r"(?P<name>[\w:-]+)(?:\s*\[(?P<words>.*)\]|\s+(?P<rest>[^{].*))?\s*")


def block_for(name: str, title: str = "", folded: bool = False) -> str:
    """Return the head, without its colons, of the block for a note of the kind *name*."""
    kind = name.lower()
    own = kind if kind in NOTES else SAME.get(kind, "note")
    if folded or own == "dropdown":
        return f"{{dropdown}} {title or name.capitalize()}"
    return f"{{admonition}} {title}" if title else f"{{{own}}}"


def message_for_bare(mark: str, info: str) -> str:
    """Return the message for a block whose head, *info* after *mark*, lacks its braces."""
    match = HEAD.fullmatch(info)
    if match is None:
        name = info.partition(" ")[0]
        return f"{mark}{name} does nothing: write the name of a block in braces, as {mark}{{note}}"
    name, title = match["name"], (match["words"] or match["rest"] or "").strip()
    if name.lower() in (*NOTES, *SAME):
        block = block_for(name, title)
        kind = SAME.get(name.lower(), name.lower())
        # An admonition with a title of its own has its colour by its class.
        is_plain = not block.startswith("{admonition}") or kind == "note"
        block += "" if is_plain else f", and :class: {kind} on the next line"
        return f"{mark}{name} does nothing: write {mark}{block}"
    return f"{mark}{name} does nothing: write {mark}{{{name}}}"
