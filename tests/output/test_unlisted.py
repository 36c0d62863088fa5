"""Unlisted pages: built and reachable, and named by nothing that lists pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.pages import links, select_first, texts
from tests.support.project import Result
from tests.support.sample import FILES, requiring, sample, series

HIDDEN = FILES["posts/alone.md"].replace("level:", "unlisted: true\nlevel:")
HIDDEN = HIDDEN.replace("[Ada, Grace]", "[Ada, Hedy]").replace("attention]", "meta]")
SHORT = FILES["shorts/one.md"].replace("topic:", "unlisted: true\ntopic:")
PAGE = "---\nunlisted: true\n---\n\n# Slides\n\nThey go with [](#first).\n"
UNLISTED = ("posts/alone", "shorts/one", "slides")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A small site with an unlisted post, short and page, built."""
    files = {"posts/alone.md": HIDDEN, "shorts/one.md": SHORT, "slides.md": PAGE}
    files["vocabulary.yml"] = VOCABULARY
    files["about.md"] = FILES["about.md"].replace("[](#short-one)", "the short")
    return sample(tmp_path_factory.mktemp("unlisted"), files).build()


VOCABULARY = (
    "tracks:\n  learning: {title: Learning, line: A.}\n"
    "  statistics: {title: Statistics, line: A.}\n"
    "topics:\n  losses: {title: Losses, line: A., track: learning}\n"
    "tags:\n  attention: {title: Attention, line: A.}\n  meta: {title: Meta, line: A.}\n"
    "  optimisation: {title: Optimisation, line: A.}\n  probability: {title: Chance, line: A.}\n"
)


def test_site_is_built_without_a_warning(site: Result) -> None:
    assert site.warnings == []


@pytest.mark.parametrize("page", UNLISTED)
def test_page_is_there_and_asks_not_to_be_kept(site: Result, page: str) -> None:
    robots = site.page(page).select_one('meta[name="robots"]')
    assert robots is not None
    assert robots["content"] == "noindex"


def test_other_pages_do_not_ask_so(site: Result) -> None:
    assert site.page("posts/alpha/first").select_one('meta[name="robots"]') is None


@pytest.mark.parametrize("page", UNLISTED)
def test_nothing_that_lists_pages_names_it(site: Result, page: str) -> None:
    namers = {
        name
        for name, content in site.files().items()
        if f"{page}.".encode() in content and name.endswith((".html", ".xml", ".json", ".txt"))
    }
    assert namers <= {f"{page}.html"}


def test_search_does_not_find_it(site: Result) -> None:
    texts = [text for name, text in site.files().items() if name.startswith("_search/")]
    assert texts
    assert not any(b"The alone post" in text for text in texts)


def test_terms_of_it_alone_have_no_page_and_no_link(site: Result) -> None:
    assert not (site.outdir / "tags/meta.html").exists()
    assert not (site.outdir / "authors/hedy.html").exists()
    page = site.page("posts/alone")
    facts = select_first(page, "article .facts")
    assert "by Ada, Hedy" in " ".join(facts.get_text().split())
    assert links(facts, "a") == ["../authors/ada.html", "../tags/optimisation.html"]


def test_link_of_an_unlisted_page_is_no_backlink(site: Result) -> None:
    assert "slides" not in site.text("posts/alpha/first.html")


def test_feed_of_the_site_leaves_it_out(site: Result) -> None:
    urls = [item["url"] for item in json.loads(site.text("feed.json"))["items"]]
    assert urls
    assert not any("alone" in url or "shorts/one" in url for url in urls)


def test_reading_order_of_a_series_may_not_name_it(tmp_path: Path) -> None:
    text = FILES["posts/alpha/second.md"].replace("level:", "unlisted: true\nlevel:")
    project = sample(tmp_path, {"posts/alpha/second.md": text, "posts/beta/third.md": THIRD})
    result = project.build()
    assert result.warnings == [
        "posts/alpha/second.md:5: WARNING: unlisted: the toctree of posts/alpha/index lists this "
        'post: delete "second" there, or this key here [groundwork.unlisted-in-series]'
    ]
    steps = texts(result.page("posts/alpha/index"), ".steps .entry-title")
    assert steps == ["The first post"]
    project.write("posts/alpha/index.md", series("Alpha", "first"))
    assert project.build().warnings == []


THIRD = FILES["posts/beta/third.md"].replace("requires: [second-section]\n", "")


def test_no_post_may_require_it(tmp_path: Path) -> None:
    files = {"posts/alone.md": HIDDEN.replace("meta]", "attention]"), "posts/beta/third.md": ""}
    files["posts/beta/third.md"] = requiring(THIRD, "alone")
    result = sample(tmp_path, files).build()
    assert result.warnings == [
        'posts/beta/third.md:4: WARNING: requires: "alone" is on posts/alone, which is unlisted: '
        'delete "unlisted" there, or the requirement here [groundwork.requires-unlisted]'
    ]


def test_it_says_itself_what_to_read_before(tmp_path: Path) -> None:
    files = {"posts/alone.md": requiring(HIDDEN.replace("meta]", "attention]"), "first")}
    page = sample(tmp_path, files).build().page("posts/alone")
    assert "The first post" in select_first(page, ".before-reading").get_text()
