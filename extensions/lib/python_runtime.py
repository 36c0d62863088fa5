"""The Python that readers run in their browser: which one, and what of it is in the cache.

``make runtime`` fills the cache and writes down what it holds; a build publishes what is written
down there, and pages offer to run the code for which that suffices.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from extensions.lib.files import JsonState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

VERSION = "0.27.7"
FOLDER, RECORD = ".cache/runtime", "runtime.json"
# Beside the environment: what a build leaves for its last line.
IN_PAGES = "code-in-pages.json"
# Modules that Python's standard library has, in one version or another, and the core has not: each
# was imported in it.  A package may have one of them.
APART = frozenset(
    [
        *("asynchat", "asyncore", "curses", "dbm", "distutils", "ensurepip", "fcntl", "grp"),
        *("idlelib", "imp", "lib2to3", "lzma", "msilib", "msvcrt", "nis", "nt", "ossaudiodev"),
        *("pty", "pwd", "pydoc_data", "readline", "resource", "smtpd", "spwd", "sqlite3", "ssl"),
        *("syslog", "termios", "test", "tkinter", "tty", "turtle", "turtledemo", "venv"),
        *("winreg", "winsound"),
    ]
)


@dataclass
class RuntimeRecord(JsonState):
    """What the cache holds of Pyodide ``version``, whose Python is ``python``.

    ``files`` gives for each file its SHA-256, its size in bytes, and its size once a server has
    compressed it; ``packages`` for each package beside the core its ``file``, the packages that it
    ``depends`` on, and what is ``imports`` of it.
    """

    version: str = ""
    python: str = ""
    files: dict[str, list[Any]] = field(default_factory=dict)
    packages: dict[str, dict[str, Any]] = field(default_factory=dict)

    def is_whole(self, folder: Path) -> bool:
        """Return whether *folder* has all the files, as far as their sizes tell."""
        return bool(self.files) and all(
            (folder / name).is_file() and (folder / name).stat().st_size == size
            for name, (_, size, _) in self.files.items()
        )

    def package_of(self, module: str) -> str:
        """Return the package that the top-level *module* is imported from; empty if none here."""
        found = (name for name, one in self.packages.items() if module in one["imports"])
        return next(found, "")

    def has_module(self, module: str) -> bool:
        """Return whether the top-level *module* can be imported."""
        is_in_core = module in sys.stdlib_module_names and module not in APART
        return is_in_core or bool(self.package_of(module))

    def with_depends(self, packages: Iterable[str]) -> tuple[str, ...]:
        """Return *packages* and all that they depend on, sorted."""
        found: set[str] = set()
        waiting = list(packages)
        while waiting:
            if (name := waiting.pop()) not in found:
                found.add(name)
                waiting += self.packages[name]["depends"]
        return tuple(sorted(found))

    def core_size(self) -> int:
        """Return how many bytes a reader fetches before the first block runs, compressed."""
        of_packages = {one["file"] for one in self.packages.values()}
        return sum(size[2] for name, size in self.files.items() if name not in of_packages)

    def package_sizes(self) -> Iterator[tuple[str, int]]:
        """Yield each package and how many bytes are fetched of it alone."""
        for name, one in sorted(self.packages.items()):
            yield name, self.files[one["file"]][2]


@dataclass
class CodeInPages(JsonState):
    """How many blocks of Python the pieces of a site have, how many ``run``, and what is lacked.

    ``is_wanted`` says whether readers shall be able to run them.
    """

    blocks: int = 0
    run: int = 0
    lacks: list[str] = field(default_factory=list)
    is_wanted: bool = False

    def line(self) -> str:
        """Return what an author should know of it; nothing where all is well."""
        if not self.is_wanted or self.run == self.blocks:
            return ""
        if not self.lacks:
            number = "a block" if self.blocks == 1 else f"{self.blocks} blocks"
            return f"{number} of Python could run in pages: make runtime fetches what that takes"
        return (
            f"{self.run} of {self.blocks} blocks of Python run in pages; for the others there is "
            f"no {', '.join(self.lacks)}: make runtime says why"
        )
