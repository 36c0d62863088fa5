"""A rebuild equals a clean build: to the byte, after every kind of edit."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.building.edits import EDITS
from tests.support.editing import FIRST, replace
from tests.support.project import Project, Result, differences
from tests.support.sample import sample


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small site with everything that pages show of each other, built once.

    Its sources are then moved aside: what was built knows where they were.
    """
    project = sample(tmp_path_factory.mktemp("site") / "here")
    result = project.build()
    assert result.warnings == []
    project.root.rename(project.root.with_name("master"))
    return project


@pytest.fixture
def built(master: Project) -> Iterator[Project]:
    """The site as it was built, to be edited, in the folder in which it was built."""
    shutil.copytree(master.root.with_name("master"), master.root)
    yield master
    shutil.rmtree(master.root)


@pytest.fixture(scope="module")
def clean_build(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Project], Result]:
    """Builds a project in another place, once where several edits lead to the same sources."""
    done: dict[str, Result] = {}

    def build(project: Project) -> Result:
        sources = said_by(project)
        if sources not in done:
            done[sources] = project.copy(tmp_path_factory.mktemp("clean") / "clean").build()
        return done[sources]

    return build


def said_by(project: Project) -> str:
    """Return a digest of the names and contents of all that *project* is built from."""
    digest = hashlib.sha256()
    for path in sorted(project.root.rglob("*")):
        name = path.relative_to(project.root)
        if path.is_file() and name.parts[0] != "_build":
            content = path.read_bytes()
            digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


@pytest.mark.many(8)
@pytest.mark.parametrize("name", EDITS)
def test_incremental_build_equals_clean_build(
    name: str, built: Project, clean_build: Callable[[Project], Result]
) -> None:
    EDITS[name](built)
    clean = clean_build(built)
    incremental = built.build()
    assert incremental.warnings == clean.warnings
    assert differences(incremental, clean) == []
    assert incremental.addresses() == clean.addresses()


def test_former_address_that_a_second_page_claims(built: Project, tmp_path: Path) -> None:
    for name in ("posts/beta/third.md", "posts/alone.md"):
        replace(name, "level:", "redirect_from: [old]\nlevel:")(built)
        incremental = built.build()
    clean = built.copy(tmp_path / "clean").build()
    assert differences(incremental, clean) == []
    assert incremental.addresses() == clean.addresses()


def test_language_that_is_taken_back(
    built: Project, clean_build: Callable[[Project], Result]
) -> None:
    for settings in ('language = "de"', ""):
        built.configure(settings)
        incremental = built.build()
    assert differences(incremental, clean_build(built)) == []


def test_parallel_build_equals_serial_build(built: Project, tmp_path: Path) -> None:
    parallel = built.copy(tmp_path / "parallel").build(jobs=2)
    assert differences(built.build(), parallel) == []


def test_day_time_zone_locale_and_hash_seed_do_not_show(built: Project, tmp_path: Path) -> None:
    elsewhere = built.copy(tmp_path / "elsewhere")
    for path in elsewhere.docs.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    env = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    assert differences(built.build(), elsewhere.build(env=env)) == []


def test_nothing_to_do_writes_no_page(built: Project) -> None:
    pages = {path: path.stat().st_mtime_ns for path in built.root.rglob("*.html")}
    built.build()
    written = {path.name for path, time in pages.items() if path.stat().st_mtime_ns != time}
    assert written == set()


def test_edit_of_a_body_writes_that_page_alone(built: Project) -> None:
    pages = {path: path.stat().st_mtime_ns for path in built.root.rglob("*.html")}
    EDITS["body"](built)
    built.build()
    written = {path.name for path, time in pages.items() if path.stat().st_mtime_ns != time}
    assert written == {"first.html"}


def test_a_page_is_kept_without_the_rest_of_the_site(built: Project) -> None:
    kept = {path.stem: path.read_bytes() for path in built.root.rglob("*.doctree")}
    assert [name for name, pickled in kept.items() if b"BuildEnvironment" in pickled] == []


def test_changed_source_with_an_old_date_is_read(built: Project) -> None:
    EDITS["body"](built)
    os.utime(built.docs / FIRST, (1_000_000_000, 1_000_000_000))
    assert "Other words" in built.build().text("posts/alpha/first.html")


def test_warning_comes_again_until_its_cause_is_gone(built: Project) -> None:
    replace("about.md", "#second", "#secnod")(built)
    expected = [
        'about.md:3: WARNING: no section, figure, equation or theorem has the label "secnod": '
        'did you mean "second"? [groundwork.unknown-label]'
    ]
    assert built.build().warnings == expected
    assert built.build().warnings == expected
    replace("about.md", "#secnod", "#second")(built)
    assert built.build().warnings == []


def test_another_builder_in_between_hides_nothing(built: Project, tmp_path: Path) -> None:
    EDITS["bibliography"](built)
    replace(FIRST, "level: foundation", "level: hard")(built)
    assert "D.\xa0Knuth" in built.build(builder="text").text("about.txt")
    incremental, clean = built.build(), built.copy(tmp_path / "clean").build()
    assert incremental.warnings == clean.warnings != []
    assert differences(incremental, clean) == []


def test_output_that_is_gone_is_written_again(built: Project) -> None:
    before = built.build().files()
    shutil.rmtree(built.root / "_build/html")
    assert built.build().files() == before
