"""Read sources: from the cache, in all processes at once, and a few in the first one.

With several processes Sphinx 9.0 pickles all that is known of the site for every ten pages or so
(``Builder._read_parallel``).  Here a process sends back what it has read, page by page, which is
also what the cache keeps (``read_cache``).
"""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

from sphinx.util.display import status_iterator
from sphinx.util.parallel import ParallelTasks, make_chunks

from extensions.building.compat.reading import OwnReadingBuilder, merge_part, part_of
from extensions.building.read_cache import ReadCache, stands_alone, warnings_told
from extensions.doctree.app_state import of_app
from extensions.doctree.compat import app_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# So many are read sooner than a process is forked, and their cache entries written.
FEW = 4


class SourceReader(OwnReadingBuilder):
    """Sphinx's HTML builder with a cache of what was read."""

    def read_sources(self, docnames: list[str], processes: int) -> None:
        """Read *docnames* in at most *processes* processes at once."""
        if len(docnames) <= FEW:
            for docname in docnames:
                self.read_doc(docname)
            return
        app = app_of(self)
        cache, known = of_app(app, ReadCache), set()
        for docname, part in cache.known(docnames):
            merge_part(self.env, docname, part)
            known.add(docname)
        app.emit("count", "readings reused", len(known))
        rest = [docname for docname in docnames if docname not in known]
        chunks = make_chunks(rest, processes) if rest else []
        progress = status_iterator(
            chunks, "reading sources... ", "purple", len(chunks), app.config.verbosity
        )
        if processes > 1 and len(rest) > FEW:
            self._read_in_processes(chunks, cache, processes, progress)
        else:
            for chunk in progress:
                self._read(chunk, cache, keep=True)

    def _read_in_processes(
        self, chunks: list[list[str]], cache: ReadCache, processes: int, progress: Iterator[object]
    ) -> None:
        def read(docnames: list[str]) -> dict[str, bytes]:
            return self._read(docnames, cache, keep=False)

        def merge(docnames: list[str], parts: dict[str, bytes]) -> None:
            for docname in docnames:
                merge_part(self.env, docname, pickle.loads(parts[docname]))
            next(progress)

        tasks = ParallelTasks(processes)
        for chunk in chunks:
            tasks.add_task(read, chunk, merge)
        tasks.join()

    def _read(self, docnames: Iterable[str], cache: ReadCache, *, keep: bool) -> dict[str, bytes]:
        """Read *docnames*; return what each has left, pickled; *keep* doctrees in memory."""
        parts, entries = {}, {}
        for docname in docnames:
            with warnings_told() as warned:
                self.read_doc(docname, _cache=keep)
            parts[docname] = pickle.dumps(part_of(self.env, docname), pickle.HIGHEST_PROTOCOL)
            if cache.is_used and not warned.told and stands_alone(self.env, docname):
                entries[docname] = cache.entry(docname, parts[docname])
        cache.put(entries)
        return parts
