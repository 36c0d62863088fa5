"""Warn of requirements that no reader could meet.

Labels that are unknown are told by :mod:`extensions.catalog.consistency`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.messages import warn
from extensions.prerequisites.domain import prerequisites_of
from extensions.prerequisites.graph import knots, shortest_cycle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from extensions.prerequisites.domain import Prerequisites, Requirement


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of everything that is wrong with what posts require."""
    known = prerequisites_of(env)
    tangled = knots(known.needs)
    for knot in tangled:
        check_cycle(known, shortest_cycle(known.needs, knot[0]))
    for docname in sorted(known.all):
        check_targets(known, docname)
        check_repeats(docname, known.of(docname))
        check_order(known, docname, tangled)


def check_cycle(known: Prerequisites, cycle: list[str]) -> None:
    """Warn of the posts of *cycle*, each of which requires the next, at the first of them."""
    line = next(one.line for one in known.of(cycle[0]) if one.docname == cycle[1])
    named = ", which requires ".join([*cycle[1:], cycle[0]])
    text = f"requires: {cycle[0]} requires {named}: delete one of these requirements"
    warn(cycle[0], line, "requires-cycle", text)


def check_targets(known: Prerequisites, docname: str) -> None:
    """Warn of what *docname* requires and is on no other post, or on no section."""
    remedy = "name a post or a section of one"
    for one in known.all[docname]:
        if one.docname == docname:
            text = f'requires: "{one.label}" is on this post itself: delete it'
            warn(docname, one.line, "requires-itself", text)
        elif one.docname not in known.all:
            text = f'requires: "{one.label}" is on {one.docname}, which is no post: {remedy}'
            warn(docname, one.line, "requires-no-post", text)
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


def check_order(known: Prerequisites, docname: str, tangled: list[list[str]]) -> None:
    """Warn of posts that *docname* requires and that come later in its own series."""
    series = known.catalog.series_of(docname)
    if series is None:
        return
    for one in known.of(docname):
        # A cycle has been told, and goes against some order in any case.
        if any({docname, one.docname} <= {*knot} for knot in tangled):
            continue
        same = known.catalog.series_of(one.docname) == series
        if same and known.rank[one.docname] > known.rank[docname]:
            text = (
                f'requires: "{one.label}" is on {one.docname}, which comes later in the series: '
                f"put it before this post in the toctree of {series.docname}"
            )
            warn(docname, one.line, "requires-later", text)
