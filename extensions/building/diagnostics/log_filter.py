"""The logging filter that rewrites every warning, and drops one that was already printed."""

from __future__ import annotations

import logging
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes

from extensions.building.diagnostics.message import BuildMessage
from extensions.building.diagnostics.texts import worded
from extensions.doctree.fragments import QUOTED
from extensions.doctree.notebooks import SUFFIX, cell_place

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LINE = re.compile(r"(?P<path>.*?):(?P<line>\d*)", re.S)


class Place(NamedTuple):
    """A source by its whole path, and a line of it, from 1; 0 where none is known."""

    path: str
    line: int


class Reword(logging.Filter):
    """Rewrites warnings; one per Sphinx application."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__()
        self.app = app
        self.reported: set[tuple[str, str]] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        """Change *record*; return whether it is to be printed."""
        kind = ".".join(filter(None, (getattr(record, "type", ""), getattr(record, "subtype", ""))))
        original = logging.LogRecord.getMessage(record)
        location = getattr(record, "location", None)
        if isinstance(location, nodes.Element) and location.get(QUOTED):
            return False
        place = place_of(self.app, location)
        path, line = place or Place("", 0)
        message = worded(self.app, BuildMessage(one_line(original, kind), kind, path, line))
        if message is None:
            return False
        line, text = message.line or 1, message.text
        if path.endswith(SUFFIX) and message.line:
            line, cell = cell_place(path, line)
            text = f"{cell}: {text}" if cell else text
        where = f"{shown_path(self.app, path)}:{line}" if place else ""
        if (where, text) in self.reported:
            return False
        self.reported.add((where, text))
        record.msg, record.args = text, ()
        record.location = where or None
        return True


def one_line(text: str, kind: str) -> str:
    """Return the first paragraph of *text* in one line, without its own mention of *kind*.

    What docutils puts below is a copy of the source.
    """
    return " ".join(text.strip().partition("\n\n")[0].split()).removesuffix(f"[{kind}]").rstrip()


def place_of(app: Sphinx, location: Any) -> Place | None:
    """Return the place that *location*, in one of the forms that Sphinx knows, stands for."""
    if isinstance(location, nodes.Node):
        return place_of_node(location)
    if isinstance(location, tuple):
        docname, line = location
        return Place(path_of(app, docname), line or 0) if docname else None
    if not location:
        return None
    text = str(location)
    match = LINE.fullmatch(text)
    if match and os.path.sep in match["path"]:
        return Place(match["path"], int(match["line"] or 0))
    return Place(path_of(app, text), 0)


def path_of(app: Sphinx, docname: str) -> str:
    """Return the whole path of *docname*, which some of Sphinx's messages give as a path."""
    return docname if Path(docname).is_file() else str(app.env.doc2path(docname))


def place_of_node(node: nodes.Node) -> Place | None:
    """Return the source of *node*, and its line or that of the nearest node around it."""
    source, line = None, 0
    at: nodes.Node | None = node
    while at is not None and not (source and line):
        source, line = source or at.source, line or at.line or 0
        at = at.parent
    return Place(str(Path.cwd() / source), line) if source else None


def shown_path(app: Sphinx, path: str) -> str:
    """Return *path* from the folder of the project, if it is in it."""
    folder = f"{app.confdir}{os.sep}"
    return path.removeprefix(folder) if path.startswith(folder) else path
