"""Write pages in all processes at once, with few waiting in memory.

With several processes Sphinx 9.0 resolves all pages in the first one and writes none there: pages
wait in memory for those that write, on a large site by the gigabyte (``Builder._write_parallel``,
``ParallelTasks.add_task``).  Here the first process hands all that it has resolved to one that is
free, and writes pages itself as long as there is none and enough is waiting.

When the static files are in the output, and no page is written yet, ``assets-copied`` is emitted.
Of a build of all pages those that are kept are put back (``page_cache``).  When all
pages that were read are written, ``pages-written`` is; then those are written that show
something else than before.  When the last page is resolved, ``pages-resolved`` tells those who need
no more of any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.build_phase import BuildPhase
from sphinx.util.display import status_iterator

from extensions.building.compat.builds import Writers, forget_doctree
from extensions.building.incremental import is_same_elsewhere, pages_shown_otherwise
from extensions.building.page_cache import PageCache
from extensions.building.source_reader import SourceReader
from extensions.doctree.app_state import of_app
from extensions.doctree.compat import app_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    Pages = list[tuple[str, nodes.document]]

# A fork copies the tables of the memory, some ten milliseconds; sixteen long pages need a second.
PAGES_AT_ONCE, LEAST_AT_ONCE = 16, 8


class TellsOfAssets(StandaloneHTMLBuilder):
    """A builder that lets others finish the static files before a page names them."""

    def copy_assets(self) -> None:
        """Copy the static files, and tell that they are there."""
        super().copy_assets()
        self.events.emit("assets-copied")


class FolderBuilder(TellsOfAssets, DirectoryHTMLBuilder):
    """Sphinx's builder of a folder for each page."""


class SiteBuilder(TellsOfAssets, SourceReader):
    """Sphinx's HTML builder with another order of work."""

    def write_documents(self, docnames: Set[str]) -> None:
        """Write the pages *docnames*, and after them those that show what has changed."""
        writers = Writers(app_of(self).parallel - 1 if self.parallel_ok else 0)
        are_all = self.env.found_docs <= docnames
        are_last = are_all or is_same_elsewhere(app_of(self))
        try:
            restored = of_app(app_of(self), PageCache).restore(writers) if are_all else set()
            self._share(docnames - restored, writers, are_last)
            writers.join()
            self.events.emit("pages-written")
            others = {*pages_shown_otherwise(app_of(self))} - docnames
            if others:
                self._share(others, writers, True)
                writers.join()
            elif not are_last:
                self.events.emit("pages-resolved")
        finally:
            # After a fault none goes on writing.
            writers.terminate()

    def _share(self, docnames: Set[str], writers: Writers, are_last: bool) -> None:
        """Write *docnames* with *writers*, and tell of the last that is resolved."""
        resolved: Pages = []
        for place, docname in enumerate(self._told(sorted(docnames))):
            resolved.append(self._resolve(docname))
            if not place and len(docnames) > 1:
                # What is made ready for the first page every process then has.
                self._write([resolved.pop()])
            elif len(resolved) >= LEAST_AT_ONCE and writers.one_is_free():
                writers.add_task(self._write, resolved)
                resolved = []
            elif len(resolved) == PAGES_AT_ONCE:
                self._write([resolved.pop(0)])
        if are_last:
            self.events.emit("pages-resolved")
        # Meanwhile others begin, who need the cores.
        self._write(resolved)

    def _told(self, docnames: Sequence[str]) -> Iterator[str]:
        return status_iterator(
            docnames, "writing output... ", "darkgreen", len(docnames), self.config.verbosity
        )

    def _resolve(self, docname: str) -> tuple[str, nodes.document]:
        self.phase = BuildPhase.RESOLVING
        doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
        self.write_doc_serialized(docname, doctree)
        forget_doctree(self.env, docname)
        return docname, doctree

    def _write(self, pages: Pages) -> None:
        self.phase = BuildPhase.WRITING
        for docname, doctree in pages:
            self.write_doc(docname, doctree)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put the builders in the place of Sphinx's."""
    app.add_builder(SiteBuilder, override=True)
    app.add_builder(FolderBuilder, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
