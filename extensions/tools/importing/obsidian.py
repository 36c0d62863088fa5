"""Marks of Obsidian: links and embeds between double brackets, callouts, comments, block ids."""

from __future__ import annotations

import re

from extensions.tools.importing import blocks
from extensions.tools.importing.pages import Page, Site
from extensions.tools.importing.report import Teller

CALLOUT = re.compile(
    r"(?P<indent>[ \t]*)>[ \t]*\[!(?P<kind>[\w -]+)(?:\|[^\]]*)?\](?P<fold>[-+]?)[ \t]*"
    r"(?P<title>.*)"
)
WIKI = re.compile(
    r"(?P<embed>!?)\[\[(?P<page>[^\[\]|#\n]*)(?:#(?P<part>[^\[\]|\n]*))?(?:\|(?P<text>[^\[\]\n]*)"
    r")?\]\]"
)
TAGS = re.compile(r"^[ \t]*(?:#[A-Za-z][\w/-]*[ \t]*)+$", re.MULTILINE)
TAG = re.compile(r"(?<![\w\\&/#(\[])#(?P<tag>[A-Za-z][\w/-]*)")
BLOCK = re.compile(r"(?:^|(?<=\s))\^(?P<name>[A-Za-z0-9][\w-]+)[ \t]*$", re.MULTILINE)
PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|bmp|avif)$", re.I)
HIDDEN = re.compile(r"%%(.*?)%%", re.S)


def callouts(text: str) -> str:
    """Return *text* with quotations that are callouts as notes; GitHub's alerts are ours too."""
    lines = text.split("\n")
    out: list[str] = []
    at = 0
    while at < len(lines):
        one = CALLOUT.fullmatch(lines[at])
        if not one:
            out.append(lines[at])
            at += 1
            continue
        at += 1
        body = []
        while at < len(lines) and lines[at].lstrip().startswith(">"):
            body.append(re.sub(r"^[ \t]*>[ ]?", "", lines[at]))
            at += 1
        inner = callouts("\n".join(body))
        made = blocks.note(one["kind"], one["title"], inner, one["fold"] == "-")
        out += ["", *blocks.prefixed(made, one["indent"]), ""]
    return "\n".join(out)


def structure(text: str, page: Page, site: Site, tell: Teller) -> str:
    """Return *text* with its callouts as our notes."""
    return callouts(text)


def comments(text: str) -> str:
    """Return *text* with what stands between two %% as comments of HTML."""
    return HIDDEN.sub(lambda one: f"<!--{one[1].replace('-->', '—>')}-->", text)


def inline(text: str, page: Page, site: Site, tell: Teller) -> str:
    """Return *text* with its links, tags and block ids in our form."""
    text = WIKI.sub(lambda one: _wiki(one, tell), text)
    for line in TAGS.findall(text):
        page.meta.tags += [tag for tag in TAG.findall(line) if tag not in page.meta.tags]
    text = TAGS.sub("", text)

    def tag(one: re.Match[str]) -> str:
        if one["tag"] not in page.meta.tags:
            page.meta.tags.append(one["tag"])
        return one["tag"] if "/" not in one["tag"] else one["tag"].replace("/", " / ")

    text = "\n".join(
        line if re.match(r"\s*#+\s", line) else TAG.sub(tag, line) for line in text.split("\n")
    )
    return _block_ids(text)


def _wiki(one: re.Match[str], tell: Teller) -> str:
    name, part, text = one["page"].strip(), (one["part"] or "").strip(), (one["text"] or "").strip()
    if one["embed"] and PICTURE.search(name):
        width = re.fullmatch(r"(\d+)(?:x\d+)?", text)
        alt = "" if width else text
        return f"![{alt}](<{name}>)" + (f"{{width={width[1]}px}}" if width else "")
    part = part.split("#")[-1]
    if name.lower() in ("toc", "_toc_"):
        return ""
    if one["embed"]:
        tell(one[0], f"{one[0]} is a link here, for a page shows no other page")
    shown = (
        text
        or (part.lstrip("^") if part and not part.startswith("^") else "")
        or name.rpartition("/")[2]
    )
    fragment = f"#{part}" if part else ""
    return f"[{shown}](<{f'wiki:{name}' if name else ''}{fragment}>)"


def _block_ids(text: str) -> str:
    """Return *text* with the name at the end of a paragraph as a label before it."""
    parts = re.split(r"(\n[ \t]*\n)", text)
    for number in range(0, len(parts), 2):
        names = BLOCK.findall(parts[number])
        rest = BLOCK.sub("", parts[number]).strip("\n").rstrip() if names else parts[number]
        if (
            names
            and rest.strip()
            and "\n" not in rest
            and not re.match(r"\s*(?:[-*+>|]|\d+[.)]) ", rest)
        ):
            parts[number] = f"(^{names[0]})=\n{rest}"
        elif names:
            parts[number] = rest
    return "".join(parts)
