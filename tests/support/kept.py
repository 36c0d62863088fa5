"""Builds of a project in a process that was set up ahead."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from extensions.building.standby import Standby
from extensions.building.standby.messages import Ended
from tests.support.project import ROOT, Project, Result

# Of each process that is set up, the number, and what it was set up with.
NOTES_PROCESSES = """
import os
from pathlib import Path

with Path("processes.txt").open("a") as file:
    file.write(f"{os.getpid()}\\n")
"""


class Kept:
    """Builds *project* as ``Project.build`` does."""

    def __init__(self, project: Project, jobs: int = 1) -> None:
        self.project = project
        build = project.root / "_build"
        self.outdir = build / "html"
        arguments = ["-q", "--no-color", "-b", "html", "-j", str(jobs), "-c", str(project.root)]
        arguments += ["-d", str(build / "doctrees"), str(project.docs), str(self.outdir)]
        self.standby = Standby(arguments, self._surroundings)

    def build(self) -> Result:
        """Build, and have the next build set up."""
        ended = self.standby.build()
        self.standby.prepare()
        return self._result(ended)

    def _surroundings(self) -> str:
        return (self.project.root / "conf.py").read_text("utf-8")

    def _result(self, ended: Ended) -> Result:
        output = re.sub(r"(?m)^docs/", "", ended.said.replace(f"{self.project.docs}{os.sep}", ""))
        warnings = [line for line in output.splitlines() if ": WARNING: " in line]
        return Result(ended.status, warnings, output, self.outdir)


@contextmanager
def kept(project: Project, jobs: int = 1) -> Iterator[Kept]:
    """Give what builds *project*, until all is ended."""
    here = Path.cwd()
    os.chdir(project.root)
    with patch.dict(os.environ, {"PYTHONPATH": str(ROOT)}):
        builds = Kept(project, jobs)
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
