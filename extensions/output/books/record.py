"""What books stand ready, as ``make books`` has written it down, and of which text they are.

A book is offered as long as the pages in it say what they said when it was made: one of a page that
was edited since is not, until ``make books`` makes it anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extensions.building.up_to_date import BOOK_RECORD
from extensions.doctree.compat import app_of
from extensions.lib.files import JsonState
from extensions.model.catalog.domain import catalog_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

# In which order a page names them.
KINDS = ("pdf", "epub")


@dataclass
class Record(JsonState):
    """The books by the page whose book they are: name, sizes by kind, digests of pages."""

    books: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class BookFile:
    """One file of a book: its kind, its name, its size in bytes, and a digest of it."""

    kind: str
    name: str
    size: int
    digest: str


def record_of(app: Sphinx) -> Record:
    """Return what is written down of the books of the site."""
    return Record.load(folder_of(app) / BOOK_RECORD)


def folder_of(app: Sphinx) -> Path:
    """Return the folder of the finished books."""
    folder: str = app.config.book_folder
    return Path(app.confdir) / folder


def sources(env: BuildEnvironment, pages: tuple[str, ...]) -> dict[str, str]:
    """Return a digest of the source of each of *pages*."""
    entries = catalog_of(env).entries
    return {page: entries[page].source for page in pages}


def offered(
    env: BuildEnvironment, books: Mapping[str, Mapping[str, Any]]
) -> dict[str, list[BookFile]]:
    """Return the files of those of *books* that say what the site says, by their page."""
    entries, folder = catalog_of(env).entries, folder_of(app_of(env))
    found: dict[str, list[BookFile]] = {}
    for page, book in sorted(books.items()):
        now = {one: entries[one].source for one in book["sources"] if one in entries}
        if now != book["sources"]:
            continue
        given = [
            BookFile(kind, f"{book['name']}.{kind}", *book["files"][kind])
            for kind in KINDS
            if kind in book["files"]
        ]
        found[page] = [one for one in given if (folder / one.name).is_file()]
    return found
