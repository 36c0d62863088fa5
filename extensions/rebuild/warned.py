"""Which pages gave a warning in this build."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.logging import NAMESPACE, get_node_location, is_suppressed_warning

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class WarnedPages(logging.Handler):
    """A log handler that remembers the docnames that warnings point to."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__(logging.WARNING)
        self.app = app
        self.docnames: set[str] = set()

    def listen(self) -> None:
        """Start to note warnings."""
        logging.getLogger(NAMESPACE).addHandler(self)

    def take(self) -> list[str]:
        """Stop and return the docnames, sorted."""
        logging.getLogger(NAMESPACE).removeHandler(self)
        return sorted(self.docnames)

    def emit(self, record: logging.LogRecord) -> None:
        """Note the page of *record*."""
        kind = getattr(record, "type", ""), getattr(record, "subtype", "")
        if not is_suppressed_warning(*kind, self.app.config.suppress_warnings):
            docname = self._docname(getattr(record, "location", None))
            if docname:
                self.docnames.add(docname)

    def _docname(self, location: object) -> str | None:
        if isinstance(location, tuple):
            return str(location[0])
        if isinstance(location, nodes.Node):
            location = get_node_location(location)
        if not isinstance(location, str):
            return None
        if location in self.app.env.all_docs:
            return location
        path, _, line = location.rpartition(":")
        return self.app.env.path2doc(path if line.isdigit() or not line else location)
