"""Lead the links of chapters to where they lead in a book: to another chapter, or to the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.doctree.urls import INDEX, base_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def site_address(app: Sphinx, docname: str, anchor: str) -> str:
    """Return the public address of *anchor* on the page *docname*, whatever *app* builds."""
    path = f"{docname}.html"
    path = path.removesuffix(INDEX) if f"/{path}".endswith(f"/{INDEX}") else path
    return base_of(app) + path + (f"#{anchor}" if anchor else "")
