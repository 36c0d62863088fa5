"""Shorts in the margin: beside each section, those that name it under ``distils``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from extensions.doctree.fragments import Fragment
from extensions.doctree.translation import _
from extensions.features import entries
from extensions.lib.phases import WriteTransform
from extensions.markup.label_targets import Title
from extensions.model.catalog.domain import catalog_of
from extensions.model.views import Part, add_dependency, rendered

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from extensions.doctree.links import Links
    from extensions.model.catalog.domain import Entry

# The class of the first picture of a post, which stands in its head.
OPENING_FIGURE = "opening-figure"
HEAD = frozenset({"facts", OPENING_FIGURE})


@dataclass(frozen=True)
class MarginShort:
    """A short in the margin of the section at ``anchor``."""

    anchor: str
    title: Title
    claim: Fragment


@dataclass(frozen=True)
class MarginShortsData:
    """The shorts in the margin of a page."""

    shorts: tuple[MarginShort, ...]


class MarginShorts(Part[MarginShortsData, dict[str, list[nodes.Node]]]):
    """The shorts that are drawn from a page, rendered as cards by the anchors of its sections."""

    def data(self, env: BuildEnvironment, page: str) -> MarginShortsData:
        """Return what the cards show."""
        shorts = (
            MarginShort(anchor, entries.title_of(env, short), entries.opening_of(env, short))
            for anchor, drawn in drawn_from(env, page).items()
            for short in drawn
        )
        return MarginShortsData(tuple(shorts))

    def render(self, data: MarginShortsData, links: Links) -> dict[str, list[nodes.Node]]:
        """Return the cards."""
        cards: dict[str, list[nodes.Node]] = {}
        for short in data.shorts:
            cards.setdefault(short.anchor, []).append(card(short, links))
        return cards


class DrawnShorts(SphinxPostTransform):
    """Put a card into the margin for each short that is drawn from a section of the page."""

    # After the line of facts, below which a card is put, and after the backlinks, above which.
    default_priority = WriteTransform.MARGIN_SHORTS

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        cards = rendered(self.env, MarginShorts(), self.env.docname)
        for section in self.document.findall(nodes.section) if cards else ():
            place = 1 + max(
                (at for at, node in enumerate(section.children) if is_head(node)), default=0
            )
            section[place:place] = [card for id_ in section["ids"] for card in cards.get(id_, ())]


def is_head(node: nodes.Node) -> bool:
    """Whether *node* is a line of facts, or the picture below it: there a card stands."""
    return isinstance(node, nodes.Element) and not HEAD.isdisjoint(node["classes"])


def drawn_from(env: BuildEnvironment, docname: str) -> dict[str, list[Entry]]:
    """Return the shorts that are drawn from *docname*, by the anchor of the section."""
    catalog = catalog_of(env)
    found: dict[str, list[Entry]] = {}
    for short in catalog.shorts_of(docname):
        if section := catalog.source_of(short):
            found.setdefault(section[1], []).append(short)
    return found


def card(short: MarginShort, links: Links) -> nodes.container:
    """Return the card of *short* for the margin: its title and its claim."""
    kicker = nodes.paragraph("", _("Short"), classes=["kicker"])
    title = nodes.paragraph("", "", entries.title_link(short.title, links), classes=["card-title"])
    claim = nodes.container("", *short.claim.load(links), classes=["claim"])
    return nodes.container("", kicker, title, claim, classes=["margin", "short-card"])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the cards."""
    app.add_post_transform(DrawnShorts)
    add_dependency(app, MarginShorts())
    return {"parallel_read_safe": True, "parallel_write_safe": True}
