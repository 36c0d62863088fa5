"""Which cases ``make test`` runs of those that are many."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest

from tests.support.project import ROOT
from tests.support.sampling import chosen, every, some_pages, spread


@pytest.mark.parametrize(
    ("count", "expected"), [(1, [0]), (2, [0, 5]), (3, [0, 3, 6]), (10, [*range(10)])]
)
def test_sample_is_spread_over_all(count: int, expected: list[int]) -> None:
    assert spread(range(10), count) == expected


def test_lightest_of_each_stretch_is_taken() -> None:
    assert spread([3, 2, 9, 1, 8, 7], 2, weight=lambda case: case) == [2, 1]


def test_sample_of_fewer_is_all() -> None:
    assert spread([1, 2], 5) == [1, 2]


def test_all_are_taken_where_no_sample_is_asked_for() -> None:
    assert every([1, 2, 3], 1) == [1, 2, 3]


def test_none_are_taken_if_none_are_asked_for() -> None:
    assert spread([1, 2], 0) == []


def test_some_of_each_kind_are_looked_at() -> None:
    pages = [
        *("a.html", "index.html", "archive/2026.html", "archive/2026/page-1.html"),
        *(f"posts/x/{number}.html" for number in range(4)),
        *("posts/x/index.html", "posts/y.html"),
        *(f"posts/y/{number}.html" for number in range(4)),
        *("posts/y/index.html", "tags/a.html", "tags/b.html", "tags/index.html"),
    ]
    assert "tags/b.html" in some_pages(pages, size=lambda page: page != "tags/b.html")
    assert some_pages(pages) == [
        *("a.html", "index.html", "archive/2026.html", "archive/2026/page-1.html"),
        *(f"posts/{one}.html" for one in ("x/0", "x/1", "x/3", "y/0", "y/2")),
        *("posts/x/index.html", "posts/y.html", "tags/a.html", "tags/index.html"),
    ]


@dataclass(frozen=True, eq=False)
class Item:
    """A case of a test, as far as it matters here."""

    name: str
    kind: str
    mark: pytest.Mark
    path: str = "test_some.py"
    originalname: str = "test_a"

    @property
    def weight(self) -> int:
        return -int(self.name[-1])

    @property
    def callspec(self) -> SimpleNamespace:
        return SimpleNamespace(params={"kind": self.kind, "case": self})

    def get_closest_marker(self, name: str) -> pytest.Mark:
        return self.mark


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        (pytest.mark.many(2), ["a0", "a2"]),
        (pytest.mark.many(1, by="kind"), ["a0", "b3"]),
        (pytest.mark.many(2, by="kind"), ["a0", "a1", "b3"]),
        (pytest.mark.many(1, by="case.kind", weight="case.weight"), ["a2", "b3"]),
    ],
)
def test_each_kind_has_its_cases(mark: pytest.MarkDecorator, expected: list[str]) -> None:
    cases: list[Any] = [Item(f"{kind}{at}", kind, mark.mark) for at, kind in enumerate("aaab")]
    assert [case.name for case in chosen(cases)] == expected


def collected(*options: str) -> list[str]:
    """Return the tests that pytest would run with *options* of one file that has many cases."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "--collect-only", *options]
    file = "tests/building/test_rebuild.py"
    done = subprocess.run([*command, file], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return [line for line in done.stdout.splitlines() if line.startswith(file)]


def test_all_run_but_in_a_sample() -> None:
    some, every = collected("--sample"), collected()
    assert set(some) < set(every)
    # A test of one case runs in a sample as well.
    names = [{line.partition("[")[0] for line in lines} for lines in (some, every)]
    assert names[0] == names[1]
