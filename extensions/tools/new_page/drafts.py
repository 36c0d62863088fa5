"""Write the text of a new page."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any

import yaml

from extensions.model.frontmatter import Kind, Standard, slugify
from extensions.model.frontmatter.kinds import EVERYTHING
from extensions.model.frontmatter.schema import skeleton

# File systems take names of 255 bytes; pictures and previews of the page have longer ones.
SLUG_BYTES = 100
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>$&~|!#^]")


class _Dumper(yaml.SafeDumper):
    """Writes a key a line, and a list on the line of its key."""

    def represent_list(self, data: Any) -> yaml.SequenceNode:
        return self.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)


_Dumper.add_representer(list, _Dumper.represent_list)


def slug_of(title: str) -> str:
    """Return the slug of *title*, of as many of its first words as a name of a file can hold."""
    slug = slugify(title)
    while len(slug.encode("utf-8")) > SLUG_BYTES:
        slug = slug.rpartition("-")[0] or slug[:-1]
    return slug


@dataclass(frozen=True)
class Customs:
    """What is the same on all new pages of a site: who signs them, what is asked of them."""

    authors: tuple[str, ...]
    standard: Standard = EVERYTHING


def post(title: str, slug: str, date: datetime.date, tags: list[str], customs: Customs) -> str:
    """Return the text of a post."""
    body = "Say what the question is and why it is worth asking.\n\n## The first step\n\nBegin.\n"
    return _page(Kind.POST, {"date": date, "tags": tags}, slug, title, body, customs)


def short(
    title: str, slug: str, date: datetime.date, tags: list[str], topic: str, customs: Customs
) -> str:
    """Return the text of a short."""
    answers = {"date": date, "tags": tags, "topic": topic}
    body = "Show why the claim holds.\n"
    return _page(Kind.SHORT, answers, f"short-{slug}", title, body, customs)


def series(title: str, slug: str, track: str, customs: Customs) -> str:
    """Return the text of the page of a series, whose toctree waits for its posts."""
    toctree = "```{toctree}\n:hidden:\n```\n"
    return _page(Kind.SERIES, {"track": track}, f"series-{slug}", title, toctree, customs)


def _page(
    kind: Kind, answers: dict[str, object], label: str, title: str, body: str, customs: Customs
) -> str:
    if kind is not Kind.SERIES:
        answers = {**answers, "authors": list(customs.authors)}
    front = yaml.dump(
        {
            name: value
            for name, value in skeleton(kind, answers, customs.standard).items()
            # What nobody asks for is left out where there is none of it.
            if value or customs.standard.asks_for(name)
        },
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=10_000,
    )
    return f"---\n{front}---\n\n({label})=\n# {markdown(title)}\n\n{body}"


def markdown(text: str) -> str:
    """Return *text* as Markdown, with its marks escaped."""
    return _SPECIAL.sub(r"\\\g<0>", text)
