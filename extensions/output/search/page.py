"""The search page, ``search.html?q=…``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extensions.building.incremental import outdated_page
from extensions.doctree.translation import _
from extensions.lib.phases import Files
from extensions.model.views import Variables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx

    from extensions.building.incremental import Made

PAGE = "search"


def search_page(app: Sphinx) -> Iterator[Made]:
    """Yield the page when it is out of date (answers ``html-collect-pages``)."""
    yield from outdated_page(app, PAGE, Variables((("title", _("Search")),)), "search.html")


def add_sheet(
    app: Sphinx,
    page: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the page the style that the dialog fetches (answers ``html-page-context``)."""
    if page == PAGE:
        app.add_css_file("search.css", priority=Files.SEARCH)
