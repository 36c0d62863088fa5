"""``{go-on}``: where a script says where to go on reading, and what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class GoOnDirective(SphinxDirective):
    """``{go-on}``: where to go on reading, and what is new since the last visit.

    The content is for readers of whom the browser knows neither, and for those without scripts.
    """

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the content in a box that the script fills with what it knows."""
        content = self.parse_content_to_nodes()
        return [nodes.container("", *content, classes=["resume", "said"])]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("go-on", GoOnDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
