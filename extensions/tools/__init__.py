"""What an author runs beside a build: new pages, the live site, the check of links.

Two modules belong to the build itself: ``reference`` writes the handbook's page of that name,
``due`` notes what waits for the author.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.doctree.events import set_up_wing

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

MODULES = ("reference", "due")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the modules of the wing that a build needs."""
    return set_up_wing(app, __name__, MODULES)
