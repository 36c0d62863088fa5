"""What would be one file of the output with something that the site makes is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.project import Project, Result
from tests.support.sample import sample

# Each source, and what it stands in the way of.
SOURCES = {
    "search.md": "search",
    "404.md": "404",
    "tags.md": "tags",
    "tags/attention.md": "tags/attention",
    "archive.md": "archive",
    "archive/2026.md": "archive/2026",
    "all.md": "all",
    "feeds.md": "feeds",
    "authors.md": "authors",
    "topics/losses.md": "topics/losses",
    "genindex.md": "genindex",
    "Tracks.md": "tracks",
}
FOLDERS = {
    "_previews/a.md": "_previews",
    "sitemap.xml/a.md": "sitemap.xml",
    "llms.txt/a.md": "llms.txt",
    "posts/atom.xml/index.md": "posts/atom.xml",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A site with everything in the way."""
    texts = {name: f"# Mine, {name}\n" for name in SOURCES}
    return sample(tmp_path_factory.mktemp("taken"), texts)


@pytest.fixture(scope="module")
def result(project: Project) -> Result:
    """What its build gave."""
    extra = project.root / "extra"
    extra.mkdir()
    (extra / "robots.txt").write_text("mine")
    (extra / "about.html").write_text("mine")
    (extra / "cname.txt").write_text("mine")
    project.write("_static/previews.css", "")
    project.configure('html_use_index = True\nhtml_extra_path = ["extra"]')
    return project.build()


@pytest.mark.parametrize("name", SOURCES)
def test_page_in_the_place_of_one_that_is_made(name: str, result: Result) -> None:
    said = (
        f'{name}:1: WARNING: the page "{SOURCES[name]}" is made by the site: '
        f"give {Path(name).name} another name [groundwork.address-taken]"
    )
    assert result.warnings.count(said) == 1
    # Sphinx writes its own index whatever there is.
    if name != "genindex.md":
        assert f"Mine, {name}" in result.text(name.replace(".md", ".html"))


def test_files_in_the_place_of_others(project: Project, result: Result) -> None:
    start = "extra"
    for line in (
        f'{start}/robots.txt:1: WARNING: "robots.txt" is made by the site: give robots.txt '
        "another name [groundwork.address-taken]",
        f'{start}/about.html:1: WARNING: "about.html" is made by the site: give about.html '
        "another name [groundwork.address-taken]",
        '_static/previews.css:1: WARNING: "_static/previews.css" is made by the site: give '
        "previews.css another name [groundwork.address-taken]",
    ):
        assert result.warnings.count(line) == 1
    assert not [line for line in result.warnings if "cname.txt" in line]


def test_nothing_else_is_told(result: Result) -> None:
    end = "[groundwork.address-taken]"
    assert [line for line in result.warnings if not line.endswith(end)] == []


def test_folders_and_former_addresses_in_the_place_of_what_is_made(tmp_path: Path) -> None:
    # A folder of its own name, which the site does not use, is no fault.
    names = {name: f"# In {name}\n" for name in [*FOLDERS, "_notes/a.md"]}
    names["about.md"] = "---\nredirect_from: ['404', feeds]\n---\n\n# About\n"
    result = sample(tmp_path, names).build()
    assert "Traceback" not in result.output
    for name, taken in FOLDERS.items():
        said = (
            f'{name}:1: WARNING: "{taken}" is made by the site: give this folder another name '
            "[groundwork.address-taken]"
        )
        assert result.warnings.count(said) == 1
    for old in ("404", "feeds"):
        said = f'redirect_from: "{old}" is the address of a page that is made: delete it here'
        assert f"about.md:2: WARNING: {said} [groundwork.redirect-taken]" in result.warnings
    assert not [line for line in result.warnings if "_notes" in line]


def test_the_site_itself_has_nothing_in_the_way(tmp_path: Path) -> None:
    assert sample(tmp_path).build().warnings == []
