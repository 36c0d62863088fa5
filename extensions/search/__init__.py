"""Search: an index in pieces that a reader's browser fetches as they are asked for.

Pagefind makes and reads the index.  ``texts`` takes clean text from a page when it is
written, ``terms`` turns formulas into words, ``records`` says what is found and under which
names, ``pagefind`` talks to the indexer, ``shards`` divides the index, ``parts`` knows which
of its parts have changed and has them made in a process of their own, ``bundle`` makes their
files, ``index`` has all this done at its time, ``page`` makes the page that is a search's
address.  The rest is in ``docs/_static/search*.js``.

Sphinx's own index, one file that grows with the site, is not made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.search.index import SearchIndex
from extensions.search.page import search_page
from extensions.search.texts import MarkOwnText

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what keeps texts and what indexes them."""
    app.setup_extension("extensions.writing")
    index = SearchIndex(app)
    app.add_post_transform(MarkOwnText)
    app.connect("builder-inited", index.replace_sphinx_search)
    app.connect("env-get-updated", index.pages_without_text)
    app.connect("doctree-resolved", index.keep_text, priority=900)
    app.connect("pages-resolved", index.begin)
    # Where none is written, a page can still be gone.
    app.connect("html-collect-pages", index.begin_late, priority=100)
    app.connect("html-collect-pages", search_page)
    app.connect("build-finished", index.tidy)
    app.connect("page-files", index.files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
