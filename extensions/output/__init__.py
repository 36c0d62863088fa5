"""What is published beside the pages (feeds, search, Markdown copies), and the page template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.doctree.events import set_up_wing

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

MODULES = (
    "blog",
    "search",
    "theme",
    "services",
    "security_policy",
    "metadata",
    "social_cards",
    "markdown_twins",
    "books",
    "notebook_twins",
    "run_code",
    "not_found",
    "sitewide",
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the modules of the wing."""
    return set_up_wing(app, __name__, MODULES)
