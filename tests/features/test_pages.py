"""What a reader finds on the pages of a small site."""

from __future__ import annotations

import datetime
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup

from tests.support.pages import article, links, select_first, texts
from tests.support.project import Result
from tests.support.sample import post, sample, short


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The sample site, built."""
    result = sample(tmp_path_factory.mktemp("site")).build(jobs=2)
    assert result.warnings == []
    return result


def test_home_features_the_newest_post_and_lists_each_piece_once(site: Result) -> None:
    home = article(site, "index")
    assert texts(home, ".featured .entry-title") == ["The alone post"]
    assert texts(home, ".entries:not(.featured) .entry-title") == [
        "The second post",
        "The first post",
        "The third post",
    ]
    assert texts(home, ".cards .entry-title") == ["What is two?", "What is one?"]
    assert texts(home, ".track .kicker") == ["Learning", "Statistics"]


def test_summary_keeps_its_formula_and_its_links_wherever_it_is_shown(site: Result) -> None:
    for page, prefix in [("index", "posts/alpha/"), ("tags/attention", "../posts/alpha/")]:
        entry = next(
            one for one in article(site, page).select(".entry") if "The first post" in one.text
        )
        assert len(entry.select(".entry-summary .katex")) == 1
        assert links(entry, ".entry-summary a") == [
            f"{prefix}first.html#first-section",
            f"{prefix}second.html",
        ]


def test_archive_is_by_year_newest_first(site: Result) -> None:
    archive = article(site, "archive")
    assert texts(archive, "h2") == ["2026", "2025"]
    titles = texts(archive, ".entry-title")
    assert titles[0] == "What is two?"
    assert titles[-1] == "The third post"
    assert len(titles) == len(set(titles)) == 6


def test_tag_page_says_what_the_tag_means_and_lists_its_pieces(site: Result) -> None:
    page = article(site, "tags/probability")
    assert texts(page, "h1") == ["Probability"]
    assert texts(page, ".lead") == ["Degrees of belief."]
    assert texts(page, ".entry-title") == ["What is two?", "What is one?"]
    assert texts(article(site, "tags"), "dt") == ["Attention 6", "Optimisation 4", "Probability 2"]


def test_author_page_lists_the_pieces_of_each_author(site: Result) -> None:
    assert texts(article(site, "authors"), "dt") == ["Ada 4", "Grace 4"]
    assert len(texts(article(site, "authors/grace"), ".entry-title")) == 4


def test_series_page_lists_its_posts_in_reading_order(site: Result) -> None:
    page = article(site, "posts/alpha/index")
    assert texts(page, ".steps .entry-title") == ["The first post", "The second post"]


def test_post_shows_its_place_in_its_series(site: Result) -> None:
    page = site.page("posts/alpha/second")
    assert texts(page, ".read-before") == ["Read before The first post"]
    assert texts(page, ".read-next") == []
    assert texts(page, ".site-navigation [aria-current=page]") == ["The second post"]
    assert "The third post" not in select_first(page, ".site-navigation").get_text()


def test_post_shows_its_facts(site: Result) -> None:
    facts = texts(article(site, "posts/alpha/first"), ".facts")[0]
    assert facts == "1 Jan 2026 · Foundation · 1 min · by Ada, Grace Optimisation Attention"


def test_short_leads_to_the_section_it_distils(site: Result) -> None:
    page = article(site, "shorts/one")
    assert texts(page, ".drawn-from") == [
        "Drawn from § 1 A section of The first post in The first post"
    ]
    assert links(page, ".drawn-from a") == ["../posts/alpha/first.html#first-section"]
    assert article(site, "shorts/two").select(".drawn-from") == []


def test_references_print_number_and_title_of_today(site: Result) -> None:
    assert texts(article(site, "about"), "section > p a") == [
        "The second post",
        "What is one?",
        "the first",
        "[1]",
    ]
    inside = texts(article(site, "posts/alpha/first"), "section > p:not(.facts) a.reference")
    assert inside[-4:] == [
        "§ 1 A section of The second post in The second post",
        "Theorem 1",
        "(1)",
        "Figure 1",
    ]


def test_theorem_has_a_run_in_head_and_an_anchor(site: Result) -> None:
    theorem = select_first(article(site, "posts/alpha/first"), "#thm-first")
    assert theorem.get_text().strip() == "Theorem 1 (A fact). It holds."


def test_ids_are_unique_on_every_page(site: Result) -> None:
    for path in site.outdir.rglob("*.html"):
        page = BeautifulSoup(path.read_text("utf-8"), "html5lib")
        ids = [one["id"] for one in page.select("[id]")]
        assert sorted(ids) == sorted(set(ids)), path


def test_drawing_is_in_the_page_and_photograph_is_an_image(site: Result) -> None:
    drawing = select_first(article(site, "posts/alpha/first"), "figure svg.drawn")
    assert drawing["role"] == "img"
    assert drawing["aria-label"] == "A picture."
    link = select_first(article(site, "posts/alpha/first"), ".drawing > a.enlarge")
    assert link["aria-label"] == "Enlarge the figure"
    assert (site.outdir / "posts/alpha" / str(link["href"])).resolve().is_file()
    photo = select_first(article(site, "posts/alpha/second"), "figure img")
    assert photo["alt"] == "A picture."
    assert (site.outdir / "posts/alpha" / str(photo["src"])).resolve().is_file()


def test_page_asks_for_no_script_that_would_do_nothing_on_it(site: Result) -> None:
    scripts = {
        page: {PurePosixPath(urlsplit(str(one["src"])).path).name for one in found}
        for page in ("posts/alone", "index")
        for found in [site.page(page).select("script[src]")]
    }
    # Posts have the BibTeX of their citation to copy.
    assert "copy-code.js" in scripts["posts/alone"]
    assert not scripts["index"] & {"copy-code.js", "design-tabs.js"}
    assert not scripts["posts/alone"] & {"doctools.js", "sphinx_highlight.js", "furo.js"}


def test_drafts_and_pieces_of_tomorrow_are_in_no_public_build(tmp_path: Path) -> None:
    project = sample(
        tmp_path,
        {
            "shorts/later.md": short("zzlater", date="2999-01-01"),
            "posts/alpha/fourth.md": post("fourth").replace("level:", "draft: true\nlevel:"),
        },
    )
    index = project.docs / "posts/alpha/index.md"
    index.write_text(index.read_text().replace("second\n```", "second\nfourth\n```"))
    public = project.build()
    assert public.warnings == []
    said = b"".join(public.files().values())
    assert b"fourth" not in said
    assert b"zzlater" not in said
    shown = project.build(env={"GROUNDWORK_DRAFTS": "1"})
    assert texts(shown.page("posts/alpha/fourth"), ".unpublished") == [
        "Draft: this page is in no public build."
    ]
    assert texts(shown.page("shorts/later"), ".unpublished") == [
        "Not yet published: this page is in no public build."
    ]
    assert "Draft" in texts(article(shown, "posts/alpha/index"), ".facts")[-1]
    # Back to the public build: nothing of what was shown stays.
    assert project.build().files() == public.files()


def test_day_of_publication_is_what_the_settings_say(tmp_path: Path) -> None:
    project = sample(tmp_path, {"shorts/one.md": short("one", date="2030-05-05")})
    project.write("about.md", "# About\n")
    project.configure(f"build_day = {str(datetime.date(2030, 5, 4))!r}")
    assert not (project.build().outdir / "shorts/one.html").exists()
    project.configure(f"build_day = {str(datetime.date(2030, 5, 5))!r}")
    assert (project.build().outdir / "shorts/one.html").exists()


def test_redirect_leads_to_the_new_address(tmp_path: Path) -> None:
    moved = post("alone").replace("level:", "redirect_from: [old/place]\nlevel:")
    project = sample(tmp_path, {"posts/alone.md": moved.replace("picture", "alpha/picture")})
    page = project.build().page("old/place")
    assert select_first(page, "meta[http-equiv=refresh]")["content"] == (
        "0; url=../posts/alone.html"
    )
    assert links(page, "p a") == ["../posts/alone.html"]


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "dirhtml"])
def test_other_builders_have_every_directive_in_a_readable_form(
    builder: str, tmp_path: Path
) -> None:
    project = sample(tmp_path)
    result = project.build("-D", "version=1", builder=builder)
    assert result.status == 0
    assert "Traceback" not in result.output
    if builder == "text":
        home = result.text("index.txt")
        assert "The first post" in home
        assert "What is one?" in home
        assert "**Theorem 1** (A fact). It holds." in result.text("posts/alpha/first.txt")


def test_book_holds_nothing_that_is_for_a_site_alone(tmp_path: Path) -> None:
    result = sample(tmp_path).build("-D", "version=1", builder="epub")
    assert result.status == 0
    [book] = result.outdir.glob("*.epub")
    with ZipFile(book) as packed:
        names = packed.namelist()
    assert "posts/alpha/first.xhtml" in " ".join(names)
    for part in ("_search/", "_cards/", "_previews/", "sitemap.xml", "llms.txt", "_headers", ".md"):
        assert not [name for name in names if part in name], part
