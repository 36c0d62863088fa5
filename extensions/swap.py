"""Put a folder in the place of another: whole, or not at all.

What is new is made beside the old folder, and takes its place by two renames.  A file that
says the same stays the very file that it was, date and all: it is linked from the old folder
into the new one.  It is never linked to the folder that it comes from, whose files are
written in place.

Which files say the same is known from notes of both at the time when they did, so that no
content is read.  Size and date alone would not do: a copied style sheet may have the date of
one before it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from filecmp import cmp
from pathlib import Path

from extensions.files import Kept

NEXT, FORMER = ".next", ".former"
# By this file the output of Sphinx is known.
BUILT = ".buildinfo"

Files = Mapping[str, os.stat_result]


@dataclass
class Notes(Kept):
    """Of each file, what :func:`stamp` gave of it in both folders when they were the same."""

    stamps: dict[str, list[int]] = field(default_factory=dict)


def beside(folder: Path, suffix: str) -> Path:
    """Return the folder beside *folder* with *suffix* at the end of its name."""
    return folder.with_name(folder.name + suffix)


def recover(old: Path) -> None:
    """Put *old* back if a swap was broken off between its renames; clear what one has left."""
    former = beside(old, FORMER)
    if not old.exists() and former.exists():
        former.rename(old)
    for suffix in (NEXT, FORMER):
        if (left := beside(old, suffix)).exists():
            shutil.rmtree(left)


def fault(new: Path, old: Path) -> str | None:
    """Return why *old* may not be replaced by *new*, if it may not; both are resolved."""
    if new == old or new in old.parents or old in new.parents:
        return f"one of {new} and {old} is in the other"
    if old.exists() and not old.is_dir():
        return "it is no folder"
    if old.is_dir() and any(old.iterdir()) and not (old / BUILT).is_file():
        return "it holds files, and no build made them"
    return None


def swap(new: Path, old: Path, notes: Path) -> bool:
    """Let *old* be what *new* is; return whether anything had to be done.

    *notes* is the file of what is remembered until the next time.

    Raises:
        OSError: *old* is then as it was.
    """
    kept = Notes.load(notes).stamps
    fresh, present = files_in(new), files_in(old)
    same = {name for name in fresh if is_same(name, new, old, fresh, present, kept)}
    if same == fresh.keys() == present.keys():
        remember(notes, kept, fresh, present)
        return False
    try:
        copied = fill(beside(old, NEXT), new, old, fresh, same)
        if old.exists():
            old.rename(beside(old, FORMER))
        beside(old, NEXT).rename(old)
    finally:
        recover(old)
    # The others are still the files that they were.
    remember(notes, kept, fresh, {**present, **{name: (old / name).lstat() for name in copied}})
    return True


def is_same(
    name: str, new: Path, old: Path, fresh: Files, present: Files, kept: Mapping[str, list[int]]
) -> bool:
    """Whether the file *name* says in both folders the same."""
    if name not in present or fresh[name].st_size != present[name].st_size:
        return False
    if stamp(fresh[name], present[name]) == kept.get(name):
        return True
    return cmp(new / name, old / name, shallow=False)


def stamp(fresh: os.stat_result, present: os.stat_result) -> list[int]:
    """Return numbers that are others as soon as one of the two files is written to."""
    # ctime is set by the system alone; that of the present file by a link to it as well.
    changed = [fresh.st_size, fresh.st_mtime_ns, fresh.st_ctime_ns]
    changed += [present.st_size, present.st_mtime_ns]
    # Another file system counts its files anew: the site may be published in several places.
    return [fresh.st_dev, fresh.st_ino, present.st_dev, present.st_ino, *changed]


def remember(notes: Path, kept: Mapping[str, list[int]], fresh: Files, present: Files) -> None:
    """Keep the stamps of both folders, which are the same now, unless they are *kept*."""
    stamps = stamps_of(fresh, present)
    if stamps != kept:
        Notes(stamps).save(notes)


def are_as_noted(new: Path, old: Path, notes: Path) -> bool:
    """Whether no file of *new* and *old* was touched, added or lost since *notes* were taken.

    Both are then the same.
    """
    kept = Notes.load(notes).stamps
    fresh, present = files_in(new), files_in(old)
    return kept.keys() == fresh.keys() == present.keys() and stamps_of(fresh, present) == kept != {}


def stamps_of(fresh: Files, present: Files) -> dict[str, list[int]]:
    """Return the stamp of each file; both folders have files of the same names."""
    return {name: stamp(fresh[name], present[name]) for name in fresh}


def fill(target: Path, new: Path, old: Path, names: Iterable[str], same: set[str]) -> list[str]:
    """Make *target* of the files *names*: of *old* those that are the *same*, else of *new*.

    Returns the names of those that had to be copied.
    """
    target.mkdir(parents=True)
    for folder in {name.rpartition("/")[0] for name in names}:
        (target / folder).mkdir(parents=True, exist_ok=True)
    copied = []
    # There are thousands: their paths are no objects.
    for name in names:
        if name not in same or not is_linked(f"{old}/{name}", f"{target}/{name}"):
            shutil.copy2(f"{old if name in same else new}/{name}", f"{target}/{name}")
            copied.append(name)
    return copied


def is_linked(source: str, target: str) -> bool:
    """Let *target* be the file *source*; return whether the file system can do that."""
    try:
        os.link(source, target)
    except OSError:
        return False
    return True


def files_in(folder: Path) -> dict[str, os.stat_result]:
    """Return what the system says of each file below *folder*, which need not exist, by path."""
    found: dict[str, os.stat_result] = {}
    waiting = [""] if folder.is_dir() else []
    while waiting:
        below = waiting.pop()
        with os.scandir(folder / below) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{below}{entry.name}/")
                else:
                    found[below + entry.name] = entry.stat(follow_symlinks=False)
    return found
