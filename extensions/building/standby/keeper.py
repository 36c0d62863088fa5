"""The keeper: ``python -m extensions.building.standby.keeper DESCRIPTOR ARGUMENT…``.

It forks a process for each build that is asked for on the connection DESCRIPTOR, which runs
``sphinx-build`` with the arguments.  What one build has imported it imports before the next.  It
ends with the connection.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection
from typing import IO

from extensions.building.publish import run
from extensions.building.standby.messages import FAULT, OUTDATED, VARIABLE, Ended, Talk


class Keeper:
    """Forks builds with *arguments*, which talk on *connection* themselves until they end."""

    def __init__(self, connection: Talk, arguments: list[str]) -> None:
        self.connection = connection
        self.arguments = arguments
        self.imported: list[str] = []

    def build(self) -> Ended:
        """Return how a build has ended that waited until it was asked for."""
        ended = self._fork()
        # It was asked for, and was set up from what is no more.
        return self._fork(" now") if ended.status == OUTDATED else ended

    def _fork(self, how: str = "") -> Ended:
        import_all(self.imported)
        with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as imported:
            pid = os.fork()
            if not pid:
                signal.signal(signal.SIGTERM, signal.SIG_DFL)
                os.environ[VARIABLE] = f"{self.connection.fileno()}{how}"
                os._exit(built(self.arguments, said, imported))
            status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
            self.imported = text_of(imported).split()
            return Ended(status, text_of(said))


def built(arguments: list[str], said: IO[bytes], imported: IO[bytes]) -> int:
    """Build, and return the status; what was said and imported is in the two files."""
    sys.stdout.flush()
    for number, stream in enumerate((sys.stdout, sys.stderr), 1):
        os.dup2(said.fileno(), number)
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        status = run(arguments)
    except BaseException:
        traceback.print_exc()
        status = FAULT
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    imported.write(" ".join(sys.modules).encode())
    imported.flush()
    return status


def import_all(names: Sequence[str]) -> None:
    """Import those of the modules *names* that can be, and keep them from being garbage."""
    for name in names:
        if name not in sys.modules:
            with suppress(Exception):
                import_module(name)
    gc.collect()
    gc.freeze()


def text_of(file: IO[bytes]) -> str:
    """Return what is in *file*."""
    file.seek(0)
    return file.read().decode("utf-8", "replace")


def main(argv: Sequence[str]) -> None:
    """Answer until nobody is there to ask."""
    # Sent to all of its group: what it has forked ends first, and it sees that.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    descriptor, *arguments = argv
    connection: Talk = Connection(int(descriptor))
    keeper = Keeper(connection, arguments)
    with suppress(EOFError, OSError):
        while connection.recv():
            connection.send(keeper.build())


if __name__ == "__main__":
    main(sys.argv[1:])
