"""Builds in tests are forked from a process that reads the lists of installed packages once."""

from __future__ import annotations

import subprocess
import sys

from tests.support.processes import PRELOADED
from tests.support.project import ROOT

# Run in a process of its own, for the module changes that in which it is imported.
CHECK = f"""
from importlib import import_module, metadata

read_anew = metadata.entry_points
import_module("{PRELOADED}")
kept = metadata.entry_points
for user in ("sphinx.registry", "sphinx.theming", "pybtex.plugin"):
    assert import_module(user).entry_points is kept, user
for group in ("sphinx.builders", "sphinx.html_themes", "pygments.lexers", "pybtex.database.input"):
    assert list(kept(group=group)) == list(read_anew(group=group)), group
    assert kept(group=group) is kept(group=group), group
"""


def test_lists_of_packages_are_those_of_a_new_process_and_read_once() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHECK], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert (done.returncode, done.stderr) == (0, "")
