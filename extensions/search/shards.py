"""The index in shards, so that an edit has one of them made anew.

Pagefind makes an index as a whole.  A reader's browser asks every shard, so that there are
few of them, and one on a site of this size; each has chunks so much smaller that what is
fetched for a word is the same for any number of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable

# What Pagefind ranks by, how many pages have a word, is taken from a shard: it must be a sample.
PAGES = 128
MOST = 4
# Pagefind's own, in bytes.
CHUNK = 20_000


def number_of(pages: int) -> int:
    """Return the number of shards of *pages*: a power of two.

    When it changes, all are made anew.
    """
    number = 1
    while number < MOST and number * PAGES < pages:
        number *= 2
    return number


def divided(docnames: Iterable[str]) -> list[list[str]]:
    """Return the pages *docnames* by shard: where a page is does not depend on the others."""
    names = sorted(docnames)
    number = number_of(len(names))
    shards: list[list[str]] = [[] for _ in range(number)]
    for name in names:
        shards[crc32(name.encode()) % number].append(name)
    return shards
