"""Books of the pieces, the series and the whole: EPUB 3 for e-readers, PDF for paper.

``make books`` runs the builder ``books``.  ``volumes`` says what books there are, ``chapters`` makes
a chapter of a page's doctree, ``xhtml``, ``cover`` and ``epub`` make an EPUB of chapters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.output.books.builder import BookBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder."""
    app.add_config_value(
        "book_cache",
        ".cache/books.sqlite",
        "",
        types=(str,),
        description="The file of books that were set, from the folder of conf.py.",
    )
    app.add_builder(BookBuilder)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
