"""The core of Pyodide, from its package of Node: fetched by npm, compared with its digest."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

from extensions.lib.node import NODE
from extensions.lib.python_runtime import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

NPM = Path(NODE).parents[1] / "lib/node_modules/npm/bin/npm-cli.js"
ARCHIVE = f"pyodide-{VERSION}.tgz"
# Of the archive, as npm's own lock files write it.
INTEGRITY = (
    "sha512-RUSVJlhQdfWfgO9hVHCiXoG+nVZQRS5D9FzgpLJ/VcgGBLSAKoPL8kTiOikxbHQm"
    "1kRISeWUBdulEgO26qpSRA=="
)
LOCK = "pyodide-lock.json"
PUBLISHED = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
SECONDS = 600


class FetchError(Exception):
    """Something could not be had; the text says what, why, and what to do."""


def integrity_of(path: Path) -> str:
    """Return the digest of the file at *path* as npm writes it; empty where there is none."""
    if not path.is_file():
        return ""
    return f"sha512-{base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()}"


def core(
    downloads: Path,
    offered: Path | None,
    npm: Callable[[Path], str] | None = None,
    integrity: str = INTEGRITY,
) -> dict[str, bytes]:
    """Return the files of the core by name, its list of packages among them.

    Its archive is taken from *downloads*, else from the folder *offered*, else *npm* fetches it
    into a folder and returns what went wrong, or nothing.

    Raises:
        FetchError: it cannot be had, or is not what it should be.
    """
    archive = downloads / ARCHIVE
    if integrity_of(archive) != integrity:
        downloads.mkdir(parents=True, exist_ok=True)
        if offered and (offered / ARCHIVE).is_file():
            shutil.copyfile(offered / ARCHIVE, archive)
        elif fault := (npm or packed)(downloads):
            raise FetchError(
                f"the package pyodide {VERSION} of npm: {fault}: try again later, or name a folder "
                f"that has {ARCHIVE}, make runtime WHEELS=folder"
            )
        if integrity_of(archive) != integrity:
            archive.unlink(missing_ok=True)
            raise FetchError(f"{ARCHIVE} is not what it should be: its digest differs: try again")
    with tarfile.open(archive) as opened:
        found = {}
        for name in (*PUBLISHED, LOCK):
            file = opened.extractfile(f"package/{name}")
            found[name] = file.read() if file else b""
    return found


def packed(folder: Path) -> str:
    """Have npm fetch the archive into *folder*; return what went wrong, in a few words."""
    words = [str(NODE), str(NPM), "pack", f"pyodide@{VERSION}", "--ignore-scripts"]
    words += ["--prefer-offline", "--fetch-retries=1", "--loglevel=error"]
    path = f"{Path(NODE).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    try:
        done = subprocess.run(
            [*words, "--pack-destination", str(folder.resolve())],
            env={**os.environ, "PATH": path},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return type(error).__name__
    code = re.search(r"^npm (?:error|ERR!) code (\S+)$", done.stderr, re.MULTILINE)
    return "" if done.returncode == 0 else f"npm: {code[1] if code else 'it failed'}"
