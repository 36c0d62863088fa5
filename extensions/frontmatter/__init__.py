"""Front matter: the raw text of a page becomes a typed record, or messages.

Pure: nothing here knows Sphinx, opens a file or raises on bad input.
"""

from __future__ import annotations

from .reading import known_keys, publication, read
from .records import (
    LEVELS,
    PIECES,
    Kind,
    Message,
    Page,
    Post,
    Reading,
    Record,
    Series,
    Short,
    kind_of,
    series_of,
)
from .slugs import duplicate_slugs, slugify

__all__ = [
    "LEVELS",
    "PIECES",
    "Kind",
    "Message",
    "Page",
    "Post",
    "Reading",
    "Record",
    "Series",
    "Short",
    "duplicate_slugs",
    "kind_of",
    "known_keys",
    "publication",
    "read",
    "series_of",
    "slugify",
]
