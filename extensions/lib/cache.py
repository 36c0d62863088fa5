"""A cache on disk that lasts from build to build: texts, or bytes, by key.

One SQLite file, which several builds may use at the same time.  An entry carries a
checksum of itself: one that is damaged counts as absent, and so does the whole file when
SQLite cannot read it.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from contextlib import closing
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

AT_ONCE = 500
# What SQLite answers to a file that is none of ours, or damaged.  That it is locked, or
# the disk full, is no reason to delete what another build may be using.
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
SECONDS_TO_WAIT = 30

T = TypeVar("T", str, bytes)


def checksum(key: str, value: str | bytes) -> int:
    """Return the checksum of an entry: it detects damage, not malice."""
    content = value.encode() if isinstance(value, str) else value
    return zlib.crc32(content, zlib.crc32(key.encode()))


class Cache(Generic[T]):
    """Texts, or bytes, by key in the SQLite file at ``path``; opened once in each process.

    The oldest beyond ``most`` entries are dropped when it is closed.
    """

    def __init__(self, path: Path, most: int) -> None:
        self.path = path
        self.most = most
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
        except sqlite3.DatabaseError as error:
            self._after(error)
            return {}
        return {key: value for key, value, total in rows if total == checksum(key, value)}

    def put(self, entries: Mapping[str, T]) -> None:
        """Store *entries* (value by key); a cache that cannot be written is no error."""
        rows = [(key, value, checksum(key, value)) for key, value in entries.items()]
        try:
            with self._connection() as connection:
                connection.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", rows)
        except sqlite3.DatabaseError as error:
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
        except sqlite3.DatabaseError as error:
            self._after(error)
        self._opened = None

    def _connection(self) -> sqlite3.Connection:
        # A connection must not cross a fork.
        if self._opened is None or self._opened[0] != os.getpid():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self.path, timeout=SECONDS_TO_WAIT)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS entries (key TEXT UNIQUE, text TEXT, sum INTEGER)"
            )
            self._opened = (os.getpid(), connection)
        return self._opened[1]

    def _after(self, error: sqlite3.DatabaseError) -> None:
        """Close the file, and delete it if it is damaged: it is then made anew."""
        if self._opened is not None and self._opened[0] == os.getpid():
            self._opened[1].close()
        self._opened = None
        # Above the lowest byte is a closer description.
        if error.sqlite_errorcode & 0xFF not in DAMAGED:
            return
        for suffix in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
