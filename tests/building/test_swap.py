"""A folder takes the place of another whole or not at all, and files that are the same stay."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from extensions.building.swap import beside, fault, recover, swap
from tests.support.files import FILES, full, rewrite, texts


class Folders:
    """What was built in ``new``, what is published in ``old``, and the notes of both."""

    def __init__(self, root: Path) -> None:
        self.new, self.old, self.notes = root / "staged", root / "html", root / "notes.json"

    def build(self, **files: str) -> None:
        """Write the *files*, and those that every build has, in place as Sphinx does."""
        for name, text in {**FILES, **files}.items():
            path = self.new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_text() != text:
                path.write_text(text)

    @property
    def following(self) -> Path:
        """The folder that is kept for the next time."""
        return beside(self.old, ".next")

    def swap(self, keep: bool = True) -> bool:
        """Publish; return whether there was anything to do."""
        return swap(self.new, self.old, self.notes, keep)

    def names(self) -> list[str]:
        """Return the names of all that stands beside what is published, and its own."""
        return sorted(path.name for path in self.old.parent.iterdir())


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """A site that was built and published."""
    folders = Folders(tmp_path)
    folders.build()
    assert folders.swap()
    return folders


def files(folder: Path) -> dict[str, tuple[int, int]]:
    """Return number and date of every file below *folder*."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    stats = {path.relative_to(folder).as_posix(): path.stat() for path in paths}
    return {name: (stat.st_ino, stat.st_mtime_ns) for name, stat in stats.items()}


def test_what_was_built_is_published_and_nothing_else(folders: Folders) -> None:
    assert texts(folders.old) == texts(folders.new) == FILES
    (folders.new / "posts/a.html").unlink()
    (folders.old / "of another hand.txt").write_text("")
    folders.build(**{"posts/b.html": "b"})
    assert folders.swap()
    assert texts(folders.old) == texts(folders.new)
    assert folders.names() == ["html", "html.next", "notes.json", "staged"]


