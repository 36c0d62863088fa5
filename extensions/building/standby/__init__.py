"""Build in a process that was set up before it is asked.

Most of a small build is over before the first source is read: Python has imported Sphinx and the
extensions, these are set up, the environment is loaded.  A :class:`Standby` has that done ahead.
It starts a *keeper* (``keeper``), a Python that imports everything once and forks a process for
each build.  Such a process goes as far as it can without a look at a source and waits there
(``waiting``); when it has built, it ends, and its memory with it.  So every build has an
application of its own, and an environment read from disk, as if it had been started alone.

What a process was set up from may change while it waits.  If that is the environment, the keeper
forks another one; if it is the settings, the code or a package, there is another keeper.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from extensions.building.standby.messages import Ended, Talk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# The statuses with which ``sphinx-build`` ends: built, built with warnings, not built.
STATUSES = (0, 1, 2)


class StandbyError(Exception):
    """The process that was set up ahead has not done what it was asked; the message says why."""


class ClosedError(Exception):
    """The build was broken off because the standby was closed."""


class Process(Protocol):
    """What a keeper runs in."""

    @property
    def pid(self) -> int:
        """Its number, which is that of its group as well."""

    def wait(self) -> int:
        """Return the status with which it ends."""


@dataclass
class Keeper:
    """A running keeper, and what it was started from.

    ``forked`` says whether there is a process for the next build, ``ready`` whether it waits.
    """

    process: Process
    connection: Talk
    made_from: str
    forked: bool = False
    ready: bool = False

    def ask(self, message: str) -> str | Ended:
        """Return the first answer to *message*."""
        self.forked = True
        with suppress(OSError):
            self.connection.send(message)
        return self.answer()

    def answer(self) -> str | Ended:
        """Return what is said next."""
        try:
            answer = self.connection.recv()
        except (EOFError, OSError):
            answer = Ended(self.process.wait(), "")
        self.forked = self.forked and not isinstance(answer, Ended)
        return answer

    def kill(self) -> None:
        """End what it has forked, which may be building."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)

    def end(self) -> None:
        """End it, after all that it has forked."""
        self.kill()
        while self.forked:
            self.answer()
        self.connection.close()
        self.process.wait()


class Standby:
    """Runs ``sphinx-build`` with *arguments*, again and again.

    *surroundings* gives a digest of what a keeper is started from: of settings, code and packages.
    """

    def __init__(self, arguments: Sequence[str], surroundings: Callable[[], str]) -> None:
        self.arguments = arguments
        self.surroundings = surroundings
        self._keeper: Keeper | None = None
        self._closed = False
        self._busy = Lock()

    def prepare(self) -> None:
        """Set a process up for the next build; the caller holds the lock on the environment.

        Where that fails, the next build tells of it.
        """
        with self._busy, suppress(StandbyError, ClosedError):
            self._prepared()

    def build(self, on_pages: Callable[[], None] = lambda: None) -> Ended:
        """Build, and return how that ended; *on_pages* is called when what was saved is written.

        Raises:
            StandbyError: there is no telling what was built; the next build is from nothing.
            ClosedError: it was broken off.
        """
        with self._busy:
            keeper = self._prepared()
            keeper.ready = False
            answer = keeper.ask("build")
            while answer == "pages":
                on_pages()
                answer = keeper.answer()
            if not isinstance(answer, Ended) or answer.status not in STATUSES:
                raise self._fault(answer)
            return answer

    def close(self) -> None:
        """End all processes; a build that is under way in another thread is broken off."""
        self._closed = True
        if keeper := self._keeper:
            keeper.kill()
        with self._busy:
            self._drop()

    def _prepared(self) -> Keeper:
        """Return a keeper for which a process waits that is set up from what is there today."""
        if self._closed:
            raise ClosedError
        made_from = self.surroundings()
        if self._keeper and self._keeper.made_from != made_from:
            self._drop()
        keeper = self._keeper or self._start(made_from)
        if not keeper.ready:
            answer = keeper.ask("prepare")
            if answer != "ready":
                raise self._fault(answer)
            keeper.ready = True
        return keeper

    def _start(self, made_from: str) -> Keeper:
        ours, theirs = Pipe()
        with theirs:
            command = [sys.executable, "-m", f"{__name__}.keeper", str(theirs.fileno())]
            process = subprocess.Popen(
                [*command, *self.arguments],
                # So that all that it forks can be ended.  Ctrl-C is for those who ask it.
                start_new_session=True,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        self._keeper = Keeper(process, ours, made_from)
        return self._keeper

    def _fault(self, answer: str | Ended) -> StandbyError | ClosedError:
        self._drop()
        if self._closed or not isinstance(answer, Ended):
            return ClosedError()
        if answer.status < 0:
            return StandbyError(f"was ended by {signal.Signals(-answer.status).name}")
        last = answer.said.strip().rpartition("\n")[2]
        return StandbyError(f"ended: {last or f'status {answer.status}'}")

    def _drop(self) -> None:
        """End the keeper, if there is one."""
        keeper, self._keeper = self._keeper, None
        if keeper:
            keeper.end()
