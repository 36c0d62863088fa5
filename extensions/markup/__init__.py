"""What an author can write on a page: formulas, figures, statements, references, citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.doctree.events import set_up_wing

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

MODULES = (
    "notebook_source",
    "includes",
    "guard",
    "cleantext",
    "numbering",
    "references",
    "bibliography.files",
    "bibliography.tex",
    "bibliography.citations",
    "bibliography.cited",
    "theorems",
    "exercises",
    "errata",
    "detours",
    "checked",
    "shapes",
    "derivations",
    "number_sources",
    "math",
    "symbols",
    "figures",
    "cover",
    "rasters",
    "elsewhere",
    "dead_links",
    "widgets",
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the modules of the wing."""
    return set_up_wing(app, __name__, MODULES)
