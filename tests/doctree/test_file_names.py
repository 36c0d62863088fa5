"""Files with signs in their names that mean something in an address: every link is live."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest

from tests.support.pages import attribute
from tests.support.project import Result
from tests.support.sample import post, sample, series, short

NAMES = [
    "c++#100%",
    "a b",
    "über-größe",
    "q?z",
    "amp&er",
    "p%20q",
    "(br)",
    "it's",
    "semi;colon",
    "定義",
]
BASE = "https://site.example/"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A site with a post, a short and a series of such names."""
    files = {
        "posts/alpha/index.md": series("Alpha", "first", "second", *NAMES),
        "posts/c++#/index.md": series("Languages", "in").replace("#first", "#inside"),
        "posts/c++#/in.md": post("inside", image="../alpha/picture.svg"),
    }
    links = []
    for number, name in enumerate(NAMES):
        files[f"posts/alpha/{name}.md"] = post(f"n{number}")
        files[f"shorts/{name}.md"] = short(f"m{number}", distils=f"n{number}-section")
        links.append(f"[](#n{number}), [](#n{number}-section), [](#short-m{number}).")
    files["about.md"] = "# About\n\n" + "\n\n".join(links) + "\n\n```{shorts}\n```\n"
    return sample(tmp_path_factory.mktemp("names"), files).build()


def dead(built: Result, links: set[str]) -> list[str]:
    """Return those of *links* to the site that lead to no file of it."""
    found = []
    for link in links:
        path = built.outdir / unquote(urlsplit(link).path).lstrip("/")
        if link.startswith(BASE) and not (path.is_file() or (path / "index.html").is_file()):
            found.append(link)
    return sorted(found)


def test_nothing_is_told(built: Result) -> None:
    assert built.output == ""


def test_pages_lead_to_pages(built: Result) -> None:
    for file in built.outdir.rglob("*.html"):
        name = file.relative_to(built.outdir).as_posix()
        if not name.startswith(("_", "404")):
            here = BASE + quote(name)
            page = built.page(name.removesuffix(".html"))
            links = {
                urljoin(here, attribute(one, "href")) for one in page.select("a[href], link[href]")
            }
            # The sample has no style sheets, and no page of all series.
            missing = [
                one for one in dead(built, links) if not re.search("/_static/|/series.html$", one)
            ]
            assert missing == [], name


@pytest.mark.parametrize("name", ["sitemap.xml", "llms.txt", "posts/alpha/atom.xml"])
def test_files_of_the_site_lead_to_pages(built: Result, name: str) -> None:
    pattern = rf"{BASE}[^\s<>\"&]*?\.(?:html|md)(?=[<)\"#\s])"
    links = set(re.findall(pattern, built.text(name)))
    assert len(links) >= len(NAMES)
    assert dead(built, links) == []


def test_lost_reader_and_other_lists_lead_to_pages(built: Result) -> None:
    pairs = json.loads(built.text("addresses.json"))
    assert dead(built, {BASE + path for path, _ in pairs}) == []
    items = json.loads(built.text("feed.json"))["items"]
    assert dead(built, {item["url"] for item in items}) == []
    twin = Path(built.outdir, "about.md").read_text("utf-8")
    assert dead(built, set(re.findall(rf"\(({BASE}\S+?)\)", twin))) == []
