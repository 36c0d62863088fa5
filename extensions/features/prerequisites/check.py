"""Warn of requirements that no reader could meet.

Labels that are unknown are told by :mod:`extensions.model.catalog.consistency`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.features.prerequisites.graph import shortest_cycle, strongly_connected_components
from extensions.features.prerequisites.requirements_domain import prerequisites_of
from extensions.lib.messages import warn
from extensions.model.frontmatter import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from extensions.features.prerequisites.requirements_domain import Prerequisites, Requirement


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of everything that is wrong with what posts require."""
    prerequisites = prerequisites_of(env)
    groups = strongly_connected_components(prerequisites.needs)
    for group in groups:
        check_cycle(prerequisites, shortest_cycle(prerequisites.needs, group[0]))
    for docname in sorted(prerequisites.by_post):
        check_targets(prerequisites, docname)
        check_repeats(docname, prerequisites.required_by(docname))
        check_order(prerequisites, docname, groups)
        check_level(prerequisites, docname, groups)


def check_cycle(prerequisites: Prerequisites, cycle: list[str]) -> None:
    """Warn of the posts of *cycle*, each of which requires the next, at the first of them."""
    line = next(one.line for one in prerequisites.required_by(cycle[0]) if one.docname == cycle[1])
    named = ", which requires ".join([*cycle[1:], cycle[0]])
    text = f"requires: {cycle[0]} requires {named}: delete one of these requirements"
    warn(cycle[0], line, "requires-cycle", text)


def check_targets(prerequisites: Prerequisites, docname: str) -> None:
    """Warn of what *docname* requires and is on no other post, or on no section."""
    remedy = "name a post or a section of one"
    for one in prerequisites.by_post[docname]:
        if one.docname == docname:
            text = f'requires: "{one.label}" is on this post itself: delete it'
            warn(docname, one.line, "requires-itself", text)
        elif one.docname not in prerequisites.by_post:
            text = f'requires: "{one.label}" is on {one.docname}, which is no post: {remedy}'
            warn(docname, one.line, "requires-no-post", text)
        elif prerequisites.catalog.entries[one.docname].unlisted:
            text = (
                f'requires: "{one.label}" is on {one.docname}, which is unlisted: delete '
                '"unlisted" there, or the requirement here'
            )
            warn(docname, one.line, "requires-unlisted", text)
        elif not one.sound:
            text = f'requires: "{one.label}" is a figure, table or listing: {remedy}'
            warn(docname, one.line, "requires-no-section", text)


def check_repeats(docname: str, required: Iterable[Requirement]) -> None:
    """Warn of posts that *docname* requires by two labels."""
    first: dict[str, str] = {}
    for one in required:
        label = first.setdefault(one.docname, one.label)
        if label != one.label:
            text = f'requires: "{label}" and "{one.label}" are both on {one.docname}: keep one'
            warn(docname, one.line, "requires-twice", text)


def check_order(prerequisites: Prerequisites, docname: str, groups: list[list[str]]) -> None:
    """Warn of posts that *docname* requires and that come later in its own series."""
    series = prerequisites.catalog.series_of(docname)
    if series is None:
        return
    for one in prerequisites.required_by(docname):
        # A cycle has been told, and goes against some order in any case.
        if any({docname, one.docname} <= {*group} for group in groups):
            continue
        same = prerequisites.catalog.series_of(one.docname) == series
        if same and prerequisites.rank[one.docname] > prerequisites.rank[docname]:
            text = (
                f'requires: "{one.label}" is on {one.docname}, which comes later in the series: '
                f"put it before this post in the toctree of {series.docname}"
            )
            warn(docname, one.line, "requires-later", text)


def check_level(prerequisites: Prerequisites, docname: str, groups: list[list[str]]) -> None:
    """Warn where *docname* says a lower level than a post that it requires, once for the highest.

    A level that is missing or unknown is told where it is read.
    """
    own = _rank(prerequisites, docname)
    higher = [
        one
        for one in prerequisites.required_by(docname)
        if own is not None
        and (_rank(prerequisites, one.docname) or 0) > own
        # A cycle has been told, and one of its requirements goes in any case.
        and not any({docname, one.docname} <= {*group} for group in groups)
    ]
    if own is None or not higher:
        return
    one = max(higher, key=lambda one: _rank(prerequisites, one.docname) or 0)
    level = LEVELS[_rank(prerequisites, one.docname) or 0]
    text = (
        f'level: {LEVELS[own]} is below that of "{one.label}" on {one.docname}, which this post '
        f"requires: write level: {level}, or delete the requirement"
    )
    warn(
        docname, prerequisites.catalog.entries[docname].line("level"), "level-below-required", text
    )


def _rank(prerequisites: Prerequisites, docname: str) -> int | None:
    """Return the place of the level of *docname* among all, or None if it has none."""
    level = prerequisites.catalog.entries[docname].as_post.level
    return LEVELS.index(level) if level in LEVELS else None
