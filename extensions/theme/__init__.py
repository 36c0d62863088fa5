"""Groundwork's own face on top of Furo.

``head`` gives a piece its line of facts, ``navigation`` the sidebar and the way from
piece to piece, ``margin`` the room beside the column, ``wrappers`` mends what Furo wraps,
``assets`` spares the tags of style sheets and scripts.
The templates are in ``docs/_templates``, the style in ``docs/_static``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.theme import assets, head, margin, navigation
from extensions.theme.wrappers import UniqueIds

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the parts of the face."""
    app.add_post_transform(head.FactLine)
    app.add_post_transform(UniqueIds)
    app.connect("page-shows", head.shown_in_head)
    app.connect("page-shows", navigation.shown_in_navigation)
    app.connect("site-shows", navigation.shown_everywhere)
    # Furo's handler runs at 500 and would render the tree of the whole site.
    app.connect("html-page-context", navigation.add_context, priority=400)
    app.connect("html-page-context", margin.add_room)
    # After the page for the lost has made its addresses.
    app.connect("html-page-context", assets.Tags().keep, priority=400)
    # After all that adds a file to a page.
    app.connect("html-page-context", assets.leave_out_idle, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
