"""A clean copy of the work tree: what a clone would have, changes included."""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import cache_from_source
from pathlib import Path

from tests.support.project import ROOT, SITE
from tests.support.sample import write_sample

# What stands in docs/ and is no content.
OF_THE_PAGE = ("docs/_static/", "docs/_templates/")


def checkout(folder: Path) -> Path:
    """Copy the files of the project that git does not ignore into *folder*."""
    return _copied(_listed(), folder)


def small_checkout(folder: Path) -> Path:
    """Do the same with the sample site as the content: what ``make`` does to any site."""
    names = [n for n in _listed() if not n.startswith("docs/") or n.startswith(OF_THE_PAGE)]
    _copied(names, folder)
    write_sample(folder / "docs")
    (folder / "site.toml").write_text(SITE, "utf-8")
    return folder


def _listed() -> list[str]:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    return [name for name in listed.decode().split("\0") if name]


def _copied(names: list[str], folder: Path) -> Path:
    # What Python has compiled comes along: each command would else compile it once more.
    compiled = [cache_from_source(name) for name in names if name.endswith(".py")]
    for name in [*names, *compiled]:
        # What is deleted and not committed is still listed; a link is no source.
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder
