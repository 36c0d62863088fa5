"""The other direction of ``distils``: beside a section stand the shorts drawn from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from extensions import entries
from extensions.catalog.domain import catalog_of
from extensions.fragments import thaw

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from extensions.catalog.domain import Entry


class DrawnShorts(SphinxPostTransform):
    """Put a card into the margin for each short that is drawn from a section of the page."""

    # After the line of facts and the backlinks: a card stands before the latter.
    default_priority = 8

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        shorts = drawn_from(self.env, self.env.docname)
        if not shorts:
            return
        for section in self.document.findall(nodes.section):
            drawn = [short for anchor in section["ids"] for short in shorts.get(anchor, ())]
            place = 1 + max(
                (at for at, node in enumerate(section.children) if is_head(node)), default=0
            )
            section[place:place] = [card(self.env, self.env.docname, short) for short in drawn]


def is_head(node: nodes.Node) -> bool:
    """Whether *node* belongs to the head of a page: a card stands below it."""
    return isinstance(node, nodes.Element) and "facts" in node["classes"]


def drawn_from(env: BuildEnvironment, docname: str) -> dict[str, list[Entry]]:
    """Return the shorts that are drawn from *docname*, by the anchor of the section."""
    catalog = catalog_of(env)
    found: dict[str, list[Entry]] = {}
    for short in catalog.shorts_of(docname):
        if section := catalog.source_of(short):
            found.setdefault(section[1], []).append(short)
    return found


def card(env: BuildEnvironment, page: str, short: Entry) -> nodes.container:
    """Return the card of *short* for the margin: its title and its claim."""
    kicker = nodes.paragraph("", "Short", classes=["kicker"])
    title = nodes.paragraph("", "", entries.title_link(env, page, short), classes=["card-title"])
    claim = nodes.container("", *thaw(short.opening, short.docname, page, env), classes=["claim"])
    return nodes.container("", kicker, title, claim, classes=["margin", "short-card"])


def shown_beside(app: Sphinx, env: BuildEnvironment, page: str) -> object:
    """Return what the cards on *page* show (answers ``page-shows``)."""
    return [
        (anchor, entries.shows(env, short))
        for anchor, shorts in drawn_from(env, page).items()
        for short in shorts
    ]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the cards."""
    app.add_post_transform(DrawnShorts)
    app.connect("page-shows", shown_beside)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
