"""What a page shows of other pages: entries, shorts, series, requirements, backlinks, previews.

No feature imports from inside another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.doctree.events import set_up_wing

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

MODULES = (
    "errata",
    "recall",
    "depth",
    "backlinks",
    "previews",
    "posts",
    "shorts",
    "margin_shorts",
    "embedded_shorts",
    "review",
    "track_pages",
    "series",
    "prerequisites",
    "doors",
    "go_on",
    "cite_this",
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the modules of the wing."""
    return set_up_wing(app, __name__, MODULES)
