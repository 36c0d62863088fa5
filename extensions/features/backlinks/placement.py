"""Where backlinks are shown: beside the section that they refer to, and at the foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from extensions.doctree.folds import fold
from extensions.doctree.fragments import Fragment
from extensions.doctree.translation import _
from extensions.features import entries
from extensions.features.backlinks.mentions_domain import backlinks_of
from extensions.lib.phases import WriteTransform
from extensions.markup.label_targets import LabelTarget, section_at, targets_of
from extensions.markup.references import reference_text
from extensions.model.views import Part, rendered

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from sphinx.environment import BuildEnvironment

    from extensions.doctree.links import Links
    from extensions.features.backlinks.mentions_domain import Backlink

    # Gives the items that refer to one of some anchors, each sentence once.
    ItemsOf = Callable[[Container[str]], list[nodes.list_item]]

AT_ONCE = 5


@dataclass(frozen=True)
class Quotation:
    """A ``sentence`` of another page, and the place where it stands there."""

    sentence: Fragment
    place: LabelTarget


@dataclass(frozen=True)
class BacklinksData:
    """The sentences that refer to a page, each with the anchor of what it refers to."""

    quotations: tuple[tuple[str, Quotation], ...]


class Backlinks(Part[BacklinksData, "tuple[list[str], ItemsOf]"]):
    """The sentences of other pages that refer to a page, rendered as items of a list."""

    def data(self, env: BuildEnvironment, page: str) -> BacklinksData:
        """Return the sentences, with number and title of today of where they stand."""
        return BacklinksData(
            tuple((one.anchor, quotation_of(env, one)) for one in backlinks_of(env).of(page))
        )

    def render(self, data: BacklinksData, links: Links) -> tuple[list[str], ItemsOf]:
        """Return the anchors that are referred to, and what gives the items of some of them."""

        def items(anchors: Container[str]) -> list[nodes.list_item]:
            told = dict.fromkeys(one for anchor, one in data.quotations if anchor in anchors)
            return [quoted(one, links) for one in told]

        return [anchor for anchor, _one in data.quotations], items


def quotation_of(env: BuildEnvironment, backlink: Backlink) -> Quotation:
    """Return what is shown of *backlink*."""
    mention = backlink.mention
    sentence = Fragment(backlink.source, mention.sentence, targets_of(env, mention.names))
    return Quotation(sentence, section_at(env, backlink.source, mention.anchor))


def quoted(quotation: Quotation, links: Links) -> nodes.list_item:
    """Return one sentence with a link to the section in which it stands."""
    sentence, place = quotation.sentence.load(links), quotation.place
    words = reference_text(place, links.page)
    source = nodes.paragraph("", "", links.link(place.docname, words, anchor=place.anchor))
    source["classes"] += ["facts"]
    return nodes.list_item("", nodes.paragraph("", "", *sentence), source)


class PlaceBacklinks(SphinxPostTransform):
    """Put the sentences that refer to the page beside its sections and at its foot."""

    # Before references are resolved: the sentences bring their own.
    default_priority = WriteTransform.BACKLINKS

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        anchors, items = rendered(self.env, Backlinks(), self.env.docname)
        page = next(iter(self.document.findall(nodes.section)), None)
        # A piece of the page that is shown elsewhere has no section.
        if not anchors or page is None:
            return
        around = sections_around(self.document)
        beside: dict[nodes.section, set[str]] = {}
        for anchor in anchors:
            beside.setdefault(around.get(anchor, page), set()).add(anchor)
        for section, its_anchors in beside.items():
            if section is not page:
                section.insert(place_beside(section), aside(items(its_anchors)))
        # After the footnotes, which stand outside of all sections.
        self.document += foot(items(anchors))


def place_beside(section: nodes.section) -> int:
    """Return where in *section* its aside stands: after what it begins with.

    Where there is no margin it stands in the text, and would part the title from its sentence.
    """
    for place, node in enumerate(section.children):
        if place and not isinstance(node, (nodes.Invisible, nodes.sidebar)):
            return place if isinstance(node, nodes.section) else place + 1
    return 1


def sections_around(document: nodes.document) -> dict[str, nodes.section]:
    """Return the innermost section around each id of *document*."""
    found: dict[str, nodes.section] = {}
    for section in document.findall(nodes.section):
        for node in section.findall(nodes.Element):
            found.update(dict.fromkeys(node["ids"], section))
    return found


def aside(items: list[nodes.list_item]) -> nodes.container:
    """Return what stands beside a section that *items* refer to."""
    head = nodes.paragraph("", _("Referred to by {count}").format(count=len(items)))
    folded = fold("", head, nodes.bullet_list("", *items))
    return nodes.container("", folded, classes=["margin", "referred-to-by"])


def foot(items: list[nodes.list_item]) -> nodes.container:
    """Return what stands at the foot of a page that *items* refer to."""
    node = nodes.container("", classes=["referred-to-by"])
    node += entries.heading(2, nodes.Text(_("Referred to by")))
    node += nodes.bullet_list("", *items[:AT_ONCE])
    if rest := items[AT_ONCE:]:
        head = nodes.paragraph("", _("{count} more").format(count=len(rest)))
        node += fold("", head, nodes.bullet_list("", *rest))
    return node
