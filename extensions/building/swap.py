"""Replace one folder by another, completely or not at all.

What is new is made beside the old folder, and both are exchanged: in one step, or by renames where
the system has no such step.  A file that says the same stays the very file that it was, date and
all: it is linked from the old folder into the new one.  It is never linked to the folder that it
comes from, whose files are written in place.

What stood before may be kept: the next swap then has a few links to make, not thousands.

Which files say the same is known from notes of both at the time when they did, so that no
content is read.  Size and date alone would not do: a copied style sheet may have the date of
one before it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from filecmp import cmp
from os.path import samestat
from pathlib import Path, PurePath

from extensions.lib.exchange import exchange
from extensions.lib.files import JsonState

NEXT, FORMER = ".next", ".former"
# By this file the output of Sphinx is known.
BUILT = "objects.inv"
# What Sphinx notes of its settings for the next build is no part of the site.
UNPUBLISHED = frozenset({".buildinfo"})

Files = Mapping[str, os.stat_result]


@dataclass
class Notes(JsonState):
    """Of each file, what :func:`stamp` gave of it in both folders when they were the same."""

    stamps: dict[str, list[int]] = field(default_factory=dict)


def beside(folder: Path, suffix: str) -> Path:
    """Return the folder beside *folder* with *suffix* at the end of its name."""
    return folder.with_name(folder.name + suffix)


def recover(old: Path) -> None:
    """Put *old* back if a swap was broken off between its renames; clear what stood before."""
    former = beside(old, FORMER)
    if former.exists():
        shutil.rmtree(former) if old.exists() else former.rename(old)


def fault(new: Path, old: Path) -> str | None:
    """Return why *new* may not replace *old*, if there is a reason; both paths are resolved."""
    if new == old or new in old.parents or old in new.parents:
        return f"one of {new} and {old} is in the other"
    if old.is_mount():
        return "it is a mount point, which takes the place of no other folder"
    if old.exists() and not old.is_dir():
        return "it is no folder"
    if old.is_dir() and any(old.iterdir()) and not (old / BUILT).is_file():
        return "it holds files, and no build made them"
    return None


def swap(new: Path, old: Path, notes: Path, keep: bool = False) -> bool:
    """Give *old* the content of *new*; return whether anything had to change.

    *notes* is the file of what is remembered until the next time, and *keep* says whether the
    next folder stays beside *old*, for the next time as well.

    Raises:
        OSError: *old* is then as it was.
    """
    kept = Notes.load(notes).stamps
    fresh, present = published(new), files_in(old)
    same = {name for name in fresh if is_same(name, new, old, fresh, present, kept)}
    if same == fresh.keys() == present.keys():
        remember(notes, kept, fresh, present)
        return False
    following = beside(old, NEXT)
    try:
        copied = fill(following, new, old, fresh, {name: present[name] for name in same})
        put(following, old)
    except BaseException:
        shutil.rmtree(following, ignore_errors=True)
        recover(old)
        raise
    # The others are still the files that they were.
    present = {**present, **{name: (old / name).lstat() for name in copied}}
    if keep and same.isdisjoint(copied):
        prepare(old, present)
    else:
        shutil.rmtree(following, ignore_errors=True)
    remember(notes, kept, fresh, present)
    return True


def put(following: Path, old: Path) -> None:
    """Let *old* be the folder *following*, and *following* what stood before, if anything did."""
    if not old.exists():
        following.rename(old)
    elif not exchange(following, old):
        former = beside(old, FORMER)
        old.rename(former)
        following.rename(old)
        former.rename(following)


def prepare(old: Path, present: Files) -> None:
    """See that a folder stands beside *old*, of the files *present*, for the next time.

    Where nothing stood before, it is made of links, if the file system can do that.
    """
    following = beside(old, NEXT)
    with suppress(OSError):
        if following.exists() or not fill(following, old, old, present, present):
            return
    shutil.rmtree(following, ignore_errors=True)


def is_same(
    name: str, new: Path, old: Path, fresh: Files, present: Files, kept: Mapping[str, list[int]]
) -> bool:
    """Return whether the file *name* has the same content in both folders."""
    if name not in present or fresh[name].st_size != present[name].st_size:
        return False
    if stamp(fresh[name], present[name]) == kept.get(name):
        return True
    return cmp(new / name, old / name, shallow=False)


def stamp(fresh: os.stat_result, present: os.stat_result) -> list[int]:
    """Return numbers that change as soon as one of the two files is written to."""
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
    """Return whether no file of *new* or *old* was changed, added or deleted since *notes*.

    Both are then the same.
    """
    kept = Notes.load(notes).stamps
    fresh, present = published(new), files_in(old)
    return kept.keys() == fresh.keys() == present.keys() and stamps_of(fresh, present) == kept != {}


def stamps_of(fresh: Files, present: Files) -> dict[str, list[int]]:
    """Return the stamp of each file; both folders have files of the same names."""
    return {name: stamp(fresh[name], present[name]) for name in fresh}


def fill(target: Path, new: Path, old: Path, names: Iterable[str], same: Files) -> list[str]:
    """Fill *target* with the files *names*: from *old* if they are in *same*, else from *new*.

    What *target* has is kept where it is the very file of *old*.  Returns the names of those
    that had to be copied.
    """
    left = files_in(target)
    there = {name for name in left.keys() & same.keys() if samestat(left[name], same[name])}
    clear(target, left.keys() - there)
    missing = [name for name in names if name not in there]
    target.mkdir(parents=True, exist_ok=True)
    for folder in {name.rpartition("/")[0] for name in missing}:
        (target / folder).mkdir(parents=True, exist_ok=True)
    copied = []
    # There are thousands: their paths are no objects.
    for name in missing:
        if name not in same or not is_linked(f"{old}/{name}", f"{target}/{name}"):
            shutil.copy2(f"{old if name in same else new}/{name}", f"{target}/{name}")
            copied.append(name)
    return copied


def clear(folder: Path, names: Iterable[str]) -> None:
    """Delete the files *names* of *folder*, and the folders in it that are empty then."""
    below: set[PurePath] = set()
    for name in names:
        (folder / name).unlink()
        below.update(PurePath(name).parents)
    for path in sorted(below, reverse=True):
        # One that has other files stays.
        with suppress(OSError):
            (folder / path).rmdir()


def is_linked(source: str, target: str) -> bool:
    """Link *target* to the file *source*; return whether the file system supports it."""
    try:
        os.link(source, target)
    except OSError:
        return False
    return True


def published(folder: Path) -> dict[str, os.stat_result]:
    """Return the file status of each published file below *folder*, by path."""
    return {name: found for name, found in files_in(folder).items() if name not in UNPUBLISHED}


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
