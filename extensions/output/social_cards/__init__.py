"""The picture of a page that networks show beside a link to it.

A post may name an image of its own; the others get a card with their title, their place
and a formula.  ``draw`` makes a card with ``type``, ``boxes`` and ``formula``, ``publish``
puts the picture into the output.  sphinxext-opengraph 0.13 draws no formula, keeps its figure
in the environment and leaves the cards of titles that have changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.lib.phases import BuildFinished, DoctreeRead, PageContext
from extensions.model.views import add_dependency
from extensions.output.social_cards.publish import (
    PageCard,
    Picture,
    Publisher,
    card_files,
    note_image,
    picture_of,
)
from extensions.output.social_cards.type import Face, Faces

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["Face", "Faces", "Picture", "picture_of", "setup"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the publisher."""
    app.add_config_value(
        "card_cache",
        ".cache/cards.sqlite",
        "",
        types=(str,),
        description="The file of cards that were drawn, as a path from the folder of conf.py.",
    )
    publisher = Publisher(app)
    app.connect("doctree-read", note_image, priority=DoctreeRead.SOCIAL_CARDS)
    app.connect("html-page-context", publisher.publish, priority=PageContext.SOCIAL_CARDS)
    add_dependency(app, PageCard())
    app.connect("page-files", card_files)
    app.connect("build-finished", publisher.close, priority=BuildFinished.SOCIAL_CARDS)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
