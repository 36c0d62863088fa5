"""Support builders other than HTML: they write the content of our nodes, and nothing around it.

The EPUB builder is told the media type of WOFF2 fonts, which Sphinx 9.0.4 lacks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.builders.epub3 import Epub3Builder

from extensions.doctree.compat import add_media_type
from extensions.lib.phases import BuilderInited

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

FORMATS = ("latex", "text", "man", "texinfo", "markdown")


def pass_node(self: Any, node: nodes.Node) -> None:
    """Write nothing of the node itself."""


# Keyword arguments of app.add_node.
CONTENT_ONLY: Any = dict.fromkeys(FORMATS, (pass_node, pass_node))


def know_fonts(app: Sphinx) -> None:
    """Give the EPUB builder the media type of fonts (answers ``builder-inited``)."""
    if isinstance(app.builder, Epub3Builder):
        add_media_type(app.builder, ".woff2", "font/woff2")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the media type of fonts."""
    app.connect("builder-inited", know_fonts, priority=BuilderInited.FONTS)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
