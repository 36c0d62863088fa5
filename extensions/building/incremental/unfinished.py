"""Mark a running build, so that the build after an unfinished one starts from nothing.

Sphinx writes doctrees and pages in place, saves its environment before it writes pages, and takes
a file that is newer than its source for complete.  A build that was killed can so leave files that
no later build recognises as wrong: half a page, a page of an edit that was undone, a file of a
page that was deleted.  To know which ones, each would have to be noted before it is written; to
build everything again needs one mark, and is rare.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extensions.lib.files import JsonState

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


MARK = "unfinished.json"


@dataclass
class Mark(JsonState):
    """The output folder that is written to; empty if it may have files that no build made."""

    outdir: str = ""


class Unfinished:
    """Sets, finds and removes the mark, beside the environment; one per Sphinx application.

    ``record`` gives the file by which an output folder is known as ours.
    """

    def __init__(self, app: Sphinx, record: Callable[[], Path]) -> None:
        self.app = app
        self.record = record

    @property
    def path(self) -> Path:
        """The file of the mark: one for all builders, since they share the environment."""
        return Path(self.app.doctreedir) / MARK

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
        """Remove the mark if the build was completed (answers ``build-finished``)."""
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
