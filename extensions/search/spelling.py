"""The words by which a misspelt query is put right."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extensions.search.texts import PageText

# Fetched by a reader who has mistyped: of one size, however large the site.
MOST = 5000
WORD = re.compile(r"[^\W\d_]{4,}")


class Vocabulary:
    """Counts the words of a site, page by page: texts need not be there all at once."""

    def __init__(self) -> None:
        self._pages: Counter[str] = Counter()
        self._headings: Counter[str] = Counter()

    def add(self, title: str, text: PageText) -> None:
        """Count the words of the page *title*."""
        self._headings.update(set(words(title)))
        self._headings.update({word for named in titles_in(text) for word in words(named)})
        self._pages.update(text.words)

    def likeliest(self) -> list[str]:
        """Return words that queries are likely to mean, the likeliest first.

        All words of titles and headings, and those of the texts that stand on two pages.
        """
        headings = self._headings
        of_texts = Counter({word: count for word, count in self._pages.items() if count > 1})
        found = headings + of_texts
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
