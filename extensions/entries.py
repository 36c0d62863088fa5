"""How a page is shown on other pages: in a list, as a card, in one line of facts."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx_design.shared import create_component

from extensions.catalog.domain import catalog_of
from extensions.catalog.publication import today
from extensions.direction import own_direction
from extensions.folds import fold
from extensions.fragments import thaw
from extensions.frontmatter import Kind, slugify
from extensions.views import link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from extensions.catalog.domain import Entry

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
KIND_NAMES = {Kind.SHORT: "Short", Kind.SERIES: "Series"}
CARD_TAGS = 4


class Shown(NamedTuple):
    """What a list or card shows of the page ``docname``, as plain values."""

    docname: str
    what: object


def shows(env: BuildEnvironment, entry: Entry) -> Shown:
    """Return what a list or card shows of *entry*."""
    catalog = catalog_of(env)
    series = catalog.series_of(entry.docname)
    what = [
        [entry.title, *(heading.fragment for heading in entry.headings[:1])],
        facts(env, entry),
        entry.opening,
        catalog.stands_for(entry.opening_references),
        [(tag, tag_title(env, tag)) for tag in entry.tags],
        series.title if series else None,
    ]
    return Shown(entry.docname, what)


def shown_pieces(value: object) -> Iterator[str]:
    """Yield the docnames of the pieces that the plain *value* shows, as `Shown`."""
    if isinstance(value, Shown):
        yield value.docname
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from shown_pieces(one)


def facts(env: BuildEnvironment, entry: Entry) -> list[str]:
    """Return the facts of a piece in the order in which they are shown."""
    record = entry.record
    said = [state(env, entry), day(entry.date)]
    if updated := getattr(record, "updated", None):
        said.append(f"updated {day(updated)}")
    said.append((getattr(record, "level", None) or "").capitalize())
    said.append(f"{entry.minutes} min")
    return [fact for fact in said if fact]


def state(env: BuildEnvironment, entry: Entry) -> str:
    """Return what marks a piece that no reader may see yet; empty for published ones."""
    if getattr(entry.record, "draft", False):
        return "Draft"
    return "" if entry.date <= today(env.config) else "Not yet published"


def day(date: datetime.date) -> str:
    """Return *date* as a reader writes it, in one form on every machine."""
    if date == datetime.date.min:
        return ""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def term_title(env: BuildEnvironment, kind: str, key: str) -> str:
    """Return the title of the "tag", "topic" or "track" *key*; an unknown one is its own."""
    term = getattr(catalog_of(env).vocabulary, f"{kind}s").get(key)
    return term.title if term else key


def kicker(env: BuildEnvironment, entry: Entry) -> str:
    """Return the words above the title that say what a page is: "Short · Attention"."""
    topic = topic_title(env, getattr(entry.record, "topic", None) or "")
    return " · ".join(filter(None, (KIND_NAMES.get(entry.kind, ""), topic)))


def tag_title(env: BuildEnvironment, tag: str) -> str:
    """Return the title of *tag*; an unknown one is its own."""
    return term_title(env, "tag", tag)


def track_title(env: BuildEnvironment, track: str) -> str:
    """Return the title of *track*; an unknown one is its own."""
    return term_title(env, "track", track)


def topic_title(env: BuildEnvironment, topic: str) -> str:
    """Return the title of *topic*; an unknown one is its own."""
    return term_title(env, "topic", topic)


def tag_page(tag: str) -> str:
    """Return the name of the page of *tag*."""
    return f"tags/{slugify(tag)}"


def topic_page(topic: str) -> str:
    """Return the name of the page of *topic*."""
    return f"topics/{slugify(topic)}"


def track_page(track: str) -> str:
    """Return the name of the page of *track*."""
    return f"tracks/{slugify(track)}"


def author_page(author: str) -> str:
    """Return the name of the page of *author*."""
    return f"authors/{slugify(author)}"


def tag_links(env: BuildEnvironment, page: str, tags: tuple[str, ...]) -> nodes.Element:
    """Return links to the pages of *tags*."""
    line = nodes.inline("", "", classes=["tags"])
    for tag in tags:
        line += [nodes.Text(" "), link(env, page, tag_page(tag), tag_title(env, tag))]
    return line


def item(env: BuildEnvironment, page: str, entry: Entry, level: int) -> nodes.container:
    """Return *entry* as an item of a list: title, facts and tags of a piece, summary."""
    kind = KIND_NAMES[Kind.SHORT] if entry.kind is Kind.SHORT else ""
    node = nodes.container("", classes=["entry", f"entry-{entry.kind}"])
    node += title(env, page, entry, level)
    line = fact_line(env, page, entry, kind)
    if entry.tags:
        line += tag_links(env, page, entry.tags)
    if entry.kind is not Kind.SERIES:
        node += line
    node += nodes.container(
        "", *thaw(entry.opening, entry.docname, page, env), classes=["entry-summary"]
    )
    return node


def title(env: BuildEnvironment, page: str, entry: Entry, level: int) -> nodes.rubric:
    """Return the title of *entry*, a link, as a heading of *level*."""
    return heading(level, title_link(env, page, entry), "entry-title")


def heading(level: int, content: nodes.Node, *classes: str) -> nodes.rubric:
    """Return *content* as a heading of *level* that is in no table of contents."""
    head = nodes.rubric("", "", content, classes=list(classes))
    head["heading-level"] = level
    return head


def title_link(env: BuildEnvironment, page: str, entry: Entry) -> nodes.Node:
    """Return the title of *entry* as a link, with its formulas."""
    text = entry.headings[0].fragment if entry.headings else b""
    content = thaw(text, entry.docname, page, env) or [nodes.Text(entry.title)]
    return link(env, page, entry.docname, *content)


def fact_line(env: BuildEnvironment, page: str, entry: Entry, kind: str = "") -> nodes.paragraph:
    """Return the line of facts of *entry*, with its series."""
    series = catalog_of(env).series_of(entry.docname)
    line = nodes.paragraph("", "", classes=["facts"])
    parts: list[nodes.Node] = [nodes.Text(fact) for fact in (kind, *facts(env, entry)) if fact]
    if series and series.docname != page:
        parts.append(link(env, page, series.docname, series.title))
    for place, part in enumerate(parts):
        line += [nodes.Text(" · "), part] if place else [part]
    return line


def card_shows(env: BuildEnvironment, entry: Entry) -> Shown:
    """Return what the card of *entry* shows."""
    return Shown(entry.docname, [shows(env, entry).what, kicker(env, entry)])


def card(env: BuildEnvironment, page: str, entry: Entry, level: int) -> nodes.container:
    """Return the short *entry* as a card: kind and topic, title, claim, tags, facts."""
    claim = thaw(entry.opening, entry.docname, page, env)
    body = create_component(
        "card-body",
        ["sd-card-body"],
        children=[
            nodes.paragraph("", kicker(env, entry), classes=["kicker"]),
            own_direction("", title(env, page, entry, level)),
            own_direction("", *claim, classes=["claim"]),
            card_tags(env, page, entry.tags),
            fact_line(env, page, entry),
        ],
    )
    return create_component("card", ["sd-card", "card-short"], children=[body])


def card_tags(env: BuildEnvironment, page: str, tags: tuple[str, ...]) -> nodes.container:
    """Return the tags of a card: the first few, and the rest in a fold."""
    links = [link(env, page, tag_page(tag), tag_title(env, tag)) for tag in tags]
    node = nodes.container("", *_lines(links[:CARD_TAGS]), classes=["card-tags"])
    if rest := links[CARD_TAGS:]:
        count = nodes.paragraph("", f"+{len(rest)}")
        count += nodes.inline("", " more tags", classes=["unseen"])
        node += fold("", count, *_lines(rest))
    return node


def _lines(links: list[nodes.Node]) -> list[nodes.paragraph]:
    return [nodes.paragraph("", "", one) for one in links]
