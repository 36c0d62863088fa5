"""Pages that list pieces: how they are cut, what they show, and what an edit costs."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup, Tag

from extensions.output.blog.paging import LENGTH, Part, parts
from tests.support.pages import link, select_first
from tests.support.project import Project, Result
from tests.support.sample import sample, series

POST = """\
---
date: {date}
tags: [attention, {tag}]
level: foundation
authors: [Ada]
summary: The summary of number {number}, with $x_{{{number}}}$.
---

# The number {number}

Words.
"""

SHORT = """\
---
date: 2025-06-0{number}
tags: [probability, optimisation]
topic: losses
claim: The claim of short {number}.
distils: null
---

# A short of number {number}

Words.
"""

SERIES = (
    "---\ntrack: learning\nsummary: About alpha.\n---\n\n# Alpha\n\n"
    "```{toctree}\n:hidden:\n\nnumber-49\n```\n"
)
OLDEST = datetime.date(2026, 1, 1)
COUNT = 50


def post(number: int) -> str:
    """Return the post that is published on day *number*; every tenth is of optimisation."""
    date = OLDEST + datetime.timedelta(days=number)
    tag = "probability" if number % 10 else "optimisation"
    return POST.format(date=date, number=number, tag=tag)


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A site of fifty posts and two shorts, built."""
    files = {f"posts/number-{number}.md": post(number) for number in range(COUNT - 1)}
    files |= {
        "posts/alpha/index.md": SERIES,
        "posts/alpha/number-49.md": post(COUNT - 1),
        "shorts/one.md": SHORT.format(number=1),
        "shorts/two.md": SHORT.format(number=2),
        "index.md": "# Home\n\n```{toctree}\n:hidden:\n\nposts/alpha/index\n```\n",
    }
    project = Project(tmp_path_factory.mktemp("many") / "here", files)
    result = project.build(jobs=2)
    assert result.warnings == []
    return project


@pytest.fixture(scope="module")
def site(master: Project) -> Result:
    """What the site of fifty posts was built to."""
    return Result(0, [], "", master.root / "_build" / "html")


@pytest.fixture
def built(master: Project) -> Iterator[Project]:
    """The site of fifty posts to be edited; it is put back afterwards."""
    kept = master.root.with_name("kept")
    shutil.copytree(master.root, kept)
    yield master
    shutil.rmtree(master.root)
    kept.rename(master.root)


def article(site: Result, page: str) -> Tag:
    """Return the text of *page*."""
    found = site.page(page).find("article")
    assert isinstance(found, Tag)
    return found


def texts(tag: Tag | BeautifulSoup, selector: str) -> list[str]:
    """Return the text of all that *selector* finds in *tag*, white space folded."""
    return [" ".join(one.get_text().split()) for one in tag.select(selector)]


def numbers(site: Result, page: str) -> list[int]:
    """Return the numbers of the posts that *page* lists, in its order."""
    return [int(title.rsplit(" ", 1)[1]) for title in texts(article(site, page), ".entry-title")]


def way(site: Result, page: str) -> list[tuple[str, str, str]]:
    """Return text, relation and target of what leads through the pages of a list."""
    found = article(site, page).select("nav[aria-label=Pages] :is(a, span)")
    return [
        (
            one.get_text(),
            "current"
            if one.get("aria-current") == "page"
            else " ".join(one.get_attribute_list("rel"))
            if one.has_attr("rel")
            else "",
            urljoin(f"{page}.html", str(one.get("href", ""))),
        )
        for one in found
    ]


@pytest.mark.parametrize("count", [0, 1, LENGTH, LENGTH + 1, 2 * LENGTH, 2 * LENGTH + 1, 61])
def test_parts_hold_each_item_once_and_none_is_empty(count: int) -> None:
    found = parts("list", list(range(count)))
    assert [item for part in found for item in part.items] == list(range(count))
    assert all(0 < len(part.items) <= LENGTH for part in found)
    assert len({part.name(part.number) for part in found}) == len(found)


@pytest.mark.parametrize("count", range(1, 64))
def test_new_item_changes_the_first_page_and_the_youngest_numbered_ones(count: int) -> None:
    def shown(items: list[int]) -> dict[str, tuple[tuple[int, ...], object]]:
        found: list[Part[int]] = parts("list", items)
        return {part.name(part.number): (part.items, part.links()) for part in found}

    before = shown(list(range(count)))
    after = shown([-1, *range(count)])
    changed = [name for name, page in after.items() if before.get(name) != page]
    # A page whose successor is new gets a link to it.
    assert len(changed) <= 3
    assert all(len(before[name][0]) <= LENGTH for name in before)
    assert set(before) <= set(after)


def test_list_is_cut_into_the_newest_and_pages_counted_from_the_oldest(site: Result) -> None:
    assert numbers(site, "tags/attention") == list(range(49, 29, -1))
    assert numbers(site, "tags/attention/page-2") == list(range(29, 19, -1))
    assert numbers(site, "tags/attention/page-1") == list(range(19, -1, -1))
    assert not (site.outdir / "tags/attention/page-3.html").exists()
    assert texts(article(site, "tags/attention/page-2"), "h1") == ["Attention, page 2"]


