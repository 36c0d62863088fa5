"""Files of a folder: what is in them, and what keeps them from being written."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILES = {"index.html": "home", "posts/a.html": "a", "_static/a.css": "red", "objects.inv": ""}


def texts(folder: Path) -> dict[str, str]:
    """Return the text of every file below *folder*."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in paths}


def rewrite(path: Path, text: str) -> None:
    """Write *text* to *path*, at another moment than before for the clock of the file system."""
    before = path.stat().st_ctime_ns
    while path.stat().st_ctime_ns == before:
        path.write_text(text)


def save(path: Path, text: str) -> None:
    """Save *text* as *path* at once, as editors do: nobody who looks sees half of it."""
    beside = path.with_name(f".{path.name}")
    beside.write_text(text, "utf-8")
    beside.replace(path)


@contextmanager
def full(size: int) -> Iterator[None]:
    """Let the system refuse whatever is written beyond *size* bytes of a file."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
