"""The index of the built site, made anew when, and only when, what it is made of has changed.

The text of each page is kept beside the environment when the page is written, so that a
build reads only what it writes; where a page stands (title, series, tags) is asked of the
catalog at the end.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extensions.catalog.domain import catalog_of
from extensions.files import Kept
from extensions.fragments import html_builder, is_site
from extensions.rebuild.outputs import extension_inputs
from extensions.rebuild.record import digest
from extensions.search.bundle import make
from extensions.search.facets import options, titles
from extensions.search.page import PAGE
from extensions.search.pagefind import VERSION
from extensions.search.records import page_of
from extensions.search.texts import PageText, text_of

if TYPE_CHECKING:
    from concurrent.futures import Future

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


STATE = "state.json"
# Theme files for Sphinx's own search, which is not made.
UNUSED = ("searchtools.js", "language_data.js")


@dataclass
class State(Kept):
    """What was indexed: a digest of it all, one of the text of each page, and the files made."""

    indexed: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)


class SearchIndex:
    """The index of the present build, one per Sphinx application."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self.state = State()
        self.written: dict[str, str] = {}
        self.making: Future[list[str]] | None = None

    @property
    def kept(self) -> Path:
        """The folder of the texts: one per builder, since builders share the environment."""
        return Path(self.app.doctreedir) / f"search-{self.app.builder.name}"

    def text_path(self, docname: str) -> Path:
        """Return the file of the text of *docname*."""
        return self.kept / f"{docname}.json"

    def replace_sphinx_search(self, app: Sphinx) -> None:
        """Let Sphinx make no index of its own, and read what this one was made of."""
        if is_site(app):
            html_builder(app).search = False
        self.state = State.load(self.kept / STATE)

    def keep_text(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Keep the text of a page that is about to be written."""
        # A piece of a page that is shown elsewhere has no source.
        if not is_site(app) or not doctree.get("source"):
            return
        if docname in self.searched(app.env):
            text = text_of(doctree, app.env)
            text.save(self.text_path(docname))
            self.written[docname] = digest(asdict(text))

    def pages_without_text(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Return pages to write because their text is not kept (answers ``env-get-updated``)."""
        if not is_site(app):
            return []
        return [name for name in sorted(self.searched(env)) if not self.text_path(name).is_file()]

    def searched(self, env: BuildEnvironment) -> set[str]:
        """Return the pages that can be found: all but the home page."""
        return set(catalog_of(env).entries) - {env.config.root_doc}

    def begin(self, app: Sphinx) -> list[Any]:
        """Begin to index the site if what is indexed has changed (answers ``html-collect-pages``).

        All that is indexed is written by then.  Pagefind has one core and the pages without a
        source, which are made meanwhile and are in no index, have the other.
        """
        if not is_site(app):
            return []
        outdir = Path(app.outdir)
        catalog = catalog_of(app.env)
        names = sorted(self.searched(app.env))
        texts = {name: self._digest_of(name) for name in names}
        pages = {name: page_of(app, catalog.entries[name]) for name in names}
        standing = {name: asdict(page) for name, page in pages.items()}
        names_of = titles(app.env)
        made_by = [VERSION, extension_inputs(), app.config.language]
        indexed = digest([made_by, texts, standing, names_of])
        if indexed != self.state.indexed or not self._is_whole(outdir):
            for name in set(self.state.texts) - set(names):
                self.text_path(name).unlink(missing_ok=True)
            offered = partial(options, app.env)
            self.state = State(indexed, texts)
            thread = ThreadPoolExecutor(max_workers=1)
            self.making = thread.submit(
                make, pages, self._text_of, offered, app.config.language, outdir
            )
            thread.shutdown(wait=False)
        return []

    def end(self, app: Sphinx, exception: Exception | None) -> None:
        """Wait for the index and note what it was made of (answers ``build-finished``)."""
        if exception is not None or not is_site(app):
            return
        for name in UNUSED:
            (Path(app.outdir) / "_static" / name).unlink(missing_ok=True)
        if self.making is not None:
            self.state.files = self.making.result()
            self.state.save(self.kept / STATE)

    def _text_of(self, name: str) -> PageText:
        return PageText.load(self.text_path(name))

    def _digest_of(self, name: str) -> str:
        known = self.written.get(name) or self.state.texts.get(name)
        return known or digest(asdict(self._text_of(name)))

    def _is_whole(self, outdir: Path) -> bool:
        return all((outdir / name).is_file() for name in self.state.files)

    def files(self, app: Sphinx, env: BuildEnvironment, page: str) -> list[str]:
        """Return the files of the index, which the search page reads (answers ``page-files``)."""
        return self.state.files if page == PAGE else []
