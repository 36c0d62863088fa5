"""The words that misspelt queries are corrected to."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# Fetched by a reader who has mistyped: of one size, however large the site.
MOST = 8000
# Shorter words, and those with digits, are names rather than slips.
WORD = re.compile(r"[^\W\d_]{4,}")


def likeliest(texts: Mapping[str, int], headings: Mapping[str, int]) -> list[str]:
    """Return words that queries are likely to mean, the likeliest first.

    *texts* and *headings* say how many pages have a word at all and in a heading.
    """
    counts = Counter({word: count for word, count in texts.items() if WORD.fullmatch(word)})
    known = sorted(counts, key=lambda word: (-headings[word], -counts[word], word))
    return known[:MOST]
