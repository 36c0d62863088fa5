"""A fold: one line, and what it hides until it is opened; it needs no script."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes

from extensions.other_builders import CONTENT_ONLY

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator


class fold(nodes.General, nodes.Element):
    """Its first child is the line that is always seen; the rest can be folded away."""


def visit_fold(self: HTML5Translator, node: fold) -> None:
    """Write the fold, closed."""
    line, *rest = cast("list[nodes.Element]", node.children)
    self.body.append(self.starttag(node, "details"))
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
