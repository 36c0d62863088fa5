"""The sections of a post, each with the shorts that are drawn from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extensions import entries
from extensions.catalog.targets import number_at
from extensions.drawn import drawn_from
from extensions.references import dotted

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from extensions.catalog.domain import Entry, Heading


@dataclass(frozen=True)
class Section:
    """A section of a post, not one within another: its number, title and shorts."""

    number: str
    heading: Heading
    shorts: tuple[Entry, ...]

    def shows(self, env: BuildEnvironment) -> object:
        """Return, as plain values, what a list shows of the section."""
        shorts = [entries.shows(env, short) for short in self.shorts]
        heading = self.heading
        return [self.number, heading.anchor, heading.text, heading.fragment, shorts]


def sections_of(env: BuildEnvironment, post: Entry) -> list[Section]:
    """Return the sections of *post*; a short of a section within one is its outer's."""
    shorts = drawn_from(env, post.docname)
    found: list[Section] = []
    for heading in post.headings[1:]:
        number = number_at(env, post.docname, heading.anchor)
        number = dotted(number) if number else ""
        drawn = tuple(shorts.get(heading.anchor, ()))
        if "." in number and found:
            outer = found.pop()
            found.append(Section(outer.number, outer.heading, outer.shorts + drawn))
        else:
            found.append(Section(number, heading, drawn))
    return found


def shorts_of_whole(env: BuildEnvironment, post: Entry) -> list[Entry]:
    """Return the shorts that are drawn from *post* as a whole."""
    shorts = drawn_from(env, post.docname)
    return [short for anchor in post.anchors for short in shorts.get(anchor, ())]
