"""Builds at each save, wherever the site is put: what is watched, what runs, what is said of it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

from sphinx_autobuild.filter import IgnoreFilter
from watchfiles import awatch

from extensions.building.standby import Standby, StandbyError
from extensions.building.statistics import path_of
from extensions.lib.own_code import EXTENSIONS

FAILED = "not built"
WATCHED = ["docs", "conf.py", "site.toml", str(EXTENSIONS)]
# What Python and editors write beside a file that is saved.
PASSING = [r"/__pycache__(/|$)", r"/\.ipynb_checkpoints(/|$)", r"/\.[^/]*$", r"~$", r"/#[^/]*#$"]


class Sphinx:
    """Runs ``sphinx-build`` with *arguments* by *standby*, or alone where that fails.

    ``said`` are the lines of what it has said last.
    """

    def __init__(self, arguments: Sequence[str], standby: Standby) -> None:
        self.arguments = arguments
        self.standby = standby
        self.said: list[str] = []

    def run(self, on_pages: Callable[[], None] = lambda: None) -> int:
        """Build, and return the status.

        Raises:
            ClosedError: it was broken off by the end of all.
        """
        try:
            ended = self.standby.build(on_pages)
            status, said = ended.status, ended.said
        except StandbyError as error:
            print(f"the process that is kept ready {error}: building in a new one", flush=True)
            status, said = alone(self.arguments)
        self.said = [line for line in said.splitlines() if line.strip()]
        return status


def alone(arguments: Sequence[str]) -> tuple[int, str]:
    """Return the status of a ``sphinx-build`` that is started for this, and what it says."""
    command = [sys.executable, "-m", "sphinx", *arguments]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    return done.returncode, done.stdout


async def saves() -> AsyncIterator[list[Path]]:
    """Yield the paths of what is saved at once, also of what was saved since the last were asked.

    It begins with the first that are asked for.
    """
    passing = IgnoreFilter([], PASSING)
    # Where watchfiles waits for a limited time, it forgets what is saved as that time ends.
    changed = awatch(*WATCHED, watch_filter=lambda _, path: not passing(path), rust_timeout=0)
    async for changes in changed:
        yield [Path(path).resolve() for _, path in changes]


async def follow(
    build: Callable[[list[Path]], object],
    prepare: Callable[[], object],
    begin: Callable[[], object] = lambda: None,
) -> None:
    """Call *begin*, and *build* with what is saved from then on, and *prepare* in between."""
    changes = saves()
    coming = asyncio.ensure_future(anext(changes))
    # Let it begin to watch.
    await asyncio.sleep(0)
    await asyncio.to_thread(begin)
    while True:
        await asyncio.to_thread(prepare)
        changed = await coming
        coming = asyncio.ensure_future(anext(changes))
        await asyncio.to_thread(build, changed)


def counted(doctrees: Path) -> str:
    """Return what the last build with *doctrees* has done."""
    counts = path_of(doctrees, "html")
    return counts.read_text("utf-8").strip() if counts.is_file() else "built"


def line(changed: Sequence[Path], done: str, seconds: float) -> str:
    """Return the line about a build after the files *changed* were saved."""
    prefix = ""
    if changed:
        first, here = min(changed), Path.cwd()
        name = first.relative_to(here) if here in first.parents else first
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        prefix = f"{name}{more}: "
    return f"{time.strftime('%H:%M:%S')} {prefix}{done}; {seconds:.1f} s"
