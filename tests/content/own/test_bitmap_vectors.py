"""The bit-sliced vector that a piece builds computes what a dictionary of numbers would."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from tests.content.pieces import DOCS, Piece

pytestmark = pytest.mark.digits

PIECE = DOCS / "posts/bitmaps-that-carry-numbers/a-numeric-vector-on-bitmaps.md"
N = 300
ORDERS = [operator.lt, operator.le, operator.gt, operator.ge]

Numbers = dict[int, float]
Pair = tuple[Numbers, Numbers, int, int]


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    """What the Python blocks of the piece define."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    for block in Piece.read(PIECE).code:
        if block.language == "python":
            exec(block.source, namespace)
    return namespace


def some_numbers(rng: np.random.Generator, fraction: int) -> Numbers:
    """Numbers of both signs and zeros, for some of the ids, in steps of 2**-fraction."""
    ids = rng.choice(N, rng.integers(1, N), replace=False)
    values = rng.integers(-500, 500, ids.size) * (rng.random(ids.size) < 0.8) / 2**fraction
    return dict(zip(ids.tolist(), values.tolist(), strict=True))


def vector(model: dict[str, Any], numbers: Mapping[int, float], fraction: int = 0) -> Any:
    return model["BitSlicedVector"].from_pairs(list(numbers), list(numbers.values()), N, fraction)


def told(vector: Any) -> Numbers:
    """The numbers of *vector*."""
    ids, values = vector.to_pairs()
    return dict(zip(ids.tolist(), values.tolist(), strict=True))


def pointwise(
    operation: Callable[[float, float], float | Fraction], left: Numbers, right: Numbers
) -> dict[int, float | Fraction]:
    """*operation* for each id of either, an absent one being 0."""
    return {i: operation(left.get(i, 0), right.get(i, 0)) for i in sorted({*left, *right})}


@pytest.fixture(params=range(8), ids="seed{}".format)
def pair(request: pytest.FixtureRequest) -> Pair:
    """Two lots of numbers, and the fraction digits of each."""
    rng = np.random.default_rng(request.param)
    first, second = (int(digits) for digits in rng.integers(0, 6, 2))
    return some_numbers(rng, first), some_numbers(rng, second), first, second


def both(model: dict[str, Any], pair: Pair) -> tuple[Any, Any]:
    left, right, first, second = pair
    return vector(model, left, first), vector(model, right, second)


def test_numbers_come_back(model: dict[str, Any], pair: Pair) -> None:
    assert told(both(model, pair)[0]) == pair[0]


@pytest.mark.parametrize("operation", [operator.add, operator.sub, operator.mul])
def test_arithmetic(model: dict[str, Any], pair: Pair, operation: Any) -> None:
    left, right = both(model, pair)
    assert told(operation(left, right)) == pointwise(operation, pair[0], pair[1])
    for number in (3, -7, 0, -1):
        assert told(operation(left, number)) == {
            i: operation(value, number) for i, value in pair[0].items()
        }


def cut_off(left: float, right: float, digits: int) -> Fraction | int:
    """left / right to so many binary places, cut off towards zero; 0 where right is 0."""
    return Fraction(int(Fraction(left) / Fraction(right) * 2**digits), 2**digits) if right else 0


@pytest.mark.parametrize("digits", [0, 1, 7])
def test_division(model: dict[str, Any], pair: Pair, digits: int) -> None:
    left, right = both(model, pair)
    quotient = model["divide"](left, right, fraction=digits)
    expected = pointwise(lambda x, y: cut_off(x, y, digits), pair[0], pair[1])
    assert told(quotient) == expected


@pytest.mark.parametrize("order", ORDERS)
def test_comparison(model: dict[str, Any], pair: Pair, order: Any) -> None:
    left, right = both(model, pair)
    found = model["unpack"](order(left, right)).tolist()
    assert found == [i for i, holds in pointwise(order, pair[0], pair[1]).items() if holds]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("bound", [0, -3, 2.5, 1 / 3, -0.01, 10**9, -(10**9)])
