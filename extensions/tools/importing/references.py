"""Links by reference, whose address stands elsewhere, as links with their address."""

from __future__ import annotations

import re

DEFINITION = re.compile(
    r"^[ ]{0,3}\[(?P<id>[^\[\]\n^][^\[\]\n]*)\]:[ \t]*\n?[ \t]*(?P<dest><[^<>\n]*>|\S+)(?:[ \t]+"
    r"(?P<title>\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$",
    re.M,
)
USED = re.compile(
    r"(?P<mark>!?)\[(?P<text>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])+)\](?:[ ]?\[(?P<id>[^\[\]\n]*)\])?"
    r"(?![\[(:])"
)


def written_out(text: str) -> str:
    """Return *text* with links by reference as links with their address."""
    known: dict[str, re.Match[str]] = {}
    for one in DEFINITION.finditer(text):
        known.setdefault(" ".join(one["id"].split()).casefold(), one)
    if not known:
        return text
    text = DEFINITION.sub("", text)

    def use(one: re.Match[str]) -> str:
        found = known.get(" ".join((one["id"] or one["text"]).split()).casefold())
        if not found:
            return one[0]
        title = f" {found['title']}" if found["title"] else ""
        return f"{one['mark']}[{one['text']}]({found['dest']}{title})"

    return USED.sub(use, USED.sub(use, text))
