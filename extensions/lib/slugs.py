"""Slugs: the form of a name that can stand in an address."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_MARKS_ON_ASCII = re.compile(r"(?<=[a-z0-9])[\u0300-\u036f]+")


# A site has a few names, and asks for the address of each thousands of times.
@lru_cache(maxsize=1024)
def slugify(text: str) -> str:
    """Return *text* as one segment of an address: lower case, words joined by ``-``.

    Accents on Latin letters fall away; letters of other scripts stay.  A ``+`` or ``#``
    that closes a word is spelled out, so that C, C++ and C# stay three names.  A text
    without a letter or digit gives the start of its SHA-256.
    """
    plain = _MARKS_ON_ASCII.sub("", _fold(text))
    plain = re.sub(r"(?<=[^\W_])\++", lambda plus: "p" * len(plus[0]), plain)
    plain = re.sub(r"(?<=[^\W_])#", "-sharp-", plain)
    slug = "-".join(_words(unicodedata.normalize("NFC", plain)))
    return slug or hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]


def duplicate_slugs(tags: Iterable[str]) -> list[tuple[str, str]]:
    """Return the pairs (first, later) of different *tags* that share one slug."""
    first_of: dict[str, str] = {}
    pairs = []
    for tag in dict.fromkeys(tags):
        first = first_of.setdefault(slugify(tag), tag)
        if first != tag:
            pairs.append((first, tag))
    return pairs


def _fold(text: str) -> str:
    # Decomposing can bring back capitals, and folding can bring new composed letters.
    for _ in range(2):
        text = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFKD", text)


def _words(text: str) -> list[str]:
    words = [""]
    for char in text:
        # A vowel sign belongs to its letter; alone, as after an emoji, it is no letter.
        if char.isalnum() or (words[-1] and unicodedata.category(char).startswith("M")):
            words[-1] += char
        elif words[-1]:
            words.append("")
    return [word for word in words if word]
