"""Decide whether the published site is up to date.

If it is, ``make html`` does not start Sphinx, which takes seconds to find that there is nothing
to do.  A needless build is harmless and a missing one is not, so whatever is unknown counts as
changed.

A site is made of the sources, the settings, the code, all else in the project's folder, what
Sphinx has read elsewhere (see ``incremental``), the packages, the variables, the options and the
day.  Of files the inode, the size and the times are compared, and no content.  The digest is
taken before a build and again after it, and is worth nothing if the two differ: what was changed
while Sphinx read it, and changed back, can be on a page.
"""

from __future__ import annotations

import datetime
import os
import re
import site
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extensions.lib.files import JsonState
from extensions.lib.fingerprint import Fingerprint, Identity, identity
from extensions.lib.own_code import EXTENSIONS
from extensions.lib.python_runtime import FOLDER as RUNTIME_FOLDER
from extensions.lib.python_runtime import RECORD as RUNTIME_RECORD

SOURCES = "docs"
# What make books leaves for pages to show: a folder, in the settings by this name, and a file.
BOOK_FOLDER, BOOK_RECORD = ".cache/books", "books.json"
# Beside the environment: who deletes that wants the site built.
RECORD, ELSEWHERE = "unchanged.json", "elsewhere.json"
# What the shell, make and the terminal set anew each time, and no build asks for.
PASSING = re.compile(
    r"_|SHLVL|PWD|OLDPWD|MAKE[A-Z_]*|MFLAGS|COLUMNS|LINES|WINDOWID|TERM_SESSION_ID"
    r"|TMUX|TMUX_PANE|STY|WINDOW|SSH_TTY|SSH_CLIENT|SSH_CONNECTION|XDG_SESSION_ID"
)
# With any other options a site may have been published that has faults, to be told again.
STRICT = re.compile(r"-[nqQTv]*W|--fail-on-warning")
# -a and -E: make all pages anew; -w: write a file of warnings.  Long options may be cut short.
ANEW = re.compile(r"-[^-]*[aEw]|--[fw](?!ail-)")


@dataclass
class Record(JsonState):
    """The up-to-date marker: a digest of the inputs of the published site; empty if unknown."""

    made_of: str = ""


@dataclass
class Elsewhere(JsonState):
    """The absolute paths of files and folders outside the sources that a build has read."""

    paths: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class BuildRequest:
    """A requested build: its folders and options.

    ``doctrees`` is the folder of the environment, ``written`` are the folders that builds
    write to, ``today`` gives the day.
    """

    doctrees: Path
    written: Sequence[Path]
    options: Sequence[str]
    today: Callable[[], datetime.date]

    def inputs(self) -> str:
        """Return the digest of the present inputs, empty if one of them cannot be read."""
        return self._digest(self._surroundings, self._sources)

    def surroundings(self) -> str:
        """Return the digest of the inputs but for the sources and the day, empty as well."""
        return self._digest(self._surroundings)

    def _digest(self, *parts: Callable[[Fingerprint], None]) -> str:
        digest = Fingerprint()
        try:
            for add in parts:
                add(digest)
        except OSError:
            return ""
        return digest.hexdigest()

    def _surroundings(self, digest: Fingerprint) -> None:
        digest.note(sys.version, sys.executable, sys.prefix)
        digest.note("options", *self.options, "variables", *variables())
        for folder in packages():
            digest.packages(folder)
        root = Path.cwd()
        # Tools keep what is theirs in folders with a dot.
        tools = [path for path in root.glob(".*") if path.is_dir()]
        known = [root / SOURCES, EXTENSIONS]
        digest.folder(EXTENSIONS, apart=frozenset())
        digest.folder(root, apart=identities([*known, *self.written, *tools, Path(sys.prefix)]))

        for record in (Path(BOOK_FOLDER, BOOK_RECORD), Path(RUNTIME_FOLDER, RUNTIME_RECORD)):
            digest.path(root / record)

    def _sources(self, digest: Fingerprint) -> None:
        digest.note(str(self.today()))
        digest.folder(Path.cwd() / SOURCES)
        for path in Elsewhere.load(self.doctrees / ELSEWHERE).paths:
            digest.path(Path(path))

    def is_published(self, inputs: str) -> bool:
        """Return whether the site was built from *inputs*, and the options let it be skipped."""
        if not inputs or Record.load(self.doctrees / RECORD).made_of != inputs:
            return False
        return any(map(STRICT.fullmatch, self.options)) and not any(map(ANEW.match, self.options))

    def note_published(self, before: str) -> None:
        """Write the up-to-date marker, unless an input has changed since *before* was taken."""
        if before and before == self.inputs():
            Record(before).save(self.doctrees / RECORD)


def forget(doctrees: Path) -> None:
    """Delete the up-to-date marker."""
    (doctrees / RECORD).unlink(missing_ok=True)


def book_record(config: Any) -> str:
    """Return the path, from the folder of conf.py, of what says which books stand ready."""
    return f"{config.book_folder}/{BOOK_RECORD}"


def records_of_commands(config: Any) -> list[str]:
    """Return the paths of what commands beside the build have left for pages to show."""
    return [book_record(config), f"{config.runtime_folder}/{RUNTIME_RECORD}"]


def variables() -> Iterator[str]:
    """Yield names and values of the environment variables that a build may read."""
    for name, value in sorted(os.environ.items()):
        if not PASSING.fullmatch(name):
            yield from (name, value)


def packages() -> list[Path]:
    """Return the folders in which packages are installed."""
    folders = site.getsitepackages()
    if site.ENABLE_USER_SITE:
        folders.append(site.getusersitepackages())
    return [Path(folder) for folder in folders]


def identities(paths: Iterable[Path]) -> frozenset[Identity]:
    """Return the identities of those of *paths* that exist."""
    return frozenset(identity(path.stat()) for path in paths if path.exists())
