"""``{shorts}``: one-idea pieces from the catalog, as cards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx_design.shared import create_component

from extensions import entries
from extensions.catalog.domain import catalog_of, newest_first
from extensions.frontmatter import Kind
from extensions.frontmatter.fields import did_you_mean
from extensions.frontmatter.nodes import shown
from extensions.messages import warn
from extensions.views import ViewDirective

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.environment import BuildEnvironment

    from extensions.catalog.domain import Entry

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
class ShortCards:
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
        asked = [short for short in shorts if self._asked_for(env, short)]
        return ordered(asked, self.order)[: self.limit]

    def _asked_for(self, env: BuildEnvironment, short: Entry) -> bool:
        topic = getattr(short.record, "topic", None)
        return (
            self.topic in (None, topic)
            and (self.tag is None or self.tag in short.tags)
            and self.track in (None, catalog_of(env).track_of(short))
        )

    def shows(self, env: BuildEnvironment) -> object:
        """Return what the cards show."""
        return [entries.card_shows(env, one) for one in self.entries(env)]

    def names(self) -> list[tuple[str, str]]:
        """Return the topic, the tag, the track and the post that are asked for."""
        kinds = ("topic", self.topic), ("tag", self.tag), ("track", self.track)
        return [(what, name) for what, name in (*kinds, ("post", self.source)) if name]

    def render(self, env: BuildEnvironment, page: str, level: int) -> list[nodes.Node]:
        """Return the grid of cards."""
        cards = [entries.card(env, page, one, level) for one in self.entries(env)]
        return [grid(cards)] if cards else []


class ShortsDirective(ViewDirective):
    """``{shorts}``: how many, in which order, and of which topic, tag, track or post."""

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
