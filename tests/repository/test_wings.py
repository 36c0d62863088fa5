"""The wings of ``extensions/`` and their tests: what imports what, and what stands where."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import grimp
import pytest

from tests.conftest import LONG
from tests.support.project import ROOT

EXTENSIONS = ROOT / "extensions"
TESTS = ROOT / "tests"
# What other wings may import of a package is in its ``__init__``.
CLOSED = ("features", "output", "tools")


def test_no_wing_imports_upward_and_no_module_waits_for_itself() -> None:
    code = "import sys; from importlinter.cli import lint_imports as f; sys.exit(f(no_cache=True))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("extensions", cache_dir=None)


def test_nothing_imports_from_inside_a_feature(graph: grimp.ImportGraph) -> None:
    inside = []
    for module in graph.modules:
        parts = module.split(".")
        if len(parts) == 4 and parts[1] in CLOSED:
            home = ".".join(parts[:3])
            importers = graph.find_modules_that_directly_import(module)
            inside += [f"{one} imports {module}" for one in importers if not one.startswith(home)]
    assert inside == []


def test_a_file_name_is_that_of_one_module_of_a_wing() -> None:
    for wing in EXTENSIONS.iterdir():
        names = Counter(path.name for path in wing.rglob("*.py") if path.name != "__init__.py")
        assert [name for name, count in names.items() if count > 1] == [], wing.name


def test_extensions_has_at_most_ten_entries() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "extensions"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert len({name.split("/")[1] for name in listed.splitlines()}) <= 10


def test_each_wing_has_its_folder_of_tests_and_no_test_stands_beside_the_folders() -> None:
    wings = {path.parent.name for path in EXTENSIONS.glob("*/__init__.py")}
    assert wings - {path.parent.name for path in TESTS.glob("*/test_*.py")} == set()
    assert sorted(path.name for path in TESTS.glob("test_*.py")) == []
    assert [name for name in LONG if not (TESTS / name).is_file()] == []


def test_nothing_imports_from_a_module_of_tests() -> None:
    graph = grimp.build_graph("tests", cache_dir=None)
    tests = [name for name in graph.modules if name.rpartition(".")[2].startswith("test_")]
    assert len(tests) > 50
    imported = {name: graph.find_modules_that_directly_import(name) for name in tests}
    assert {name: importers for name, importers in imported.items() if importers} == {}
