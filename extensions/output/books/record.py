"""What books stand ready, as ``make books`` has written it down, and of which text they are.

A book is offered as long as the pages in it say what they said when it was made: one of a page that
was edited since is not, until ``make books`` makes it anew.  So it is when a picture or a file
that a page was read from has changed, or an entry of the bibliography that it cites.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extensions.building.incremental import contents_read_from
from extensions.building.up_to_date import BOOK_RECORD
from extensions.doctree.compat import app_of
from extensions.lib.digest import digest
from extensions.lib.files import JsonState
from extensions.markup.bibliography import cited_entries
from extensions.model.catalog.domain import catalog_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
    """Return what is written down of the books of the site.

    Earlier engines noted less, by which nobody can tell whether a book is of today: it is left out.
    """
    books = Record.load(folder_of(app) / BOOK_RECORD).books
    return Record({page: book for page, book in books.items() if "states" in book})


def folder_of(app: Sphinx) -> Path:
    """Return the folder of the finished books."""
    folder: str = app.config.book_folder
    return Path(app.confdir) / folder


def states(env: BuildEnvironment, pages: Iterable[str]) -> dict[str, str]:
    """Return a digest of all that each of *pages* is made of; without those that are not there.

    Of the bibliography that is what the page cites, since an entry more changes no book.
    """
    entries, cited = catalog_of(env).entries, cited_entries(env)
    found = {}
    for page in pages:
        if page in entries:
            read = sorted(contents_read_from(env, page).items())
            files = tuple(
                (os.path.relpath(path, env.srcdir), content)
                for path, content in read
                if not path.endswith(".bib")
            )
            made_of = (entries[page].source, files, cited.get(page, ()))
            found[page] = digest(made_of, f"what {page} is made of")
    return found


def offered(
    env: BuildEnvironment, books: Mapping[str, Mapping[str, Any]]
) -> dict[str, list[BookFile]]:
    """Return the files of those of *books* that say what the site says, by their page."""
    folder = folder_of(app_of(env))
    now = states(env, {page for book in books.values() for page in book["states"]})
    found: dict[str, list[BookFile]] = {}
    for page, book in sorted(books.items()):
        if any(now.get(one) != state for one, state in book["states"].items()):
            continue
        given = [
            BookFile(kind, f"{book['name']}.{kind}", *book["files"][kind])
            for kind in KINDS
            if kind in book["files"]
        ]
        found[page] = [one for one in given if (folder / one.name).is_file()]
    return found
