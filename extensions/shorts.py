"""``{shorts}``: one-idea pieces from the catalog, as cards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx_design.shared import create_component

from extensions import entries
from extensions.catalog.domain import catalog_of
from extensions.frontmatter import Kind, Short
from extensions.views import ViewDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from extensions.catalog.domain import Entry


@dataclass(frozen=True)
class ShortCards:
    """At most ``limit`` shorts, the newest first, of a ``topic``, a ``tag`` or a ``source``.

    ``source`` is the docname of a post: the shorts that distil one of its sections.
    """

    limit: int | None = None
    topic: str | None = None
    tag: str | None = None
    source: str | None = None

    def entries(self, env: BuildEnvironment) -> list[Entry]:
        """Return the shorts to show."""
        catalog = catalog_of(env)
        shorts = catalog.shorts_of(self.source) if self.source else catalog.pieces(Kind.SHORT)
        return [short for short in shorts if self._asked_for(short)][: self.limit]

    def _asked_for(self, short: Entry) -> bool:
        assert isinstance(short.record, Short)
        return (not self.topic or short.record.topic == self.topic) and (
            not self.tag or self.tag in short.tags
        )

    def shows(self, env: BuildEnvironment) -> object:
        """Return what the cards show."""
        topics = {key: term.title for key, term in catalog_of(env).vocabulary.topics.items()}
        return [(entries.shows(env, one), topics) for one in self.entries(env)]

    def names(self) -> list[tuple[str, str]]:
        """Return the topic, the tag and the post that are asked for."""
        asked = [("topic", self.topic), ("tag", self.tag), ("post", self.source)]
        return [(what, name) for what, name in asked if name]

    def render(self, env: BuildEnvironment, page: str, level: int) -> list[nodes.Node]:
        """Return the grid of cards."""
        cards = [entries.card(env, page, one, level) for one in self.entries(env)]
        return [create_component("grid", ["cards"], children=cards)] if cards else []


class ShortsDirective(ViewDirective):
    """``{shorts}`` with ``:limit:``, ``:topic:``, ``:tag:`` and ``:source:``."""

    option_spec: ClassVar[dict[str, Any]] = {
        "limit": directives.positive_int,
        "topic": directives.unchanged_required,
        "tag": directives.unchanged_required,
        "source": directives.unchanged_required,
    }

    def view(self) -> ShortCards:
        """Return the cards that the options ask for."""
        return ShortCards(**self.options)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("shorts", ShortsDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
