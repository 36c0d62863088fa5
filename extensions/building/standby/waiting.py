"""Let a build that was set up ahead wait until it is asked for, and tell how far it is."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from extensions.building.error_reporting import is_bug
from extensions.building.standby.messages import FAULT, OUTDATED, VARIABLE, Talk
from extensions.doctree.fragments import html_builder
from extensions.lib.fingerprint import numbers
from extensions.lib.phases import BuilderInited, BuildFinished

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class Waiting:
    """The end of the connection at which the build is; *at_once* if it was asked for before."""

    def __init__(self, descriptor: int, at_once: bool) -> None:
        self.connection: Talk = Connection(descriptor)
        self.at_once = at_once

    def wait(self, app: Sphinx) -> None:
        """Wait until the build is asked for (answers ``builder-inited``, before all others)."""
        if self.at_once:
            return
        before = [*stamps(app)]
        try:
            self.connection.send("ready")
            self.connection.recv()
        except (EOFError, OSError):
            # Nobody will ask any more.
            os._exit(0)
        if [*stamps(app)] != before:
            os._exit(OUTDATED)

    def tell_of_pages(self, app: Sphinx) -> None:
        """Tell that what was read is written, if all that is on it is (``pages-written``)."""
        builder = html_builder(app)
        folder = Path(app.outdir) / builder.imagedir
        if all((folder / name).is_file() for name in builder.images.values()):
            with suppress(OSError):
                self.connection.send("pages")

    def end(self, app: Sphinx, exception: Exception | None) -> None:
        """End with a status of its own after a bug (answers ``build-finished``)."""
        if is_bug(exception):
            print(f"{type(exception).__name__}: {exception}", file=sys.stderr)
            raise SystemExit(FAULT)


def stamps(app: Sphinx) -> Iterator[tuple[int, ...]]:
    """Yield numbers that change when another build has used the environment of *app*."""
    for name in ("environment.pickle", "unfinished.json"):
        path = Path(app.doctreedir) / name
        yield numbers(path.stat()) if path.is_file() else ()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect what waits, if the build was set up ahead."""
    if said := os.environ.get(VARIABLE):
        descriptor, _, how = said.partition(" ")
        waiting = Waiting(int(descriptor), bool(how))
        app.connect("builder-inited", waiting.wait, priority=BuilderInited.STANDBY)
        app.connect("pages-written", waiting.tell_of_pages)
        app.connect("build-finished", waiting.end, priority=BuildFinished.STANDBY)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
