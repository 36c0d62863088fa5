"""Collect the pages that gave a warning in this build, to be read again in the next."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.logging import get_node_location, is_suppressed_warning

from extensions.building.compat.logs import listen, stop_listening

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class WarnedPages(logging.Handler):
    """A log handler that remembers the pages that warnings point to, or to a part of."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__(logging.WARNING)
        self.app = app
        # Docnames, and paths of files that are no page.
        self.places: set[str] = set()

    def listen(self) -> None:
        """Start to note warnings."""
        listen(self)

    def take(self) -> list[str]:
        """Stop and return the docnames, sorted."""
        stop_listening(self)
        including = {
            docname
            for docname, files in self.app.env.dependencies.items()
            # Such a path may be absolute.
            if self.places.intersection(str(self.app.srcdir / file) for file in files)
        }
        return sorted(self.places | including)

    def emit(self, record: logging.LogRecord) -> None:
        """Note the page of *record*."""
        kind = getattr(record, "type", ""), getattr(record, "subtype", "")
        if not is_suppressed_warning(*kind, self.app.config.suppress_warnings):
            place = self._place(getattr(record, "location", None))
            if place:
                self.places.add(place)

    def _place(self, location: object) -> str | None:
        if isinstance(location, tuple):
            # A docname, or the path of a file that a page may have included.
            location = str(location[0])
        if isinstance(location, nodes.Node):
            location = get_node_location(location)
        if not isinstance(location, str):
            return None
        if location in self.app.env.all_docs:
            return location
        path, _, line = location.rpartition(":")
        path = path if line.isdigit() or not line else location
        # Paths are told from the folder of the project.
        file = self.app.confdir / path
        if not file.is_file():
            return location
        return self.app.env.path2doc(file) or str(file)
