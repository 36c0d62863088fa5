"""What a page is: its front matter, the vocabulary, the catalog of all pages, labels and views.

Every question about the site is asked of the catalog, which knows no feature.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.doctree.events import set_up_wing

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

MODULES = (
    "catalog",
    "views",
    "labels",
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the modules of the wing."""
    return set_up_wing(app, __name__, MODULES)
