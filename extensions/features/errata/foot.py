"""Errata in their piece: a quiet mark at the place of each, and all in a list at the foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from extensions.doctree.translation import _, long_day
from extensions.features import entries
from extensions.features.errata.correction import PAGE, Correction, correction_of, item
from extensions.lib.phases import WriteTransform
from extensions.model.catalog.domain import catalog_of
from extensions.model.views import Part, rendered

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from extensions.doctree.links import Links


@dataclass(frozen=True)
class ErrataData:
    """The errata of a page, and whether there is a page with those of all."""

    corrections: tuple[Correction, ...]
    has_page: bool


class Errata(Part[ErrataData, "tuple[dict[str, nodes.container], list[nodes.Node]]"]):
    """The errata of a page, rendered as marks by the anchors of their places, and as a foot."""

    def data(self, env: BuildEnvironment, page: str) -> ErrataData:
        """Return the errata, with number and title of today of what they corrected."""
        entry = catalog_of(env).entries.get(page)
        if entry is None or not entry.errata:
            return ErrataData((), has_page=False)
        corrections = tuple(correction_of(env, entry, one) for one in entry.errata)
        return ErrataData(corrections, has_page=PAGE in env.found_docs)

    def render(
        self, data: ErrataData, links: Links
    ) -> tuple[dict[str, nodes.container], list[nodes.Node]]:
        """Return the marks and the foot."""
        if not data.corrections:
            return {}, []
        marks: dict[str, nodes.container] = {}
        for one in data.corrections:
            of_place = nodes.container("", classes=["margin", "corrected"])
            marks.setdefault(one.place.anchor, of_place).append(mark(one))
        foot = nodes.container("", classes=["errata"])
        foot += entries.heading(2, nodes.Text(_("Corrections")))
        foot += nodes.bullet_list("", *(item(one, links) for one in data.corrections))
        if data.has_page:
            foot += nodes.paragraph("", "", links.link(PAGE, _("All corrections")), classes=["all"])
        return marks, [foot]


def mark(correction: Correction) -> nodes.paragraph:
    """Return the line that leads from the place to the entry of *correction*."""
    text = _("Corrected on {date}").format(date=long_day(correction.date))
    link = nodes.reference("", text, internal=True, refid=correction.anchor)
    return nodes.paragraph("", "", link)


class PlaceErrata(SphinxPostTransform):
    """Put the errata at the foot of the page that is written."""

    # Before the backlinks, which stand below.
    default_priority = WriteTransform.ERRATA

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        # A piece of the page that is shown elsewhere has no section.
        if any(self.document.findall(nodes.section)):
            # After the footnotes, which stand outside of all sections.
            self.document += rendered(self.env, Errata(), self.env.docname)[1]


class MarkPlaces(SphinxPostTransform):
    """Put the marks at the places of errata on the page that is written."""

    # Nearer to a title than the shorts and backlinks beside its section.
    default_priority = WriteTransform.ERRATA_MARKS

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        page = self.document.next_node(nodes.section)
        if page is not None:
            marks, _foot = rendered(self.env, Errata(), self.env.docname)
            for anchor, node in marks.items():
                put_mark(self.document.ids.get(anchor) if anchor else page, page, node)


def put_mark(place: nodes.Element | None, page: nodes.section, mark: nodes.container) -> None:
    """Put *mark* below the title of the section *place*, or before the block that it is in."""
    if place is page:
        head = (at for at, one in enumerate(page.children) if is_head(one))
        page.insert(1 + max(head, default=0), mark)
    elif isinstance(place, nodes.section):
        place.insert(1, mark)
    elif place is not None:
        block: nodes.Node = place
        while block.parent is not None and not isinstance(block.parent, nodes.section):
            block = block.parent
        if block.parent is not None:
            block.parent.insert(block.parent.index(block), mark)


def is_head(node: nodes.Node) -> bool:
    """Whether *node* is the title or the line of facts below it."""
    return isinstance(node, nodes.title) or (
        isinstance(node, nodes.Element) and "facts" in node["classes"]
    )
