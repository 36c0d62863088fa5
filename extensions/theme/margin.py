"""Room beside the column, on the pages that put something there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

IN_THE_MARGIN = re.compile(r'<(?:aside|div) class="(?:[^"]* )?(?:margin|sidebar)[ "]')


def add_room(
    app: Sphinx,
    page: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give a page with a margin the style sheet of one (answers ``html-page-context``)."""
    if IN_THE_MARGIN.search(context.get("body") or ""):
        # After the sheets of the settings, which have 800.
        app.add_css_file("beside.css", priority=900)
