"""A clean copy of the work tree: what a fresh clone would have, changes included."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.project import ROOT


def checkout(folder: Path) -> Path:
    """Copy the files of the project that git does not ignore into *folder*."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    for name in filter(None, listed.decode().split("\0")):
        # What is deleted and not committed is still listed; a link is no source.
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder
