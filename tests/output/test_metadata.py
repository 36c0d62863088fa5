"""What machines read of a page and of the site: addresses, previews, structured data."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from extensions.lib.palette import site_palette
from extensions.output.security_policy import directives, headers
from tests.support.project import Project, Result
from tests.support.sample import sample

BASE = "https://site.example/"
FIRST = "posts/alpha/first"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The sample site with a series page, a redirect and an update."""
    project = sample(tmp_path_factory.mktemp("sample"))
    project.write("series.md", "# Series\n")
    text = (project.docs / f"{FIRST}.md").read_text("utf-8")
    front = "updated: 2026-03-01\nredirect_from: [posts/old]\nlevel:"
    project.write(f"{FIRST}.md", text.replace("level:", front))
    return project.build()


def things(built: Result, page: str) -> dict[str, dict[str, Any]]:
    """Return the structured data of *page* by type."""
    scripts = built.page(page).select('script[type="application/ld+json"]')
    if not scripts:
        return {}
    [script] = scripts
    data = json.loads(script.string or "")
    assert data["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in data["@graph"]}


def metas(built: Result, page: str) -> dict[str, str]:
    """Return the last content of each ``<meta>`` of *page* by property or name."""
    found = built.page(page).select("meta[property], meta[name]")
    return {str(meta.get("property") or meta.get("name")): str(meta["content"]) for meta in found}


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("index", ""),
        (FIRST, f"{FIRST}.html"),
        ("posts/alpha/index", "posts/alpha/"),
        ("shorts/index", "shorts/"),
        ("archive", "archive.html"),
        ("tags/attention", "tags/attention.html"),
    ],
)
def test_page_names_its_one_address(built: Result, page: str, address: str) -> None:
    [link] = built.page(page).select("link[rel=canonical]")
    assert link["href"] == BASE + address
    assert metas(built, page)["og:url"] == BASE + address


def test_page_built_as_a_folder_names_the_folder(tmp_path: Path) -> None:
    built = Project(tmp_path, {"page.md": "# Page\n"}).build(builder="dirhtml")
    for page, address in (("page/index", "page/"), ("index", "")):
        [link] = built.page(page).select("link[rel=canonical]")
        assert link["href"] == BASE + address


@pytest.mark.parametrize("page", ["404", "search", "posts/old"])
def test_what_is_no_place_to_arrive_at_is_not_indexed(built: Result, page: str) -> None:
    assert built.page(page).select_one("meta[name=robots][content=noindex]")
    assert page == "posts/old" or not built.page(page).select("link[rel=canonical]")


def test_other_pages_are_indexed(built: Result) -> None:
    assert not built.page(FIRST).select("meta[name=robots]")


def test_each_page_has_one_viewport_and_a_colour_for_light_and_dark(built: Result) -> None:
    page = built.page(FIRST)
    assert len(page.select("meta[name=viewport]")) == 1
    colours = site_palette()
    papers = [colours.light["paper"], colours.dark["paper"]]
    assert [str(m["content"]) for m in page.select("meta[name=theme-color]")] == papers


def test_network_is_told_what_a_post_is(built: Result) -> None:
    said = metas(built, FIRST)
    assert said["og:type"] == "article"
    assert said["og:site_name"] == "A site"
    assert said["og:title"] == "The first post"
    # Clean: the formula as Unicode, the references as they read.
    assert said["og:description"].startswith("About The first post, with x² and a link and The sec")
    assert said["og:image"] == f"{BASE}_cards/{FIRST}.png"
    assert said["og:image:alt"] == "The first post. Alpha · 1 of 2. A site"
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert said["article:published_time"] == "2026-01-01"
    assert said["article:modified_time"] == "2026-03-01"
    assert said["twitter:card"] == "summary_large_image"
    authors = built.page(FIRST).select("meta[property='article:author']")
    assert [meta["content"] for meta in authors] == [
        f"{BASE}authors/ada.html",
        f"{BASE}authors/grace.html",
    ]


@pytest.mark.parametrize("page", ["index", "about", "archive", "posts/alpha/index", "shorts/one"])
def test_every_page_has_a_picture_that_is_there(built: Result, page: str) -> None:
    name = metas(built, page)["og:image"].removeprefix(BASE)
    assert (built.outdir / name).is_file()


def test_post_says_what_it_is(built: Result) -> None:
    article = things(built, FIRST)["TechArticle"]
    person = {"@type": "Person"}
    assert article["headline"] == "The first post"
    assert article["url"] == f"{BASE}{FIRST}.html"
    assert (article["datePublished"], article["dateModified"]) == ("2026-01-01", "2026-03-01")
    assert article["author"] == [{**person, "name": "Ada"}, {**person, "name": "Grace"}]
    assert article["isPartOf"]["@type"] == "CreativeWorkSeries"
    assert article["isPartOf"]["name"] == "Alpha"
    assert article["isPartOf"]["url"] == f"{BASE}posts/alpha/"
    assert article["position"] == 1
    assert article["keywords"] == ["Optimisation", "Attention"]
    assert article["inLanguage"] == "en"
    assert article["license"] == "https://licence.example/"
    assert article["image"] == metas(built, FIRST)["og:image"]
    assert article["description"] == metas(built, FIRST)["og:description"]


def test_short_says_what_it_is_drawn_from(built: Result) -> None:
    article = things(built, "shorts/one")["TechArticle"]
    assert article["isBasedOn"] == f"{BASE}{FIRST}.html"
    assert article["author"][0]["@type"] == "Organization"
    assert "isPartOf" not in article


def test_post_without_series_is_part_of_nothing(built: Result) -> None:
    found = things(built, "posts/alone")
    assert set(found) == {"TechArticle"}
    assert {"isPartOf", "position"}.isdisjoint(found["TechArticle"])


@pytest.mark.parametrize(
    ("page", "trail"),
    [
        (FIRST, ["", "posts/alpha/", f"{FIRST}.html"]),
        ("posts/alpha/index", ["", "series.html", "posts/alpha/"]),
        ("shorts/one", ["", "shorts/", "shorts/one.html"]),
    ],
)
def test_way_to_a_page(built: Result, page: str, trail: list[str]) -> None:
    steps = things(built, page)["BreadcrumbList"]["itemListElement"]
    assert [step["item"] for step in steps] == [BASE + address for address in trail]
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert all(step["@type"] == "ListItem" and step["name"] for step in steps)


def test_series_and_site_say_what_they_are(built: Result) -> None:
    series = things(built, "posts/alpha/index")["CreativeWorkSeries"]
    assert (series["name"], series["description"]) == ("Alpha", "About Alpha, first.")
    site = things(built, "index")["WebSite"]
    assert (site["name"], site["url"]) == ("A site", BASE)
    assert things(built, "about") == {}


def test_map_names_every_page_once_with_the_day_of_its_content(built: Result) -> None:
    root = etree.fromstring((built.outdir / "sitemap.xml").read_bytes())
    assert root.tag == f"{MAP}urlset"
    days = {}
    for url in root:
        assert url.tag == f"{MAP}url"
        assert [child.tag for child in url] in ([f"{MAP}loc"], [f"{MAP}loc", f"{MAP}lastmod"])
        days[str(url.findtext(f"{MAP}loc")).removeprefix(BASE)] = url.findtext(f"{MAP}lastmod")
    assert len(days) == len(root)
    found = {name for name in built.files() if name.endswith(".html")}
    pages = {name for name in found if built.text(name).startswith("<!doctype")}
    pages -= {"404.html", "search.html", "posts/old.html"}
    assert set(days) == {re.sub(r"(^|/)index\.html$", r"\1", name) for name in pages}
    assert days[f"{FIRST}.html"] == "2026-03-01"
    assert days["posts/alpha/second.html"] == "2026-01-02"
    # Lists have the day of the newest piece in them.
    assert days["posts/alpha/"] == "2026-03-01"
    assert days["posts/beta/"] == days["archive/2025.html"] == "2025-12-31"
    assert days["shorts/"] == "2026-02-02"
    assert days["series.html"] is None


