"""Errata: told at their place, at the foot of their piece, on one page and in a feed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.support.errata import FIRST, corrected, erratum
from tests.support.pages import article, attribute, links, select_first, texts
from tests.support.project import ROOT, Project, Result
from tests.support.sample import FILES, sample

BASE = "https://site.example/"

ERRATA = [
    erratum(),
    erratum("2026-03-06", "thm-first", "It held.", "It does not."),
    erratum("2026-03-05", "eq-first", "Less.", "More, by [](#thm-first)."),
    erratum("2026-03-05", "fig-first", "Red.", "Blue."),
    erratum("2026-02-01", "first", "All of it.", "Half of it."),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A site with errata of a post and of a short, built."""
    files = {**corrected(*ERRATA), **corrected(erratum(label="short-one"), name="shorts/one.md")}
    result = sample(tmp_path_factory.mktemp("site"), files).build(jobs=2)
    assert result.warnings == []
    return result


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The same site without errata."""
    return sample(tmp_path_factory.mktemp("plain")).build(jobs=2)


def test_foot_has_all_newest_first_with_their_places_by_todays_name(site: Result) -> None:
    foot = select_first(article(site, "posts/alpha/first"), "article > .errata")
    assert select_first(foot, "h2").get_text() == "Corrections"
    assert texts(foot, "li > .facts") == [
        "6 Mar 2026 · Theorem 1",
        "5 Mar 2026 · equation (1)",
        "5 Mar 2026 · Figure 1",
        "4 Mar 2026 · § 1",
        "1 Feb 2026 · The first post",
    ]
    assert links(foot, "li > .facts a") == [
        "#thm-first",
        "#equation-eq-first",
        "#fig-first",
        "#first-section",
    ]
    item = foot.select("li")[3]
    assert texts(item, ".erratum-said > p")[0].startswith("It said: It was")
    says = select_first(item, ".erratum-says")
    assert select_first(says, "p").get_text().startswith("It says: It is")
    assert len(says.select(".katex")) == 1
    assert links(says, "a") == ["second.html#second-section"]
    assert links(foot, ".all a") == ["../../errata.html"]


def test_place_has_a_quiet_mark_that_leads_to_its_entry(site: Result) -> None:
    page = article(site, "posts/alpha/first")
    marks = page.select(".margin.corrected")
    # That of the page, below its facts; of its section; then as they stand in it.
    assert [texts(mark, "a") for mark in marks] == [
        ["Corrected on 1 February 2026"],
        ["Corrected on 4 March 2026"],
        ["Corrected on 5 March 2026"],
        ["Corrected on 6 March 2026"],
        ["Corrected on 5 March 2026"],
    ]
    for beside in (
        "section > .facts + .corrected",
        "h2 + .corrected",
        ".corrected + #thm-first",
        ".corrected + figure#fig-first",
    ):
        assert len(page.select(beside)) == 1, beside
    entries = [item["id"] for item in page.select(".errata li")]
    assert sorted(attribute(select_first(mark, "a"), "href") for mark in marks) == sorted(
        f"#{entry}" for entry in entries
    )
    assert entries[1:3] == ["erratum-2026-03-05", "erratum-2026-03-05-2"]


def test_several_errata_of_one_place_share_its_mark(tmp_path: Path) -> None:
    files = corrected(erratum(), erratum("2026-03-09"))
    page = article(sample(tmp_path, files).build(), "posts/alpha/first")
    [mark] = page.select(".corrected")
    assert texts(mark, "a") == ["Corrected on 9 March 2026", "Corrected on 4 March 2026"]


def test_mark_changes_no_title_number_preview_or_length(site: Result, plain: Result) -> None:
    for result in (site, plain):
        page = result.page("posts/alpha/first")
        assert texts(page, "article h2:not(.rubric)") == ["1. A section of The first post#"]
        assert "Correct" not in select_first(page, ".toc-tree").get_text()
    facts = [
        texts(article(one, "posts/alpha/first"), "section > .facts")[0] for one in (site, plain)
    ]
    assert facts[0].replace(" · updated 6 Mar 2026", "") == facts[1]
    previews = {name for name in site.files() if name.startswith("_previews/posts/alpha/first/")}
    assert previews
    for name in previews:
        assert b"Corrected" not in site.files()[name]
        assert b"It said" not in site.files()[name]


def test_search_has_the_page_as_it_was(site: Result, plain: Result) -> None:
    def text(result: Result) -> dict[str, str]:
        path = result.outdir.parent / "doctrees/search-html/texts/posts/alpha/first.json"
        return json.loads(path.read_text("utf-8"))  # type: ignore[no-any-return]

    assert text(site) == text(plain)


def test_updated_is_the_newest_of_the_key_and_the_errata(tmp_path: Path) -> None:
    for key, day, shown in (
        ("", "2026-03-04", "updated 4 Mar 2026"),
        ("updated: 2026-02-02\n", "2026-03-04", "updated 4 Mar 2026"),
        ("updated: 2026-04-04\n", "2026-04-04", "updated 4 Apr 2026"),
    ):
        files = corrected(erratum())
        files[FIRST] = files[FIRST].replace("level:", f"{key}level:", 1)
        result = sample(tmp_path / day / key[-3:].strip(), files).build()
        assert result.warnings == []
        page = result.page("posts/alpha/first")
        assert shown in texts(page, "article .facts")[0]
        assert shown in select_first(result.page("index"), ".entries").get_text() or shown in (
            result.page("archive").get_text()
        )
        modified = select_first(page, "meta[property='article:modified_time']")
        assert modified["content"] == day
        graph = json.loads(select_first(page, "script[type='application/ld+json']").string or "")
        [post] = [one for one in graph["@graph"] if one["@type"] == "TechArticle"]
        assert post["dateModified"] == day
        assert post["correction"] == [f"{BASE}posts/alpha/first.html#erratum-2026-03-04"]
        assert f"Updated {day}" in select_first(page, ".cite-this").get_text()
        [item] = [
            one
            for one in json.loads(result.text("feed.json"))["items"]
            if one["url"] == f"{BASE}posts/alpha/first.html"
        ]
        assert item["date_modified"] == f"{day}T00:00:00+00:00"
        place = f"<loc>{BASE}posts/alpha/first.html</loc><lastmod>{day}</lastmod>"
        assert place in result.text("sitemap.xml")


def test_one_page_has_those_of_the_whole_site(site: Result) -> None:
    errata = article(site, "errata")
    assert texts(errata, "li > .facts") == [
        "6 Mar 2026 · Theorem 1 of The first post",
        "5 Mar 2026 · equation (1) of The first post",
        "5 Mar 2026 · Figure 1 of The first post",
        "4 Mar 2026 · What is one?",
        "4 Mar 2026 · § 1 A section of The first post in The first post",
        "1 Feb 2026 · The first post",
    ]
    assert links(errata, "li:first-child > .facts a") == [
        "posts/alpha/first.html#erratum-2026-03-06",
        "posts/alpha/first.html#thm-first",
    ]
    # No id of another page stands on it.
    assert errata.select("li[id]") == []


def test_each_page_leads_to_it_where_it_is_there(site: Result, plain: Result) -> None:
    for page in ("index", "posts/alone", "shorts/two", "tags/attention"):
        assert "errata.html" in " ".join(links(site.page(page), ".colophon a"))
        assert "errata.html" not in " ".join(links(plain.page(page), ".colophon a"))


def test_feed_has_an_entry_for_each(site: Result, plain: Result) -> None:
    feed = json.loads(site.text("errata/feed.json"))
    assert feed["home_page_url"] == f"{BASE}errata.html"
    assert [item["title"] for item in feed["items"]] == [
        "Correction: Theorem 1 of The first post",
        "Correction: equation (1) of The first post",
        "Correction: Figure 1 of The first post",
        "Correction: What is one?",
        "Correction: § 1 A section of The first post in The first post",
        "Correction: The first post",
    ]
    item = feed["items"][4]
    assert item["url"] == item["id"] == f"{BASE}posts/alpha/first.html#erratum-2026-03-04"
    assert item["date_published"] == "2026-03-04T00:00:00+00:00"
    assert re.search(r"It said:</strong> It was <math", item["content_html"])
    assert f'href="{BASE}posts/alpha/second.html#second-section"' in item["content_html"]
    assert site.text("errata/atom.xml").count("<entry>") == 6
    assert "errata/atom.xml" in links(site.page("feeds"), ".feeds a")
    assert "errata/atom.xml" not in plain.files()


def test_feed_of_the_piece_has_the_foot_and_no_mark(site: Result) -> None:
    items = json.loads(site.text("feed.json"))["items"]
    [content] = [one["content_html"] for one in items if one["url"].endswith("alpha/first.html")]
    assert "Corrected on" not in content
    assert content.count("It said:") == len(ERRATA)


def test_twin_has_the_foot_and_no_mark(site: Result) -> None:
    twin = site.text("posts/alpha/first.md")
    assert "Corrected on" not in twin
    assert "**It said:** It was $a^2$." in twin
    assert f"4 Mar 2026 · [§ 1]({BASE}posts/alpha/first.html#first-section)" in twin


@pytest.mark.parametrize("builder", ["text", "epub"])
def test_other_builders_have_mark_and_foot(tmp_path: Path, builder: str) -> None:
    result = sample(tmp_path, corrected(erratum())).build(builder=builder)
    assert (result.status, result.warnings) == (0, [])
    [path] = [
        path
        for path in result.outdir.rglob("first.*")
        if path.suffix in (".txt", ".xhtml") and "alpha" in path.parts
    ]
    said = " ".join(path.read_text("utf-8").split())
    for words in ("Corrected on 4 March 2026", "Corrections", "It said:", "It says:"):
        assert words in said


def test_erratum_needs_no_blank_line_and_may_stand_anywhere(tmp_path: Path) -> None:
    text = ":::{erratum} 2026-03-04\n:at: second-section\nWrong.\n---\nRight.\n:::\n\n"
    first = FILES["posts/alpha/second.md"]
    source = first.replace("$$\ny", f"{text}$$\ny")
    result = sample(tmp_path, {"posts/alpha/second.md": source}).build()
    assert result.warnings == []
    page = article(result, "posts/alpha/second")
    assert texts(page, ".errata li > div") == ["It said: Wrong.", "It says: Right."]
    assert page.select("section .errata") == []
    # Without a page of all of them nothing leads there, and the feed belongs to the archive.
    assert page.select(".errata .all") == []
    assert json.loads(result.text("errata/feed.json"))["home_page_url"] == f"{BASE}archive.html"


def test_example_of_the_handbook_builds(tmp_path: Path) -> None:
    handbook = (ROOT / "docs/handbook/writing.md").read_text("utf-8")
    [example] = re.findall(r"^```text\n(:::\{erratum\}.*?^:::\n)```$", handbook, re.M | re.S)
    [label] = re.findall(r"^:at: (\S+)$", example, re.M)
    [date] = re.findall(r"\{erratum\} (\S+)", example)
    source = FILES[FIRST].replace("first-section", label) + f"\n{example}"
    project = sample(
        tmp_path,
        {
            FIRST: source,
            **{
                name: text.replace("first-section", label)
                for name, text in FILES.items()
                if name != FIRST and name.endswith(".md")
            },
        },
    )
    project.configure(f'build_day = "{date}"\n')
    result = project.build()
    assert result.warnings == []
    foot = select_first(article(result, "posts/alpha/first"), ".errata")
    assert texts(foot, "li > .facts")[0].endswith("§ 1")


def test_edits_of_errata_are_shown_wherever_they_stand(tmp_path: Path) -> None:
    project: Project = sample(tmp_path, corrected(erratum()))
    project.build()
    source = (project.docs / FIRST).read_text("utf-8")
    project.write(FIRST, source.replace("It was $a^2$.", "It was $c$, once."))
    result = project.build()
    for name in ("posts/alpha/first.html", "errata.html", "errata/atom.xml", "errata/feed.json"):
        assert "once." in result.text(name)
    second = (project.docs / "posts/alpha/second.md").read_text("utf-8")
    project.write("posts/alpha/second.md", second.replace("## A section", "## A part"))
    assert "§ 1 A part of The second post" in project.build().page("errata").get_text()
