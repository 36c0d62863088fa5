"""Convert pages, or parts of them, for use elsewhere: as plain text, feed HTML or Markdown.

All of it is derived from the doctree or the rendered page, never from Markdown source.  ``text``
gives plain text with formulas in Unicode, ``feed`` the HTML of feeds with formulas as MathML,
``markdown`` Markdown with formulas as TeX.  ``headings`` puts the plain text of titles into the
catalog.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.lib.phases import EnvUpdated
from extensions.markup.cleantext.headings import name_headings

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what names headings, before anything reads titles from the catalog."""
    # The builder of Markdown, for its translator and its settings.
    app.setup_extension("sphinx_markdown_builder")
    app.connect("env-updated", name_headings, priority=EnvUpdated.HEADINGS)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
