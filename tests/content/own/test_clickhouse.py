"""What the pieces say of ClickHouse's vectors beyond what their blocks print is so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.sql import SqlError, run_sql

BUILD = "numericIndexedVectorBuild(mapFromArrays({ids}::Array(UInt32), {values}::Array({kind})))"


def vector(numbers: dict[int, float], kind: str) -> str:
    return BUILD.format(ids=list(numbers), values=list(numbers.values()), kind=kind)


def both(function: str, left: str, right: str) -> str:
    """SQL of *function* of two vectors, as a map."""
    return f"numericIndexedVectorToMap(numericIndexedVectorPointwise{function}({left}, {right}))"


ONES_OF_A_COMPARISON = (
    f"numericIndexedVectorPointwiseGreater({vector({1: 10.5, 2: 20.5}, 'Float64')}, 15.)"
)


def vector_of_one(value: str) -> str:
    """SQL of a vector of the default digits that holds *value* alone, as a map."""
    state = f"groupNumericIndexedVectorState(toUInt32(1), {value})"
    return f"(SELECT numericIndexedVectorToMap({state}))"


STATE = "groupNumericIndexedVectorState('BSI', {digits})(toUInt32(1), {value})"
# What is asked, and the answer in release 26.9.2.1.
FACTS = {
    "version()": "26.9.2.1",
    both("Less", vector({1: -5, 2: 3}, "Int32"), vector({2: 9}, "Int32")): "{2:1}",
    both("Divide", vector({1: 7, 2: -7, 3: 5}, "Int32"), vector({1: 2, 2: 2}, "Int32")): (
        "{1:3,2:-3,3:0}"
    ),
    both("Multiply", vector({1: 10.5, 2: 20.5}, "Float64"), ONES_OF_A_COMPARISON): "{1:0,2:20.5}",
    both(
        "Multiply",
        f"(SELECT {STATE.format(digits='16, 8', value='2.5::Float64')})",
        f"(SELECT {STATE.format(digits='16, 4', value='1.::Float64')})",
    ): "{1:2.5}",
    "(SELECT numericIndexedVectorToMap(groupNumericIndexedVectorState(k, v))"
    " FROM VALUES('k UInt32, v Int32', (1, 5), (1, 3)))": "{1:8}",
    "(SELECT numericIndexedVectorToMap("
    f"{STATE.format(digits='16, 8', value='100000.25')}))": "{1:-31071.75}",
    vector_of_one("549755813887.5"): "{1:549755813887.5}",
    vector_of_one("-549755813888."): "{1:-549755813888}",
}


def test_answers(tmp_path: Path) -> None:
    asked = ",\n".join(f"toString({fact}) AS f{i}" for i, fact in enumerate(FACTS))
    assert run_sql(f"SELECT {asked} FORMAT TSV", tmp_path).strip().split("\t") == [*FACTS.values()]


@pytest.mark.parametrize("kind", ["Int16", "Float64"])
def test_types_must_agree(tmp_path: Path, kind: str) -> None:
    sums = both("Add", vector({1: 1}, "Int32"), vector({1: 1}, kind))
    with pytest.raises(SqlError, match=r"^Code: 43\..* nested types .* must be the same"):
        run_sql(f"SELECT {sums}", tmp_path)


@pytest.mark.parametrize("value", ["1e12", "toUInt64(9223372036854775808)"])
def test_beyond_64_bits_is_refused(tmp_path: Path, value: str) -> None:
    with pytest.raises(SqlError, match=r"^Code: 117\..* (out of range|does not fit)"):
        run_sql(f"SELECT {vector_of_one(value)}", tmp_path)
