"""A program that a test starts as from a terminal, hears line by line, and ends by Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from tests.support.project import ROOT

# What does not come by then never comes, whatever else the machine does.
PATIENCE = 300


class Program:
    """The running module *module* of the project, with *arguments*, in the folder *folder*."""

    def __init__(
        self, module: str, *arguments: str, folder: Path, env: Mapping[str, str] | None = None
    ) -> None:
        with _interruptible():
            self.process = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                cwd=folder,
                env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
            )
        self.heard: list[str] = []
        self._lines: SimpleQueue[str | None] = SimpleQueue()
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stdout
        with self.process.stdout as said:
            for line in said:
                self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    def told(self) -> str:
        """Return the next line, when it comes.

        Raises:
            AssertionError: it has ended, or none comes; the message has what it said.
        """
        try:
            line = self._lines.get(timeout=PATIENCE)
        except Empty:
            self.process.kill()
            raise AssertionError(self._after("says nothing more")) from None
        if line is None:
            raise AssertionError(self._after(f"has ended with {self.process.wait()}"))
        self.heard.append(line)
        return line

    def end(self) -> tuple[int, list[str]]:
        """Press Ctrl-C; return its status, and the lines that nobody has heard.

        Raises:
            AssertionError: it goes on; the message has what it said.
        """
        self.process.send_signal(signal.SIGINT)
        return self.ended()

    def ended(self) -> tuple[int, list[str]]:
        """Wait for its end, and return the same."""
        try:
            status = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError(self._after("does not end")) from None
        self._listener.join(PATIENCE)
        rest = []
        while not self._lines.empty():
            rest.append(self._lines.get())
        return status, [line for line in rest if line is not None]

    def _after(self, what: str) -> str:
        return "\n".join([f"it {what}, after it said", *self.heard])


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let what is started be ended by Ctrl-C.

    What a shell runs in the background ignores it, tests as well, and so does all that they start.
    """
    former = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, former)
