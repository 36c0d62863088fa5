"""The point between two facts in one line: for the eye, and not read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from extensions.doctree.other_builders import CONTENT_ONLY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

POINT = " · "


class separator(nodes.General, nodes.Inline, nodes.TextElement):
    """A point with a space on either side."""


def point() -> separator:
    """Return a point between two facts."""
    return separator("", POINT)


def separated(parts: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Return *parts* with points between them."""
    found: list[nodes.Node] = []
    for part in parts:
        found += [point(), part] if found else [part]
    return found


def visit_separator(self: HTML5Translator, node: separator) -> None:
    """Begin what assistive technology leaves out."""
    self.body.append('<span aria-hidden="true">')


def depart_separator(self: HTML5Translator, node: separator) -> None:
    """End it."""
    self.body.append("</span>")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the node."""
    app.add_node(separator, html=(visit_separator, depart_separator), **CONTENT_ONLY)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
