"""The picture of a page that networks show beside a link to it.

A post may name an image of its own; the others get a card with their title, their place
and a formula.  ``draw`` makes a card with ``type``, ``boxes`` and ``formula``, ``publish``
puts the picture into the output.  sphinxext-opengraph 0.13 draws no formula, keeps its figure
in the environment and leaves the cards of titles that have changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.social_cards.publish import Publisher, card_files, note_image, shown_on_card

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the publisher, before what names the picture in the head of the page."""
    app.add_config_value("card_cache", ".cache/cards.sqlite", "", types=(str,))
    publisher = Publisher(app)
    app.connect("doctree-read", note_image)
    app.connect("html-page-context", publisher.publish, priority=590)
    app.connect("page-shows", shown_on_card)
    app.connect("page-files", card_files)
    app.connect("build-finished", publisher.close)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
