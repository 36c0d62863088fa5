"""The text of a page as a file of ours: front matter, label, title, text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Set
from typing import Any

import yaml

from extensions.doctree.markdown.html import NAMES
from extensions.doctree.markdown.walk import ADDRESS
from extensions.lib.slugs import slugify
from extensions.tools.importing.pages import Page, Site
from extensions.tools.importing.report import Teller
from extensions.tools.importing.vocabulary import TRACK

FENCE = re.compile(r"^([ \t>]*)(`{3,}|:{3,}|\$\$).*?^\1\2[^\n]*$", re.M | re.S)
SENTENCE = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[A-Z\"'(\[À-Þ])")
# "<T>" in a title is a word, and no tag of HTML.
MARKUP = re.compile(rf"</?(?:{'|'.join(sorted(NAMES))})\b[^>]*>", re.I)
LONGEST = 500


class _Dumper(yaml.SafeDumper):
    """Writes a key a line, and a list on the line of its key."""

    def represent_list(self, data: Any) -> yaml.SequenceNode:
        return self.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)


_Dumper.add_representer(list, _Dumper.represent_list)


def page_text(page: Page, body: str, tags: list[str], tell: Teller) -> str:
    """Return the whole text of *page*, whose converted text is *body*."""
    front: dict[str, object] = {}
    meta = page.meta
    if page.kind == "post":
        front["date"] = meta.date
        front["tags"] = tags
        if meta.updated and meta.date and meta.updated >= meta.date:
            front["updated"] = meta.updated
        front["level"] = "foundation"
        tell.chose("level: foundation, where no one said how much a reader has to know")
        if meta.authors:
            front["authors"] = list(dict.fromkeys(_quoted(one) for one in meta.authors))
        if meta.draft:
            front["draft"] = True
        if meta.image:
            front["image"] = meta.image
            front["image_alt"] = meta.image_alt or f"The picture of {meta.title}"
    if page.kind == "series":
        front["track"] = TRACK
    front["summary"] = summary(page, body)
    if meta.addresses:
        front["redirect_from"] = meta.addresses
    if names := [
        one
        for one in dict.fromkeys(meta.names)
        if not one.startswith("/") and slugify(one) != slugify(meta.title)
    ]:
        front["aliases"] = names
    return f"---\n{dumped(front)}---\n\n({page.label})=\n# {title(meta.title)}\n\n{body}"


def dumped(front: Mapping[str, object]) -> str:
    """Return *front* as YAML, a key a line."""
    text: str = yaml.dump(
        dict(front),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=10_000,
    )
    return text


def _quoted(name: str) -> str:
    return " ".join(name.replace('"', "'").split())


def title(text: str) -> str:
    """Return *text*, a title, as the text of a heading."""
    text = " ".join(text.split()) or "Untitled"
    text = MARKUP.sub("", text)
    text = re.sub(r"&amp;", "&", re.sub(r"&quot;", '"', text))
    text = (
        re.sub(r"(?<!\\)([*_\[\]<>{}])(?!\\)", r"\\\1", text)
        if "`" not in text and "$" not in text
        else text
    )
    text = re.sub(r"(?<!\\)\$(?=\d[\d,.]*(?:\s|[kKmMbB]\b|$))", r"\\$", text)
    if text.count("$") - text.count("\\$") == 1:
        text = re.sub(r"(?<!\\)\$", r"\\$", text)
    return re.sub(r"^#", r"\\#", text.rstrip("#").rstrip() if text.endswith(" #") else text)


def summary(page: Page, body: str) -> str:
    """Return the summary of *page*: what it says itself, else its first paragraph."""
    text = page.meta.summary
    if text:
        text = re.sub(r"<[^>]+>|\{\{.*?\}\}|\{%.*?%\}", "", text)
        text = (
            re.sub(r"(?<!\\)([*_\[\]<{$])", r"\\\1", text)
            if re.search(r"(?<!\\)[\[<{$]", text)
            else text
        )
        text = ADDRESS.sub(lambda found: f"`{found[0]}`", text)
    else:
        text = first_paragraph(body)
    return " ".join(text.split()) or f"{page.meta.title.rstrip('.')}."


def first_paragraph(body: str) -> str:
    """Return the first paragraph of *body* that is plain text, cut after a sentence."""
    for part in re.split(r"\n[ \t]*\n", FENCE.sub("", body)):
        # What nothing here fills in says nothing.
        line = re.sub(r"`` \{\{.*?\}\} ``", "", part.strip())
        if not line or re.match(
            r"(?:#|%|>|\||[-*+] |\d+[.)] |<|!\[|\(.*\)=|\[\^|\{|:|`{3}|\\?\$\$|---)", line
        ):
            continue
        text = " ".join(re.sub(r"^\([^()\s]+\)=\s*", "", line).split())
        text = re.sub(r"!\[([^\]]*)\]\([^)]*\)(?:\{[^}]*\})?", r"\1", text)
        # A summary is shown on other pages: a link of it may lead nowhere there.
        text = re.sub(r"\{(?:download|footcite:\w)\}`([^`<]*?)(?:\s*<[^>]*>)?`", "", text)
        text = re.sub(
            r"\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\([^()\s]*(?:\([^()]*\))?[^()\s]*\)", r"\1", text
        )
        text = re.sub(r"\[\]\(#[^)]*\)|\[\^[^\]]+\]|<!--.*?-->|\{eq\}`[^`]*`", "", text)
        text = re.sub(r"<(https?://[^>]+)>", r"`\1`", text)
        text = ADDRESS.sub(lambda found: f"`{found[0]}`", text)
        text = re.sub(r"\s+([.,;:])", r"\1", text).rstrip("\\ ")
        if len(re.findall(r"\w", text)) < 20:
            continue
        return _cut(text)
    return ""


def _cut(text: str) -> str:
    kept = ""
    for sentence in SENTENCE.split(text):
        if kept and len(kept) + len(sentence) > LONGEST:
            break
        kept = f"{kept} {sentence}".strip()
    return kept if kept.count("$") % 2 == 0 and kept.count("`") % 2 == 0 else text


def index_text(series: str, name: str, opener: str, members: list[Page]) -> str:
    """Return the page of *series*; *opener* is the text that opens it, which may be empty."""
    listed = "\n".join(page.docname.rpartition("/")[2] for page in members)
    toctree = f"```{{toctree}}\n:hidden:\n\n{listed}\n```\n"
    if opener:
        return f"{opener.rstrip()}\n\n{toctree}"
    front = {
        "track": TRACK,
        "summary": f"{name.rstrip('.')}: {len(members)} posts in their order of reading.",
    }
    return f"---\n{dumped(front)}---\n\n(series-{series})=\n# {title(name)}\n\n{toctree}"


def members_of(site: Site) -> dict[str, list[Page]]:
    """Return the posts of each series in their order of reading."""
    series: dict[str, list[Page]] = defaultdict(list)
    for page in site.pages:
        if page.series and page.kind == "post":
            series[page.series].append(page)
    for pages in series.values():
        pages.sort(
            key=lambda page: (
                page.order is None,
                page.order or 0,
                str(page.meta.date or ""),
                page.file,
            )
        )
    return dict(series)


def distinct_titles(site: Site, taken: Set[str]) -> None:
    """Let no two pages of *site* have one title, nor one that is *taken*, in small letters."""
    seen: set[str] = set(taken) | {
        name.casefold()
        for slug, name in site.titles.items()
        if not any(page.kind == "series" and page.series == slug for page in site.pages)
        and any(page.series == slug for page in site.pages)
    }
    for page in sorted(site.pages, key=lambda one: (one.kind != "series", one.file)):
        whole = page.meta.title
        tries = [f"{whole} ({site.titles.get(page.series, '')})"] if page.series else []
        tries += [f"{whole} ({page.meta.date.year})"] if page.meta.date else []
        number = 2
        while page.meta.title.casefold() in seen:
            page.meta.title = tries.pop(0) if tries else f"{whole} ({number})"
            number += not tries
        seen.add(page.meta.title.casefold())
