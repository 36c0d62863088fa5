"""Two folders exchange their places in one step."""

from __future__ import annotations

from pathlib import Path

import pytest

from extensions.lib.exchange import exchange


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Two folders, with a file each."""
    one, other = tmp_path / "one", tmp_path / "other ü"
    for folder in (one, other):
        folder.mkdir()
        (folder / folder.name).write_text("")
    return one, other


def test_each_takes_the_place_of_the_other(folders: tuple[Path, Path]) -> None:
    one, other = folders
    assert exchange(one, other)
    assert (one / "other ü").exists()
    assert (other / "one").exists()


def test_a_refusal_names_both_and_changes_nothing(folders: tuple[Path, Path]) -> None:
    one, other = folders
    with pytest.raises(FileNotFoundError) as raised:
        exchange(one, other / "nothing")
    assert (raised.value.filename, raised.value.filename2) == (str(one), str(other / "nothing"))
    assert (one / "one").exists()


def test_where_the_system_cannot_nothing_happens(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = folders
    monkeypatch.setattr("extensions.lib.exchange.LINUX", "unknown")
    monkeypatch.setattr("extensions.lib.exchange.MACOS", "unknown")
    assert not exchange(one, other)
    assert (one / "one").exists()
