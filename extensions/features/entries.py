"""How a page is shown on other pages: in a list, as a card, in one line of facts."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from docutils import nodes
from sphinx.errors import NoUri
from sphinx_design.shared import create_component

from extensions.doctree import translation
from extensions.doctree.app_state import of_app
from extensions.doctree.compat import app_of
from extensions.doctree.direction import own_direction
from extensions.doctree.folds import fold
from extensions.doctree.fragments import Fragment
from extensions.doctree.separators import POINT, point, separated
from extensions.doctree.translation import _, level_title, minutes_text
from extensions.features.terms import kicker, kind_name, tag_page, tag_title
from extensions.markup import label_targets
from extensions.markup.label_targets import Title, targets_of
from extensions.markup.rasters import IN_LISTS, Raster, raster, raster_of
from extensions.model.catalog.domain import catalog_of
from extensions.model.catalog.publication import today
from extensions.model.frontmatter import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from extensions.doctree.links import Links
    from extensions.model.catalog.domain import Entry

CARD_TAGS = 4


@dataclass(frozen=True)
class Place:
    """The place of a post in the series whose page is ``series``, if the series lists it."""

    series: str
    title: str
    number: int | None


@dataclass(frozen=True)
class CoverShown:
    """The picture that stands for a piece: its file in the output, quoted, and what it shows.

    ``raster`` is the picture with its other files, if it has any.
    """

    file: str
    alt: str
    raster: Raster | None


@dataclass(frozen=True)
class Shown:
    """What a list or card shows of a page; ``tags`` are pairs of key and title."""

    kind: Kind
    title: Title
    facts: tuple[str, ...]
    opening: Fragment
    tags: tuple[tuple[str, str], ...]
    place: Place | None
    cover: CoverShown | None = None


@dataclass(frozen=True)
class CardData:
    """What the card of a short shows."""

    shown: Shown
    kicker: str


class ShownPages:
    """A cache of what lists show of each page; one object per application."""

    def __init__(self, app: Sphinx) -> None:
        self.by_page: dict[str, Shown] = {}


def shown(env: BuildEnvironment, entry: Entry) -> Shown:
    """Return what a list or card shows of *entry*; call it only after pages have been numbered."""
    known = of_app(app_of(env), ShownPages).by_page
    if entry.docname not in known:
        known[entry.docname] = Shown(
            kind=entry.kind,
            title=title_of(env, entry),
            facts=tuple(facts(env, entry)),
            opening=opening_of(env, entry),
            tags=tags_of(env, entry),
            place=place_of(env, entry),
            cover=cover_of(env, entry),
        )
    return known[entry.docname]


def tags_of(env: BuildEnvironment, entry: Entry) -> tuple[tuple[str, str], ...]:
    """Return key and title of each tag of *entry* that has a page: no unlisted piece makes one."""
    tagged = catalog_of(env).tagged
    tags = (tag for tag in entry.tags if not entry.unlisted or tagged(tag))
    return tuple((tag, tag_title(env, tag)) for tag in tags)


def title_of(env: BuildEnvironment, entry: Entry) -> Title:
    """Return the title of *entry*."""
    heading = entry.headings[0] if entry.headings else None
    return replace(label_targets.title_of(env, entry.docname, heading, ""), text=entry.title)


def opening_of(env: BuildEnvironment, entry: Entry) -> Fragment:
    """Return the summary or claim of *entry*."""
    return Fragment(entry.docname, entry.opening, targets_of(env, entry.opening_references))


def cover_of(env: BuildEnvironment, entry: Entry) -> CoverShown | None:
    """Return the cover of *entry*, if it has one."""
    cover = entry.as_piece.cover
    path = env.relfn2path(cover, entry.docname)[0] if cover else ""
    if path not in env.images:
        return None
    file, alt = f"_images/{quote(env.images[path][1])}", entry.as_piece.cover_alt or ""
    return CoverShown(file, alt, raster_of(env, path))


def place_of(env: BuildEnvironment, entry: Entry) -> Place | None:
    """Return the place of *entry* in its series."""
    catalog = catalog_of(env)
    series = catalog.series_of(entry.docname)
    if series is None:
        return None
    place = catalog.place_of(entry.docname)
    return Place(series.docname, series.title, place[0] if place else None)


def shown_pieces(value: object) -> Iterator[str]:
    """Yield the docnames of the pages that the plain *value* shows, as `Shown`."""
    if isinstance(value, Shown):
        yield value.title.docname
    elif isinstance(value, tuple):
        for item in value:
            yield from shown_pieces(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from shown_pieces(getattr(value, field.name))


def facts(env: BuildEnvironment, entry: Entry) -> list[str]:
    """Return the facts of a piece in the order in which they are shown."""
    parts = [state(env, entry), day(entry.date)]
    if updated := entry.changed:
        parts.append(_("updated {date}").format(date=day(updated)))
    parts.append(level_title(entry.as_post.level or ""))
    parts.append(minutes_text(entry.minutes))
    return [fact for fact in parts if fact]


def state(env: BuildEnvironment, entry: Entry) -> str:
    """Return the word for a piece that is not public yet; empty for a published one."""
    if entry.as_piece.draft:
        return _("Draft")
    return "" if entry.date <= today(env.config) else _("Not yet published")


def day(date: datetime.date) -> str:
    """Return *date* in the form of the site's language; empty for a piece without one."""
    return "" if date == datetime.date.min else translation.day(date)