def test_way_through_the_pages_names_each_once(site: Result) -> None:
    folder = "tags/attention"
    assert way(site, folder) == [
        ("Newest", "current", f"{folder}.html"),
        ("Older", "next", f"{folder}/page-2.html"),
        ("Oldest", "", f"{folder}/page-1.html"),
    ]
    assert way(site, f"{folder}/page-2") == [
        ("Newer", "prev", f"{folder}.html"),
        ("Page 2", "current", f"{folder}/page-2.html"),
        ("Older", "next", f"{folder}/page-1.html"),
    ]
    assert way(site, f"{folder}/page-1") == [
        ("Newest", "", f"{folder}.html"),
        ("Newer", "prev", f"{folder}/page-2.html"),
        ("Page 1", "current", f"{folder}/page-1.html"),
    ]
    assert way(site, "tags/optimisation") == []


def test_archive_has_each_piece_once_under_its_year(site: Result) -> None:
    pages = ["archive", "archive/page-2", "archive/page-1"]
    listed = [number for page in pages for number in numbers(site, page)]
    assert listed == [*range(49, -1, -1), 2, 1]
    assert texts(article(site, "archive/page-1"), "h2") == ["2026", "2025"]
    assert select_first(article(site, "archive/page-1"), "h2 a")["href"] == "2026.html"
    assert numbers(site, "archive/2025") == [2, 1]
    assert numbers(site, "archive/2026/page-1") == list(range(19, -1, -1))


@pytest.mark.parametrize("page", ["archive", "tags/attention", "tags/attention/page-1"])
def test_entry_says_what_a_reader_chooses_by(site: Result, page: str) -> None:
    entry = article(site, page).select(".entry")[-1 if page.endswith("1") else 9]
    number = 0 if page.endswith("1") else 40
    date = {0: "1 Jan 2026", 40: "10 Feb 2026"}[number]
    assert texts(entry, ".facts") == [f"{date} · Foundation · 1 min Attention Optimisation"]
    targets = [urljoin(f"{page}.html", str(one["href"])) for one in entry.select("a")]
    assert targets == [
        f"posts/number-{number}.html",
        "tags/attention.html",
        "tags/optimisation.html",
    ]
    assert len(entry.select(".entry-summary .katex")) == 1


def test_entry_names_its_series(site: Result) -> None:
    facts = select_first(article(site, "tags/attention"), ".entry .facts")
    assert link(facts, "Alpha") == "../posts/alpha/index.html"


def test_topic_says_what_it_means_and_lists_its_shorts(site: Result) -> None:
    page = article(site, "topics/losses")
    assert texts(page, ".lead") == ["What a loss asks."]
    assert texts(page, ".entry-title") == ["A short of number 2", "A short of number 1"]
    assert link(page, "Learning") == "../tracks/learning.html"


def test_track_lists_its_series_posts_and_shorts(site: Result) -> None:
    page = article(site, "tracks/learning")
    assert texts(page, ".lead") == ["How machines learn."]
    assert texts(page, "h2") == ["Series", "Posts and shorts"]
    assert texts(page, ".entry-title") == [
        "Alpha",
        "The number 49",
        "A short of number 2",
        "A short of number 1",
    ]
    assert link(page, "Losses") == "../topics/losses.html"


def test_overviews_say_what_each_term_means_and_how_much_there_is(site: Result) -> None:
    for page, terms, meaning in [
        ("tags", ["Attention 50", "Optimisation 7", "Probability 47"], "Who looks at whom."),
        ("topics", ["Losses 2"], "What a loss asks."),
        ("tracks", ["Learning 3"], "How machines learn."),
        ("authors", ["Ada 50"], None),
    ]:
        assert texts(article(site, page), "dt") == terms
        assert texts(article(site, page), "dd")[0] == (meaning or "")


def test_index_has_every_title_once_by_its_letter(site: Result) -> None:
    page = article(site, "all")
    assert texts(page, "h2") == ["A", "N", "S"]
    lines = texts(page, ".everything li")
    assert len(lines) == COUNT + 3
    assert lines[0] == "Alpha Series"
    assert lines[1] == "The number 0 Post · 1 Jan 2026"
    assert lines[-1] == "A short of number 2 Short · 2 Jun 2025"
    anchors = [str(one["href"]) for one in page.select(".letters a")]
    assert [one.get_text() for anchor in anchors for one in page.select(anchor)] == ["A", "N", "S"]


