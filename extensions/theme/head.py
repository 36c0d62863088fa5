"""The head of a piece: one quiet line of facts below its summary, and what to read before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from extensions import entries
from extensions.catalog.collect import opening
from extensions.catalog.domain import catalog_of
from extensions.frontmatter import PIECES
from extensions.prerequisites.head import before_reading
from extensions.prerequisites.head import shown as requirements_shown
from extensions.references import reference_to
from extensions.views import link

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from extensions.catalog.domain import Entry


class FactLine(SphinxPostTransform):
    """Put date, level, minutes, tags and what is required below the summary; below a claim, its
    source."""

    default_priority = 6

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        page = self.env.docname
        entry = catalog_of(self.env).entries.get(page)
        if entry is None or entry.kind not in PIECES:
            return
        after = next(iter(self.document.findall(opening)), None) or next(
            iter(self.document.findall(nodes.title)), None
        )
        if after is None or after.parent is None:
            return
        line = nodes.paragraph("", " · ".join(entries.facts(self.env, entry)), classes=["facts"])
        for author in entry.authors:
            line += [nodes.Text(" · "), link(self.env, page, entries.author_page(author), author)]
        line += entries.tag_links(self.env, page, entry.tags)
        head: list[nodes.Node] = [line]
        if source := source_line(self.env, entry):
            head.append(source)
        head.extend(before_reading(self.env, entry))
        place = after.parent.index(after) + 1
        after.parent.insert(place, head)


def source_line(env: BuildEnvironment, short: Entry) -> nodes.paragraph | None:
    """Return the line that leads from *short* to the section that it distils."""
    label = getattr(short.record, "distils", None)
    if label is None or catalog_of(env).section_of(label) is None:
        return None
    line = nodes.paragraph("", "Drawn from ", classes=["drawn-from"])
    line += reference_to(label, short.docname)
    return line


def shown_in_head(app: Sphinx, env: BuildEnvironment, page: str) -> object:
    """Return what the head of *page* shows of the rest of the site (answers ``page-shows``)."""
    catalog = catalog_of(env)
    entry = catalog.entries.get(page)
    if entry is None or entry.kind not in PIECES:
        return None
    titles = [entries.tag_title(env, tag) for tag in entry.tags]
    label = getattr(entry.record, "distils", None)
    source = catalog.stands_for([label] if label else [])
    return [entries.facts(env, entry), titles, source, requirements_shown(env, entry)]
