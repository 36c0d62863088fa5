"""What posts require of each other, as a Sphinx domain: it keeps nothing, and asks the catalog.

Ask only when all sources have been read.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from sphinx.domains import Domain

from extensions.features.prerequisites.graph import (
    reading_path,
    transitive_reduction,
    without_cycles,
)
from extensions.model.catalog.domain import catalog_of
from extensions.model.frontmatter import Kind

if TYPE_CHECKING:
    from collections.abc import Set

    from docutils import nodes
    from sphinx.environment import BuildEnvironment

    from extensions.model.catalog.domain import Catalog, Entry


@dataclass(frozen=True, slots=True)
class Requirement:
    """One item of ``requires``: its label, the docname that it is on, and its line.

    A requirement is ``sound`` if its label is on another post that is listed, or on a section
    of one.
    """

    label: str
    docname: str
    line: int
    sound: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """A series and its posts in reading order; posts outside all series have no series."""

    series: Entry | None
    posts: tuple[Entry, ...]


class Prerequisites(Domain):
    """The requirements of all posts and the order of reading that follows from them."""

    name = "prerequisites"
    label = "Prerequisites"

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Merge nothing: the domain only asks the catalog."""

    def resolve_any_xref(self, *args: Any) -> list[tuple[str, nodes.reference]]:
        """Return nothing: nothing is referred to here."""
        return []

    @property
    def catalog(self) -> Catalog:
        """The catalog of the site."""
        return catalog_of(self.env)

    @cached_property
    def lanes(self) -> list[Lane]:
        """All posts, each once: series by track and title, then the rest, the oldest first."""
        placed: set[str] = set()
        found = []
        for series in self.catalog.all_series():
            posts = {
                post.docname: post
                for post in self.catalog.members(series)
                if self.catalog.series_of(post.docname) == series
            }
            placed.update(posts)
            found.append(Lane(series, tuple(posts.values())))
        rest = (post for post in self.catalog.pieces(Kind.POST) if post.docname not in placed)
        return [*found, Lane(None, tuple(reversed([*rest])))]

    @cached_property
    def rank(self) -> dict[str, int]:
        """The place of each post among all in the order of the lanes."""
        posts = [post for lane in self.lanes for post in lane.posts]
        return {post.docname: place for place, post in enumerate([*posts, *self._unlisted])}

    @property
    def _unlisted(self) -> list[Entry]:
        """The posts that no lane has, in an order."""
        found = sorted(self.catalog.entries.items())
        return [entry for _, entry in found if entry.kind is Kind.POST and entry.unlisted]

    @cached_property
    def by_post(self) -> dict[str, tuple[Requirement, ...]]:
        """The requirements of each post whose labels are known, sound or not."""
        posts = [*self.catalog.pieces(Kind.POST), *self._unlisted]
        return {post.docname: self._read(post) for post in posts}

    def _read(self, post: Entry) -> tuple[Requirement, ...]:
        found = []
        for place, label in enumerate(post.as_post.requires):
            if section := self.catalog.section_of(label):
                docname, anchor, _ = section
                sound = docname != post.docname and self._is_section(docname, anchor)
                line = post.line(f"requires[{place}]")
                found.append(Requirement(label, docname, line, sound))
        return tuple(found)

    def _is_section(self, docname: str, anchor: str) -> bool:
        post = self.catalog.entries.get(docname)
        if post is None or post.kind is not Kind.POST or post.unlisted:
            return False
        # Whatever else has a caption and a label has an entry among Sphinx's labels as well.
        return all(anchor != figure for _, figure in post.figures)

    def required_by(self, docname: str) -> list[Requirement]:
        """Return the sound requirements of the post *docname*, in the order of its front matter."""
        return [one for one in self.by_post.get(docname, ()) if one.sound]

    @cached_property
    def needs(self) -> dict[str, tuple[str, ...]]:
        """The posts that each post requires, each once."""
        return {
            name: tuple(dict.fromkeys(one.docname for one in self.required_by(name)))
            for name in self.by_post
        }

    @cached_property
    def acyclic(self) -> dict[str, tuple[str, ...]]:
        """`needs`, with every cycle broken where it goes against the order of the lanes."""
        return without_cycles(self.needs, self.rank)

    @cached_property
    def transitive_reduction(self) -> dict[str, tuple[str, ...]]:
        """The posts that each post needs and that do not follow from the others."""
        return transitive_reduction(self.acyclic)

    def reading_path(self, docname: str) -> list[Entry]:
        """Return the posts to read before *docname*, in an order in which it can be done."""
        return [
            self.catalog.entries[name] for name in reading_path(self.acyclic, docname, self.rank)
        ]


def prerequisites_of(env: BuildEnvironment) -> Prerequisites:
    """Return the prerequisites of *env*."""
    return cast("Prerequisites", env.get_domain(Prerequisites.name))
