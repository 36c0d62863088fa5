"""The command behind ``make runtime``: fill the cache, and say what it holds.

    python -m extensions.tools.runtime.fetch_runtime --wheels=ADDRESS-OR-FOLDER

What is there is not fetched again.  Where something cannot be had, that is told in a line, the rest
is used, and the status is 1.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from extensions.building.publish import say
from extensions.lib.files import write
from extensions.lib.python_runtime import FOLDER, RECORD, VERSION, RuntimeRecord
from extensions.tools.runtime.core_files import INTEGRITY, LOCK, PUBLISHED, FetchError, core
from extensions.tools.runtime.needed_packages import needed
from extensions.tools.runtime.wheel_files import fetch_wheel, is_address, sha256_of

# Where the project itself publishes its packages; the same address stands in its own code.
WHEELS = f"https://cdn.jsdelivr.net/pyodide/v{VERSION}/full/"
DOWNLOADS, NOTICE = "downloads", "README.txt"
ABOUT = f"""\
Pyodide {VERSION}, which runs the code of pages in the browser of a reader.
Its licence is MPL-2.0, its source is at https://github.com/pyodide/pyodide/tree/{VERSION}.
Packages beside it (.whl) have licences of their own, which are in them.
"""
SOME_LACK, FAILED = 1, 2
Npm = Callable[[Path], str]


def main(
    argv: Sequence[str] | None = None,
    root: Path | None = None,
    npm: Npm | None = None,
    integrity: str = INTEGRITY,
) -> int:
    """Fill the cache below *root* as *argv* asks for; return the exit status."""
    parser = argparse.ArgumentParser(prog="make runtime", description=__doc__)
    parser.add_argument("--wheels", default=WHEELS, help="an address, or a folder")
    wheels: str = parser.parse_args(argv).wheels or WHEELS
    if is_address(wheels):
        wheels = f"{wheels.rstrip('/')}/"
    root = root or Path()
    folder = root / FOLDER
    offered = None if is_address(wheels) else Path(wheels)
    try:
        stood = states(folder)
        files = core(folder / DOWNLOADS, offered, npm, integrity)
        lock = json.loads(files[LOCK])
        names = with_depends(needed(root / "docs", lock["packages"]), lock["packages"])
        had, lacks = fetched(names, lock["packages"], wheels, folder)
        record = noted(folder, files, lock, had)
        # It is what builds look at: with a file that has come back they are to look again.
        if states(folder) != stood or RuntimeRecord.load(folder / RECORD) != record:
            record.save(folder / RECORD)
    except FetchError as error:
        say(f"error: {error}")
        return SOME_LACK
    except OSError as error:
        say(f"error: {error.filename or folder}: {error.strerror}: mend that and try again")
        return FAILED
    except KeyboardInterrupt:
        say("interrupted: run make runtime again, which goes on from there")
        return FAILED
    print(summary(record, lacks))
    return SOME_LACK if lacks else 0


def with_depends(names: Iterable[str], packages: Mapping[str, Any]) -> list[str]:
    """Return *names* and what they depend on, each behind what it depends on."""
    found: list[str] = []
    for name in sorted(names):
        below = with_depends(packages[name]["depends"], packages)
        found += [one for one in [*below, name] if one not in found]
    return found


def fetched(
    names: Iterable[str], packages: Mapping[str, Any], wheels: str, folder: Path
) -> tuple[list[str], list[str]]:
    """Fetch the packages *names*; return those that are there with all they need, and the others.

    What is wrong is told in a line for each file.
    """
    had: list[str] = []
    lacks: list[str] = []
    for name in names:
        try:
            fetch_wheel(packages[name], wheels, folder)
        except FetchError as error:
            say(f"error: {error}")
            lacks.append(name)
            continue
        (had if {*packages[name]["depends"]} <= {*had} else lacks).append(name)
    return had, lacks


def noted(
    folder: Path, files: Mapping[str, bytes], lock: Mapping[str, Any], had: Iterable[str]
) -> RuntimeRecord:
    """Write the core into *folder*, and return what it holds; delete what is not of it."""
    known = {name: lock["packages"][name] for name in had}
    core_lock = json.dumps({"info": lock["info"], "packages": known}, sort_keys=True)
    content = {name: files[name] for name in PUBLISHED}
    content |= {LOCK: core_lock.encode(), NOTICE: ABOUT.encode()}
    for name, text in content.items():
        replaced(folder / name, text)
    names = sorted([*content, *(one["file_name"] for one in known.values())])
    record = RuntimeRecord(
        version=VERSION,
        python=lock["info"]["python"],
        files={name: description(folder / name) for name in names},
        packages={
            name: {
                "file": one["file_name"],
                "version": one["version"],
                "depends": one["depends"],
                "imports": one["imports"],
            }
            for name, one in known.items()
        },
    )
    for path in folder.iterdir():
        if path.is_file() and path.name not in {RECORD, *names}:
            path.unlink()
    return record


def states(folder: Path) -> dict[str, int]:
    """Return when each file of *folder*, which need not exist, was written."""
    paths = folder.iterdir() if folder.is_dir() else ()
    return {path.name: path.stat().st_mtime_ns for path in paths if path.is_file()}


def replaced(path: Path, content: bytes) -> None:
    """Let the file at *path* have *content*, in one step: a site may be linked to what stood."""
    if not path.is_file() or path.read_bytes() != content:
        new = path.with_name(f"{path.name}.part")
        write(new, content)
        new.replace(path)


def description(path: Path) -> list[Any]:
    """Return the SHA-256 of a file, its size, and how many bytes a reader fetches of it."""
    content = path.read_bytes()
    return [sha256_of(path), len(content), min(len(content), len(zlib.compress(content, 6)))]


def summary(record: RuntimeRecord, lacks: Sequence[str]) -> str:
    """Return the line that says what is there."""
    known = record.packages.items()
    names = ", ".join(f"{name} {one['version']}" for name, one in known) or "no packages"
    size = record.core_size() + sum(size for _, size in record.package_sizes())
    told = f"Python {record.python} for pages, with {names}, is in {FOLDER} ({size / 1e6:.1f} MB)"
    if lacks:
        told += f"; code that needs {', '.join(lacks)} gets no buttons"
    return f"{told}: the next make html shows the buttons"


if __name__ == "__main__":
    sys.exit(main())
