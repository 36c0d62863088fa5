"""A node for collapsible blocks, written as ``<details>``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes

from extensions.doctree.other_builders import CONTENT_ONLY

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator


class fold(nodes.General, nodes.Element):
    """A block that collapses to its first child; the others are hidden until it is opened."""


def visit_fold(self: HTML5Translator, node: fold) -> None:
    """Write the block, collapsed."""
    write_fold(self, node)


def write_fold(self: HTML5Translator, node: fold, **attributes: Any) -> None:
    """Write the block, collapsed, with *attributes* of HTML; always raises ``SkipNode``."""
    line, *rest = cast("list[nodes.Element]", node.children)
    self.body.append(self.starttag(node, "details", **attributes))
    self.body.append("<summary>")
    for part in line.children:
        part.walkabout(self)
    self.body.append("</summary>\n")
    for part in rest:
        part.walkabout(self)
    self.body.append("</details>\n")
    raise nodes.SkipNode


def depart_fold(self: HTML5Translator, node: fold) -> None:
    """Write nothing: :func:`visit_fold` has written all."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the node."""
    app.add_node(fold, html=(visit_fold, depart_fold), **CONTENT_ONLY)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
