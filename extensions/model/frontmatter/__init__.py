"""Front matter: the raw text of a page becomes a typed record, or messages.

Pure: nothing here knows Sphinx, opens a file or raises on bad input.  ``schema`` has a row
for each key (``keys`` says what is in one); ``fields`` and ``readers`` read their values,
``reading`` the whole block.
"""

from __future__ import annotations

from extensions.lib.slugs import duplicate_slugs, slugify
from extensions.model.frontmatter.kinds import (
    LEVELS,
    PIECES,
    Kind,
    Message,
    Standard,
    kind_of,
    series_of,
)
from extensions.model.frontmatter.reading import Reading, publication, read
from extensions.model.frontmatter.schema import Page, Piece, Post, Record, Series, Short, known_keys
from extensions.model.frontmatter.symbols import ODD, Symbol, declared

__all__ = [
    "LEVELS",
    "ODD",
    "PIECES",
    "Kind",
    "Message",
    "Page",
    "Piece",
    "Post",
    "Reading",
    "Record",
    "Series",
    "Short",
    "Standard",
    "Symbol",
    "declared",
    "duplicate_slugs",
    "kind_of",
    "known_keys",
    "publication",
    "read",
    "series_of",
    "slugify",
]
