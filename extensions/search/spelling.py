"""The words by which a misspelt query is put right."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from extensions.search.texts import PageText

# Fetched by a reader who has mistyped: of one size, however large the site.
MOST = 5000
WORD = re.compile(r"[^\W\d_]{4,}")


def named(title: str, text: PageText) -> set[str]:
    """Return the words of the names on a page: its *title*, its sections and statements."""
    return {word for name in (title, *titles_in(text)) for word in words(name)}


def likeliest(texts: Mapping[str, int], headings: Mapping[str, int]) -> list[str]:
    """Return words that queries are likely to mean, the likeliest first.

    *texts* and *headings* say how many pages have a word in their text and in a heading.  All
    words of headings can be meant, and those of texts that stand on two pages.
    """
    found = Counter({word: count for word, count in texts.items() if count > 1})
    found.update(headings)
    return sorted(found, key=lambda word: (word not in headings, -found[word], word))[:MOST]


def titles_in(text: PageText) -> Iterator[str]:
    """Yield what has a name on a page: its sections and statements."""
    yield from (passage.title for passage in text.passages)
    yield from (said.name for said in text.statements)


def words(text: str) -> list[str]:
    """Return the words of *text* that can be misspelt, in lower case and without accents."""
    if not text.isascii():
        text = "".join(sign for sign in normalize("NFD", text) if not combining(sign))
    return WORD.findall(text.lower())
