"""What is shown of an erratum: its day, its place by today's name, what was said and what is."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

from extensions.doctree.fragments import Fragment
from extensions.doctree.separators import point
from extensions.doctree.translation import _, day
from extensions.markup.label_targets import LabelTarget, find, section_at, targets_of
from extensions.markup.references import reference_text
from extensions.markup.theorems import run_in
from extensions.model.catalog.domain import catalog_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from extensions.doctree.links import Links
    from extensions.model.catalog.domain import Entry
    from extensions.model.catalog.errata import Erratum

# The page that has all of them, if there is one.
PAGE = "errata"


@dataclass(frozen=True)
class Correction:
    """An erratum of the page ``docname``; ``anchor`` is that of its entry at the foot there."""

    docname: str
    anchor: str
    date: datetime.date
    place: LabelTarget
    said: Fragment
    says: Fragment


def errata_of_site(env: BuildEnvironment) -> list[tuple[Entry, Erratum]]:
    """Return the errata of all pieces, each with its piece: the newest first.

    Of those of one day the errata of the newer piece come first.
    """
    found = ((piece, one) for piece in catalog_of(env).pieces() for one in piece.errata)
    return sorted(found, key=lambda pair: pair[1].date, reverse=True)


def correction_of(env: BuildEnvironment, entry: Entry, erratum: Erratum) -> Correction:
    """Return what is shown of *erratum*, which is of the page of *entry*."""
    targets = targets_of(env, erratum.references)
    return Correction(
        docname=entry.docname,
        anchor=erratum.anchor,
        date=erratum.date,
        place=place_of(env, entry, erratum),
        said=Fragment(entry.docname, erratum.said, targets),
        says=Fragment(entry.docname, erratum.says, targets),
    )


def place_of(env: BuildEnvironment, entry: Entry, erratum: Erratum) -> LabelTarget:
    """Return what *erratum* corrected, as it is called today: the whole page if it is gone."""
    place = find(env, erratum.label) if erratum.label else None
    is_here = place is not None and place.docname == entry.docname
    return place if place and is_here else section_at(env, entry.docname, "")


def item(correction: Correction, links: Links) -> nodes.list_item:
    """Return *correction* as an item of a list on the page of *links*."""
    anchor, date = correction.anchor, day(correction.date)
    is_home = correction.docname == links.page
    # From elsewhere the day leads to the entry; on its own page that is here.
    when = nodes.Text(date) if is_home else links.link(correction.docname, date, anchor=anchor)
    facts = nodes.paragraph("", "", when, point(), link_to(correction.place, links))
    facts["classes"].append("facts")
    said = half(_("It said:"), correction.said, links, "erratum-said")
    says = half(_("It says:"), correction.says, links, "erratum-says")
    node = nodes.list_item("", facts, said, says, classes=["erratum"])
    if is_home:
        node["ids"].append(anchor)
    return node


def link_to(place: LabelTarget, links: Links) -> nodes.Node:
    """Return a link to *place*; its words alone where it is the page of *links*."""
    words = reference_text(place, links.page)
    if place.docname == links.page and not place.anchor:
        return words
    return links.link(place.docname, words, anchor=place.anchor)


def half(name: str, text: Fragment, links: Links, kind: str) -> nodes.container:
    """Return *text*, what was said or is, with its *name* at the start of its first line."""
    node = nodes.container("", *text.load(links), classes=[kind])
    run_in(node, nodes.inline("", "", nodes.strong("", name), nodes.Text(" ")))
    return node