def tag_links(tags: tuple[tuple[str, str], ...], links: Links) -> nodes.Element:
    """Return links to the pages of *tags*."""
    line = nodes.inline("", "", classes=["tags"])
    for tag, title in tags:
        line += [nodes.Text(" "), links.link(tag_page(tag), title)]
    return line


def item(shown: Shown, links: Links, level: int) -> nodes.container:
    """Return the page *shown* as an item of a list: title, facts and tags of a piece, summary."""
    kind = kind_name(Kind.SHORT) if shown.kind is Kind.SHORT else ""
    node = nodes.container("", classes=["entry", f"entry-{shown.kind}"])
    node += covering(shown.cover, links)
    node += title(shown.title, links, level)
    line = fact_line(shown, links, kind)
    if shown.tags:
        line += tag_links(shown.tags, links)
    if shown.kind is not Kind.SERIES:
        node += line
    node += nodes.container("", *shown.opening.load(links), classes=["entry-summary"])
    return node


def covering(cover: CoverShown | None, links: Links) -> list[nodes.Node]:
    """Return the *cover* of a piece as it stands in a list or on a card, if there is one."""
    if cover is None:
        return []
    try:
        uri = links.file(cover.file)
    except NoUri:
        return []
    # It is an address, and no file that Sphinx would look for.
    image = nodes.image("", uri=uri, alt=cover.alt, candidates={"?": uri}, loading="lazy")
    if cover.raster:
        image = raster("", **image.attributes, light=cover.raster, dark=None, is_lazy=True)
        image["folder"], image["sizes"] = uri.rpartition("/")[0], IN_LISTS
    return [nodes.container("", image, classes=["entry-cover"])]


def title(title: Title, links: Links, level: int) -> nodes.rubric:
    """Return *title*, a link to its page, as a heading of *level*."""
    return heading(level, title_link(title, links), "entry-title")


def heading(level: int, content: nodes.Node, *classes: str) -> nodes.rubric:
    """Return *content* as a heading of *level* that is in no table of contents."""
    head = nodes.rubric("", "", content, classes=list(classes))
    head["heading-level"] = level
    return head


def title_link(title: Title, links: Links) -> nodes.Node:
    """Return *title* as a link to its page, with its formulas."""
    return links.link(title.docname, *title.content())


def fact_line(shown: Shown, links: Links, kind: str = "") -> nodes.paragraph:
    """Return the line of facts of the page *shown*, with its place in its series."""
    line = nodes.paragraph("", "", classes=["facts"])
    line += separated_facts(kind, *shown.facts)
    if shown.place and shown.place.series != links.page:
        line += [point(), *part_of(shown.place, links)]
    return line


def part_of(place: Place, links: Links) -> list[nodes.Node]:
    """Return "part 3 of" and the title of the series, a link; the link alone without a number."""
    to_series = links.link(place.series, place.title)
    if place.number is None:
        return [to_series]
    text = _("part {place} of {series}").replace("{place}", str(place.number))
    return with_node(text, "{series}", to_series)


def with_node(text: str, mark: str, node: nodes.Node) -> list[nodes.Node]:
    """Return *text* with *node* in place of *mark*, whose position depends on the language."""
    before, _mark, after = text.partition(mark)
    return [nodes.Text(before), node, nodes.Text(after)]


def separated_facts(*facts: str) -> list[nodes.Node]:
    """Return *facts* with points between them, each kept on one line; empty ones are left out."""
    return separated(nodes.inline("", fact, classes=["fact"]) for fact in facts if fact)


def card_data(env: BuildEnvironment, short: Entry) -> CardData:
    """Return what the card of *short* shows."""
    return CardData(shown(env, short), kicker(env, short))


def card(card: CardData, links: Links, level: int) -> nodes.container:
    """Return a short as a card: kind and topic, title, claim, tags, facts."""
    shown = card.shown
    kicker = separated(nodes.Text(part) for part in card.kicker.split(POINT))
    body = create_component(
        "card-body",
        ["sd-card-body"],
        children=[
            *covering(shown.cover, links),
            nodes.paragraph("", "", *kicker, classes=["kicker"]),
            own_direction("", title(shown.title, links, level)),
            own_direction("", *shown.opening.load(links), classes=["claim"]),
            card_tags(shown.tags, links),
            fact_line(shown, links),
        ],
    )
    return create_component("card", ["sd-card", "card-short"], children=[body])


def card_tags(tags: tuple[tuple[str, str], ...], links: Links) -> nodes.container:
    """Return the tags of a card: the first few, and the rest in a fold."""
    lines = [nodes.paragraph("", "", links.link(tag_page(tag), title)) for tag, title in tags]
    node = nodes.container("", *lines[:CARD_TAGS], classes=["card-tags"])
    if rest := lines[CARD_TAGS:]:
        count = nodes.paragraph("", f"+{len(rest)}")
        count += nodes.inline("", " " + _("more tags"), classes=["unseen"])
        node += fold("", count, *rest)
    return node
