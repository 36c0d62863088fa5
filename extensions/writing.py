"""Pages are written by all processes at once, and none runs far ahead; a few are read by one.

With several processes Sphinx 9.0 resolves all pages in the first one and writes none there: pages
wait in memory for those that write, on a large site by the gigabyte (``Builder._write_parallel``,
``ParallelTasks.add_task``).  Here the first process hands out no more than is taken at once and
writes pages itself meanwhile.

When the last page is resolved, ``pages-resolved`` tells those who need no more of any.

Sphinx 9.0 reads even one page in a process of its own, which sends back all that is known of
the site: on a large one that takes longer than to read a few.
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

    Pages = list[tuple[str, nodes.document]]

# A fork copies the tables of the memory, some ten milliseconds; sixteen long pages need a second.
PAGES_AT_ONCE = 16
FEW = 4


class Writers(ParallelTasks):
    """Processes that write, beside the one that hands out."""

    def one_is_free(self) -> bool:
        """Whether a task would be begun at once."""
        self._join_one()
        return self._pworking < self.nproc


def chunks_of(docnames: Sequence[str]) -> list[Sequence[str]]:
    """Return *docnames* as they are handed out: the first alone."""
    starts = range(1, len(docnames), PAGES_AT_ONCE)
    return [docnames[:1], *(docnames[start : start + PAGES_AT_ONCE] for start in starts)]


class SiteBuilder(StandaloneHTMLBuilder):
    """Sphinx's HTML builder with another order of work."""

    def _read_parallel(self, docnames: list[str], nproc: int) -> None:
        if len(docnames) > FEW:
            super()._read_parallel(docnames, nproc)
        else:
            self._read_serial(docnames)

    def write_documents(self, docnames: Set[str]) -> None:
        """Write the pages *docnames*."""
        chunks = chunks_of(sorted(docnames))
        last = len(chunks) - 1
        writers = Writers(self._app.parallel - 1 if self.parallel_ok else 0)
        try:
            for place, chunk in enumerate(self._told(chunks)):
                pages = self._resolve(chunk)
                if place == last:
                    self.events.emit("pages-resolved")
                # What is made ready for the first page every process then has.  At the last
                # others begin, who need the cores.
                if 0 < place < last and writers.one_is_free():
                    writers.add_task(self._write, pages)
                else:
                    self._write(pages)
            writers.join()
        finally:
            # After a fault none goes on writing.
            writers.terminate()

    def _told(self, chunks: list[Sequence[str]]) -> Iterator[Sequence[str]]:
        return status_iterator(
            chunks, "writing output... ", "darkgreen", len(chunks), self.config.verbosity
        )

    def _resolve(self, docnames: Sequence[str]) -> Pages:
        self.phase = BuildPhase.RESOLVING
        pages = []
        for docname in docnames:
            doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
            self.write_doc_serialized(docname, doctree)
            # Sphinx would keep what it has read of each page until the end.
            self.env._pickled_doctree_cache.pop(docname, None)
            pages.append((docname, doctree))
        return pages

    def _write(self, pages: Pages) -> None:
        self.phase = BuildPhase.WRITING
        for docname, doctree in pages:
            self.write_doc(docname, doctree)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put the builder in the place of Sphinx's."""
    app.add_event("pages-resolved")
    app.add_builder(SiteBuilder, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
