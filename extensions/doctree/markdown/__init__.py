"""Read Markdown with MyST, and warn of marks that have no meaning here.

``comments`` leaves HTML comments out.  ``inline`` and ``blocks`` are rules of markdown-it that note
on tokens what its author probably meant (``html``, ``tex``, ``foreign``, ``notes``).  ``walk``
collects these notes, and ``renderer`` warns of them where tokens become nodes, so that warnings
about directives, titles, summaries and included files have the right line.  ``marks`` adds task
lists and deleted text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.doctree.markdown.marks import setup_marks
from extensions.doctree.markdown.parser import SiteParser

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the parser in place of MyST's, and its nodes."""
    app.add_source_parser(SiteParser, override=True)
    setup_marks(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
