"""Books of the pieces, the series and the whole: EPUB for e-readers, PDF for paper.

``make books`` runs the builder ``books``.  ``volumes`` says what books there are, ``chapters``
makes a chapter of the doctree of a page.  ``xhtml``, ``cover`` and ``epub`` make an EPUB of them;
``typst_text`` (with ``typst_base``, ``typst_figures`` and ``typst_math``), ``pdf`` and ``paper`` a
PDF, of which ``formula_check`` compares the formulas.  ``record`` says what books stand ready, and
``offer`` links to them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.building.up_to_date import BOOK_FOLDER
from extensions.model.views import add_dependency
from extensions.output.books import offer
from extensions.output.books.builder import BookBuilder
from extensions.output.books.offer import Offer

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
    app.add_config_value(
        "book_folder",
        BOOK_FOLDER,
        "",
        types=(str,),
        description="The folder in which make books leaves the books, from that of conf.py.",
    )
    app.add_config_value(
        "book_fonts",
        [],
        "",
        types=(list,),
        description="Folders of fonts for books, from that of conf.py: of scripts beside Latin.",
    )
    app.add_config_value(
        "book_page",
        "series",
        "env",
        types=(str,),
        description="The page that offers the book of the whole site.",
    )
    app.add_builder(BookBuilder)
    add_dependency(app, Offer())
    offer.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
