"""Remove the ids that Furo repeats on its wrappers of tables and formulas."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from extensions.lib.phases import WriteTransform

WRAPPERS = {"table-wrapper", "math-wrapper"}


class UniqueIds(SphinxPostTransform):
    """Take the ids off Furo's wrappers of tables and formulas, which keep their own.

    Furo 2025.12.19 copies all attributes of what it wraps, so that each id stood twice.
    """

    formats = ("html",)
    # After Furo's transform, at 500.
    default_priority = WriteTransform.UNIQUE_IDS

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        for wrapper in self.document.findall(nodes.container):
            if WRAPPERS & set(wrapper["classes"]):
                wrapper["ids"] = []
