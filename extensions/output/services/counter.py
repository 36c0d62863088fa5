"""A counter of visits: the one line in the head of each page that its makers give."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

    from extensions.lib.site_tables import Analytics


def line(counter: Analytics) -> Markup:
    """Return the element that loads *counter*, which delays nothing."""
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in counter.data)
    return Markup(f'<script async src="{escape(counter.script)}"{data}></script>')


def add_context(
    app: Sphinx,
    page: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the templates counter and newsletter (answers ``html-page-context``)."""
    counter = app.config.analytics
    context["counter"] = line(counter) if counter else ""
    context["newsletter"] = app.config.newsletter
