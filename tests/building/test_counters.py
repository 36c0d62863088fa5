"""Work is proportional to change: what a build did, as it counts it itself."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.counts import COUNTS, counts
from tests.support.project import Project
from tests.support.sample import sample

BREAKS_OFF = """
def setup(app):
    app.connect("env-updated", lambda app, env: 1 / 0)
"""

FIRST, SECOND, THIRD = "posts/alpha/first.md", "posts/alpha/second.md", "posts/beta/third.md"


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The sample site with a formula cache of its own, built once."""
    project = sample(tmp_path_factory.mktemp("site") / "here")
    project.configure('formula_cache = "formulas.sqlite"')
    assert project.build().warnings == []
    project.root.rename(project.root.with_name("master"))
    return project


@pytest.fixture
def built(master: Project) -> Iterator[Project]:
    """The site as it was built, to be edited, in the folder in which it was built."""
    shutil.copytree(master.root.with_name("master"), master.root)
    yield master
    shutil.rmtree(master.root)


def rebuild(project: Project, jobs: int = 1) -> tuple[dict[str, int], set[str]]:
    """Build *project*; return its counts and the files of the output that were written."""

    def times() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}

    out = project.root / "_build/html"
    before = times()
    assert project.build(jobs=jobs).warnings == []
    written = {path for path, time in times().items() if before.get(path) != time}
    return counts(project), {path.relative_to(out).as_posix() for path in written}


def sources(project: Project, files: set[str]) -> list[str]:
    """Return those of *files* that are pages with a source of their own."""
    pages = [name for name in files if name.endswith(".html")]
    return [name for name in pages if (project.docs / name).with_suffix(".md").is_file()]


def edit(project: Project, name: str, old: str, new: str) -> None:
    """Put *new* in place of *old* in the source *name*."""
    text = (project.docs / name).read_text("utf-8")
    assert old in text
    project.write(name, text.replace(old, new))


def test_first_build_reads_and_writes_every_page_and_sets_every_formula(built: Project) -> None:
    shutil.rmtree(built.root / "_build")
    (built.root / "formulas.sqlite").unlink()
    shutil.rmtree(built.root / ".cache")
    done, files = rebuild(built, jobs=2)
    pages = len(list(built.docs.rglob("*.md")))
    assert (done["read"], done["written"]) == (pages, pages) == (pages, len(sources(built, files)))
    # Formulas that pages have in common are set once: two of each summary and equation.
    assert 0 < done["formulas set"] < pages
    assert done["files"] > 0


def test_nothing_to_do_is_nothing_done(built: Project) -> None:
    assert rebuild(built)[0] == {"read": 0, "written": 0, "formulas set": 0}


def test_body_costs_its_page_and_its_feeds(built: Project) -> None:
    edit(built, FIRST, "Opening words", "Other words with $z^{77}$")
    done, files = rebuild(built)
    feeds = [name for name in files if name.endswith((".xml", "feed.json"))]
    expected = {"read": 1, "written": 1, "formulas set": 1, "files": len(feeds)}
    assert done == {**expected, "pages indexed": 1}
    assert sources(built, files) == ["posts/alpha/first.html"]
    assert not [name for name in feeds if "beta" in name or "shorts" in name]


def test_paragraph_above_a_reference_costs_no_page_that_shows_its_sentence(built: Project) -> None:
    edit(built, SECOND, "See [](#second-section)", "New words.\n\nSee [](#second-section)")
    done, files = rebuild(built)
    assert (done["read"], done["written"]) == (1, 1)
    assert sources(built, files) == ["posts/alpha/second.html"]


def test_tag_costs_the_pages_that_show_it(built: Project) -> None:
    edit(built, FIRST, "tags: [optimisation, attention]", "tags: [optimisation, probability]")
    done, files = rebuild(built)
    assert (done["read"], done["formulas set"]) == (1, 0)
    assert done["written"] == len(sources(built, files))
    assert {"tags/attention.html", "tags/probability.html"} <= files
    pages = [name for name in files if name.endswith(".html") and not name.startswith("_")]
    # Sphinx makes its search page anew at every build.
    assert done["made"] == len(pages) - len(sources(built, files)) - ("search.html" in pages)
    assert "about.html" not in files


def test_title_costs_the_pages_that_name_it(built: Project) -> None:
    edit(built, THIRD, "# The third post", "# A post of another name")
    done, files = rebuild(built)
    assert (done["read"], done["formulas set"]) == (1, 0)
    assert done["written"] == len(sources(built, files))
    assert {"posts/beta/third.html", "posts/beta/index.html", "index.html"} <= files
    assert not {"posts/alone.html", "about.html"} & files
    # As an item of lists, as a row of the table and as a line of the index.
    assert done["list items"] == 3
    assert {"archive.html", "table.html", "all.html"} <= files


def test_a_setting_costs_the_items_of_all_lists(built: Project) -> None:
    built.configure('html_title = "Another name"')
    done, files = rebuild(built)
    assert done["list items"] > 1
    assert "archive.html" in files


def test_a_build_that_breaks_off_leaves_no_counts(built: Project) -> None:
    built.configure(BREAKS_OFF)
    assert built.build().status != 0
    assert not (built.root / COUNTS).exists()