def test_nothing_is_left_beside_where_nothing_is_to_be_kept(folders: Folders) -> None:
    folders.build(**{"posts/a.html": "other"})
    assert folders.swap(keep=False)
    assert folders.names() == ["html", "notes.json", "staged"]
    assert texts(folders.old) == {**FILES, "posts/a.html": "other"}


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is linked and copied from here on."""
    names: list[str] = []

    def noted(make: Callable[..., object]) -> Callable[[str, str], None]:
        def note(source: str, target: str) -> None:
            names.append(Path(target).name)
            make(source, target)

        return note

    monkeypatch.setattr(os, "link", noted(os.link))
    monkeypatch.setattr(shutil, "copy2", noted(shutil.copy2))
    return names


def test_only_what_has_changed_is_linked_and_copied(folders: Folders, made: list[str]) -> None:
    for text in ("one", "two"):
        folders.build(**{"posts/a.html": text})
        assert folders.swap()
        assert made == ["a.html"]
        made.clear()
    # Of the time before the last stands only the page that was changed then.
    folders.build(**{"posts/a.html": "two", "index.html": "other"})
    assert folders.swap()
    assert sorted(made) == ["a.html", "index.html"]
    assert texts(folders.old) == {**FILES, "posts/a.html": "two", "index.html": "other"}


def test_a_page_becomes_a_folder_and_a_folder_a_page(folders: Folders) -> None:
    page, below = folders.new / "page", folders.new / "page/index.html"
    for _ in range(2):
        folders.build(page="page")
        assert folders.swap()
        page.unlink()
        folders.build(**{"page/index.html": "below"})
        assert folders.swap()
        assert texts(folders.old) == {**FILES, "page/index.html": "below"}
        below.unlink()
        page.rmdir()
    folders.build()
    assert folders.swap()
    assert not (folders.old / "page").exists()


@pytest.mark.parametrize("left", ["index.html", "posts/a.html", "_static/a.css", "posts/z.html"])
def test_whatever_is_in_the_kept_folder_is_put_right(left: str, folders: Folders) -> None:
    # Not in place: it is the very file that is published.
    (folders.following / left).unlink(missing_ok=True)
    (folders.following / left).write_text("of another hand")
    folders.build(**{"posts/a.html": "other"})
    assert folders.swap()
    assert texts(folders.old) == {**FILES, "posts/a.html": "other"}


def test_nothing_to_do_touches_nothing(folders: Folders) -> None:
    before = folders.old.stat().st_ino, files(folders.old)
    # Sphinx writes some files at every build, and they say what they said.
    (folders.new / "_static/a.css").write_text("red")
    assert not folders.swap()
    assert (folders.old.stat().st_ino, files(folders.old)) == before


def test_a_file_that_says_the_same_stays_the_file_it_was(folders: Folders) -> None:
    before = files(folders.old)
    for path in folders.new.rglob("*.*"):
        path.write_text(path.read_text())
    folders.build(**{"posts/a.html": "other"})
    assert folders.swap()
    after = files(folders.old)
    assert {name for name in after if after[name] != before[name]} == {"posts/a.html"}


def test_what_is_written_in_place_does_not_reach_what_is_published(folders: Folders) -> None:
    folders.build(**{"posts/a.html": "other"})
    folders.swap()
    for path in folders.new.rglob("*.*"):
        path.write_text("half a ")
    assert texts(folders.old) == {**FILES, "posts/a.html": "other"}


def test_size_and_date_alone_make_no_file_the_same(folders: Folders) -> None:
    style = folders.new / "_static/a.css"
    date = style.stat().st_mtime_ns
    rewrite(style, "tan")
    os.utime(style, ns=(date, date))
    assert folders.swap()
    assert texts(folders.old)["_static/a.css"] == "tan"


def test_a_published_file_that_was_changed_is_published_again(folders: Folders) -> None:
    rewrite(folders.old / "index.html", "HOME")
    assert folders.swap()
    assert texts(folders.old) == FILES


def test_without_notes_all_is_compared(folders: Folders) -> None:
    before = files(folders.old)
    folders.notes.write_text("no notes")
    assert not folders.swap()
    assert files(folders.old) == before


def test_where_there_are_no_links_files_are_copied(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*paths: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    shutil.rmtree(folders.following)
    date = (folders.old / "index.html").stat().st_mtime_ns
    folders.build(**{"posts/a.html": "other"})
    assert folders.swap()
    assert texts(folders.old) == {**FILES, "posts/a.html": "other"}
    assert (folders.old / "index.html").stat().st_mtime_ns == date
    assert not folders.swap()
    # Copies would only take room.
    assert not folders.following.exists()


def test_full_disk_leaves_what_is_published(folders: Folders) -> None:
    before = files(folders.old)
    folders.build(**{"posts/a.html": "a" * 1000})
    with full(100), pytest.raises(OSError, match="too large"):
        folders.swap()
    assert files(folders.old) == before
    assert not folders.following.exists()
    assert folders.swap()
    assert texts(folders.old) == texts(folders.new)


def test_what_a_killed_swap_has_left_is_put_right(folders: Folders) -> None:
    for suffix in (".next", ".former"):
        shutil.copytree(folders.new / "posts", beside(folders.old, suffix), dirs_exist_ok=True)
    recover(folders.old)
    assert texts(folders.old) == FILES
    assert folders.names() == ["html", "html.next", "notes.json", "staged"]
    folders.build(**{"posts/a.html": "other"})
    assert folders.swap()
    assert texts(folders.old) == {**FILES, "posts/a.html": "other"}


def test_the_site_is_there_at_every_moment(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[Path] = []
    rename = Path.rename

    def noted(path: Path, target: Path) -> Path:
        moved.append(path)
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", noted)
    folders.build(**{"posts/a.html": "other"})
    assert folders.swap()
    assert folders.old not in moved
    assert texts(folders.old) == {**FILES, "posts/a.html": "other"}
    assert texts(folders.following) == FILES


@pytest.mark.parametrize("keep", [True, False])
def test_where_folders_cannot_be_exchanged_they_are_renamed(
    keep: bool, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extensions.building.swap.exchange", lambda one, other: False)
    for text in ("other", "another"):
        folders.build(**{"posts/a.html": text})
        assert folders.swap(keep)
        assert texts(folders.old) == {**FILES, "posts/a.html": text}
        kept = ["html.next"] if keep else []
        assert folders.names() == ["html", *kept, "notes.json", "staged"]


def test_a_swap_killed_between_its_renames_is_taken_back(folders: Folders) -> None:
    folders.old.rename(beside(folders.old, ".former"))
    recover(folders.old)
    assert texts(folders.old) == FILES
    assert folders.names() == ["html", "html.next", "notes.json", "staged"]


def test_what_cannot_be_kept_is_no_fault(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: str, target: str) -> None:
        raise OSError

    def copy(source: str, target: str) -> None:
        if Path(source).is_relative_to(folders.old):
            raise OSError
        shutil.copyfile(source, target)

    shutil.rmtree(folders.old)
    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(shutil, "copy2", copy)
    assert folders.swap()
    assert texts(folders.old) == FILES
    assert not folders.following.exists()


def test_a_folder_that_no_build_made_is_not_replaced(tmp_path: Path) -> None:
    new, old = tmp_path / "staged", tmp_path / "html"
    assert fault(new, old) is None
    old.mkdir()
    assert fault(new, old) is None
    (old / "thesis.txt").write_text("")
    assert fault(new, old) == "it holds files, and no build made them"
    assert fault(new, old / "thesis.txt") == "it is no folder"
    (old / "objects.inv").write_text("")
    assert fault(new, old) is None


@pytest.mark.parametrize("place", ["staged", "staged/html", "."])
def test_a_folder_in_the_other_is_not_replaced(place: str, tmp_path: Path) -> None:
    new, old = tmp_path / "staged", tmp_path / place
    assert fault(new, old) == f"one of {new} and {old} is in the other"