def test_listings_lead_to_each_other_and_none_is_empty(site: Result) -> None:
    expected = ["archive", "tags", "topics", "tracks", "authors", "all", "table", "feeds"]
    for page in ["archive", "tags/attention/page-1", "tracks"]:
        links = article(site, page).select("nav[aria-label=Listings] a")
        targets = [urljoin(f"{page}.html", str(one["href"])) for one in links]
        assert targets == [f"{name}.html" for name in expected]
    listing = article(site, "tags/attention/page-1")
    assert texts(listing, "nav [aria-current=true]") == ["Tags"]
    pages = {path.stem for path in (site.outdir / "tracks").glob("*.html")}
    assert pages == {"learning"}


def test_site_without_pieces_has_no_listings_and_no_link_to_them(tmp_path: Path) -> None:
    result = Project(tmp_path).build()
    assert result.warnings == []
    for name in ["archive", "tags", "topics", "tracks", "authors", "all", "table", "feeds"]:
        assert not (result.outdir / f"{name}.html").exists()
        assert not result.page("index").select(f'a[href="{name}.html"]')
    assert not (result.outdir / "atom.xml").exists()
    assert not result.page("index").select("link[type*=feed], link[type*=atom]")


def test_source_at_the_address_of_a_listing_stays(tmp_path: Path) -> None:
    project = Project(tmp_path, {"posts/one.md": post(1), "tags.md": "# Our tags\n"})
    assert texts(article(project.build(), "tags"), "h1") == ["Our tags#"]


def test_new_post_writes_the_pages_that_show_it_and_no_other(built: Project) -> None:
    html = built.root / "_build" / "html"

    def times() -> dict[str, int]:
        paths = [
            path
            for path in html.rglob("*")
            # The index of the search has tests of its own.
            if path.suffix in {".html", ".xml", ".json"} and "_search" not in path.parts
        ]
        return {path.relative_to(html).as_posix(): path.stat().st_mtime_ns for path in paths}

    before = times()
    built.write("posts/number-50.md", post(COUNT))
    assert built.build().warnings == []
    written = {name for name, time in times().items() if before.get(name) != time}
    assert written == {
        "posts/number-50.html",
        *("archive.html", "archive/page-2.html", "archive/2026.html", "archive/2026/page-2.html"),
        *("tags.html", "tags/attention.html", "tags/attention/page-2.html"),
        "tags/optimisation.html",
        *("authors.html", "authors/ada.html", "authors/ada/page-2.html"),
        # What names every page.
        *("all.html", "table.html", "sitemap.xml", "addresses.json"),
        *(
            f"{folder}{file}"
            for folder in ("", "posts/", "tags/attention/", "tags/optimisation/")
            for file in ("atom.xml", "feed.json")
        ),
    }


def test_pages_and_feeds_vanish_with_what_they_listed(built: Project) -> None:
    for number in range(COUNT - 1):
        built.delete(f"posts/number-{number}.md")
    result = built.build()
    assert numbers(result, "tags/attention") == [49]
    assert way(result, "tags/attention") == []
    folder = {path.name for path in (result.outdir / "tags" / "attention").iterdir()}
    assert folder == {"atom.xml", "feed.json"}


def test_posts_directive_ends_with_the_way_to_all(tmp_path: Path) -> None:
    home = (
        "# Home\n\n```{posts}\n:limit: 1\n:more:\n```\n\n```{posts}\n:tag: attention\n:more:\n```\n"
    )
    result = Project(tmp_path, {"posts/one.md": post(1), "index.md": home}).build()
    assert result.warnings == []
    links = article(result, "index").find_all("a", string="All, the newest first")
    assert [link["href"] for link in links] == ["archive.html", "tags/attention.html"]


def test_entry_tells_a_series_and_a_tag_of_one_title_apart(tmp_path: Path) -> None:
    files = {
        "posts/alpha/index.md": series("Attention", "first", "second"),
        "page.md": "# Page\n\n```{posts}\n:limit: 3\n```\n",
    }
    site = sample(tmp_path, files).build()
    said = texts(article(site, "page"), ".entry .facts")
    assert said == [
        "4 Jan 2026 · Foundation · 1 min Optimisation Attention",
        "2 Jan 2026 · Foundation · 1 min · part 2 of Attention Optimisation Attention",
        "1 Jan 2026 · Foundation · 1 min · part 1 of Attention Optimisation Attention",
    ]


def test_pages_of_one_name_say_what_they_are_of(tmp_path: Path) -> None:
    files = {"posts/alpha/index.md": series("Attention", "first", "second")}
    site = sample(tmp_path, files).build()
    said = {}
    for page in ("posts/alpha/index", "tags/attention", "topics/losses", "archive"):
        html = site.page(page)
        said[page] = (
            select_first(html, "title").get_text(),
            [line.get_text() for line in html.select("article > .kicker")],
            select_first(html, "h1").get_text().rstrip("#"),
        )
    assert said == {
        "posts/alpha/index": ("Series: Attention – A site", ["Series"], "Attention"),
        "tags/attention": ("Tag: Attention – A site", ["Tag"], "Attention"),
        "topics/losses": ("Topic: Losses – A site", ["Topic"], "Losses"),
        "archive": ("Archive – A site", [], "Archive"),
    }
