"""What the short way of a piece leaves out: a ``<details>`` that only a script folds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from extensions.doctree.other_builders import FORMATS, pass_node

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator


class detour(nodes.General, nodes.Element):
    """Blocks that the short way leaves out; the first child is its ``detour_line``."""


class detour_line(nodes.General, nodes.TextElement):
    """What the short way shows of a detour; no part of the text of its section."""

    def astext(self) -> str:
        """Return nothing."""
        return ""


def visit_detour(self: HTML5Translator, node: detour) -> None:
    """Open the block, which is not folded: without a script all is there."""
    self.body.append(self.starttag(node, "details", CLASS="detour", open="open"))


def depart_detour(self: HTML5Translator, node: detour) -> None:
    """Close the block."""
    self.body.append("</details>\n")


def visit_line(self: HTML5Translator, node: detour_line) -> None:
    """Open the line, which only the short way shows."""
    self.body.append(self.starttag(node, "summary", hidden="hidden"))


def depart_line(self: HTML5Translator, node: detour_line) -> None:
    """Close the line."""
    self.body.append("</summary>\n")


def leave_out(self: Any, node: nodes.Node) -> None:
    """Write nothing."""
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the nodes; where nothing folds, all is there and no line says what it is."""
    others: Any = dict.fromkeys(FORMATS, (pass_node, pass_node))
    app.add_node(detour, html=(visit_detour, depart_detour), **others)
    silent: Any = dict.fromkeys(FORMATS, (leave_out, None))
    app.add_node(detour_line, html=(visit_line, depart_line), **silent)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
