"""How a build runs, and why an incremental build gives what a clean one gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.doctree.events import set_up_wing

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

MODULES = (
    "standby.waiting",
    "statistics",
    "error_reporting",
    "diagnostics",
    "incremental",
    "parallel_writer",
    "read_cache",
    "page_cache",
    "node_process",
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the modules of the wing."""
    return set_up_wing(app, __name__, MODULES)
