"""From a doctree to Markdown, formulas as ``$…$``: for whoever reads text and not pages.

sphinx-markdown-builder writes it; our own nodes tell it to write what is in them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils.utils import new_document
from sphinx_markdown_builder.builder import MarkdownBuilder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx


def markdown(fragment: Iterable[nodes.Node], page: str, app: Sphinx) -> str:
    """Return *fragment* as Markdown for *page*, its references resolved."""
    builder = MarkdownBuilder(app, app.env)
    builder.init()
    builder.current_doc_name = page
    document = new_document("")
    document.extend(fragment)
    app.env.resolve_references(document, page, builder)
    translator = builder.create_translator(document, builder)
    document.walkabout(translator)
    return f"{translator.astext().strip()}\n"
