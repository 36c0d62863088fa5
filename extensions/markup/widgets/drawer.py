"""Have figures drawn: from the cache, or by their own code in Node where they are not cached."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extensions.building.node_process import node_of
from extensions.lib.cache import Cache
from extensions.markup.figures import OPENING
from extensions.markup.widgets.faults import SECONDS, Fault, fault_in, faults_of_pictures
from extensions.markup.widgets.folder import LIBRARY, OWN

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from extensions.markup.widgets.folder import Folder

SERVER = Path(__file__).with_name("widgets_server.js")
MAX_ENTRIES = 2_000
# Raise it when what is kept for a figure changes its form.
FORMAT = 3


@dataclass(frozen=True)
class Drawn:
    """A figure in a state: its picture, a sentence on it, and what a reader may set.

    ``faults`` are the options that are no values of it.
    """

    svg: str
    said: str
    controls: list[dict[str, Any]]
    state: dict[str, Any]
    faults: list[dict[str, Any]]


class Drawer:
    """The cache of drawn figures and what draws them; one per Sphinx application."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self._cache: Cache[str] | None = None

    @property
    def cache(self) -> Cache[str]:
        """The cache of the site."""
        if self._cache is None:
            path = Path(self.app.confdir) / self.app.config.widget_cache
            self._cache = Cache[str](path, MAX_ENTRIES)
        return self._cache

    def draw(
        self, folder: Folder, files: list[str], options: dict[str, str], name: str
    ) -> Drawn | Fault:
        """Return the figure of *folder* with *options*, called *name* on its page.

        *files* are what it is made of, by names that say their content.
        """
        parts = [FORMAT, files, options, name]
        key = hashlib.blake2b(json.dumps(parts).encode(), digest_size=20).hexdigest()
        if known := self.cache.get([key]).get(key):
            return Drawn(**json.loads(known))
        self.app.emit("count", "widgets", 1)
        drawn = self._drawn(folder, options, name)
        if isinstance(drawn, Drawn):
            self.cache.put({key: json.dumps(asdict(drawn))})
        return drawn

    def _drawn(self, folder: Folder, options: dict[str, str], name: str) -> Drawn | Fault:
        settings = {"library": str(LIBRARY), "milliseconds": SECONDS * 1000}
        files = {"worker": folder.worker, "session": folder.session, "data": folder.data}
        request = {
            "figure": str(folder.figure),
            **{part: str(path) if path else None for part, path in files.items()},
            "options": options,
            "own": OWN,
            "name": name,
        }
        answer = node_of(self.app).ask(SERVER, settings, request, "draws the figures")
        if "fault" in answer:
            return fault_in(answer["fault"], folder)
        ends = answer.pop("ends")
        for fault in faults_of_pictures([answer, *ends], name, folder):
            return fault
        return Drawn(**{**answer, "svg": dressed(answer["svg"])})

    def close(self, app: Sphinx, exception: Exception | None) -> None:
        """Close the cache (answers ``build-finished``)."""
        if self._cache is not None:
            self._cache.close()


def dressed(svg: str) -> str:
    """Return the drawing *svg* with what every drawing of a page has: its namespace, its class."""
    opening, rest = svg[: svg.index(">")], svg[svg.index(">") :]
    opening = re.sub(r'\s+xmlns="[^"]*"', "", opening)
    if not re.search(r'\sclass="[^"]*\bdrawn\b', opening):
        opening = re.sub(r'\sclass="', ' class="drawn ', opening, count=1)
        if "class=" not in opening:
            opening += ' class="drawn"'
    return opening.replace("<svg", OPENING, 1) + rest
