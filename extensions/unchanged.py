"""Whether anything has changed of what the published site was made of.

If not, ``make html`` does not start Sphinx, which takes seconds to find that there is nothing
to do.  To build in vain is harmless, and not to build is not: what is not known has changed.

A site is made of the sources, the settings, the code, all else in the project's folder, what
Sphinx has read elsewhere (see ``rebuild``), the packages, the variables, the options and the
day.  They are compared by what they say, never by date.  They are taken before a build and
again after it, then with what tells of a change, and are worth nothing if the two differ: what
was changed while Sphinx read it, and changed back, can be on a page.
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

from extensions.contents import Contents, Identity, identity
from extensions.files import Kept

SOURCES = "docs"
EXTENSIONS = Path(__file__).parent
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
class Record(Kept):
    """A digest of what the published site was made of; empty if that is not known."""

    made_of: str = ""


@dataclass
class Elsewhere(Kept):
    """The files and folders outside the sources that a build has read, as whole paths."""

    paths: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class State:
    """The digests of what a site is made of (see ``contents``)."""

    said: str
    stamps: str


@dataclass(frozen=True)
class Asked:
    """A build that is asked for.

    ``doctrees`` is the folder of the environment, ``written`` are the folders that builds
    write to, ``today`` gives the day.
    """

    doctrees: Path
    written: Sequence[Path]
    options: Sequence[str]
    today: Callable[[], datetime.date]

    def state(self) -> State | None:
        """Return what the site would be made of now; nothing if that cannot be read."""
        contents = Contents()
        try:
            contents.note(str(self.today()), sys.version, sys.executable, sys.prefix)
            contents.note("options", *self.options, "variables", *variables())
            for folder in packages():
                contents.packages(folder)
            self._files(contents)
        except OSError:
            return None
        return State(contents.said.hexdigest(), contents.stamps.hexdigest())

    def _files(self, contents: Contents) -> None:
        root = Path.cwd()
        # Tools keep what is theirs in folders with a dot.
        tools = [path for path in root.glob(".*") if path.is_dir()]
        known = [root / SOURCES, EXTENSIONS]
        contents.folder(root / SOURCES)
        contents.folder(EXTENSIONS, apart=frozenset())
        contents.folder(root, apart=identities([*known, *self.written, *tools, Path(sys.prefix)]))
        for path in Elsewhere.load(self.doctrees / ELSEWHERE).paths:
            contents.path(Path(path))

    def is_published(self, state: State | None) -> bool:
        """Whether the published site was made of *state*, and nothing would be told of it."""
        if state is None or Record.load(self.doctrees / RECORD).made_of != state.said:
            return False
        return any(map(STRICT.fullmatch, self.options)) and not any(map(ANEW.match, self.options))

    def note_published(self, before: State | None) -> None:
        """Note that a site was published that was made of *before*, if that still holds."""
        if before is not None and before == self.state():
            Record(before.said).save(self.doctrees / RECORD)


def forget(doctrees: Path) -> None:
    """Let it not be known any more what the published site was made of."""
    (doctrees / RECORD).unlink(missing_ok=True)


def variables() -> Iterator[str]:
    """Yield the names and values of the variables that a build may ask for."""
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
    """Return the identities of those of *paths* that are there."""
    return frozenset(identity(path.stat()) for path in paths if path.exists())
