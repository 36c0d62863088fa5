"""Pages are written by all processes at once, and none runs far ahead.

With several processes Sphinx 9.0 resolves all pages in the first one and writes none there: pages
wait in memory for those that write, on a large site by the gigabyte (``Builder._write_parallel``,
``ParallelTasks.add_task``).  Here the first process hands out no more than is taken at once and
writes pages itself meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.build_phase import BuildPhase
from sphinx.util.display import status_iterator
from sphinx.util.parallel import ParallelTasks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

# A fork copies the tables of the memory, some ten milliseconds; sixteen long pages need a second.
PAGES_AT_ONCE = 16


class Writers(ParallelTasks):
    """Processes that write, beside the one that hands out."""

    def one_is_free(self) -> bool:
        """Whether a task would be begun at once."""
        self._join_one()
        return self._pworking < self.nproc


class SiteBuilder(StandaloneHTMLBuilder):
    """Sphinx's HTML builder with another order of work."""

    def write_documents(self, docnames: Set[str]) -> None:
        """Write the pages *docnames*."""
        first, *rest = sorted(docnames)
        # What is compiled for the first page, templates above all, every process then has.
        self._write(self._resolve([first]))
        writers = Writers(self._app.parallel - 1 if self.parallel_ok else 0)
        try:
            for chunk in self._chunks(rest):
                pages = self._resolve(chunk)
                if writers.one_is_free():
                    writers.add_task(self._write, pages)
                else:
                    self._write(pages)
            writers.join()
        finally:
            # After a fault none goes on writing.
            writers.terminate()

    def _chunks(self, docnames: Sequence[str]) -> Iterator[Sequence[str]]:
        starts = range(0, len(docnames), PAGES_AT_ONCE)
        chunks = [docnames[start : start + PAGES_AT_ONCE] for start in starts]
        return status_iterator(
            chunks, "writing output... ", "darkgreen", len(chunks), self.config.verbosity
        )

    def _resolve(self, docnames: Sequence[str]) -> list[tuple[str, nodes.document]]:
        self.phase = BuildPhase.RESOLVING
        pages = []
        for docname in docnames:
            doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
            self.write_doc_serialized(docname, doctree)
            # Sphinx would keep what it has read of each page until the end.
            self.env._pickled_doctree_cache.pop(docname, None)
            pages.append((docname, doctree))
        return pages

    def _write(self, pages: list[tuple[str, nodes.document]]) -> None:
        self.phase = BuildPhase.WRITING
        for docname, doctree in pages:
            self.write_doc(docname, doctree)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put the builder in the place of Sphinx's."""
    app.add_builder(SiteBuilder, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
