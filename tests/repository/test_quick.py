"""Which tests ``make quick`` runs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.support.project import ROOT, Project
from tests.support.quick import is_light
from tests.support.sample import sample


def starts() -> object:
    return subprocess.run(["true"])


def starts_inside() -> list[object]:
    return [starts() for _ in range(2)]


def builds() -> object:
    return (lambda path: Project(path))(ROOT)


def works_on_a_sample() -> object:
    return sample


def asks_for_the_site(request: pytest.FixtureRequest) -> object:
    return request.getfixturevalue("built")


@pytest.mark.parametrize(
    "function", [starts, starts_inside, builds, works_on_a_sample, asks_for_the_site]
)
def test_what_builds_or_starts_a_program_is_not_quick(function: object) -> None:
    assert not is_light(function)


def test_tests_of_this_project() -> None:
    tests = {
        "tests/output/test_ledger.py::test_an_address_is_one_line_whatever_its_parts": True,
        "tests/content/test_pieces.py::test_long_piece": True,
        "tests/content/test_figures.py::test_script_draws_what_is_committed": False,
        "tests/site/test_text.py::test_no_formula_is_doubled_on_a_page": False,
        "tests/output/test_search.py::test_script_makes_the_same_words_of_formulas": False,
    }
    listing = [sys.executable, "-m", "pytest", "-n", "0", "-q", "--collect-only"]

    def collected(*options: str) -> set[str]:
        done = subprocess.run([*listing, *options, *tests], cwd=ROOT, stdout=subprocess.PIPE)
        return {line.partition("[")[0] for line in done.stdout.decode().splitlines()} & {*tests}

    assert collected() == {*tests}
    assert collected("--quick") == {name for name, quick in tests.items() if quick}
