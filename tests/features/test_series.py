"""The contents across series, and the way through one."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import Tag

from extensions.features.series.toc import MOST_SERIES
from tests.support.pages import article, links, select_first, texts
from tests.support.project import Result
from tests.support.sample import FILES, post, sample, series, short

CONTENTS = "# {title}\n\n```{{series-contents}}\n{options}\n```\n"
FILES_HERE = {
    "every.md": CONTENTS.format(title="All", options=""),
    "one.md": CONTENTS.format(title="One", options=":track: statistics\n:depth: 2"),
    "names.md": CONTENTS.format(title="Names", options=":depth: 1"),
    "index.md": FILES["index.md"].replace("shorts/index", "shorts/index\nevery\none\nnames"),
    "shorts/whole.md": short("whole", distils="first"),
    "posts/alpha/first.md": post("first").replace(
        "summary: About The first post", "summary: Of $x^2$, e.g. More. Then"
    )
    + "\n### A part of it\n\n## The end with $e^x$\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A small site with contents of each kind, built."""
    result = sample(tmp_path_factory.mktemp("site"), FILES_HERE).build()
    assert result.warnings == []
    return result


def first_post(site: Result) -> Tag:
    """Return what the contents say of the first post."""
    found = article(site, "every").select_one(".series > ol > li")
    assert found is not None
    return found


def test_contents_have_tracks_series_and_posts_in_reading_order(site: Result) -> None:
    contents = article(site, "every")
    assert texts(contents, ".track > .kicker") == ["Learning", "Statistics"]
    assert texts(contents, ".series > .entry-title") == ["Alpha", "Beta"]
    titles = texts(contents, ".series > ol > li > p:first-child")
    assert titles == ["The first post", "The second post", "The third post"]


def test_post_in_the_contents_has_its_facts_and_one_line_of_its_summary(site: Result) -> None:
    post = first_post(site)
    assert texts(post, "li > .facts")[0] == "1 Jan 2026 · Foundation · 1 min"
    line = select_first(post, ".one-line")
    assert line.get_text().startswith("Of ")
    assert line.get_text().endswith(", e.g. More.")
    assert len(line.select(".katex")) == 1


def test_sections_fold_with_the_shorts_drawn_from_them(site: Result) -> None:
    fold = select_first(first_post(site), "details.sections")
    assert texts(fold, "summary") == ["2 sections, 2 shorts"]
    assert links(fold, "ul > li > p > a") == [
        "posts/alpha/first.html#first-section",
        "shorts/one.html",
        "posts/alpha/first.html#the-end-with-e-x",
        "shorts/whole.html",
    ]
    assert texts(fold, "ul ul") == ["Short What is one?"]
    assert texts(fold, ".number") == ["1", "2"]
    assert len(fold.select(".katex")) == 1


def test_contents_can_be_of_one_track_and_end_with_the_posts(site: Result) -> None:
    contents = article(site, "one")
    assert texts(contents, ".series > .entry-title") == ["Beta"]
    assert len(contents.select(".series > ol > li")) == 1
    assert contents.select("details") == []


def test_contents_can_be_the_names_of_the_series_alone(site: Result) -> None:
    contents = article(site, "names")
    assert texts(contents, ".series > .entry-title") == ["Alpha", "Beta"]
    assert contents.select("ol") == []


def test_names_alone_are_those_of_the_newest_series_of_a_track(tmp_path: Path) -> None:
    slugs = [f"s{at}" for at in range(MOST_SERIES + 2)]
    files = {f"posts/{one}/index.md": series(one.upper(), "p") for one in slugs}
    files |= {f"posts/{s}/p.md": post(s, date=f"2026-03-0{at + 1}") for at, s in enumerate(slugs)}
    files |= {f"posts/{one}/picture.svg": FILES["posts/alpha/picture.svg"] for one in slugs}
    names = CONTENTS.format(title="Names", options=":track: learning\n:depth: 1")
    result = sample(tmp_path, {**files, "about.md": names}).build()
    assert result.warnings == []
    contents = article(result, "about")
    assert texts(contents, ".series > .entry-title") == [one.upper() for one in slugs[2:]]
    # The sample has a series of this track, and it is older.
    assert texts(contents, ".track > p") == ["3 more series"]
    assert links(contents, ".track > p a") == ["tracks/learning.html"]


def test_unknown_depth_is_told_with_what_may_be_written(tmp_path: Path) -> None:
    project = sample(tmp_path, {"about.md": CONTENTS.format(title="X", options=":depth: 4")})
    (warning,) = project.build().warnings
    assert warning.startswith("about.md:4: ")
    assert '"4" unknown; choose from "1", "2", or "3"' in warning


def test_post_has_the_card_of_its_series_with_its_own_place_marked(site: Result) -> None:
    card = select_first(article(site, "posts/alpha/second"), "details.series-card")
    assert texts(card, "summary") == ["Alpha · 2 of 2"]
    assert texts(card, "li") == ["The first post", "The second post"]
    assert texts(card, "li[aria-current=page]") == ["The second post"]
    assert links(card, "p a") == ["index.html"]


def test_navigation_does_not_grow_with_the_posts_of_other_series(
    site: Result, tmp_path: Path
) -> None:
    names = [f"p{number:02}" for number in range(20)]
    more = {f"posts/beta/{name}.md": post(name, image="photo.png") for name in names}
    more["posts/beta/index.md"] = series("Beta", "third", *names, track="statistics")
    grown = sample(tmp_path, {**FILES_HERE, **more}).build()
    assert grown.warnings == []
    for docname in ("posts/alpha/first", "posts/alone"):
        for selector in (".site-navigation", ".series-card", ".read-on"):
            before = [str(one) for one in site.page(docname).select(selector)]
            assert [str(one) for one in grown.page(docname).select(selector)] == before


def test_navigation_does_not_grow_with_the_series_either(tmp_path: Path) -> None:
    def sidebar(count: int) -> str:
        files = dict(FILES)
        for number in range(count):
            name = f"s{number:03}"
            files[f"posts/{name}/index.md"] = series(f"Series {number:03}", name)
            files[f"posts/{name}/{name}.md"] = post(name, image="../alpha/picture.svg")
        result = sample(tmp_path / str(count), files).build()
        assert result.warnings == []
        return str(select_first(result.page("posts/s005/s005"), ".site-navigation"))

    few, many = sidebar(15), sidebar(30)
    assert few == many
    assert "Series 005" in many
    # A track of other series is one link.
    assert "Beta" not in many
    assert 'href="../../tracks/statistics.html"' in many
