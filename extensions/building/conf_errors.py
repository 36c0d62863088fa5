"""What is wrong with ``conf.py``, in one line, or with ``site.toml``, which it reads.

Sphinx 9.0.4 answers a slip in it with several lines, and one that only shows when it runs with
a traceback of its own insides.
"""

from __future__ import annotations

import traceback
from pathlib import Path

from extensions.lib.site_file import SiteFileError


def settings_fault(path: Path) -> str | None:
    """Return file, line and fault of the settings at *path*; nothing if they can be read.

    Of the site's own file it returns all faults, a line each.
    """
    # Its import takes longer than to find that there is nothing to do.
    from sphinx.config import eval_config_file
    from sphinx.errors import ConfigError
    from sphinx.util.tags import Tags

    try:
        eval_config_file(path.resolve(), Tags())
    except ConfigError as error:
        cause = error.__cause__ or error.__context__
        if isinstance(cause, SiteFileError):
            return str(cause)
        if isinstance(cause, OSError) and _is(cause.filename, path):
            return f"{path}: {cause.strerror}: mend that and build again"
        return (
            f"{path}:{_line(cause, path)}: {_said(cause, error, path)}: mend that and build again"
        )
    return None


def _line(cause: BaseException | None, path: Path) -> int:
    """The last line of *path* that led to *cause*."""
    if isinstance(cause, SyntaxError) and _is(cause.filename, path):
        return cause.lineno or 1
    frames = traceback.extract_tb(cause.__traceback__ if cause else None)
    return next((one.lineno or 1 for one in reversed(frames) if _is(one.filename, path)), 1)


def _is(filename: object, path: Path) -> bool:
    return Path(str(filename)).name == path.name


def _said(cause: BaseException | None, error: Exception, path: Path) -> str:
    if isinstance(cause, SyntaxError):
        # In a file that it imports: its text has the place in brackets.
        return f"syntax error, {cause.msg if _is(cause.filename, path) else cause}"
    if isinstance(cause, SystemExit):
        return "it ends the build, sys.exit()"
    if cause is not None:
        return f"{type(cause).__name__}, {' '.join(str(cause).split())}"
    return " ".join(str(error).split())
