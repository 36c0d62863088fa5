"""Questions that a reader is asked in a piece, and again when they are due.

``asked`` shows questions, ``directives`` has ``{question}`` and ``{recall}``, ``placed`` puts the
question of a short at its foot and the deck of a series on its page.  A script schedules the
answers in the browser, and asks what is due at ``{recall-due}``.  ``decks`` makes a deck for Anki
of each series, ``note_html`` the text of its notes, ``anki`` its file.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extensions.doctree.folds import depart_fold
from extensions.doctree.other_builders import CONTENT_ONLY
from extensions.features.recall.asked import asked, visit_asked
from extensions.features.recall.decks import write_decks
from extensions.features.recall.directives import (
    DueDirective,
    QuestionDirective,
    RecallDirective,
)
from extensions.features.recall.placed import PlaceOnPage
from extensions.features.recall.question_faults import check_questions
from extensions.lib.phases import CollectPages, ConfigInited, GetUpdated

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["PAGE"]

# The page that asks what is due, if there is one.
PAGE = "recall"
STATIC = Path(__file__).parent / "static"


def serve_assets(app: Sphinx, config: Config) -> None:
    """Serve the script, its style and ts-fsrs from the site itself."""
    config.html_static_path = [*config.html_static_path, str(STATIC)]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives, and what shows questions and writes decks."""
    app.add_node(asked, html=(visit_asked, depart_fold), **CONTENT_ONLY)
    app.add_directive("question", QuestionDirective)
    app.add_directive("recall", RecallDirective)
    app.add_directive("recall-due", DueDirective)
    app.add_transform(PlaceOnPage)
    app.add_css_file("recall.css")
    app.add_js_file("recall.js", type="module")
    app.add_js_file("recall-due.js", type="module")
    app.connect("config-inited", serve_assets, priority=ConfigInited.RECALL)
    app.connect("env-get-updated", check_questions, priority=GetUpdated.QUESTIONS)
    app.connect("html-collect-pages", write_decks, priority=CollectPages.DECKS)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
