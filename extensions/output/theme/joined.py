"""Files that are made of several static files, and named by their content.

Pages that need the same have the same file.  Which ones there are, is read from the pages, so that
a file goes with the last page that names it.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from extensions.doctree.fragments import html_builder, is_site
from extensions.lib.files import write
from extensions.lib.js_modules import join_loaded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

STATIC = "_static"
NAMED = re.compile(rb"_static/(page-[0-9a-f]{16}\.(?:css|js))\b")
# Modules that a script of a page imports when they are needed: they come in one piece.
LOADED = ("search-view.js", "symbols-view.js", "run-view.js")
# Pages name them near their beginning: the rest need not be read.
HEAD_LENGTH = 8192

Part = TypeVar("Part")


class JoinedFiles(Generic[Part]):
    """Joined files of one kind, with the ending *suffix*.

    ``join`` makes the text of a file of its parts and of what reads a static file by its name; it
    raises a ``ValueError`` for a part that cannot be joined.
    """

    def __init__(
        self,
        app: Sphinx,
        join: Callable[[Sequence[Part], Callable[[str], str]], str],
        suffix: str,
    ) -> None:
        self.app, self.join, self.suffix = app, join, suffix
        self._paths: dict[tuple[Part, ...], str] = {}
        self._joinable: dict[Part, bool] = {}

    def path(self, parts: tuple[Part, ...]) -> str:
        """Write the file of *parts* unless it is there; return its path in the output."""
        if parts not in self._paths:
            text = self.join(parts, self._read)
            digest = hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
            self._paths[parts] = f"{STATIC}/page-{digest}{self.suffix}"
            write(Path(self.app.outdir) / self._paths[parts], text)
        return self._paths[parts]

    def takes(self, part: Part) -> bool:
        """Return whether *part* can be joined."""
        if part not in self._joinable:
            try:
                self.join([part], self._read)
            except (ValueError, OSError):
                self._joinable[part] = False
            else:
                self._joinable[part] = True
        return self._joinable[part]

    def _read(self, name: str) -> str:
        return (Path(self.app.outdir) / STATIC / name).read_text("utf-8")


def name_of(filename: str | os.PathLike[str] | None) -> str:
    """Return the path of a static file below their folder; empty of any other."""
    folder, _, name = os.fspath(filename or "").partition("/")
    return name if folder == STATIC else ""


def join_what_is_loaded(app: Sphinx) -> None:
    """Put what modules import into those that are loaded later (answers ``assets-copied``)."""
    folder = Path(app.outdir) / STATIC
    if is_site(app):
        for name in LOADED:
            if (folder / name).is_file():
                joined = join_loaded(name, lambda other: (folder / other).read_text("utf-8"))
                write(folder / name, joined)


def named_by_page(app: Sphinx, env: BuildEnvironment, page: str) -> list[str]:
    """Return the joined files that *page* names (answers ``page-files``)."""
    if not is_site(app):
        return []
    try:
        with Path(html_builder(app).get_output_path(page)).open("rb") as file:
            head = file.read(HEAD_LENGTH)
    except FileNotFoundError:
        return []
    return sorted({f"{STATIC}/{name.decode()}" for name in NAMED.findall(head)})
