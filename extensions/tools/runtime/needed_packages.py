"""Which packages the code of the pieces imports, of those that Pyodide has."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extensions.doctree.notebooks import SUFFIX, NotebookError, markdown_of
from extensions.lib.python_runtime import APART
from extensions.output.run_code import modules_elsewhere

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FENCED = re.compile(r"^(?P<fence>`{3,}|~{3,})python[ \t]*\n(?P<code>.*?)^(?P=fence)", re.M | re.S)


def needed(docs: Path, packages: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """Return the names of those *packages* that pieces below *docs* import."""
    by_module = {module: name for name, one in packages.items() for module in one["imports"]}
    modules = {module for path in sources(docs) for module in imported_by(path)}
    # A package named as a module of the core only makes it larger (hashlib).
    return {by_module[one] for one in modules if one in by_module and is_no_part(one)}


def is_no_part(module: str) -> bool:
    """Return whether *module* is not in the core."""
    return module in APART or module not in sys.stdlib_module_names


def sources(docs: Path) -> Iterator[Path]:
    """Yield the sources of the pieces below *docs*."""
    for folder in ("posts", "shorts"):
        for suffix in (".md", SUFFIX):
            yield from sorted((docs / folder).rglob(f"*{suffix}"))


def imported_by(path: Path) -> set[str]:
    """Return the top-level modules that the code of the piece at *path* imports."""
    try:
        text = path.read_text("utf-8")
        markdown = markdown_of(text) if path.suffix == SUFFIX else text
    except (OSError, UnicodeDecodeError, NotebookError):
        # A build tells what is wrong with it.
        return set()
    return modules_elsewhere(path.parent, (one["code"] for one in FENCED.finditer(markdown)))
