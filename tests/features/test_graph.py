"""Orders of reading, as a graph of names."""

from __future__ import annotations

import random

from extensions.features.prerequisites.graph import (
    closure,
    reading_path,
    shortest_cycle,
    strongly_connected_components,
    transitive_reduction,
    without_cycles,
)

# a and b are beginnings, d needs both ways from a.
DIAMOND = {"a": (), "b": ("a",), "c": ("a",), "d": ("c", "b", "a"), "e": ("d", "x"), "x": ()}
RANK = {name: place for place, name in enumerate("abcdex")}


def test_closure_is_all_that_is_needed_at_any_remove() -> None:
    assert closure(DIAMOND, "d") == {"a", "b", "c"}
    assert closure(DIAMOND, "a") == set()


def test_way_has_everything_once_and_after_what_it_needs() -> None:
    assert reading_path(DIAMOND, "e", RANK) == ["a", "b", "c", "d", "x"]


def test_ties_on_the_way_follow_the_rank() -> None:
    last_first = {name: -place for name, place in RANK.items()}
    assert reading_path(DIAMOND, "e", last_first) == ["x", "a", "c", "b", "d"]


def test_what_follows_from_the_rest_is_reduced() -> None:
    assert transitive_reduction(DIAMOND) == {**DIAMOND, "d": ("c", "b")}


def test_reduction_keeps_what_can_be_reached() -> None:
    chance = random.Random(4)
    names = [f"n{place:02}" for place in range(40)]
    needs = {
        name: tuple(chance.sample(names[:place], min(place, 4))) for place, name in enumerate(names)
    }
    less = transitive_reduction(needs)
    assert sum(map(len, less.values())) < sum(map(len, needs.values()))
    assert all(closure(less, name) == closure(needs, name) for name in names)
    rank = {name: place for place, name in enumerate(names)}
    for name in names:
        way = reading_path(needs, name, rank)
        assert {*way} == closure(needs, name)
        assert all(way.index(one) < way.index(other) for other in way for one in needs[other])


def test_each_knot_is_found_once_whatever_the_order() -> None:
    needs = {"a": ("c",), "b": ("a",), "c": ("b", "z"), "y": ("z",), "z": ("y",), "w": ("a",)}
    assert strongly_connected_components(needs) == [["a", "b", "c"], ["y", "z"]]
    assert strongly_connected_components(
        dict(reversed(needs.items()))
    ) == strongly_connected_components(needs)
    assert strongly_connected_components(DIAMOND) == []


def test_a_cycle_is_named_by_its_shortest_round() -> None:
    needs = {"a": ("b",), "b": ("c", "d"), "c": ("d",), "d": ("a",)}
    assert shortest_cycle(needs, "a") == ["a", "b", "d"]


def test_a_cycle_is_broken_where_it_goes_against_the_rank() -> None:
    needs = {"a": ("c",), "b": ("a",), "c": ("b",), "d": ("e", "c"), "e": ()}
    broken = without_cycles(needs, RANK)
    assert broken == {"a": (), "b": ("a",), "c": ("b",), "d": ("e", "c"), "e": ()}
    assert reading_path(broken, "d", RANK) == ["a", "b", "c", "e"]
