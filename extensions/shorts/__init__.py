"""Shorts shown on other pages: as cards anywhere, and all of them on the wall.

``cards`` is the directive ``{shorts}``.  The wall, ``{shorts-wall}``, shows the newest
shorts and what they can be chosen by; ``shelf`` says which shorts are on it and which on
the numbered pages behind it, ``choices`` counts and writes what they can be chosen by,
``pages`` makes the pages and files that are no documents.

With script the wall shows any choice of all shorts: ``index`` gives it their facts and
words (``words`` takes these from the doctree while a short is read), and each card is a
file of its own, so that a reader fetches those that are shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.shorts import choices, pages
from extensions.shorts.cards import ShortsDirective
from extensions.shorts.wall import ShortsWallDirective, add_context
from extensions.shorts.words import Words, note_words

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives, the words of shorts and the pages of the wall."""
    app.setup_extension("extensions.direction")
    app.add_config_value("shorts_per_page", 30, "env", types=(int,))
    app.add_domain(Words)
    app.add_directive("shorts", ShortsDirective)
    app.add_directive("shorts-wall", ShortsWallDirective)
    choices.register(app)
    app.connect("doctree-read", note_words)
    app.connect("html-page-context", add_context, priority=450)
    app.connect("html-collect-pages", pages.further_pages)
    app.connect("html-collect-pages", pages.write_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
