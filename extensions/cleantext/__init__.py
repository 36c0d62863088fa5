"""Clean text wherever a page is quoted.

Whatever leaves a page is derived from its doctree: ``text`` gives plain text with
formulas in Unicode, ``feed`` the HTML of a feed with formulas as MathML alone,
``markdown`` Markdown with formulas as TeX.  ``headings`` gives the titles of the catalog
their text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.cleantext.headings import name_headings

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what names headings, before anything reads titles from the catalog."""
    # The builder of Markdown, for its translator and its settings.
    app.setup_extension("sphinx_markdown_builder")
    app.connect("env-updated", name_headings, priority=50)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
