"""Which files are the engine's, and which the owner's: the one list of them.

A site of one's own has a copy of the engine's files, which ``make update`` brings up to date.  All
else is its owner's, and no command touches it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

# Files and folders, from the top; a folder is taken with all that is in it.
ENGINE = (
    "Makefile",
    "conf.py",
    "pyproject.toml",
    "requirements.in",
    "requirements.txt",
    "requirements-dev.in",
    "requirements-dev.txt",
    "docs/_static",
    "docs/_templates",
    "extensions",
    "tests/__init__.py",
    "tests/conftest.py",
    "tests/content",
    "tests/site",
    "tests/support",
)
# What stands in those folders and is the owner's: the icon, and tests of pieces of one's own.
OWN = ("docs/_static/favicon.svg", "tests/content/own")
# What programs leave behind.
LEFT = {"__pycache__", "node_modules"}


def engine_files(root: Path) -> Iterator[str]:
    """Yield the paths of the engine's files below *root*, sorted, with slashes."""
    for name in sorted(ENGINE):
        path = root / name
        found = [path] if path.is_file() else _below(path)
        for one in found:
            relative = one.relative_to(root).as_posix()
            if not is_own(relative):
                yield relative


def is_own(path: str) -> bool:
    """Whether the file at *path*, in a folder of the engine, is its owner's."""
    names = PurePosixPath(path)
    return any(names == PurePosixPath(own) or PurePosixPath(own) in names.parents for own in OWN)


def _below(folder: Path) -> list[Path]:
    found = []
    for here, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in LEFT and not name.startswith(".")]
        found += [
            Path(here, name)
            for name in files
            if not name.startswith(".") and not name.endswith(".pyc")
        ]
    return sorted(found)
