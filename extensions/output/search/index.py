"""Run the search indexing at its phases of the build, and store the text of pages.

The text of each page is saved beside the environment when the page is written, so that it is taken
only from pages that changed; title, series and tags come from the catalog at the end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extensions.building.compat.builds import make_no_search_index
from extensions.building.incremental import is_same_elsewhere
from extensions.building.incremental.outputs import code_of_extensions
from extensions.doctree.fragments import html_builder, is_site
from extensions.lib.digest import digest
from extensions.lib.files import JsonState, write
from extensions.model.catalog.domain import catalog_of
from extensions.output.search.chunks import Site
from extensions.output.search.facets import titles
from extensions.output.search.page import PAGE
from extensions.output.search.page_text import PageText
from extensions.output.search.parts import Parts
from extensions.output.search.records import Page, page_of
from extensions.output.search.texts import text_of
from extensions.output.search.tokens import function_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


# Theme files for Sphinx's own search, which is not made.
UNUSED = ("searchtools.js", "language_data.js")


@dataclass
class Digests(JsonState):
    """A digest of the text of each page that is kept, by docname."""

    texts: dict[str, str] = field(default_factory=dict)


class LazyPages(Mapping[str, Page]):
    """Where each of the pages *names* stands, found by *find* when it is asked for."""

    def __init__(self, names: Sequence[str], find: Callable[[str], Page]) -> None:
        self.names = names
        self.find = find

    def __getitem__(self, name: str) -> Page:
        return self.find(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


class SearchIndex:
    """The index of the present build, one per Sphinx application."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self.kept = Digests()
        self.written: dict[str, str] = {}
        self.begun = False

    @property
    def folder(self) -> Path:
        """The folder of what is kept: one per builder, since builders share the environment."""
        return Path(self.app.doctreedir) / f"search-{self.app.builder.name}"

    @property
    def digests_path(self) -> Path:
        """The file of the digests of the texts."""
        return self.folder / "digests.json"

    def text_path(self, docname: str) -> Path:
        """Return the file of the text of *docname*."""
        return self.folder / "texts" / f"{docname}.json"

    def replace_sphinx_search(self, app: Sphinx) -> None:
        """Let Sphinx make no index of its own, and read what this one was made of."""
        if is_site(app):
            make_no_search_index(html_builder(app))
        self.kept = Digests.load(self.digests_path)
        self.parts = Parts(self.folder, Path(app.outdir))

    def keep_text(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Keep the text of a page that is about to be written."""
        # A piece of a page that is shown elsewhere has no source.
        if not is_site(app) or not doctree.get("source"):
            return
        if docname in self.searched(app.env):
            text = text_of(doctree, app.env).json
            write(self.text_path(docname), text)
            self.written[docname] = digest(text, docname)

    def note_restored(self, app: Sphinx, docname: str) -> None:
        """Note the text of a page that was put back (answers ``page-restored``)."""
        if docname in self.searched(app.env):
            text = self.text_path(docname).read_text("utf-8")
            self.written[docname] = digest(text, docname)

    def state_files(self, app: Sphinx, env: BuildEnvironment, page: str) -> list[str]:
        """Return the files of the text of *page* and of its index (answers ``page-state``)."""
        paths = self.text_path(page), self.parts.record_path(page)
        return [path.relative_to(app.doctreedir).as_posix() for path in paths]

    def pages_without_text(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Return pages to write because their text is not kept (answers ``env-get-updated``)."""
        if not is_site(app):
            return []
        return [name for name in sorted(self.searched(env)) if not self.text_path(name).is_file()]

    def searched(self, env: BuildEnvironment) -> set[str]:
        """Return the pages that can be found: all that are listed but the home page."""
        return set(catalog_of(env).listed) - {env.config.root_doc}

    def begin(self, app: Sphinx) -> None:
        """Begin to index what has changed (answers ``pages-resolved``).

        All that is indexed is known by then.  The index needs one core, as does this process,
        which writes the last pages meanwhile, and makes those without a source.
        """
        if not is_site(app):
            return
        self.begun = True
        names = sorted(self.searched(app.env))
        self._keep({name: self._digest_of(name) for name in names})
        entries = catalog_of(app.env).entries
        language = app.config.language
        site = Site(
            str(code_of_extensions(app.env)),
            language,
            tuple(sorted(function_words(language))),
            titles(app.env),
        )
        pages = LazyPages(names, lambda name: page_of(app, entries[name]))
        unchanged = {*names} - self.written.keys() if is_same_elsewhere(app) else set()
        outdated = self.parts.begin(site, pages, self.kept.texts, self._text_of, unchanged)
        app.emit("count", "pages indexed", outdated)

    def begin_late(self, app: Sphinx) -> list[Any]:
        """Begin if no page was resolved (answers ``html-collect-pages``)."""
        if not self.begun:
            self.begin(app)
        return []

    def tidy(self, app: Sphinx, exception: Exception | None) -> None:
        """Delete what belongs to another search (answers ``build-finished``)."""
        if exception is None and is_site(app):
            for name in UNUSED:
                (Path(app.outdir) / "_static" / name).unlink(missing_ok=True)

    def _keep(self, texts: dict[str, str]) -> None:
        for gone in self.kept.texts.keys() - texts.keys():
            self.text_path(gone).unlink(missing_ok=True)
        if texts != self.kept.texts:
            self.kept.texts = texts
            self.kept.save(self.digests_path)

    def _text_of(self, name: str) -> PageText:
        return PageText.load(self.text_path(name))

    def _digest_of(self, name: str) -> str:
        known = self.written.get(name) or self.kept.texts.get(name)
        return known or digest(self._text_of(name).json, name)

    def files(self, app: Sphinx, env: BuildEnvironment, page: str) -> list[str]:
        """Return the files of the index that are of *page* (answers ``page-files``).

        Of the search page, which reads them, all are; of another, what is quoted of it.  They are
        asked for at the end of a build, which so waits for the index.
        """
        if not is_site(app):
            return []
        files = self.parts.end()
        return files if page == PAGE else self.parts.state.quoted.get(page, [])
