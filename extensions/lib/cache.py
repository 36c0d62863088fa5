"""A cache on disk that lasts from build to build: texts, or bytes, by key.

One SQLite file, which several builds may use at the same time.  An entry carries a
checksum of itself: one that is damaged counts as absent, and so does the whole file when
SQLite cannot read it.  Whatever is wrong with the file, a build does without it.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

AT_ONCE = 500
# What SQLite answers to a file that is none of ours, or damaged.  That it is locked, or
# the disk full, is no reason to delete what another build may be using.
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
# Of the file, and of its folder.  What SQLite says of a damaged one may be no text.
FAULTS = (sqlite3.Error, OSError, UnicodeDecodeError)
SECONDS_TO_WAIT = 30

T = TypeVar("T", str, bytes)


def is_whole(key: object, value: object, total: object) -> bool:
    """Return whether an entry is as it was stored; of a damaged one each part may be anything."""
    if not isinstance(key, str) or not isinstance(value, (str, bytes)):
        return False
    return total == checksum(key, value)


def text_of(content: bytes) -> str:
    """Return a text of the file; one that is none has a sign in it that fails its checksum."""
    return content.decode("utf-8", "replace")


def checksum(key: str, value: str | bytes) -> int:
    """Return the checksum of an entry: it detects damage, not malice.

    The same bytes have another one as a text.
    """
    content = value.encode() if isinstance(value, str) else value
    return zlib.crc32(content, zlib.crc32(key.encode(), isinstance(value, bytes)))


class Cache(Generic[T]):
    """Texts, or bytes, by key in the SQLite file at ``path``; opened once in each process.

    The oldest beyond ``most`` entries are dropped when it is closed.
    """

    def __init__(self, path: Path, most: int) -> None:
        self.path = path
        self.most = most
        # One that could not be had once is not waited for again.
        self._patience = SECONDS_TO_WAIT
        self._opened: tuple[int, sqlite3.Connection] | None = None

    def get(self, keys: Iterable[str]) -> dict[str, T]:
        """Return the value of each of *keys* that is present and undamaged, by key."""
        wanted = list(dict.fromkeys(keys))
        values: dict[str, T] = {}
        for start in range(0, len(wanted), AT_ONCE):
            values.update(self._select(wanted[start : start + AT_ONCE]))
        return values

    def _select(self, keys: list[str]) -> dict[str, T]:
        marks = ",".join("?" * len(keys))
        query = f"SELECT key, text, sum FROM entries WHERE key IN ({marks})"
        try:
            rows = self._connection().execute(query, keys).fetchall()
        except FAULTS as error:
            self._after(error)
            return {}
        return {key: value for key, value, total in rows if is_whole(key, value, total)}

    def put(self, entries: Mapping[str, T]) -> None:
        """Store *entries* (value by key); a cache that cannot be written is no error."""
        rows = [(key, value, checksum(key, value)) for key, value in entries.items()]
        try:
            with self._connection() as connection:
                connection.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", rows)
        except FAULTS as error:
            self._after(error)

    def close(self) -> None:
        """Delete the oldest entries above the limit and close the file."""
        if self._opened is None:
            return
        try:
            with closing(self._connection()) as connection, connection:
                connection.execute(
                    "DELETE FROM entries WHERE rowid <= (SELECT MAX(rowid) FROM entries) - ?",
                    [self.most],
                )
        except FAULTS as error:
            self._after(error)
        self._opened = None

    def _connection(self) -> sqlite3.Connection:
        # A connection must not cross a fork.
        if self._opened is None or self._opened[0] != os.getpid():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self.path, timeout=self._patience)
            self._opened = (os.getpid(), connection)
            connection.text_factory = text_of
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS entries (key TEXT UNIQUE, text TEXT, sum INTEGER)"
            )
        return self._opened[1]

    def _after(self, error: Exception) -> None:
        """Close the file, and delete it if it is damaged: it is then made anew."""
        if self._opened is not None and self._opened[0] == os.getpid():
            self._opened[1].close()
        self._opened = None
        self._patience = 0
        # Above the lowest byte is a closer description.
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code not in DAMAGED and not isinstance(error, UnicodeDecodeError):
            return
        for suffix in ("", "-wal", "-shm"):
            # Nothing can be deleted from a folder that is only to be read.
            with suppress(OSError):
                self.path.with_name(self.path.name + suffix).unlink()