def test_threshold(model: dict[str, Any], pair: Pair, order: Any, bound: float) -> None:
    numbers = pair[0]
    found = model["unpack"](order(both(model, pair)[0], bound)).tolist()
    assert found == sorted(i for i, value in numbers.items() if order(value, bound))


def test_thresholds_at_the_ends_of_the_digits(model: dict[str, Any]) -> None:
    numbers = dict(enumerate(range(-8, 8)))
    for bound in range(-10, 11):
        for order in ORDERS:
            found = model["unpack"](order(vector(model, numbers), bound)).tolist()
            assert found == [i for i, value in numbers.items() if order(value, bound)]


def test_equality(model: dict[str, Any], pair: Pair) -> None:
    left, right = both(model, pair)
    same = [i for i, equal in pointwise(operator.eq, pair[0], pair[1]).items() if equal]
    assert model["unpack"](left.equals(right)).tolist() == same
    zeros = sorted(i for i, value in pair[0].items() if value == 0)
    assert model["unpack"](left.equals(0)).tolist() == zeros
    assert model["count"](left.equals(1 / 3)) == 0


def test_sums_and_ranks_over_a_set(model: dict[str, Any], pair: Pair) -> None:
    numbers, members = pair[0], list(range(0, N, 3))
    among = model["pack"](members, N)
    values = sorted(numbers[i] for i in members if i in numbers)
    sliced = both(model, pair)[0]
    assert sliced.sum() == sum(map(Fraction, numbers.values()))
    assert sliced.sum(among) == sum(map(Fraction, values))
    ranked = [sliced.kth_smallest(k, among) for k in range(1, len(values) + 1)]
    assert ranked == values
    with pytest.raises(ValueError, match="rank"):
        sliced.kth_smallest(len(values) + 1, among)


def test_empty_vectors(model: dict[str, Any]) -> None:
    empty, some = vector(model, {}), vector(model, {5: -2})
    assert told(empty) == told(empty + empty) == told(empty * 3) == {}
    assert empty.sum() == 0
    assert told(some + empty) == told(empty + some) == {5: -2}
    assert told(empty - some) == {5: 2}
    assert told(some * empty) == {5: 0}
    assert model["unpack"](some < empty).tolist() == [5]


def test_zero_is_not_absent(model: dict[str, Any]) -> None:
    cancelled = vector(model, {1: 5, 2: 3}) - vector(model, {1: 5})
    assert told(cancelled) == {1: 0, 2: 3}
    assert told(cancelled + 1) == {1: 1, 2: 4}
    assert model["unpack"](cancelled < 1).tolist() == [1]


def test_a_repeated_id_adds_up(model: dict[str, Any]) -> None:
    repeated = model["BitSlicedVector"].from_pairs([4, 4, 9, 4], [5, 3, 1, -1], N)
    assert told(repeated) == {4: 7, 9: 1}


def test_values_are_rounded_to_the_fraction(model: dict[str, Any]) -> None:
    assert told(vector(model, {0: 0.3, 1: -0.3, 2: 0.1}, 2)) == {0: 0.25, 1: -0.25, 2: 0}
    assert told(vector(model, {0: 1}, 2) + 0.3) == {0: 1.25}


def test_vectors_grow_and_a_cut_one_wraps(model: dict[str, Any]) -> None:
    most, least = 2**40 - 1, -(2**40)
    twice = vector(model, {0: most, 1: least}) + vector(model, {0: most, 1: least})
    assert told(twice) == {0: 2 * most, 1: 2 * least}
    cut = model["BitSlicedVector"](twice.exists, twice.slices[:41])
    assert told(cut) == {0: -2, 1: 0}


@pytest.mark.parametrize(
    ("ids", "values"),
    [([-1], [1]), ([N], [1]), ([0], [2.0**60]), ([0], [float("nan")]), ([0], [float("inf")])],
)
def test_what_does_not_fit_is_refused(
    model: dict[str, Any], ids: list[int], values: list[float]
) -> None:
    with pytest.raises(ValueError, match="out of range"):
        model["BitSlicedVector"].from_pairs(ids, values, N)
