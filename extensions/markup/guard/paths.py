"""Warn of files outside of the project that would be published, and leave them out.

The project is the folder of ``conf.py``, wherever its links lead.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from extensions.lib.messages import logger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config


def is_outside(project: str | Path, path: str | Path) -> bool:
    """Return whether *path*, if it is there, leads out of the folder *project*."""
    return not Path(path).resolve().is_relative_to(Path(project).resolve())


def outside(name: str) -> str:
    """Return what is wrong with the file *name*, and what to do."""
    return f'the file "{name}" is outside of the project: put a copy beside this page'


def leave_out_links(app: Sphinx, config: Config) -> None:
    """Leave out what links below the sources lead to elsewhere (answers ``config-inited``).

    Sphinx would look for sources behind them, and may find the same folder again and again.
    """
    exclude_links(app)


def warn_of_links(app: Sphinx) -> None:
    """Leave out links that have come since, and warn of all (answers ``builder-inited``)."""
    for link in sorted(exclude_links(app)):
        logger.warning(
            "leads to %s, outside of the project: put a copy in its place",
            link.readlink(),
            type="groundwork",
            subtype="outside",
            location=f"{link}:1",
        )


def exclude_links(app: Sphinx) -> set[Path]:
    """Exclude the links that lead out of the project from what is read and copied; return them."""
    excluded, config = set(), app.config
    folders = [app.srcdir, *(app.confdir / path for path in config.html_static_path)]
    folders += [app.confdir / path for path in config.html_extra_path]
    for folder in folders:
        for link in links_out(app.confdir, folder):
            # Static files are left out by their path from their folder.
            name = link.relative_to(folder).as_posix()
            patterns = [name, f"./{name}", f"{name}/**"]
            config.exclude_patterns = [*dict.fromkeys([*config.exclude_patterns, *patterns])]
            excluded.add(link)
    return excluded


def links_out(project: Path, folder: Path) -> Iterator[Path]:
    """Yield the symbolic links below *folder*, a part of *project*, that lead out of that."""
    if is_outside(project, folder):
        return
    for place, folders, files in os.walk(folder):
        for name in sorted([*folders, *files]):
            path = Path(place, name)
            # Editors lock a file by a link of such a name that leads nowhere.
            if path.is_symlink() and not name.startswith(".") and is_outside(project, path):
                yield path
