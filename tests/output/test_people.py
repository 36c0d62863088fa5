"""Those who sign pieces: their pages, and what feeds and machines are told of them."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.support.pages import article, attribute, links, select_first, texts
from tests.support.project import SITE, Project, Result
from tests.support.sample import FILES, PNG, sample

PEOPLE = """
[[people]]
name = "Ada"
line = "Writes about engines."
picture = "docs/people/ada.png"
links = { Homepage = "https://ada.example/", Post = "mailto:ada@ada.example" }

[[people]]
name = "Grace"
"""


def with_people(root: Path, files: dict[str, str] | None = None, people: str = PEOPLE) -> Project:
    """Return the sample site, whose authors are named in its site.toml."""
    project = sample(root, files)
    (project.docs / "people").mkdir()
    (project.docs / "people/ada.png").write_bytes(PNG)
    write_site(project, people)
    return project


def write_site(project: Project, people: str) -> None:
    """Write a site.toml with *people*."""
    (project.root / "site.toml").write_text(SITE + people, "utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The site, built."""
    return with_people(tmp_path_factory.mktemp("people")).build()


def test_site_is_built_without_a_warning(site: Result) -> None:
    assert (site.status, site.warnings) == (0, [])


def test_page_of_an_author_shows_picture_line_links_and_pieces(site: Result) -> None:
    page = article(site, "authors/ada")
    picture = select_first(page, ".person img")
    assert (attribute(picture, "src"), attribute(picture, "alt")) == ("../authors/ada.png", "")
    assert (site.outdir / "authors/ada.png").read_bytes() == PNG
    assert texts(page, ".person .lead") == ["Writes about engines."]
    assert links(page, ".person a") == ["https://ada.example/", "mailto:ada@ada.example"]
    assert len(texts(page, ".entry-title")) == 4


def test_author_of_whom_nothing_is_said_has_a_plain_page(site: Result) -> None:
    assert article(site, "authors/grace").select(".person img, .person p") == []


def test_list_of_authors_has_their_lines(site: Result) -> None:
    assert "Writes about engines." in article(site, "authors").get_text()


def test_byline_leads_to_both_pages(site: Result) -> None:
    found = links(select_first(article(site, "posts/alone"), ".facts"), "a")
    assert found[:2] == ["../authors/ada.html", "../authors/grace.html"]


def test_feeds_and_machines_know_the_page_and_the_picture(site: Result) -> None:
    items = json.loads(site.text("feed.json"))["items"]
    item = next(one for one in items if one["url"].endswith("posts/alone.html"))
    root = "https://site.example/authors/"
    assert item["authors"] == [
        {"name": "Ada", "url": f"{root}ada.html", "avatar": f"{root}ada.png"},
        {"name": "Grace", "url": f"{root}grace.html"},
    ]
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.fromstring(site.text("atom.xml"))
    uris = [one.text for one in feed.findall(f"{atom}entry/{atom}author/{atom}uri")]
    assert uris[:2] == [f"{root}ada.html", f"{root}grace.html"]
    script = select_first(site.page("posts/alone"), 'script[type="application/ld+json"]')
    graph = json.loads(script.string or "")["@graph"]
    assert graph[0]["author"][0] == {
        "@type": "Person",
        "name": "Ada",
        "url": f"{root}ada.html",
        "image": f"{root}ada.png",
        "sameAs": ["https://ada.example/"],
    }


def test_citation_names_all_authors(site: Result) -> None:
    assert "Ada, Grace (2026)" in article(site, "posts/alone").get_text()


def test_author_who_is_not_named_is_told_with_the_nearest(tmp_path: Path) -> None:
    text = FILES["posts/alone.md"].replace("[Ada, Grace]", "[Ada, Gracy]")
    result = with_people(tmp_path, {"posts/alone.md": text}).build()
    assert result.warnings == [
        'posts/alone.md:5: WARNING: authors: "Gracy" is none of the [[people]] in site.toml: '
        'did you mean "Grace"? [groundwork.unknown-author]'
    ]


def test_edit_of_the_file_gives_what_a_clean_build_gives(tmp_path: Path) -> None:
    project = with_people(tmp_path / "edited")
    project.build()
    (project.docs / "people/ada.png").write_bytes(PNG + b"0")
    write_site(project, PEOPLE.replace("engines", "looms"))
    edited = project.build()
    clean = project.copy(tmp_path / "clean").build()
    assert edited.files() == clean.files()
    write_site(project, "")
    assert project.build().files() == sample(tmp_path / "plain").build().files()


def test_folders_as_addresses_lead_to_the_picture(tmp_path: Path) -> None:
    result = with_people(tmp_path).build(builder="dirhtml")
    page = result.page("authors/ada/index")
    assert attribute(select_first(page, ".person img"), "src") == "../../authors/ada.png"
