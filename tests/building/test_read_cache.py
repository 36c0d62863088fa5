"""A build from nothing gives the same with what was kept of pages in its caches and without."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.counts import counts
from tests.support.project import Project, Result, differences
from tests.support.sample import FILES, PNG, sample, short

CACHE, PAGES = ".cache/reading.sqlite", ".cache/pages.sqlite"
TABLE = "```{csv-table} Numbers\n:file: numbers.csv\n```\n"
# The home page, two series, and the page of the kind "names of pages".
TOCTREES = 4
# A page for each kind of what it is made of besides its source, and what is then done to that.
KINDS: dict[str, tuple[str, Callable[[Project], object]]] = {
    "included file": (
        "```{include} part.txt\n```\n",
        lambda project: project.write("part.txt", "Other words."),
    ),
    "listing": (
        "```{literalinclude} code.py\n```\n",
        lambda project: project.write("code.py", "print(2)\n"),
    ),
    "data": (TABLE, lambda project: project.write("numbers.csv", "1,3\n")),
    "bibliography": (
        "{footcite:p}`knuth1984`\n\n```{footbibliography}\n```\n",
        lambda project: project.write(
            "references.bib",
            "@misc{knuth1984, author={Donald Knuth}, title={Other}, year={1984}}\n",
        ),
    ),
    "image in the language of the site": (
        "![A photo](photo.png)\n",
        lambda project: (project.docs / "photo.en.png").write_bytes(PNG + b"\0"),
    ),
    "image in several formats": (
        "![A photo](drawing.*)\n",
        lambda project: project.write("drawing.svg", FILES["posts/alpha/picture.svg"]),
    ),
    "link to a file that comes": (
        "[Later](later.txt)\n",
        lambda project: project.write("later.txt", "Here."),
    ),
    "link to a page that goes": (
        "[Other](going.md)\n",
        lambda project: project.delete("going.md"),
    ),
    "names of pages": (
        "```{toctree}\n:glob:\n\nshorts/*\n```\n",
        lambda project: project.write("shorts/new.md", short("new")),
    ),
    "nothing": ("Only its source.\n", lambda project: None),
}
BESIDE = {
    "part.txt": "Words.",
    "code.py": "print(1)\n",
    "numbers.csv": "1,2\n",
    "going.md": "# Going\n",
}


def name_of(kind: str) -> str:
    """Return the docname of the page of *kind*."""
    return kind.replace(" ", "-")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The sample site with a page of each kind."""
    pages = {f"{name_of(kind)}.md": f"# {kind}\n\n{text}" for kind, (text, _) in KINDS.items()}
    project = sample(tmp_path_factory.mktemp("kinds"), {**BESIDE, **pages})
    for name in ("photo.png", "drawing.png"):
        (project.docs / name).write_bytes(PNG)
    return project


def from_nothing(project: Project, jobs: int = 2) -> tuple[Result, int]:
    """Build *project* with nothing but the cache; return how many pages that has spared."""
    shutil.rmtree(project.root / "_build", ignore_errors=True)
    result = project.build(jobs=jobs)
    return result, counts(project).get("readings reused", 0)


def without_cache(project: Project, folder: Path) -> Result:
    """Build a copy of *project*, of which no cache knows."""
    copy = project.copy(folder)
    shutil.rmtree(copy.root / ".cache")
    return copy.build()


def test_what_a_page_was_read_from_counts(project: Project, tmp_path: Path) -> None:
    before, reused = from_nothing(project)
    assert reused == 0
    for _, edit in KINDS.values():
        edit(project)
    clean = without_cache(project, tmp_path / "clean")
    # Else the page would prove nothing.
    changed = {name for name in KINDS if before.page(name_of(name)) != clean.page(name_of(name))}
    assert changed == {*KINDS} - {"nothing"}
    after, reused = from_nothing(project)
    assert after.warnings == clean.warnings
    assert differences(after, clean) == []
    # Pages with a toctree are always read, as is the new one, and those of which there is one.
    assert reused == len(list(project.docs.rglob("*.md"))) - len(KINDS) - TOCTREES
    alone, reused = from_nothing(project, jobs=1)
    assert reused > len(KINDS)
    assert differences(alone, clean) == []


def test_warnings_are_told_again(tmp_path: Path) -> None:
    project = sample(tmp_path / "site", {"map.md": "# Map\n\n![](posts/alpha/photo.png)\n"})
    first, _ = from_nothing(project)
    again, reused = from_nothing(project)
    assert len(first.warnings) == 1
    assert again.warnings == first.warnings
    assert reused > 0


def test_damaged_cache_is_no_fault(tmp_path: Path) -> None:
    project = sample(tmp_path / "site")
    first, _ = from_nothing(project)
    with closing(sqlite3.connect(project.root / CACHE)) as cache, cache:
        cache.execute("UPDATE entries SET text = zeroblob(99) WHERE key = 'about'")
    again, reused = from_nothing(project)
    pages = len(list(project.docs.rglob("*.md")))
    # Those with a toctree are read as well.
    toctrees = [path for path in project.docs.rglob("*.md") if "{toctree}" in path.read_text()]
    assert reused == pages - len(toctrees) - 1
    assert again.warnings == []
    assert differences(first, again) == []
    (project.root / CACHE).write_bytes(b"no database")
    again, reused = from_nothing(project)
    assert (again.warnings, reused) == ([], 0)
    assert differences(first, again) == []


def test_pages_that_show_the_same_are_not_written_again(tmp_path: Path) -> None:
    project = sample(tmp_path / "site")
    first, _ = from_nothing(project)
    pages = counts(project)["written"]
    assert "pages reused" not in counts(project)
    again, reused = from_nothing(project)
    assert counts(project)["pages reused"] == reused == pages - counts(project)["written"]
    assert differences(first, again) == []
    text = (project.docs / "posts/alpha/first.md").read_text("utf-8")
    project.write("posts/alpha/first.md", text.replace("# ", "# Not ", 1))
    clean = without_cache(project, tmp_path / "clean")
    for jobs in (2, 1):
        after, read_before = from_nothing(project, jobs)
        assert differences(after, clean) == []
        # Others name the title as well; the newest of each page is kept.
        kept = counts(project)["pages reused"]
        assert kept < read_before if jobs == 2 else kept == read_before


def test_damaged_cache_of_pages_is_no_fault(tmp_path: Path) -> None:
    project = sample(tmp_path / "site")
    first, _ = from_nothing(project)
    with closing(sqlite3.connect(project.root / PAGES)) as cache, cache:
        cache.execute("UPDATE entries SET text = zeroblob(9) WHERE key = 'about'")
        cache.execute("DELETE FROM entries WHERE key LIKE 'content:%'")
    again, _ = from_nothing(project)
    assert "pages reused" not in counts(project)
    assert differences(first, again) == []
    (project.root / PAGES).write_bytes(b"no database")
    again, _ = from_nothing(project)
    assert "pages reused" not in counts(project)
    assert (again.warnings, differences(first, again)) == ([], [])


def test_site_without_a_cache_of_pages(tmp_path: Path) -> None:
    project = sample(tmp_path / "site")
    project.configure('page_cache = ""')
    from_nothing(project)
    assert not (project.root / PAGES).exists()
    from_nothing(project)
    assert "pages reused" not in counts(project)
