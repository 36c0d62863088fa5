"""Discussions, a counter of visits, a newsletter: only where they are asked for, and no wider."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.pages import attribute, select_first
from tests.support.project import SITE, Project, Result
from tests.support.sample import FILES, sample
from tests.support.services import SERVICES

LETTER = 'newsletter = "https://mail.example/notes"\n'
QUIET = FILES["posts/alone.md"].replace("level:", "comments: false\nlevel:")
MOVED = FILES["shorts/one.md"].replace("topic:", "redirect_from: [shorts/uno]\ntopic:")


def with_services(root: Path, said: str) -> Project:
    """Return the sample site with what *said* asks for in its site.toml."""
    project = sample(root, {"posts/alone.md": QUIET, "shorts/one.md": MOVED})
    (project.root / "site.toml").write_text(SITE + said, "utf-8")
    return project


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A site with all of them, built."""
    return with_services(tmp_path_factory.mktemp("services"), LETTER + SERVICES).build()


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The same site without any, built."""
    return with_services(tmp_path_factory.mktemp("plain"), "").build()


def policy(site: Result, page: str) -> dict[str, str]:
    """Return the policy of *page* by directive."""
    meta = select_first(site.page(page), 'meta[http-equiv="Content-Security-Policy"]')
    parts = (one.split(" ", 1) for one in attribute(meta, "content").split("; "))
    return dict(parts)


def test_site_is_built_without_a_warning(site: Result) -> None:
    assert (site.status, site.warnings) == (0, [])


def test_piece_leads_to_its_discussion_and_says_what_the_script_needs(site: Result) -> None:
    section = select_first(site.page("posts/alpha/first"), "section.comments")
    told = {name: value for name, value in section.attrs.items() if name.startswith("data-")}
    assert told == {
        "data-repo": "ada/notes",
        "data-repo-id": "R_kgDOG1abcQ",
        "data-category": "Pieces & more",
        "data-category-id": "DIC_kwDOG1abcc4C",
        "data-term": "posts/alpha/first",
        "data-language": "en",
    }
    link = attribute(select_first(section, "a"), "href")
    assert link == "https://github.com/ada/notes/discussions?discussions_q=posts/alpha/first"


def test_discussion_of_a_piece_that_moved_is_the_same(site: Result) -> None:
    section = select_first(site.page("shorts/one"), "section.comments")
    assert section["data-term"] == "shorts/uno"


@pytest.mark.parametrize("page", ["posts/alone", "index", "about", "archive", "404"])
def test_other_pages_have_no_discussion_and_may_show_none(site: Result, page: str) -> None:
    assert "comments" not in site.text(f"{page}.html")
    assert "frame-src" not in policy(site, page)


def test_policy_is_wider_by_what_is_needed_and_no_more(site: Result, plain: Result) -> None:
    before, now = policy(plain, "posts/alpha/first"), policy(site, "posts/alpha/first")
    added = {name: value for name, value in now.items() if value != before.get(name)}
    hosts = "https://count.example https://notes.count.example"
    first_script = before["script-src"].split()[-1]
    assert added == {
        "script-src": f"'self' https://count.example {first_script}",
        "connect-src": f"'self' {hosts}",
        "img-src": f"'self' data: {hosts}",
        "frame-src": "https://giscus.app",
    }


def test_server_may_forbid_nothing_that_a_page_is_allowed(site: Result, plain: Result) -> None:
    headers = site.text("_headers")
    assert "frame-src https://giscus.app" in headers
    assert "connect-src 'self' https://count.example" in headers
    assert "https://" not in plain.text("_headers")


def test_counter_is_one_line_in_the_head_of_each_page(site: Result) -> None:
    for page in ("index", "posts/alone", "archive", "404"):
        [script] = site.page(page).select('head script[src^="https:"]')
        assert script.attrs == {
            "async": "",
            "src": "https://count.example/count.js",
            "data-goatcounter": "https://notes.count.example/count",
            "data-site": 'a "b"',
        }


def test_counter_of_the_site_itself_needs_no_wider_policy(tmp_path: Path, plain: Result) -> None:
    result = with_services(tmp_path, '[analytics]\nscript = "/count.js"\n').build()
    assert policy(result, "index") == policy(plain, "index")
    assert '<script async src="/count.js"></script>' in result.text("index.html")


def test_newsletter_stands_at_the_foot_and_beside_the_feeds(site: Result) -> None:
    for page, place in (("posts/alone", ".colophon a"), ("feeds", ".newsletter a")):
        links = [one for one in site.page(page).select(place) if "mail.example" in one["href"]]
        assert [one["href"] for one in links] == ["https://mail.example/notes"]


def test_discussion_is_in_no_feed_and_no_search(site: Result, plain: Result) -> None:
    assert site.text("atom.xml") == plain.text("atom.xml")
    assert site.text("posts/alpha/first.md") == plain.text("posts/alpha/first.md")


def test_link_alone_needs_no_script_and_no_policy(tmp_path: Path, plain: Result) -> None:
    result = with_services(tmp_path, '[comments]\nrepo = "ada/notes"\n').build()
    page = result.page("posts/alpha/first")
    assert select_first(page, ".comments a")
    assert policy(result, "posts/alpha/first") == policy(plain, "posts/alpha/first")
    assert "giscus" not in result.text("_headers")


def test_rebuild_after_an_edit_of_the_file_gives_what_a_clean_build_gives(tmp_path: Path) -> None:
    project = with_services(tmp_path / "edited", "")
    project.build()
    for number, said in enumerate((LETTER + SERVICES, SERVICES.replace("ada", "emmy"), "")):
        (project.root / "site.toml").write_text(SITE + said, "utf-8")
        edited = project.build()
        assert edited.files() == project.copy(tmp_path / f"clean{number}").build().files()