def test_robots_may_read_and_are_told_of_the_map(built: Result) -> None:
    lines = built.text("robots.txt").splitlines()
    assert lines[:2] == ["User-agent: *", "Allow: /"]
    assert f"Sitemap: {BASE}sitemap.xml" in lines


def test_browser_can_search_the_site(built: Result) -> None:
    [link] = built.page(FIRST).select("link[type='application/opensearchdescription+xml']")
    assert link["href"] == "../../opensearch.xml"
    root = etree.fromstring((built.outdir / "opensearch.xml").read_bytes())
    name = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert root.tag == f"{name}OpenSearchDescription"
    assert len(str(root.findtext(f"{name}ShortName"))) <= 16
    [url] = root.findall(f"{name}Url")
    assert dict(url.attrib) == {
        "type": "text/html",
        "template": f"{BASE}search.html?q={{searchTerms}}",
    }


def test_lost_reader_finds_the_way_from_any_depth(tmp_path: Path) -> None:
    project = sample(tmp_path, {"series.md": "# Series\n"})
    address = {"READTHEDOCS_CANONICAL_URL": "https://host.example/en/latest/"}
    built = project.build(env=address)
    page = built.page("404")
    html = page.select_one("html")
    assert html is not None
    assert html["data-content_root"] == "/en/latest/"
    found = page.select("link[href], a[href], script[src]")
    links = {str(one.get("href") or one.get("src")) for one in found}
    wrong = [one for one in links if not one.startswith(("/en/latest/", "#"))]
    assert wrong == []
    assert {f"/en/latest/{name}.html" for name in ("archive", "series", "search")} <= links
    known = dict(json.loads(built.text("addresses.json")))
    assert known["posts/alpha/"] == "Alpha"
    assert known[f"{FIRST}.html"] == "The first post"
    assert "search.html" not in known


def test_policy_stands_on_every_page_before_all_that_it_governs(built: Result) -> None:
    for page in (FIRST, "archive", "404", "search", "posts/old"):
        head = built.page(page).select_one("head")
        assert head is not None
        [policy] = head.select("meta[http-equiv=Content-Security-Policy]")
        assert "script-src 'self'" in str(policy["content"])
        assert policy.find_previous_siblings(["link", "script", "style"]) == []


def test_server_is_told_the_policy_of_the_page_and_lets_workers_compile(built: Result) -> None:
    """A worker has the policy of the server alone; in a page both hold."""
    [meta] = built.page(FIRST).select("meta[http-equiv=Content-Security-Policy]")
    lines = built.text("_headers").splitlines()
    assert lines[0] == "/*"
    page = str(meta["content"])
    assert "wasm" not in page
    scripts = next(part for part in page.split("; ") if part.startswith("script-src "))
    sent = page.replace(scripts, f"{scripts} 'wasm-unsafe-eval'")
    assert f"  Content-Security-Policy: {sent}; frame-ancestors 'none'" in lines
    assert "  X-Content-Type-Options: nosniff" in lines
    assert f"  Referrer-Policy: {metas(built, FIRST)['referrer']}" in lines


def test_policy_as_text() -> None:
    policy = {"default-src": "'none'", "img-src": "'self' data:"}
    assert directives(policy) == "default-src 'none'; img-src 'self' data:"
    assert headers(policy).startswith("/*\n  Content-Security-Policy: default-src 'none'; img")


def test_file_of_the_site_is_written_only_when_it_changes(tmp_path: Path) -> None:
    project = sample(tmp_path)
    built = project.build()
    names = [
        "sitemap.xml",
        "robots.txt",
        "llms.txt",
        "addresses.json",
        "opensearch.xml",
        "404.html",
    ]

    def times() -> dict[str, int]:
        return {name: (built.outdir / name).stat().st_mtime_ns for name in names}

    before = times()
    text = (project.docs / f"{FIRST}.md").read_text("utf-8")
    project.write(f"{FIRST}.md", text.replace("Opening words", "Other words"))
    project.build()
    assert times() == before
    project.write(f"{FIRST}.md", text.replace("# The first post", "# The best post"))
    project.build()
    changed = {name for name, time in times().items() if time != before[name]}
    assert changed == {"llms.txt", "addresses.json"}
