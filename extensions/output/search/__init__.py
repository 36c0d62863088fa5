"""Search: an index in chunks, of which a browser fetches those that a query needs.

``texts`` takes clean text from a page when it is written, ``tokens`` and ``terms`` find the words
of texts and formulas, ``postings`` weighs those of a page, ``records`` says what is shown of it,
``chunks`` makes the files, ``parts`` knows what has changed and has it made in a process of its
own, ``index`` runs all this at the right phase, ``page`` makes the search page.  What ranks is in
``docs/_static/search-*.js``.

Sphinx's own index, one file that grows with the site, is not made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.lib.phases import (
    BuilderInited,
    BuildFinished,
    CollectPages,
    DoctreeResolved,
    GetUpdated,
    PageContext,
)
from extensions.output.search.index import SearchIndex
from extensions.output.search.page import add_sheet, search_page
from extensions.output.search.texts import MarkOwnText

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what keeps texts and what indexes them."""
    index = SearchIndex(app)
    app.add_post_transform(MarkOwnText)
    app.connect("builder-inited", index.replace_sphinx_search, priority=BuilderInited.SEARCH)
    app.connect("env-get-updated", index.pages_without_text, priority=GetUpdated.SEARCH)
    app.connect("doctree-resolved", index.keep_text, priority=DoctreeResolved.SEARCH)
    app.connect("page-state", index.state_files)
    app.connect("page-restored", index.note_restored)
    app.connect("pages-resolved", index.begin)
    # Where none is written, a page can still be gone.
    app.connect("html-collect-pages", index.begin_late, priority=CollectPages.SEARCH_INDEX)
    app.connect("html-collect-pages", search_page, priority=CollectPages.SEARCH_PAGE)
    app.connect("html-page-context", add_sheet, priority=PageContext.SEARCH_PAGE)
    app.connect("build-finished", index.tidy, priority=BuildFinished.SEARCH)
    app.connect("page-files", index.files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
