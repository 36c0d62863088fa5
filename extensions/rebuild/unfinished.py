"""A mark while a build is under way: a build that finds one starts from nothing.

Sphinx writes doctrees and pages in place, saves its environment before a page is written,
and takes what is newer than its source for whole.  A build that was killed or broken off
so leaves what no later build could tell from good: half a page, a page of an edit that
was taken back, a file of a page that is gone by now.  Knowing which files those are takes
a note before each is touched; making all of them anew takes one mark, and is rare.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extensions.files import Kept

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


@dataclass
class Mark(Kept):
    """The output folder that is written to; empty if it may have files that no build made."""

    outdir: str = ""


class Unfinished:
    """Sets and finds the mark, beside the environment; one per Sphinx application.

    ``record`` gives the file by which an output folder is known as ours.
    """

    def __init__(self, app: Sphinx, record: Callable[[], Path]) -> None:
        self.app = app
        self.record = record

    @property
    def path(self) -> Path:
        """The file of the mark: one for all builders, since they share the environment."""
        return Path(self.app.doctreedir) / "unfinished.json"

    def start_anew(self, app: Sphinx, config: Config) -> None:
        """Delete what an unfinished build has left (answers ``config-inited``).

        The mark stays: it must be there as long as any of the rest is.
        """
        if self.path.is_file():
            folders = Mark.load(self.path).outdir, str(app.doctreedir)
            for folder in filter(None, folders):
                delete_all_in(Path(folder), self.path)

    def begin(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Set the mark before anything is written (answers ``env-before-read-docs``)."""
        outdir = Path(app.outdir)
        ours = self.record().is_file() or not any(outdir.iterdir())
        Mark(str(outdir) if ours else "").save(self.path)

    def end(self, app: Sphinx, exception: Exception | None) -> None:
        """Take the mark away if the build came to its end (answers ``build-finished``)."""
        if exception is None:
            self.path.unlink()


def delete_all_in(folder: Path, kept: Path) -> None:
    """Delete what is in *folder*, which need not exist, but for the file *kept*."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path == kept or path in kept.parents:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
