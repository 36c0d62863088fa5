"""The custom events of the site, and the set-up of a wing.

The docstring of the module that emits an event says what handlers return.  All events are
registered here, so that the order in which modules are set up does not matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

# Each with the module that emits it.
EVENTS = {
    # What pages show of other pages, and the files that are written with them.
    **dict.fromkeys(
        ("site-dependencies", "page-files", "site-files"),
        "extensions.building.incremental",
    ),
    "public-state": "extensions.building.incremental.public_state",
    # Answered by ``incremental``, and heard by the sitemap.
    "page-is-current": "extensions.building.incremental",
    **dict.fromkeys(
        ("assets-copied", "pages-written", "pages-resolved"), "extensions.building.parallel_writer"
    ),
    **dict.fromkeys(("page-state", "page-restored"), "extensions.building.page_cache"),
    "count": "extensions.building.statistics",
}


def set_up_wing(app: Sphinx, wing: str, modules: Iterable[str]) -> ExtensionMetadata:
    """Set up *modules* of the package *wing*, after the events."""
    app.setup_extension(__name__)
    for name in modules:
        app.setup_extension(f"{wing}.{name}")
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the events."""
    for event in EVENTS:
        app.add_event(event)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
