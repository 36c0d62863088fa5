"""Run a build: in a Python of its own, or forked from one that has imported all.

Two thirds of the processor time of a small build are those of imports, and the tests make
hundreds.  What is forked is a process in which no extension was set up
(``tests/support/preload.py``).

The process that others are forked from is a child of the one that asks for the first build,
and ends with it.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path

PRELOADED = "tests.support.preload"
SPHINX = "sphinx.cmd.build"
# What ``make html`` runs.
PUBLISH = "extensions.building.publish"


def started(
    arguments: Sequence[str],
    folder: Path,
    env: Mapping[str, str],
    python: str = sys.executable,
) -> tuple[int, str]:
    """Run ``sphinx-build`` with *arguments* in *folder*; return its status and what it said.

    The variables *env* are all that it has.
    """
    done = subprocess.run(
        [python, "-m", "sphinx", *arguments],
        cwd=folder,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    return done.returncode, done.stdout


def forked(
    arguments: Sequence[str], folder: Path, env: Mapping[str, str], program: str = SPHINX
) -> tuple[int, str]:
    """Do the same in less time, or run the function ``main`` of another module *program*.

    What Python takes from variables when it starts, the seed of hashes too, is the same for
    all builds that one process asks for.
    """
    context = preloaded()
    reader, writer = context.Pipe(duplex=False)
    given = (program, list(arguments), folder, dict(env), writer)
    process = context.Process(target=_run, args=given)
    process.start()
    writer.close()
    # What the build has started may outlive it: then this waits for that as well.
    with os.fdopen(os.dup(reader.fileno()), encoding="utf-8") as output:
        said = output.read()
    reader.close()
    process.join()
    assert process.exitcode is not None
    return process.exitcode, said


def preloaded() -> ForkServerContext:
    """Return what forks processes from one that has imported all."""
    context = get_context("forkserver")
    context.set_forkserver_preload([PRELOADED, __name__])
    return context


def surround(folder: Path, env: Mapping[str, str]) -> None:
    """Go on in *folder* with the variables *env*, as what was started there does."""
    os.environ.clear()
    os.environ.update(env)
    # A thousand messages of a build are for those who debug Sphinx.
    logging.disable(logging.DEBUG)
    os.chdir(folder)


def _run(
    program: str, arguments: list[str], folder: Path, env: dict[str, str], writer: Connection
) -> None:
    main = import_module(program).main
    for descriptor in (1, 2):
        os.dup2(writer.fileno(), descriptor)
    writer.close()
    surround(folder, env)
    sys.exit(main(arguments))
