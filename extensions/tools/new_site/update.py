"""Bring a later engine into a site: ``make update FROM=../groundwork``.

The later engine does it itself, by its own list of files: this module of the site's engine only
finds it and starts the same module there.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extensions.lib.own_code import EXTENSIONS
from extensions.tools.new_site.engine_files import engine_files
from extensions.tools.new_site.manifest import NAME, Manifest, digest, load, version_of

HERE = EXTENSIONS.parent
MOST = 12


class UpdateError(Exception):
    """The engine cannot be brought up to date; the text says why, in a line or more."""


@dataclass(frozen=True)
class Changes:
    """Paths of the engine's files that a later engine adds, changes and has no more."""

    added: list[str]
    changed: list[str]
    removed: list[str]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def main(argv: Sequence[str] | None = None) -> int:
    """Update as *argv* asks for; 0 if it is done, 2 if it is refused."""
    parser = argparse.ArgumentParser(
        prog="python -m extensions.tools.new_site.update", description=__doc__
    )
    parser.add_argument("--from", dest="source", help="the folder of a later engine")
    parser.add_argument("--site", type=Path, help="update the site in this folder by this engine")
    arguments = parser.parse_args(argv)
    try:
        if arguments.site:
            print(update(arguments.site, HERE))
            return 0
        return handed_over(Path.cwd(), arguments.source)
    except UpdateError as error:
        print(f"error: {error}", file=sys.stderr)
    except OSError as error:
        place = error.filename or NAME
        print(f"error: {place}: {error.strerror}: mend that and update again", file=sys.stderr)
    return 2


def handed_over(site: Path, source: str | None) -> int:
    """Let the engine at *source*, or at the place that is recorded, update *site*."""
    recorded = manifest_of(site).source
    engine = Path(source or recorded or ".")
    engine = (engine if engine.is_absolute() else site / engine).resolve()
    if not (engine / "extensions/tools/new_site/update.py").is_file():
        raise UpdateError(f"{engine} is no engine: name its folder, make update FROM=../groundwork")
    if engine == site.resolve():
        raise UpdateError("the engine is this site itself: name another folder, make update FROM=…")
    command = [sys.executable, "-m", "extensions.tools.new_site.update", "--site", str(site)]
    environ = {**os.environ, "PYTHONPATH": str(engine), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=engine, env=environ).returncode


def update(site: Path, engine: Path) -> str:
    """Bring the files of *engine* into *site*; return what has changed.

    Raises:
        UpdateError: the owner has changed some of them, or has others in their place.
    """
    manifest = manifest_of(site)
    fresh = {path: digest(engine / path) for path in engine_files(engine)}
    refuse_what_is_changed(site, manifest, fresh)
    changes = changes_between(site, manifest, fresh)
    for path in (*changes.added, *changes.changed):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(engine / path, site / path)
    for path in changes.removed:
        (site / path).unlink(missing_ok=True)
        remove_empty(site, (site / path).parent)
    version = version_of(engine)
    Manifest(version, os.path.relpath(engine, site.resolve()), fresh).save(site)
    return told(changes, manifest.version, version)


def manifest_of(site: Path) -> Manifest:
    """Return the manifest of *site*.

    Raises:
        UpdateError: it has none that can be read.
    """
    try:
        return load(site)
    except FileNotFoundError:
        raise UpdateError(
            f"{site} has no {NAME}: update a site that make new-site has made"
        ) from None
    except ValueError:
        raise UpdateError(f"{NAME} is damaged: take it back, git checkout {NAME}") from None


def refuse_what_is_changed(site: Path, manifest: Manifest, fresh: dict[str, str]) -> None:
    """Refuse to write over what the owner has changed, or has put where the engine has a file."""
    now = {path: digest(site / path) for path in {*manifest.files, *fresh}}
    changed = sorted(
        path
        for path, before in manifest.files.items()
        if now[path] != before and now[path] != fresh.get(path, "")
    )
    if changed:
        raise UpdateError(
            f"these files are the engine's, and you have changed them: {listed(changed)}\n"
            "Take them back, git checkout -- FILE, and say what is yours in site.toml, docs/ or a "
            "file of your own; then update again"
        )
    taken = sorted(
        path for path in fresh if path not in manifest.files and now[path] not in ("", fresh[path])
    )
    if taken:
        raise UpdateError(
            f"the later engine has files where you have your own: {listed(taken)}\n"
            "Give yours other names; then update again"
        )


def changes_between(site: Path, manifest: Manifest, fresh: dict[str, str]) -> Changes:
    """Return what has to be written and deleted in *site*."""
    differing = [path for path in fresh if digest(site / path) != fresh[path]]
    return Changes(
        added=sorted(path for path in differing if path not in manifest.files),
        changed=sorted(path for path in differing if path in manifest.files),
        removed=sorted(
            path for path in manifest.files if path not in fresh and (site / path).exists()
        ),
    )


def remove_empty(site: Path, folder: Path) -> None:
    """Delete *folder* and those around it, below *site*, that nothing is left in."""
    while folder != site and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def told(changes: Changes, before: str, after: str) -> str:
    """Return the lines that say what has changed."""
    if not changes:
        return f"The engine is that of {after} already: nothing has changed"
    lines = [f"The engine is now that of {after}" + (f", was {before}" if before != after else "")]
    rows = ("changed", changes.changed), ("added", changes.added), ("removed", changes.removed)
    lines += [f"  {len(paths)} {what}: {listed(paths)}" for what, paths in rows if paths]
    lines.append("Its CHANGELOG.md says what that means; run make html, and commit")
    return "\n".join(lines)


def listed(paths: Sequence[str]) -> str:
    """Return *paths* in a line, of many the first."""
    shown = ", ".join(paths[:MOST])
    return f"{shown} and {len(paths) - MOST} more" if len(paths) > MOST else shown


if __name__ == "__main__":
    sys.exit(main())
