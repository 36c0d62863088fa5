"""End a build in one line when the system refuses something: a full disk, a forbidden file.

A failure of Node, which the build needs, ends it in the same way.

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

from extensions.building.compat.logs import listen, stop_listening
from extensions.lib.messages import HelperError, logger
from extensions.lib.phases import BeforeReading, BuilderInited, BuildFinished

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
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
    """Return path and reason of the operating system's error in *said*, if there is one.

    An error that names no file is put down to the folder *otherwise*.
    """
    found = REFUSAL.search(said)
    if found is None:
        return None
    path = found["target"] or found["path"] or found["before"] or otherwise
    return f"{os.path.relpath(path)}: {found['reason']}"


def remedy(exception: Exception | None, otherwise: str) -> str | None:
    """Return the message for *exception*, or None if it is a bug of ours."""
    if isinstance(exception, ExtensionError):
        exception = exception.orig_exc
    if not isinstance(exception, (OSError, NotWrittenError, HelperError, SphinxParallelError)):
        return None
    text = f"{type(exception).__name__}: {exception}"
    if found := HELPER.search(text):
        return f"{found['said']}: build again"
    said = refusal(text, otherwise)
    return f"{said}: mend that and build again" if said else None


def is_bug(exception: Exception | None) -> bool:
    """Return whether *exception* is a bug of ours, or of a library, and no answer to an author."""
    cause = exception.orig_exc or exception if isinstance(exception, ExtensionError) else exception
    told = isinstance(cause, SphinxError) and not isinstance(cause, SphinxParallelError)
    return cause is not None and not told and remedy(exception, "") is None


class Watch(logging.Handler):
    """A log handler that raises when a warning says that a file could not be written."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)

    def begin(self, app: Sphinx) -> None:
        """Hear warnings before they are printed (answers ``builder-inited``)."""
        listen(self, first=True)

    def emit(self, record: logging.LogRecord) -> None:
        """Raise an error if *record* says that a file could not be written."""
        if getattr(record, "location", None) is None:
            given = record.args if isinstance(record.args, tuple) else ()
            errors = [str(one) for one in given if isinstance(one, OSError)]
            for said in (record.getMessage(), *errors):
                if REFUSAL.search(said):
                    raise NotWrittenError(said)

    def end(self, app: Sphinx, exception: Exception | None) -> None:
        """Tell of what the system refused (answers ``build-finished``)."""
        stop_listening(self)
        folder = os.path.commonpath([app.outdir, app.doctreedir])
        text = remedy(exception, folder)
        if text and not app.verbosity:
            logger.error("%s", text, type="groundwork", subtype="refused")
            # An exit is no exception of which Sphinx would tell.
            raise SystemExit(STATUS)


def check_home(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """End a build that has no home page (answers ``env-before-read-docs``).

    Raises:
        HelperError: Sphinx could not go on either, and would not say what to do.
    """
    if app.config.root_doc not in env.found_docs:
        path = os.path.relpath(env.doc2path(app.config.root_doc), app.confdir)
        raise HelperError(f"{path} is not there or cannot be read: write the home page in it")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the log handler and the reports."""
    watch = Watch()
    app.connect("builder-inited", watch.begin, priority=BuilderInited.ERRORS)
    app.connect("env-before-read-docs", check_home, priority=BeforeReading.HOME_PAGE)
    # After all that is done at the end, also of a build that has failed.
    app.connect("build-finished", watch.end, priority=BuildFinished.ERRORS)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
