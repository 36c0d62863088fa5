"""The sections of a post, each with the shorts that are drawn from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extensions.features import entries
from extensions.features.margin_shorts import drawn_from
from extensions.markup.label_targets import Title, dotted, title_of
from extensions.model.catalog.targets import number_at

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from extensions.model.catalog.domain import Entry


@dataclass(frozen=True)
class Section:
    """A section of a post at the top level: its number, anchor, title and shorts."""

    number: str
    anchor: str
    title: Title
    shorts: tuple[entries.Shown, ...]


def sections_of(env: BuildEnvironment, post: Entry) -> tuple[Section, ...]:
    """Return the sections of *post*; a short of a subsection is listed under the section around."""
    shorts = drawn_from(env, post.docname)
    found: list[Section] = []
    for heading in post.headings[1:]:
        number = number_at(env, post.docname, heading.anchor)
        number = dotted(number) if number else ""
        drawn = tuple(entries.shown(env, short) for short in shorts.get(heading.anchor, ()))
        if "." in number and found:
            outer = found.pop()
            found.append(replace(outer, shorts=outer.shorts + drawn))
        else:
            title = title_of(env, post.docname, heading, "")
            found.append(Section(number, heading.anchor, title, drawn))
    return tuple(found)


def shorts_of_whole(env: BuildEnvironment, post: Entry) -> tuple[entries.Shown, ...]:
    """Return the shorts that are drawn from *post* as a whole."""
    shorts = drawn_from(env, post.docname)
    drawn = (short for anchor in post.anchors for short in shorts.get(anchor, ()))
    return tuple(entries.shown(env, short) for short in drawn)
