"""What the system refuses ends a build in one line: a full disk, a file that may not be read.

So does the failure of what the build needs, of Node or Pagefind.

To any error Sphinx 9.0.4 answers with its versions, all extensions and a traceback, in which
a full disk is hard to find.  Of a page or an image that it could not write it only warns, and
counts it as written: here such a warning ends the build as well.  ``-v`` shows the traceback.
"""

from __future__ import annotations

import logging
import os
import re
from typing import TYPE_CHECKING

from sphinx.errors import ExtensionError, SphinxError, SphinxParallelError
from sphinx.util.logging import NAMESPACE

from extensions.messages import HelperError, logger

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

# How Python writes an error of the system, which is all that comes from another process:
# "[Errno 28] No space left on device: 'path'", with a second path where one was copied.
# Sphinx's warnings have the path before it.
REFUSAL = re.compile(
    r"""(?:(?P<before>/[^:'"]+):\ )?\[Errno\ \d+\]\ (?P<reason>[^:)\n]+)"""
    r"""(?::\ (['"])(?P<path>.+?)\3(?:\ ->\ (['"])(?P<target>.+?)\5)?)?""",
    re.VERBOSE,
)
# From another process comes its text, with the name of its class.
HELPER = re.compile(rf"{HelperError.__name__}: (?P<said>.+)")
STATUS = 2


class NotWrittenError(SphinxError):
    """Sphinx could not write a file of the output; the message is its warning."""


def refusal(said: str, otherwise: str) -> str | None:
    """Return path and reason of the error of the system in *said*, if there is one.

    An error that names no file is put down to the folder *otherwise*.
    """
    found = REFUSAL.search(said)
    if found is None:
        return None
    path = found["target"] or found["path"] or found["before"] or otherwise
    return f"{os.path.relpath(path)}: {found['reason']}"


def remedy(exception: Exception | None, otherwise: str) -> str | None:
    """Return what is to be told of *exception*; nothing of a fault of ours."""
    if isinstance(exception, ExtensionError):
        exception = exception.orig_exc
    if not isinstance(exception, (OSError, NotWrittenError, HelperError, SphinxParallelError)):
        return None
    text = f"{type(exception).__name__}: {exception}"
    if found := HELPER.search(text):
        return f"{found['said']}: build again"
    said = refusal(text, otherwise)
    return f"{said}: mend that and build again" if said else None


class Watch(logging.Handler):
    """A log handler that lets no warning pass of a file that could not be written."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)

    def begin(self, app: Sphinx) -> None:
        """Hear warnings before they are printed (answers ``builder-inited``)."""
        logging.getLogger(NAMESPACE).handlers.insert(0, self)

    def emit(self, record: logging.LogRecord) -> None:
        """Raise what *record* only tells of."""
        if getattr(record, "location", None) is None:
            given = record.args if isinstance(record.args, tuple) else ()
            errors = [str(one) for one in given if isinstance(one, OSError)]
            for said in (record.getMessage(), *errors):
                if REFUSAL.search(said):
                    raise NotWrittenError(said)

    def end(self, app: Sphinx, exception: Exception | None) -> None:
        """Tell of what the system refused (answers ``build-finished``)."""
        logging.getLogger(NAMESPACE).removeHandler(self)
        folder = os.path.commonpath([app.outdir, app.doctreedir])
        text = remedy(exception, folder)
        if text and not app.verbosity:
            logger.error("%s", text, type="groundwork", subtype="refused")
            # An exit is no exception of which Sphinx would tell.
            raise SystemExit(STATUS)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what hears of refusals and what tells of them."""
    watch = Watch()
    app.connect("builder-inited", watch.begin)
    # After all that is done at the end, also of a build that has failed.
    app.connect("build-finished", watch.end, priority=1100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
