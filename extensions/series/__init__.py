"""Series: their own pages, and ``{series-contents}``, the contents across all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.series.contents import SeriesContentsDirective
from extensions.series.page import ListPosts

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive and the page of a series."""
    app.add_directive("series-contents", SeriesContentsDirective)
    app.add_transform(ListPosts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
