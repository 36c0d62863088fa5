"""Run a command and say what it cost: time, work and memory of all its processes."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from tests.bench.tools import environment

BETWEEN_S = 0.2
PROC = Path("/proc")


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of processor, and the most memory at one time in bytes.

    The memory is that of the whole tree of processes, each page of it counted once (PSS),
    looked at five times a second; 0 where the system does not say.
    """

    seconds: float
    work: float
    memory: int


class FailedError(Exception):
    """A command ended with an error."""


def run(command: list[str], folder: Path, log: Path) -> Cost:
    """Run *command* in *folder*; what it says goes into *log*.

    Raises:
        FailedError: the command did not succeed.
    """
    before, start = os.times(), time.perf_counter()
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, cwd=folder, env=environment(), stdout=said, stderr=subprocess.STDOUT
        )
        with Watch(process.pid) as watch:
            status = process.wait()
    seconds, after = time.perf_counter() - start, os.times()
    if status:
        last = log.read_text("utf-8", "replace").strip().splitlines()[-3:]
        raise FailedError(f"{' '.join(command)}: {' / '.join(last)}")
    work = after.children_user + after.children_system
    return Cost(seconds, work - before.children_user - before.children_system, watch.most)


class Watch:
    """Looks at the memory of a process and all below it, again and again."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.most = 0
        self._ended = Event()
        self._thread = Thread(target=self._look)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(BETWEEN_S):
            self.most = max(self.most, sum(map(memory, tree(self.pid))))


def tree(pid: int) -> Iterator[int]:
    """Yield *pid* and the processes below it."""
    yield pid
    for children in (PROC / str(pid) / "task").glob("*/children"):
        for child in read(children).split():
            yield from tree(int(child))


def memory(pid: int) -> int:
    """Return the bytes of *pid*, its share of what it has in common with others."""
    for line in read(PROC / str(pid) / "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def read(path: Path) -> str:
    """Return the text of *path*; a process may end at any time."""
    try:
        return path.read_text("utf-8")
    except OSError:
        return ""
