"""The names of the site as text: Furo 2025.12.19 writes some of them as they are into a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import escape

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def escape_names(
    app: Sphinx,
    page: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Escape the names, for a filter too no more than once (answers ``html-page-context``)."""
    for name in ("docstitle", "shorttitle", "project"):
        context[name] = escape(context[name])
