"""What is installed: every file by its hash, and what was chosen as it was chosen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.project import ROOT

LOCKED = ["requirements.txt", "requirements-next.txt", "requirements-dev.txt"]
PINNED = re.compile(r"^([\w.-]+)==([^\s;\\]+)", re.MULTILINE)
NORMAL = re.compile(r"[-_.]+")


def pinned(path: Path) -> dict[str, set[str]]:
    """Return the versions that *path* names of each package."""
    versions: dict[str, set[str]] = {}
    for name, version in PINNED.findall(path.read_text("utf-8")):
        versions.setdefault(NORMAL.sub("-", name.lower()), set()).add(version)
    return versions


@pytest.mark.parametrize("name", LOCKED)
def test_every_package_has_one_version_and_hashes(name: str) -> None:
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    entries = [
        line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]
    assert len(entries) > 40
    bad = [
        entry[:60]
        for entry in entries
        if not re.match(r"[\w.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", entry)
    ]
    assert bad == []


@pytest.mark.parametrize("name", LOCKED)
def test_chosen_packages_are_locked_as_chosen(name: str) -> None:
    locked = pinned(ROOT / name)
    chosen = pinned((ROOT / name).with_suffix(".in"))
    assert chosen
    assert {one: locked.get(one) for one in chosen} == chosen


def test_tests_run_with_what_builds_the_site() -> None:
    builds, tests = pinned(ROOT / "requirements.txt"), pinned(ROOT / "requirements-dev.txt")
    assert {one: tests.get(one) for one in builds} == builds


def test_the_next_line_differs_in_sphinx_alone() -> None:
    now, later = pinned(ROOT / "requirements.txt"), pinned(ROOT / "requirements-next.txt")
    assert set(now) == set(later)
    # A package may have another version for an older Python.
    assert [name for name in now if not later[name] <= now[name]] == ["sphinx"]


@pytest.mark.parametrize("name", [*LOCKED, *(name.replace(".txt", ".in") for name in LOCKED)])
def test_no_file_names_where_packages_come_from(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert re.findall(r"https?:|--(?:extra-)?index-url|--find-links|file:", text) == []
