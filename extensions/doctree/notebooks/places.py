"""Where in the file of a notebook a line of its Markdown stands."""

from __future__ import annotations

import re
from pathlib import Path

from extensions.doctree.notebooks.cells import (
    NotebookError,
    Options,
    Translation,
    loads,
    translated,
)

# As a page shows it.
SHOWN = Options()
SOURCE = re.compile(r'^[ \t]*"source":[ \t]*(?P<list>\[)?', re.MULTILINE)


def read(path: str | Path, options: Options) -> tuple[str, Translation]:
    """Return what the file at *path* holds, and its notebook as Markdown.

    Raises:
        NotebookError: it holds none.
        OSError: it cannot be read.
    """
    text = Path(path).read_bytes().decode("utf-8-sig", "replace")
    return text, translated(loads(text), options)


def markdown_of(text: str, options: Options = SHOWN) -> str:
    """Return the Markdown of the notebook *text*; nothing where it is broken."""
    try:
        return translated(loads(text), options).text
    except NotebookError:
        return ""


def markdown_lines(path: str | Path) -> list[str]:
    """Return the lines of Markdown in the file at *path*, whatever holds them."""
    text = Path(path).read_bytes().decode("utf-8-sig", "replace")
    return (markdown_of(text) if Path(path).suffix == ".ipynb" else text).splitlines()


def cell_place(path: str | Path, line: int, options: Options = SHOWN) -> tuple[int, str]:
    """Return the line of the file at *path* where *line* of its Markdown stands, and its name.

    That is "cell 3, line 2", "cell 3" for what the cell gave, and nothing for a broken file.
    """
    try:
        text, translation = read(path, options)
    except (NotebookError, OSError):
        return line, ""
    if not translation.places:
        return 1, ""
    cell, inner = translation.places[min(max(line, 1), len(translation.places)) - 1]
    return file_line(text, cell, inner), f"cell {cell}, line {inner}" if inner else f"cell {cell}"


def file_line(text: str, cell: int, inner: int) -> int:
    """Return the line of the notebook *text* on which line *inner* of *cell* stands."""
    sources = list(SOURCE.finditer(text))
    if not 0 < cell <= len(sources):
        return 1
    found = sources[cell - 1]
    line = text.count("\n", 0, found.start("list") if found["list"] else found.end()) + 1
    rest = text[found.end() :].split("\n", 1)[0]
    # Jupyter writes each line of a source on a line of its own.
    return line + inner if found["list"] and not rest.strip() else line
