"""By what results can be narrowed down: kind, series, track, tag, level.

Pagefind 1.5.2 writes its filters in a random order, so that no two builds would be the
same.  Here each value is a word instead, which is put into a field of the record and
added to what is searched for.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from extensions.catalog.domain import catalog_of
from extensions.entries import tag_title, track_title
from extensions.frontmatter import Kind, series_of
from extensions.frontmatter.records import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.environment import BuildEnvironment

    from extensions.catalog.domain import Entry

# In the order in which they are offered; "section" is what stands in a page.
KINDS = {
    "post": "Posts",
    "short": "Shorts",
    "section": "Sections",
    "theorem": "Theorems and definitions",
    "equation": "Equations",
    "series": "Series",
    "page": "Pages",
}


@dataclass(frozen=True)
class Option:
    """A value that can be chosen; ``word`` stands for it in the index."""

    value: str
    title: str
    word: str


@dataclass(frozen=True)
class Facets:
    """What a record can be found by: values by group."""

    kind: tuple[str, ...]
    series: tuple[str, ...]
    track: tuple[str, ...]
    tag: tuple[str, ...]
    level: tuple[str, ...]

    def words(self) -> str:
        """Return the words that stand for the values."""
        groups = asdict(self).items()
        return " ".join(word_of(group, value) for group, values in groups for value in values)


def word_of(group: str, value: str) -> str:
    """Return the word that stands for *value* of *group*; no other word begins with it."""
    return f"zf{group}{re.sub('[^a-z0-9]', '', value.lower())}qz"


def facets_of(env: BuildEnvironment, entry: Entry, kind: str) -> Facets:
    """Return what *entry*, or a thing of *kind* on it, can be found by."""
    own = entry.docname.split("/")[1] if entry.kind is Kind.SERIES else None
    return Facets(
        kind=(kind,),
        series=known(own or series_of(entry.docname)),
        track=known(catalog_of(env).track_of(entry)),
        tag=entry.tags,
        level=known(getattr(entry.record, "level", None)),
    )


def known(value: str | None) -> tuple[str, ...]:
    """Return *value* if there is one."""
    return (value,) if value else ()


def titles(env: BuildEnvironment) -> dict[str, dict[str, str]]:
    """Return the title of each value of each group, in the order in which they are offered."""
    catalog = catalog_of(env)
    return {
        "kind": KINDS,
        "series": {one.docname.split("/")[1]: one.title for one in catalog.all_series()},
        "track": {key: track_title(env, key) for key in catalog.vocabulary.tracks},
        "tag": {key: tag_title(env, key) for key in sorted(catalog.vocabulary.tags)},
        "level": {level: level.capitalize() for level in LEVELS},
    }


def words_of(named: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the words that stand for all values *named*, by group."""
    return sorted({word_of(group, value) for group, values in named.items() for value in values})


def options(
    named: Mapping[str, Mapping[str, str]], used: Iterable[str]
) -> dict[str, list[dict[str, str]]]:
    """Return of the values *named*, titles by group, those whose words are *used*."""
    words = set(used)
    every = {
        group: [Option(value, title, word_of(group, value)) for value, title in values.items()]
        for group, values in named.items()
    }
    return {
        group: [asdict(one) for one in offered if one.word in words]
        for group, offered in every.items()
    }
