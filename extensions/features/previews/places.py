"""Which places are referred to from other pages, and where their previews lie."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from extensions.markup.label_targets import find
from extensions.model.catalog.domain import catalog_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from extensions.model.catalog.domain import Entry

# The preview of a whole page: no anchor is written so.
PAGE = "~page"


def path_of(docname: str, anchor: str) -> str:
    """Return the path in the output of the preview of *anchor* (empty: the top) of *docname*."""
    name = re.sub(r"[^A-Za-z0-9._-]", lambda sign: f"~{ord(sign[0]):x}", anchor) or PAGE
    return f"_previews/{docname}/{name}.html"


class Places:
    """The places that other pages refer to, one per Sphinx application."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app

    @cached_property
    def _anchors(self) -> dict[str, list[str]]:
        found: dict[str, set[str]] = {}
        places: dict[str, tuple[str, str] | None] = {}
        for entry in catalog_of(self.app.env).entries.values():
            for name, from_elsewhere in names_of(entry):
                if name not in places:
                    target = find(self.app.env, name)
                    places[name] = (target.docname, target.anchor) if target else None
                place = places[name]
                if place and (from_elsewhere or place[0] != entry.docname):
                    found.setdefault(place[0], set()).add(place[1])
        return {docname: sorted(anchors) for docname, anchors in found.items()}

    def of(self, page: str) -> tuple[str, ...]:
        """Return the anchors of *page* that have a preview."""
        return tuple(self._anchors.get(page, ())) if has_previews(self.app) else ()

    def files(self, app: Sphinx, env: BuildEnvironment, page: str) -> list[str]:
        """Return the files of the previews of *page* (answers ``page-files``)."""
        return [path_of(page, anchor) for anchor in self.of(page)]


def names_of(entry: Entry) -> Iterator[tuple[str, bool]]:
    """Yield the names that *entry* refers to, and whether other pages show the reference too."""
    # Summaries and claims stand in lists, and what a short distils under its claim.
    yield from ((name, False) for name in entry.references)
    yield from ((name, True) for name in entry.opening_references)
    if label := entry.as_short.distils:
        yield label, False


def has_previews(app: Sphinx) -> bool:
    """Whether the pages that are built have previews: those of an EPUB, say, have none."""
    return app.builder.name == "html"
