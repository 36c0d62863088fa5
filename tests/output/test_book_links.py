"""Links to the books at the head of what they are of."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.project import Project, differences
from tests.support.sample import post, sample

CITING = "\nA book {footcite:p}`knuth1984`.\n\n```{footbibliography}\n```\n"


@pytest.fixture(scope="module")
def with_books(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The sample site, one piece of which cites, and beside it its books."""
    alone = post("alone", date="2026-01-04", image="beta/picture.svg") + CITING
    folder = tmp_path_factory.mktemp("books")
    made = sample(folder / "site", {"posts/alone.md": alone})
    made.write("series.md", "# All series\n\n```{series-contents}\n```\n")
    books = made.copy(folder / "maker").build(builder="books")
    assert (books.status, books.warnings) == (0, [])
    made.configure(f"book_folder = {str(books.outdir)!r}")
    return made


@pytest.fixture
def project(with_books: Project, tmp_path: Path) -> Project:
    """That site, to be edited."""
    return with_books.copy(tmp_path / "site")


def offered(project: Project, page: str) -> list[str]:
    """Return where the links to books lead on *page*."""
    result = project.build()
    assert result.warnings == []
    links = result.page(page).select("p.books a")
    for link in links:
        path = (result.outdir / page).parent / str(link["href"])
        assert path.resolve().read_bytes()
    return [Path(str(link["href"])).name for link in links]


def test_without_books_nothing_is_offered(tmp_path: Path) -> None:
    result = sample(tmp_path).build()
    assert not result.page("posts/alpha/first").select("p.books")
    assert not (result.outdir / "_books").exists()


def test_pieces_series_and_the_whole_offer_theirs(project: Project) -> None:
    assert offered(project, "posts/alpha/first") == ["alpha-first.pdf"]
    assert offered(project, "posts/alpha/index") == ["series-alpha.pdf", "series-alpha.epub"]
    assert offered(project, "series") == ["whole.pdf", "whole.epub"]
    assert offered(project, "about") == []


def test_a_book_of_an_older_text_is_not_offered(project: Project) -> None:
    project.build()
    changed = post("first").replace("Opening words.", "Other words.")
    project.write("posts/alpha/first.md", changed)
    assert offered(project, "posts/alpha/first") == []
    assert offered(project, "posts/alpha/index") == []
    assert offered(project, "posts/beta/third") == ["beta-third.pdf"]
    assert not (project.root / "_build/html/_books/alpha-first.pdf").exists()
    clean = project.copy(project.root.with_name("clean")).build()
    assert differences(project.build(), clean) == []


def test_a_book_that_an_earlier_engine_made_is_not_offered(project: Project) -> None:
    folder = project.root / "books"
    folder.mkdir()
    book = {"name": "alone", "files": {"pdf": [3, "x"]}, "sources": {"posts/alone": "x"}}
    (folder / "books.json").write_text(json.dumps({"books": {"posts/alone": book}}))
    project.configure(f"book_folder = {str(folder)!r}")
    assert offered(project, "posts/alone") == []


def test_a_book_of_an_older_picture_is_not_offered(project: Project) -> None:
    project.build()
    picture = project.docs / "posts/alpha/picture.svg"
    project.write("posts/alpha/picture.svg", picture.read_text("utf-8").replace("M0", "M1"))
    assert offered(project, "posts/alpha/first") == []
    assert offered(project, "posts/alpha/index") == []
    assert offered(project, "posts/beta/third") == ["beta-third.pdf"]
    clean = project.copy(project.root.with_name("clean")).build()
    assert differences(project.build(), clean) == []


def test_a_book_that_cites_otherwise_is_not_offered(project: Project) -> None:
    bibliography = project.docs / "references.bib"
    entries = bibliography.read_text("utf-8")
    more = entries.replace("knuth1984", "another").replace("Knuth", "Other")
    project.write("references.bib", entries + more)
    assert offered(project, "posts/alone") == ["alone.pdf"]
    project.write("references.bib", entries.replace("Knuth", "Knut"))
    assert offered(project, "posts/alone") == []
    assert offered(project, "posts/beta/third") == ["beta-third.pdf"]
    clean = project.copy(project.root.with_name("clean")).build()
    assert differences(project.build(), clean) == []


def test_new_books_are_offered_by_the_next_build(tmp_path: Path) -> None:
    project = sample(tmp_path / "site")
    project.configure(f"book_folder = {str(tmp_path / 'maker/_build/books')!r}")
    assert offered(project, "posts/alone") == []
    project.copy(tmp_path / "maker").build(builder="books")
    assert offered(project, "posts/alone") == ["alone.pdf"]
    clean = project.copy(tmp_path / "clean").build()
    assert differences(project.build(), clean) == []
