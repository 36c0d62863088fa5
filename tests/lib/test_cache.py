"""The cache on disk: what it gives back, and that no fault of its file ends a build."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

import pytest

import extensions.lib.cache
from extensions.lib.cache import SECONDS_TO_WAIT, Cache
from tests.support.files import full


def test_cache_gives_back_what_it_was_given(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "deep" / "cache.sqlite", 9)
    cache.put({"a": "<a>", "b": "<b>"})
    assert cache.get(["a", "c", "b"]) == {"a": "<a>", "b": "<b>"}
    cache.close()
    assert Cache(cache.path, 9).get(["b"]) == {"b": "<b>"}


def test_damaged_entry_is_not_served(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache.sqlite", 9)
    cache.put({"a": "<a>", "b": "<b>"})
    cache.close()
    with sqlite3.connect(cache.path) as connection:
        connection.execute("UPDATE entries SET text = '<oops>' WHERE key = 'a'")
    assert cache.get(["a", "b"]) == {"b": "<b>"}


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_damaged_file_is_made_anew(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    path.write_bytes(content)
    cache = Cache(path, 9)
    assert cache.get(["a"]) == {}
    cache.put({"a": "<a>"})
    assert cache.get(["a"]) == {"a": "<a>"}


def test_cache_is_bounded(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache.sqlite", 10)
    for number in range(25):
        cache.put({str(number): "<x>"})
    cache.close()
    kept = cache.get(str(number) for number in range(25))
    assert sorted(map(int, kept)) == list(range(15, 25))


def test_two_builds_share_a_cache(tmp_path: Path) -> None:
    first, second = (Cache(tmp_path / "cache.sqlite", 9) for _ in range(2))
    first.put({"a": "<a>"})
    second.put({"b": "<b>"})
    assert first.get(["a", "b"]) == second.get(["a", "b"]) == {"a": "<a>", "b": "<b>"}


def fill(path: Path, process: int) -> None:
    """Put the entries of a *process* into the cache at *path*."""
    cache = Cache(path, 1000)
    for number in range(50):
        cache.put({f"{process} {number}": "<x>"})
    cache.close()


def test_cache_that_is_new_to_many_builds_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    processes = [get_context("fork").Process(target=fill, args=(path, one)) for one in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    keys = [f"{process} {number}" for process in range(4) for number in range(50)]
    assert sorted(Cache(path, 1000).get(keys)) == sorted(keys)


def test_cache_that_another_build_is_writing_to_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extensions.lib.cache, "SECONDS_TO_WAIT", 0)
    cache = Cache(tmp_path / "cache.sqlite", 9)
    cache.put({"a": "<a>"})
    with closing(sqlite3.connect(cache.path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        cache.put({"b": "<b>"})
    assert cache.get(["a", "b"]) == {"a": "<a>"}


def test_cache_on_a_full_disk_is_left_alone(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache.sqlite", 9)
    cache.put({"a": "<a>"})
    with full(100_000):
        cache.put({"b": "<b>" * 100_000})
    assert cache.get(["a", "b"]) == {"a": "<a>"}


@pytest.mark.parametrize(
    "damage",
    [
        "text = CAST(x'ff3c' AS TEXT)",
        "key = CAST(x'61ff' AS TEXT)",
        "key = x'61'",
        "text = CAST(text AS BLOB)",
        "text = NULL",
        "text = 5",
        "sum = 'a'",
        "sum = NULL",
    ],
)
def test_entry_is_absent_of_which_a_part_is_of_another_kind(damage: str, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache.sqlite", 9)
    cache.put({"a": "<a>", "b": "<b>"})
    cache.close()
    with closing(sqlite3.connect(cache.path)) as connection, connection:
        connection.execute(f"UPDATE entries SET {damage} WHERE key = 'a'")
    assert cache.get(["a", "b"]) == {"b": "<b>"}


def test_wherever_a_byte_is_another_no_other_value_is_given(tmp_path: Path) -> None:
    cache = Cache[bytes](tmp_path / "cache.sqlite", 9)
    given = {"a": b"one" * 99, "b": b"three" * 99, "c": b"two" * 2000}
    cache.put(given)
    cache.close()
    content = cache.path.read_bytes()
    used = [at for at, byte in enumerate(content) if byte]
    for place in used[:: len(used) // 60]:
        damaged = bytearray(content)
        damaged[place] ^= 0xFF
        cache.path.write_bytes(damaged)
        found = cache.get(given)
        assert found.items() <= given.items(), place
        cache.put(given)
        cache.close()


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9])
def test_file_that_was_cut_off_gives_what_is_whole(part: float, tmp_path: Path) -> None:
    cache = Cache[bytes](tmp_path / "cache.sqlite", 99)
    given = {str(number): bytes([number]) * 3000 for number in range(20)}
    cache.put(given)
    cache.close()
    content = cache.path.read_bytes()
    cache.path.write_bytes(content[: int(part * len(content))])
    assert cache.get(given).items() <= given.items()
    cache.put(given)
    cache.put(given)
    assert cache.get(given) == given


def test_cache_whose_place_cannot_be_had_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("No folder.", "utf-8")
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "file" / "cache.sqlite", tmp_path / "folder"):
        cache = Cache(path, 9)
        cache.put({"a": "<a>"})
        assert cache.get(["a"]) == {}
        cache.close()


def test_cache_that_is_only_to_be_read_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path / "cache.sqlite", 9)
    cache.put({"a": "<a>"})
    cache.close()
    connect = sqlite3.connect

    def to_read(path: Path, timeout: float) -> sqlite3.Connection:
        return connect(f"{path.as_uri()}?mode=ro", timeout=timeout, uri=True)

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", to_read)
        cache.put({"b": "<b>"})
        assert cache.get(["a", "b"]) == {"a": "<a>"}
        cache.close()
    assert cache.get(["a", "b"]) == {"a": "<a>"}


def test_cache_that_another_build_holds_is_waited_for_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    def connect(path: Path, timeout: float) -> sqlite3.Connection:
        waited.append(timeout)
        return open_now(path, timeout=0)

    open_now = sqlite3.connect
    cache = Cache(tmp_path / "cache.sqlite", 9)
    cache.put({"a": "<a>"})
    cache.close()
    monkeypatch.setattr(sqlite3, "connect", connect)
    with closing(open_now(cache.path)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        assert cache.get(["a"]) == cache.get(["a"]) == {}
    assert cache.get(["a"]) == {"a": "<a>"}
    assert waited == [SECONDS_TO_WAIT, 0, 0]
