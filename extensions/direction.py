"""Text that may be in another script than the page: it runs the way its first letter says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from extensions.other_builders import CONTENT_ONLY

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator


class own_direction(nodes.General, nodes.Element):
    """A block whose text runs from the left or the right, as its own first letter does."""


def visit_own_direction(self: HTML5Translator, node: own_direction) -> None:
    """Open the block."""
    self.body.append(self.starttag(node, "div", "", dir="auto"))


def depart_own_direction(self: HTML5Translator, node: own_direction) -> None:
    """Close what :func:`visit_own_direction` opened."""
    self.body.append("</div>\n")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the node."""
    app.add_node(own_direction, html=(visit_own_direction, depart_own_direction), **CONTENT_ONLY)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
