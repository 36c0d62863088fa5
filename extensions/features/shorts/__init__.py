"""Shorts shown on other pages: as cards anywhere, and all of them on the wall.

``cards`` is the directive ``{shorts}``.  The wall, ``{shorts-wall}``, shows the newest
shorts and what they can be chosen by; ``pagination`` says which shorts are on it and which on
the numbered pages behind it, ``choices`` counts and writes what they can be chosen by,
``pages`` makes the pages and files that are no documents.

With script the wall shows any choice of all shorts: ``index`` gives it their facts and
words (``tokens`` takes these from the doctree while a short is read), and each card is a
file of its own, so that a reader fetches those that are shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.features.shorts import choices, pages
from extensions.features.shorts.cards import ShortsDirective
from extensions.features.shorts.tokens import Words, note_words
from extensions.features.shorts.wall import ShortsWallDirective, WallHead, add_context
from extensions.lib.phases import CollectPages, DoctreeRead, PageContext
from extensions.model.views import add_dependency

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives, the words of shorts and the pages of the wall."""
    app.add_config_value(
        "shorts_per_page",
        30,
        "env",
        types=(int,),
        description="How many shorts the wall, and each numbered page behind it, shows.",
    )
    app.add_domain(Words)
    app.add_directive("shorts", ShortsDirective)
    app.add_directive("shorts-wall", ShortsWallDirective)
    choices.register(app)
    add_dependency(app, WallHead())
    app.connect("doctree-read", note_words, priority=DoctreeRead.SHORTS)
    app.connect("html-page-context", add_context, priority=PageContext.SHORTS_WALL)
    app.connect("html-collect-pages", pages.further_pages, priority=CollectPages.SHORTS)
    app.connect("html-collect-pages", pages.write_files, priority=CollectPages.SHORTS)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
