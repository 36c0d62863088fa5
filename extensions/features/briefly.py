"""A page shown on others in two lines: its title, its facts, and what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from extensions.doctree.sentences import sentences
from extensions.doctree.translation import _, minutes_text, ngettext
from extensions.features import entries
from extensions.markup.label_targets import printed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extensions.doctree.fragments import Fragment
    from extensions.doctree.links import Links
    from extensions.model.catalog.domain import Entry

HOUR = 60


def one_line(opening: Fragment, links: Links) -> list[nodes.paragraph]:
    """Return the first sentence of *opening*, a summary or claim, its links as text.

    They lead into the middle of a piece that nobody has begun.
    """
    loaded = opening.load(links)
    if not loaded:
        return []
    first, *_rest = sentences(next(iter(loaded[0].findall(nodes.TextElement))))
    line = nodes.paragraph("", "", *first, classes=["one-line"])
    texts = printed(opening.targets)
    for xref in list(line.findall(addnodes.pending_xref)):
        label = str(xref["reftarget"]).lstrip("#")
        xref.replace_self(nodes.Text(xref.astext() or texts.get(label) or label))
    for reference in list(line.findall(nodes.reference)):
        reference.replace_self(reference.children)
    return [line]


def item(shown: entries.Shown, links: Links, level: int) -> nodes.container:
    """Return the page *shown* as an item of a list: title, facts, one line."""
    return nodes.container(
        "",
        entries.title(shown.title, links, level),
        entries.fact_line(shown, links),
        *one_line(shown.opening, links),
        classes=["entry", "brief"],
    )


def length(minutes: int) -> str:
    """Return how long *minutes* of reading are: from an hour on, in hours as well."""
    hours, rest = divmod(minutes, HOUR)
    if not hours:
        return minutes_text(minutes)
    text = _("{hours} h {minutes} min") if rest else _("{hours} h")
    return text.format(hours=hours, minutes=rest)


def extent(posts: Iterable[Entry]) -> str:
    """Return how long *posts* are together: "7 pieces, 5 h 12 min"."""
    posts = list(posts)
    count = ngettext("{count} piece", "{count} pieces", len(posts))
    return f"{count}, {length(sum(post.minutes for post in posts))}"
