"""Backlinks in context: what refers to a page and its sections, with the sentence that does.

``mentions`` finds the sentences while a page is read, ``domain`` keeps them and knows what
each refers to, ``place`` puts them beside sections and at the foot of pieces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.backlinks.domain import BacklinkDomain, note_mentions, shown_backlinks
from extensions.backlinks.place import Backlinks

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, what fills it and what shows it."""
    app.add_domain(BacklinkDomain)
    app.add_post_transform(Backlinks)
    app.connect("doctree-read", note_mentions)
    app.connect("page-shows", shown_backlinks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
