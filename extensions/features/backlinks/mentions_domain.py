"""What refers to what, as a Sphinx domain."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast

from extensions.doctree.page_domain import ByPage
from extensions.features.backlinks.mentions import Mention, mentions_in
from extensions.markup.label_targets import find
from extensions.model.catalog.domain import catalog_of
from extensions.model.frontmatter import PIECES, Kind

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True, slots=True)
class Backlink:
    """A mention on page ``source`` of what stands at ``anchor`` (empty: the whole page)."""

    source: str
    anchor: str
    mention: Mention


class BacklinkDomain(ByPage[tuple[Mention, ...]]):
    """The sentences of each page that refer to something, and those that refer to each page."""

    name = "backlinks"
    label = "Backlinks"

    @cached_property
    def _of(self) -> dict[str, list[Backlink]]:
        found: dict[str, list[Backlink]] = {}
        listed = self.by_page.keys() - self._unlisted()
        for source in sorted(listed, key=self._reading_order):
            for mention in self.by_page[source]:
                for docname, anchor in self._targets(mention):
                    if docname != source:
                        found.setdefault(docname, []).append(Backlink(source, anchor, mention))
        return found

    def _unlisted(self) -> set[str]:
        entries = catalog_of(self.env).entries
        return {name for name, entry in entries.items() if entry.unlisted}

    def _targets(self, mention: Mention) -> list[tuple[str, str]]:
        """Return page and anchor of what *mention* refers to, each once."""
        places = (find(self.env, name) for name in mention.names)
        return list(dict.fromkeys((one.docname, one.anchor) for one in places if one))

    def _reading_order(self, docname: str) -> tuple[object, ...]:
        """Return a key that puts posts before shorts before pages, the oldest first."""
        entry = catalog_of(self.env).entries.get(docname)
        if entry is None:
            return (len(Kind), 0, docname)
        return (list(Kind).index(entry.kind), entry.date.toordinal(), docname)

    def of(self, docname: str) -> list[Backlink]:
        """Return what refers to *docname*; ask only when all sources have been read."""
        entry = catalog_of(self.env).entries.get(docname)
        return self._of.get(docname, []) if entry and entry.kind in PIECES else []


def backlinks_of(env: BuildEnvironment) -> BacklinkDomain:
    """Return the backlinks of *env*."""
    return cast("BacklinkDomain", env.get_domain(BacklinkDomain.name))


def note_mentions(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the mentions on the page that was read."""
    found = tuple(mentions_in(doctree))
    if found:
        backlinks_of(app.env).by_page[app.env.docname] = found
