"""What is in files and folders, as two digests: of all they say, and of what tells of a change.

The second is of the system's own numbers: a file that is changed and changed back says the
same, and its numbers are others.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path

# Where Python keeps what it compiles, beside the code.
COMPILED = "__pycache__"

Identity = tuple[int, int]


class Contents:
    """Both digests in the making; ``paths`` are the files and folders that are in them.

    What cannot be read to its end raises an ``OSError``: a link to nowhere, a pipe, a folder
    that is in itself.
    """

    def __init__(self) -> None:
        self.said = hashlib.blake2b(digest_size=16)
        self.stamps = hashlib.blake2b(digest_size=16)
        self.paths: set[str] = set()

    def note(self, *values: str | bytes) -> None:
        """Take the plain *values*, each set off from the next by its length."""
        for value in map(os.fsencode, values):
            self.said.update(b"%d:" % len(value))
            self.said.update(value)

    def stamp(self, known: os.stat_result) -> None:
        """Take what changes as soon as something is written."""
        self.stamps.update(b"%d %d %d," % (known.st_ino, known.st_mtime_ns, known.st_ctime_ns))

    def path(self, path: Path) -> None:
        """Take the file or folder *path*, or that there is none, if it was not taken yet."""
        if str(path) in self.paths:
            return
        if path.is_dir():
            self.folder(path)
        elif path.exists() or path.is_symlink():
            self.file(path)
        elif str(path.parent) not in self.paths:
            self.note("nothing", str(path))

    def file(self, path: Path) -> None:
        """Take the file *path*."""
        if not stat.S_ISREG(path.stat().st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        self.paths.add(str(path))
        with path.open("rb", buffering=0) as file:
            # Before it is read: what is written from here on, the stamps will tell.
            self.stamp(os.fstat(file.fileno()))
            self.note("file", str(path), file.read())

    def folder(self, folder: Path, apart: frozenset[Identity] | None = None) -> None:
        """Take all in *folder*, and that a file comes and goes there as a change.

        Of a folder with code that is no change: take all but what Python has compiled and what
        is in the folders *apart*.
        """
        self.paths.add(str(folder))
        self.note("folder", str(folder))
        if apart is None:
            self.stamp(folder.stat())
        for entry in entries_of(folder):
            path = folder / entry.name
            if entry.is_symlink():
                self.note("link", str(path), os.path.realpath(path, strict=True))
            if not entry.is_dir():
                self.file(path)
            elif apart is None or (entry.name != COMPILED and identity(entry.stat()) not in apart):
                self.folder(path, apart)

    def packages(self, folder: Path) -> None:
        """Take the names and contents of the packages that are installed in *folder*, if any.

        An installer leaves a list of all files of a package with a digest of each.
        """
        self.note("packages", str(folder))
        for entry in entries_of(folder) if folder.is_dir() else ():
            self.note(entry.name)
            if entry.name.endswith(".dist-info"):
                self.path(folder / entry.name / "RECORD")


def entries_of(folder: Path) -> list[os.DirEntry[str]]:
    """Return what is in *folder*, sorted."""
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def identity(known: os.stat_result) -> Identity:
    """Return what is the same for a file or folder under all its names."""
    return known.st_dev, known.st_ino
