"""What a page was read from besides its source: included files, listings, images.

Sphinx reads a page again when one of these is newer than the last reading.  A file that
comes from an archive or a copy keeps an old date, and clocks go back: what counts here is
that date or size are others than they were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from extensions.by_page import ByPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

Stamp = tuple[int, int] | None


class ReadFrom(ByPage[dict[str, Stamp]]):
    """Size and date of each file that a page was read from, by its path."""

    name = "read-from"
    label = "Read from"


def stamp(path: Path) -> Stamp:
    """Return size and date of *path* in nanoseconds; nothing where there is no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def note_inputs(app: Sphinx, doctree: nodes.document) -> None:
    """Note what the present page was read from (answers ``doctree-read``)."""
    env = app.env
    files = env.dependencies.get(env.docname, ())
    noted = {str(path): stamp(env.srcdir / path) for path in files}
    read_from(env).by_page[env.docname] = noted


def changed_inputs(env: BuildEnvironment) -> Iterator[str]:
    """Yield the pages that were read from files which have changed since."""
    for docname, files in read_from(env).by_page.items():
        if any(stamp(env.srcdir / path) != then for path, then in files.items()):
            yield docname


def read_from(env: BuildEnvironment) -> ReadFrom:
    """Return the domain of *env*."""
    return cast("ReadFrom", env.get_domain(ReadFrom.name))
