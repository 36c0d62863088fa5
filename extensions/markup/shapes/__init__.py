"""``{shape}`` followed by ``XW_Q : (n, d)(d, d_k) → (n, d_k)``: shapes that the build checks.

``dimensions`` reads one dimension, ``notation`` a product and what it gives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from extensions.markup.shapes.notation import ShapeError, read_statement
from extensions.markup.source_lines import warn_at

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class ShapeRole(SphinxRole):
    """The shapes of a product and of its result, which must fit."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the shapes as a formula; of shapes that do not fit, what is written."""
        try:
            statement = read_statement(self.text)
        except ShapeError as error:
            warn_at(self, "shape", f"shape: {error}")
            return [nodes.literal("", self.text)], []
        tex = rf"{statement.name} : {statement.tex}" if statement.name else statement.tex
        node = nodes.math(tex, tex, classes=["shape"])
        self.set_source_info(node)
        return [node], []


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the role."""
    app.add_role("shape", ShapeRole())
    return {"parallel_read_safe": True, "parallel_write_safe": True}
