"""The routes of the lines on the map: through the gaps between boxes, never through a box.

Boxes stand in rows and columns.  A line to the next box in its row is straight.  Any other
leaves its box for the *channel* above or below the row, changes, if it must, the row in one
of the *gaps* between the columns, and enters its target from that row's channel.  Lines of
one kind from one box share their way as far as they can, as the wires of one net do; nets
that would lie on one another get *slots* of their own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ABOVE, BELOW = "above", "below"
# Where lines leave and enter a box, as a share of its width.
OUT, INTO = 0.75, 0.25


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """A line from a box to another: what is ``needed``, or is only read before."""

    source: str
    target: str
    needed: bool

    @property
    def net(self) -> tuple[str, bool]:
        """The lines that this one may lie on."""
        return self.source, self.needed


@dataclass(frozen=True, slots=True)
class Route:
    """The channels and the gap that a line takes; none of them if it is straight."""

    leaves: tuple[int, str] | None = None
    gap: int | None = None
    enters: tuple[int, str] | None = None


@dataclass
class Lines:
    """The routes of all lines, and the slots of nets in channels and gaps."""

    routes: dict[Edge, Route] = field(default_factory=dict)
    channels: dict[tuple[int, str], dict[tuple[str, bool], int]] = field(default_factory=dict)
    gaps: dict[int, dict[tuple[str, bool], int]] = field(default_factory=dict)


def route(edges: Iterable[Edge], places: Mapping[str, tuple[int, int]], columns: int) -> Lines:
    """Return the routes of *edges* between boxes at *places* (row, column)."""
    lines = Lines()
    channels: dict[tuple[int, str], dict[tuple[str, bool], list[float]]] = defaultdict(dict)
    gaps: dict[int, dict[tuple[str, bool], list[float]]] = defaultdict(dict)
    for edge in sorted(edges):
        (row, column), (end_row, end_column) = places[edge.source], places[edge.target]
        path = lines.routes[edge] = _route(places[edge.source], places[edge.target], columns)
        start, end = column + OUT, end_column + INTO
        if path.leaves and path.enters:
            across = start if path.gap is None else float(path.gap)
            channels[path.leaves].setdefault(edge.net, []).extend([start, across])
            channels[path.enters].setdefault(edge.net, []).extend([across, end])
        if path.gap is not None:
            gaps[path.gap].setdefault(edge.net, []).extend([row, end_row])
    lines.channels = {channel: slots(runs) for channel, runs in channels.items()}
    lines.gaps = {gap: slots(runs) for gap, runs in gaps.items()}
    return lines


def _route(source: tuple[int, int], target: tuple[int, int], columns: int) -> Route:
    (row, column), (end_row, end_column) = source, target
    if row == end_row:
        if end_column == column + 1:
            return Route()
        return Route((row, ABOVE), None, (row, ABOVE))
    start, end = column + OUT, end_column + INTO
    gap = min(range(columns + 1), key=lambda g: (abs(g - start) + abs(g - end), abs(g - start)))
    if row < end_row:
        return Route((row, BELOW), gap, (end_row, ABOVE))
    return Route((row, ABOVE), gap, (end_row, BELOW))


def slots(runs: Mapping[tuple[str, bool], list[float]]) -> dict[tuple[str, bool], int]:
    """Return a slot for each net, so that nets whose *runs* touch have different ones."""
    found: dict[tuple[str, bool], int] = {}
    ends: list[float] = []
    for net in sorted(runs, key=lambda net: (min(runs[net]), max(runs[net]), net)):
        start, end = min(runs[net]), max(runs[net])
        free = next((slot for slot, taken in enumerate(ends) if taken < start), len(ends))
        ends[free : free + 1] = [end]
        found[net] = free
    return found
