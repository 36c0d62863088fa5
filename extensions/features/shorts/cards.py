"""``{shorts}``: one-idea pieces from the catalog, as cards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx_design.shared import create_component

from extensions.doctree.translation import _
from extensions.features import entries
from extensions.lib.messages import warn
from extensions.model.catalog.domain import catalog_of, newest_first
from extensions.model.frontmatter import Kind
from extensions.model.frontmatter.fields import did_you_mean
from extensions.model.frontmatter.nodes import shown
from extensions.model.views import View, ViewDirective

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.environment import BuildEnvironment

    from extensions.doctree.links import Links
    from extensions.model.catalog.domain import Entry

NEWEST, OLDEST, TITLE = ORDERS = ("newest", "oldest", "title")


def ordered(shorts: Iterable[Entry], order: str) -> list[Entry]:
    """Return *shorts* in *order*, one of :data:`ORDERS`."""
    if order == TITLE:
        return sorted(shorts, key=lambda one: (one.title.casefold(), one.docname))
    return sorted(shorts, key=newest_first, reverse=order == OLDEST)


def grid(cards: list[nodes.container], *classes: str) -> nodes.Node:
    """Return *cards* in as many columns as there is room for."""
    return create_component("grid", ["cards", *classes], children=cards)


@dataclass(frozen=True)
class ShortCardsData:
    """What the cards show."""

    cards: tuple[entries.CardData, ...]
    nothing: bool


@dataclass(frozen=True)
class ShortCards(View[ShortCardsData]):
    """At most ``limit`` shorts in ``order`` of a ``topic``, ``tag``, ``track`` and ``source``.

    ``source`` is the docname of a post: the shorts that distil one of its sections.
    """

    limit: int | None = None
    order: str = NEWEST
    topic: str | None = None
    tag: str | None = None
    track: str | None = None
    source: str | None = None

    def entries(self, env: BuildEnvironment) -> list[Entry]:
        """Return the shorts to show."""
        catalog = catalog_of(env)
        shorts = catalog.shorts_of(self.source) if self.source else catalog.pieces(Kind.SHORT)
        chosen = [short for short in shorts if self._is_chosen(env, short)]
        return ordered(chosen, self.order)[: self.limit]

    def _is_chosen(self, env: BuildEnvironment, short: Entry) -> bool:
        topic = short.as_short.topic
        return (
            self.topic in (None, topic)
            and (self.tag is None or self.tag in short.tags)
            and self.track in (None, catalog_of(env).track_of(short))
        )

    def data(self, env: BuildEnvironment, page: str) -> ShortCardsData:
        """Return what the cards show."""
        cards = tuple(entries.card_data(env, one) for one in self.entries(env))
        return ShortCardsData(cards, nothing=not cards and not self.names())

    def names(self) -> list[tuple[str, str]]:
        """Return the topic, the tag, the track and the post that are asked for."""
        kinds = ("topic", self.topic), ("tag", self.tag), ("track", self.track)
        return [(what, name) for what, name in (*kinds, ("post", self.source)) if name]

    def render(self, data: ShortCardsData, links: Links, level: int) -> list[nodes.Node]:
        """Return the grid of cards."""
        cards = [entries.card(one, links, level) for one in data.cards]
        if not cards:
            return [nodes.paragraph("", _("Nothing is here yet."))] if data.nothing else []
        return [grid(cards)]


class ShortsDirective(ViewDirective):
    """``{shorts}``: shorts as cards.

    ``:limit:`` is how many are shown, 1 or more; ``:order:`` is newest, oldest or title.
    ``:topic:``, ``:tag:`` and ``:track:`` choose by keys of the vocabulary, ``:source:`` by
    the post that the shorts are drawn from, named as its file in docs without .md.
    """

    option_spec: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("limit", "order", "topic", "tag", "track", "source"), directives.unchanged_required
    )

    def view(self) -> ShortCards:
        """Return the cards that the options ask for; a wrong value is told and left out."""
        options: dict[str, Any] = dict(self.options)
        limit, order = options.get("limit", "1"), options.get("order", NEWEST)
        if not (limit.isdecimal() and int(limit)):
            self._say(f"limit: {shown(limit)} is no number of shorts: write 1 or more")
            del options["limit"]
        if order not in ORDERS:
            known = did_you_mean(order, ORDERS, f": write {NEWEST}, {OLDEST} or {TITLE}")
            self._say(f"unknown order {shown(order)}{known}")
            del options["order"]
        if "limit" in options:
            options["limit"] = int(limit)
        return ShortCards(**options)

    def _say(self, text: str) -> None:
        warn(self.env.docname, self.lineno, "option-value", text)
