"""docutils' default settings, which MyST asks for with each text, are made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.building.compat.settings import cache_default_settings

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Let MyST ask docutils for its settings once."""
    cache_default_settings()
    return {"parallel_read_safe": True, "parallel_write_safe": True}
