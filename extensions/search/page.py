"""The page that a search has for its address: ``search.html?q=…``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

PAGE = "search"


def search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page when it is out of date (answers ``html-collect-pages``)."""
    if not app.emit_firstresult("page-is-current", PAGE, None):
        yield PAGE, {"title": "Search"}, "search.html"
