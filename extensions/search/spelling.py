"""The words by which a misspelt query is put right."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extensions.search.texts import PageText

# Fetched by a reader who has mistyped: of one size, however large the site.
MOST = 5000
WORD = re.compile(r"[^\W\d_]{4,}")


def vocabulary(titles: Iterable[str], texts: Iterable[PageText]) -> list[str]:
    """Return words that queries are likely to mean, the likeliest first.

    All words of titles and headings, and those of the texts that stand on two pages.
    """
    pages: Counter[str] = Counter()
    headings: Counter[str] = Counter()
    for title in titles:
        headings.update(set(words(title)))
    for text in texts:
        headings.update({word for title in titles_in(text) for word in words(title)})
        pages.update(text.words)
    found = headings + Counter({word: count for word, count in pages.items() if count > 1})
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
