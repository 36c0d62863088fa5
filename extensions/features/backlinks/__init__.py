"""Backlinks in context: what refers to a page and its sections, with the sentence that does.

``mentions`` finds the sentences while a page is read, ``mentions_domain`` keeps them and knows what
each refers to, ``placement`` puts them beside sections and at the foot of pieces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.features.backlinks.mentions_domain import BacklinkDomain, note_mentions
from extensions.features.backlinks.placement import Backlinks, PlaceBacklinks
from extensions.lib.phases import DoctreeRead
from extensions.model.views import add_dependency

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, what fills it and what shows it."""
    app.add_domain(BacklinkDomain)
    app.add_post_transform(PlaceBacklinks)
    app.connect("doctree-read", note_mentions, priority=DoctreeRead.MENTIONS)
    add_dependency(app, Backlinks())
    return {"parallel_read_safe": True, "parallel_write_safe": True}
