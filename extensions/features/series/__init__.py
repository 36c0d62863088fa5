"""Series: their own pages, and ``{series-contents}``, the contents across all of them.

Where these are too long for one page, ``contents_pages`` makes a page for each track.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.features.series.contents_pages import made_pages
from extensions.features.series.series_page import ListPosts
from extensions.features.series.toc import SeriesContentsDirective
from extensions.lib.phases import CollectPages

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive and the page of a series."""
    app.add_directive("series-contents", SeriesContentsDirective)
    app.add_transform(ListPosts)
    app.connect("html-collect-pages", made_pages, priority=CollectPages.SERIES)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
