"""Elements of HTML within a text: emphasis, code, keys, headings, and folds around it."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup

from extensions.tools.importing import blocks
from extensions.tools.importing.stash import Stash
from extensions.tools.importing.whole_elements import dedented, plain

PAIRS = {
    **dict.fromkeys(("b", "strong", "mark"), "**"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "*"),
    **dict.fromkeys(("del", "s", "strike"), "~~"),
}
ROLES = ("kbd", "sub", "sup")
ATTRIBUTE = re.compile(
    r"(?P<name>[\w:-]+)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s>\"']+))"
)
DETAILS = re.compile(
    r"[ \t]*<details\b[^>]*>\s*(?:<summary\b[^>]*>(?P<title>.*?)</summary>)?"
    r"(?P<body>(?:(?!<details\b).)*?)</details>",
    re.I | re.S,
)
HEADING = re.compile(
    r"[ \t]*<h(?P<level>[1-6])(?P<rest>[^>]*)>(?P<inner>.*?)</h(?P=level)>", re.I | re.S
)


def attributes(text: str) -> dict[str, str]:
    """Return the attributes of a tag, by name in small letters."""
    return {
        one["name"].lower(): one["double"] or one["single"] or one["bare"] or ""
        for one in ATTRIBUTE.finditer(text)
    }


def details(text: str) -> str:
    """Return *text* with elements that fold as folds, the innermost first."""

    def fold(one: re.Match[str]) -> str:
        title = " ".join(plain(one["title"] or "More").split())
        return f"\n\n{blocks.note('details', title, dedented(one['body']), True)}\n\n"

    count = 1
    while count:
        text, count = DETAILS.subn(fold, text)
    return text


def marked(text: str, stash: Stash) -> str:
    """Return *text* with emphasis, code, keys and their like in our form."""
    for name, mark in PAIRS.items():
        pattern = rf"<{name}(?:\s[^>]*)?>(\s*)((?:(?!<{name}\b).)+?)(\s*)</{name}>"
        text = re.sub(pattern, rf"\1{mark}\2{mark}\3", text, flags=re.I | re.S)
    for name in ROLES:
        text = re.sub(
            rf"<(?P<role>{name})(?:\s[^>]*)?>(?P<inner>[^<`]+?)</{name}>",
            lambda one: _role(one, stash),
            text,
            flags=re.I | re.S,
        )
    text = re.sub(
        r"<(?:code|tt|samp)(?:\s[^>]*)?>(.+?)</(?:code|tt|samp)>",
        lambda one: _code(one[1], stash),
        text,
        flags=re.I | re.S,
    )
    text = re.sub(
        r"<abbr\s[^>]*title=\"([^\"]+)\"[^>]*>([^<]+)</abbr>",
        lambda one: stash.hold(f"{{abbr}}`{one[2]} ({one[1]})`"),
        text,
        flags=re.I,
    )
    text = re.sub(r"[ \t]*<br\s*/?>[ \t]*(?=\n[ \t]*\S)", r"\\", text, flags=re.I)
    text = re.sub(r"(?m)^[ \t]*<hr\b[^>]*>[ \t]*$", "\n---\n", text, flags=re.I)
    return re.sub(r"<q>(.+?)</q>", r'"\1"', text, flags=re.I | re.S)


def _role(one: re.Match[str], stash: Stash) -> str:
    inner = one["inner"]
    if "[^" in inner or "](" in inner:
        # A note or a link says by itself where it stands.
        return inner
    text = stash.restore(inner).strip().strip("$")
    return stash.hold(f"{{{one['role'].lower()}}}`{text}`")


def _code(inner: str, stash: Stash) -> str:
    text = BeautifulSoup(stash.restore(inner), "html.parser").get_text()
    return stash.hold(f"`{' '.join(text.split())}`" if "`" not in text else f"`` {text} ``")


def headings(text: str) -> str:
    """Return *text* with headings behind number signs."""

    def heading(one: re.Match[str]) -> str:
        name = attributes(one["rest"]).get("id")
        words = " ".join(one["inner"].split())
        label = f" {{#{name}}}" if name else ""
        return f"\n\n{'#' * int(one['level'])} {words}{label}\n\n"

    return HEADING.sub(heading, text)
