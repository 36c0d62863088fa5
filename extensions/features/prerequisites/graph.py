"""What needs what, as a graph of names: a pure part, which knows neither posts nor Sphinx.

``needs`` maps each name to the names that it needs itself; a name without an entry of its
own needs nothing.  Nothing here depends on the order of sets.
"""

from __future__ import annotations

from collections import deque
from graphlib import TopologicalSorter
from heapq import heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    Needs = Mapping[str, Collection[str]]


def closure(needs: Needs, name: str) -> set[str]:
    """Return all that *name* needs, directly or through others; itself only on a cycle."""
    found: set[str] = set()
    pending = list(needs.get(name, ()))
    while pending:
        one = pending.pop()
        if one not in found:
            found.add(one)
            pending.extend(needs.get(one, ()))
    return found


def strongly_connected_components(needs: Needs) -> list[list[str]]:
    """Return the groups of names that need one another, each sorted, in the order of names."""
    reach = {name: closure(needs, name) for name in needs}
    found: list[list[str]] = []
    seen: set[str] = set()
    for name in sorted(needs):
        if name in reach[name] and name not in seen:
            found.append(sorted(other for other in reach[name] if name in reach.get(other, ())))
            seen.update(found[-1])
    return found


def shortest_cycle(needs: Needs, start: str) -> list[str]:
    """Return a shortest cycle from *start*, which is on one, back to it; *start* stands once."""
    came_from: dict[str, str] = {}
    pending = deque([start])
    while start not in came_from:
        name = pending.popleft()
        for one in sorted(needs.get(name, ())):
            if one not in came_from:
                came_from[one] = name
                pending.append(one)
    cycle = [came_from[start]]
    while cycle[-1] != start:
        cycle.append(came_from[cycle[-1]])
    return cycle[::-1]


def without_cycles(needs: Needs, rank: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """Return *needs* without cycles.

    Of names that need one another, each keeps only what has a lower *rank*.
    """
    component_of = {
        name: place
        for place, group in enumerate(strongly_connected_components(needs))
        for name in group
    }
    return {
        name: tuple(
            one
            for one in wanted
            if name not in component_of
            or component_of.get(one) != component_of[name]
            or rank[one] < rank[name]
        )
        for name, wanted in needs.items()
    }


def transitive_reduction(needs: Needs) -> dict[str, tuple[str, ...]]:
    """Return *needs*, free of cycles, without each need that follows from others."""
    return {
        name: tuple(
            one
            for one in wanted
            if not any(one in closure(needs, other) for other in wanted if other != one)
        )
        for name, wanted in needs.items()
    }


def reading_path(needs: Needs, name: str, rank: Mapping[str, int]) -> list[str]:
    """Return all that *name* needs, each once and after what it needs; ties by *rank*.

    *needs* must be free of cycles.
    """
    wanted = closure(needs, name)
    return list(_in_order({one: needs.get(one, ()) for one in wanted}, rank))


def _in_order(needs: Needs, rank: Mapping[str, int]) -> Iterator[str]:
    sorter = TopologicalSorter(needs)
    sorter.prepare()
    ready: list[tuple[int, str]] = []
    while sorter.is_active():
        for name in sorter.get_ready():
            heappush(ready, (rank[name], name))
        _, first = heappop(ready)
        yield first
        sorter.done(first)
