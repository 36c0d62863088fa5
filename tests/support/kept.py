"""Builds of a project in a process that was set up ahead."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing import Pipe
from multiprocessing.process import BaseProcess
from pathlib import Path
from unittest.mock import patch

from extensions.building.standby import Keeper, Standby, keeper
from extensions.building.standby.messages import Ended, Talk
from tests.support.processes import preloaded, surround
from tests.support.project import ROOT, Project, Result

# Of each process that is set up, the number, and what it was set up with.
NOTES_PROCESSES = """
import os
from pathlib import Path

with Path("processes.txt").open("a") as file:
    file.write(f"{os.getpid()}\\n")
"""


class Forked:
    """A *process* that was forked, in place of one that was started."""

    def __init__(self, process: BaseProcess) -> None:
        self._process = process
        self.pid = process.pid or 0

    def wait(self) -> int:
        """Return the status with which it ends."""
        self._process.join()
        return self._process.exitcode or 0


class ForkedStandby(Standby):
    """One whose keepers are forked: a Python of its own takes seconds to import what builds."""

    def _start(self, made_from: str) -> Keeper:
        ours, theirs = Pipe()
        given = (theirs, self.arguments, Path.cwd(), dict(os.environ))
        process = preloaded().Process(target=_keep, args=given)
        process.start()
        theirs.close()
        # From now on what it forks can be ended with it.
        ours.recv()
        self._keeper = Keeper(Forked(process), ours, made_from)
        return self._keeper


def _keep(connection: Talk, arguments: Sequence[str], folder: Path, env: Mapping[str, str]) -> None:
    os.setsid()
    with open(os.devnull, "r+b", buffering=0) as nowhere:  # noqa: PTH123 - no file
        for descriptor in (0, 2):
            os.dup2(nowhere.fileno(), descriptor)
    surround(folder, env)
    connection.send("begun")
    keeper.main([str(connection.fileno()), *arguments])


class Kept:
    """Builds *project* as ``Project.build`` does, from an *own_python* as ``make live`` does."""

    def __init__(self, project: Project, jobs: int = 1, own_python: bool = False) -> None:
        self.project = project
        build = project.root / "_build"
        self.outdir = build / "html"
        arguments = ["-q", "--no-color", "-b", "html", "-j", str(jobs), "-c", str(project.root)]
        arguments += ["-d", str(build / "doctrees"), str(project.docs), str(self.outdir)]
        standby = Standby if own_python else ForkedStandby
        self.standby = standby(arguments, self._surroundings)

    def build(self) -> Result:
        """Build, and have the next build set up."""
        ended = self.standby.build()
        self.standby.prepare()
        return self._result(ended)

    def _surroundings(self) -> str:
        files = (self.project.root / name for name in ("conf.py", "site.toml"))
        return "".join(file.read_text("utf-8") for file in files)

    def _result(self, ended: Ended) -> Result:
        output = re.sub(r"(?m)^docs/", "", ended.said.replace(f"{self.project.docs}{os.sep}", ""))
        warnings = [line for line in output.splitlines() if ": WARNING: " in line]
        return Result(ended.status, warnings, output, self.outdir)


@contextmanager
def kept(project: Project, jobs: int = 1, own_python: bool = False) -> Iterator[Kept]:
    """Give what builds *project*, until all is ended."""
    here = Path.cwd()
    os.chdir(project.root)
    with patch.dict(os.environ, {"PYTHONPATH": str(ROOT)}):
        builds = Kept(project, jobs, own_python)
        try:
            yield builds
        finally:
            builds.standby.close()
            os.chdir(here)


def processes(project: Project) -> Sequence[int]:
    """Return the numbers of the processes that were set up with ``NOTES_PROCESSES``."""
    path = project.root / "processes.txt"
    return [int(line) for line in path.read_text("utf-8").split()] if path.is_file() else []


def is_running(number: int) -> bool:
    """Return whether the process *number* is there."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True
