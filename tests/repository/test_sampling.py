"""Which cases ``make test`` runs of those that are many."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.support.project import ROOT
from tests.support.sampling import some_pages, spread


@pytest.mark.parametrize(
    ("count", "expected"), [(1, [0]), (2, [0, 5]), (3, [0, 3, 6]), (10, [*range(10)])]
)
def test_sample_is_spread_over_all(count: int, expected: list[int]) -> None:
    assert spread(range(10), count) == expected


def test_sample_of_fewer_is_all() -> None:
    assert spread([1, 2], 5) == [1, 2]


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
    assert some_pages(pages) == [
        *("a.html", "index.html", "archive/2026.html", "archive/2026/page-1.html"),
        *(f"posts/{series}/{number}.html" for series in "xy" for number in range(3)),
        *("posts/x/index.html", "posts/y.html", "tags/a.html", "tags/index.html"),
    ]


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
