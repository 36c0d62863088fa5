"""A site that asks for less: open terms, no summary, no series, no shorts, no piece at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.support.project import Project, Result
from tests.support.sample import PNG

SETTINGS = (
    "open_vocabulary = True\nrequired_keys = []\nnumber_of_tags = [0, 9]\nalt_required = False\n"
)
HOME = "# Home\n\n```{posts}\n```\n\n## Shorts\n\n```{shorts}\n```\n"
FIRST = (
    "---\ndate: 2026-01-01\ntags: [own words]\n---\n\n# First\n\n"
    "Begins with $x^2$[^note] and [a link](second.md).\n\n[^note]: A note.\n\n![](a.png)\n"
)
SECOND = "---\ndate: 2026-01-02\n---\n\n# Second\n\n## Section\n\nNot at its beginning.\n"
FILES = {"index.md": HOME, "posts/first.md": FIRST, "posts/second.md": SECOND}


def project_of(folder: Path, files: dict[str, str]) -> Project:
    """Return a project with *files* and no vocabulary that asks for nothing."""
    project = Project(folder, files)
    project.configure(SETTINGS)
    project.delete("vocabulary.yml")
    return project


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Result:
    project = project_of(tmp_path_factory.mktemp("less"), FILES)
    (project.docs / "posts/a.png").write_bytes(PNG)
    return project.build()


def test_nothing_is_asked_for(site: Result) -> None:
    assert site.warnings == []


def test_tag_that_no_file_lists_has_its_page(site: Result) -> None:
    page = site.page("tags/own-words")
    assert page.h1
    assert page.h1.text == "own words"
    assert page.find("a", string="First")


def test_first_paragraph_stands_for_a_summary(site: Result) -> None:
    second, first = site.page("index").select(".entry")
    excerpt = first.select_one(".entry-summary")
    assert excerpt
    assert " ".join(excerpt.get_text().split()).startswith("Begins with")
    assert not excerpt.select(".footnote-reference")
    link = excerpt.find("a", string="a link")
    assert link
    assert link["href"] == "posts/second.html"
    summary = second.select_one(".entry-summary")
    assert summary is None or not summary.get_text().strip()
    meta = site.page("posts/first").select_one("meta[name=description]")
    assert meta
    assert meta["content"] == "Begins with x² and a link."
    summaries = BeautifulSoup(site.text("atom.xml"), "xml").select("entry > summary")
    assert ["Begins with" in one.get_text() for one in summaries] == [True]


def test_nothing_leads_to_what_there_is_not(site: Result) -> None:
    for page in ("index", "posts/first", "404", "search", "archive"):
        hrefs = [str(link["href"]) for link in site.page(page).select("a[href]")]
        assert not [
            href for href in hrefs if "series" in href or "shorts/" in href or "map" in href
        ]
    assert not (site.outdir / "topics.html").exists()
    assert not (site.outdir / "tracks.html").exists()


def test_list_of_nothing_says_so(site: Result) -> None:
    section = site.page("index").select_one("#shorts")
    assert section
    assert section.get_text().endswith("Nothing is here yet.\n")


def test_site_without_a_piece(tmp_path: Path) -> None:
    result = project_of(tmp_path, {"index.md": HOME}).build()
    assert result.warnings == []
    assert result.page("index").get_text().count("Nothing is here yet.") == 2
    for name in ("archive.html", "tags.html", "atom.xml", "feeds.html"):
        assert not (result.outdir / name).exists()
        assert name not in result.text("index.html")


def test_term_in_two_spellings_is_told(tmp_path: Path) -> None:
    files = {**FILES, "posts/second.md": SECOND.replace("\n---", "\ntags: [Own Words]\n---", 1)}
    project = project_of(tmp_path, files)
    (project.docs / "posts/a.png").write_bytes(PNG)
    assert project.build().warnings == [
        'posts/second.md:3: WARNING: the tag "Own Words" has the address of "own words", which '
        "posts/first has: write it in one way [groundwork.same-slug-tags]"
    ]
