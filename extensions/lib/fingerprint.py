"""A digest of what the file system says of files and folders: inodes, sizes and times.

No content is read.  The time at which an inode was changed is set by the system alone, so that a
file which was edited and restored, date and all, has another digest.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Where Python keeps what it compiles, beside the code.
COMPILED = "__pycache__"

Identity = tuple[int, int]


class Fingerprint:
    """The digest while it is computed; ``paths`` are the files and folders included so far.

    What could not be read to its end raises an ``OSError``: a link to nowhere, a pipe, a folder
    that is in itself.
    """

    def __init__(self) -> None:
        self._digest = hashlib.blake2b(digest_size=16)
        self.paths: set[str] = set()

    def hexdigest(self) -> str:
        """Return the digest of all that was added."""
        return self._digest.hexdigest()

    def note(self, *values: str | int) -> None:
        """Add the plain *values*, each preceded by its length so that none run together."""
        for value in map(os.fsencode, map(str, values)):
            self._digest.update(b"%d:" % len(value))
            self._digest.update(value)

    def path(self, path: Path) -> None:
        """Add the file or folder *path*, or its absence, unless it has been added before."""
        if str(path) in self.paths:
            return
        if path.is_dir():
            self.folder(path)
        elif path.exists() or path.is_symlink():
            self.file(path)
        elif str(path.parent) not in self.paths:
            self.note("nothing", str(path))

    def file(self, path: Path) -> None:
        """Add the file *path*."""
        known = path.stat()
        if not stat.S_ISREG(known.st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        self.paths.add(str(path))
        self.note("file", str(path), *numbers(known))

    def folder(self, folder: Path, apart: frozenset[Identity] | None = None) -> None:
        """Add everything in *folder*; a file that appears or disappears there is a change.

        Of a folder with code, where Python may leave what it has compiled, that is no change by
        itself: take all but that and the folders *apart*.
        """
        self.paths.add(str(folder))
        self.note("folder", str(folder), *(() if apart is not None else numbers(folder.stat())))
        for entry in entries_of(folder):
            path = folder / entry.name
            if entry.is_symlink():
                self.note("link", str(path), os.path.realpath(path, strict=True))
            if not entry.is_dir():
                self.file(path)
            elif apart is None or (entry.name != COMPILED and identity(entry.stat()) not in apart):
                self.folder(path, apart)

    def packages(self, folder: Path) -> None:
        """Add the packages installed in *folder*, if any, by the lists that installers leave."""
        self.note("packages", str(folder))
        for entry in entries_of(folder) if folder.is_dir() else ():
            self.note(entry.name)
            if entry.name.endswith(".dist-info"):
                self.path(folder / entry.name / "RECORD")


def numbers(known: os.stat_result) -> tuple[int, ...]:
    """Return the numbers that change with every write to a file, or in a folder."""
    return known.st_dev, known.st_ino, known.st_size, known.st_mtime_ns, known.st_ctime_ns


def files_below(folder: Path) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the path and the numbers of each file below *folder*, in a fixed order."""
    for entry in entries_of(folder):
        if entry.is_dir():
            yield from files_below(Path(entry.path))
        else:
            yield entry.path, numbers(entry.stat())


def entries_of(folder: Path) -> list[os.DirEntry[str]]:
    """Return the entries of *folder*, sorted."""
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def identity(known: os.stat_result) -> Identity:
    """Return the identity of a file or folder, which is the same under each of its names."""
    return known.st_dev, known.st_ino
