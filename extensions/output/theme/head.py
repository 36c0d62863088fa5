"""The head of a piece: its summary in brief, the facts in one quiet line, its first picture.

What to read before stands below the picture: that is in the first screen, on a phone as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from extensions.doctree.separators import point
from extensions.doctree.translation import _
from extensions.features import depth, entries
from extensions.features.margin_shorts import OPENING_FIGURE
from extensions.features.prerequisites import BeforeReading, before_reading, requirements_of
from extensions.features.terms import author_page
from extensions.lib.phases import WriteTransform
from extensions.markup.references import Reference, reference_from
from extensions.model.catalog.domain import catalog_of
from extensions.model.catalog.opening import opening
from extensions.model.frontmatter import PIECES, Kind
from extensions.model.views import Part, rendered

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from extensions.doctree.links import Links
    from extensions.model.catalog.domain import Entry


@dataclass(frozen=True)
class HeadData:
    """What stands below the summary or claim of a piece.

    ``authors`` are pairs of name and page, which is empty where there is none; ``tags`` are pairs
    of key and title.
    """

    facts: tuple[str, ...]
    authors: tuple[tuple[str, str], ...]
    tags: tuple[tuple[str, str], ...]
    source: Reference | None
    before: BeforeReading
    depth: depth.Depth | None = None


class Head(Part[HeadData | None, list[nodes.Node]]):
    """Date, level, minutes, tags and what is required; of a short, its source."""

    def data(self, env: BuildEnvironment, page: str) -> HeadData | None:
        """Return what the head of *page* shows, if it is a piece."""
        catalog = catalog_of(env)
        entry = catalog.entries.get(page)
        if entry is None or entry.kind not in PIECES:
            return None
        label = entry.as_short.distils
        is_known = label is not None and catalog.section_of(label)
        return HeadData(
            facts=tuple(entries.facts(env, entry)),
            authors=tuple((name, author_page_of(env, entry, name)) for name in entry.authors),
            tags=entries.tags_of(env, entry),
            source=reference_from(env, label) if label and is_known else None,
            before=requirements_of(env, entry),
            depth=depth.depth_of(env, entry),
        )

    def render(self, data: HeadData | None, links: Links) -> list[nodes.Node]:
        """Return the line of facts and what follows it."""
        if data is None:
            return []
        line = nodes.paragraph("", "", *entries.separated_facts(*data.facts), classes=["facts"])
        if data.authors:
            line += point()
            authors = author_links(data.authors, links)
            line += entries.with_node(_("by {author}"), "{author}", authors)
        line += entries.tag_links(data.tags, links)
        head: list[nodes.Node] = [line]
        if data.source:
            source = nodes.paragraph("", _("Drawn from") + " ", classes=["drawn-from"])
            source += data.source.node(links.page)
            head.append(source)
        return head + depth.choice(data.depth, links) + before_reading(data.before, links)


def author_page_of(env: BuildEnvironment, entry: Entry, author: str) -> str:
    """Return the page of *author*; nothing where all their pieces are unlisted, as *entry* is."""
    has_page = not entry.unlisted or author in catalog_of(env).by_author
    return author_page(author) if has_page else ""


def author_links(authors: tuple[tuple[str, str], ...], links: Links) -> nodes.inline:
    """Return the names of *authors* as links to their pages."""
    names = nodes.inline()
    for place, (author, page) in enumerate(authors):
        name = links.link(page, author) if page else nodes.Text(author)
        names += [nodes.Text(", " * bool(place)), name]
    return names


class FactLine(SphinxPostTransform):
    """Put the head of a piece below its summary or claim."""

    default_priority = WriteTransform.FACTS

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        after = next(iter(self.document.findall(opening)), None) or next(
            iter(self.document.findall(nodes.title)), None
        )
        if after is None or after.parent is None:
            return
        head = rendered(self.env, Head(), self.env.docname)
        entry = catalog_of(self.env).entries.get(self.env.docname)
        if head and entry is not None and entry.kind is Kind.POST:
            after["is_brief"] = True
            head[1:1] = first_picture(after.parent)
        place = after.parent.index(after) + 1
        after.parent.insert(place, head)


def first_picture(section: nodes.Element) -> list[nodes.Node]:
    """Take the first figure before the sections of *section* out of it: a list of one, or none."""
    for node in section.children:
        if isinstance(node, nodes.section):
            break
        if isinstance(node, nodes.figure):
            section.remove(node)
            node["classes"].append(OPENING_FIGURE)
            return [node]
    return []
