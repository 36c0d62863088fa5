"""How text becomes a doctree, and helpers on doctrees that know nothing of other pages.

Also the words of the interface (``translation``) and the address of a page (``urls``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.doctree.events import set_up_wing

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

MODULES = (
    "translation",
    "dependency_words",
    "markdown",
    "other_builders",
    "folds",
    "detours",
    "separators",
    "direction",
    "heading_ids",
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the modules of the wing."""
    return set_up_wing(app, __name__, MODULES)
