"""Footnotes: each with one text and one place or more; those within a line get one at the end."""

from __future__ import annotations

import re

from extensions.tools.importing.report import Teller

TEXT = re.compile(
    r"^\[\^(?P<id>[^\]\s]+)\]:[ \t]*(?P<text>.*(?:\n(?:[ \t]+\S.*|[ \t]*(?=\n(?:[ \t]*\n)*(?: {2,}"
    r"|\t)\S)))*)",
    re.M,
)
# A mark, which a colon may follow but at the beginning of a line.
MARK = re.compile(r"(?P<text>^[ ]{0,3}\[\^[^\]\s]+\]:)|\[\^(?P<id>[^\]\s]+)\]", re.M)
WITHIN = re.compile(r"\^\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\](?:\([^()]*\))?)+)\]")


def normal(text: str, tell: Teller) -> str:
    """Return *text* with notes whose marks and texts belong together."""
    added: list[str] = []

    def within(one: re.Match[str]) -> str:
        added.append(f"[^aside-{len(added) + 1}]: {' '.join(one['text'].split())}")
        return f"[^aside-{len(added)}]"

    text = WITHIN.sub(within, text)
    if added:
        text = text.rstrip("\n") + "\n\n" + "\n\n".join(added) + "\n"
    seen: set[str] = set()
    without = TEXT.sub("", text)
    parts = [without, *(found["text"] for found in TEXT.finditer(text))]
    used = {one["id"] for part in parts for one in MARK.finditer(part) if one["id"]}

    def kept(one: re.Match[str]) -> str:
        if one["id"] in used and one["id"] not in seen:
            seen.add(one["id"])
            return one[0]
        tell(one[0], f"nothing refers to the note [^{one['id']}]: its text is a comment")
        lines = "\n".join(f"% {line.strip()}".rstrip() for line in one["text"].split("\n"))
        return f"\n{lines}\n"

    text = TEXT.sub(kept, text)

    def marked(one: re.Match[str]) -> str:
        if one["text"] or one["id"] in seen:
            return one[0]
        tell(one[0], f"the note [^{one['id']}] has no text: its mark is text", person=True)
        return f"\\[^{one['id']}\\]"

    return MARK.sub(marked, text)
