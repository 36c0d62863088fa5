"""What a reader finds of requirements: in the head of a post, and on the map."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import Tag

from tests.support.pages import article, links, select_first, texts
from tests.support.project import Result
from tests.support.sample import FILES, requiring, sample

FIRST, SECOND, THIRD = "posts/alpha/first.html", "posts/alpha/second.html", "posts/beta/third.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The sample site, built."""
    result = sample(tmp_path_factory.mktemp("site")).build(jobs=2)
    assert result.warnings == []
    return result


def test_head_refers_to_what_is_required(site: Result) -> None:
    head = select_first(article(site, "posts/beta/third"), ".facts + .before-reading")
    assert texts(head, "div > p") == [
        "Before you read: § 1 A section of The second post in The second post"
    ]
    assert links(head, "div > p a") == ["../alpha/second.html#second-section"]


def test_head_folds_the_whole_way(site: Result) -> None:
    way = select_first(article(site, "posts/beta/third"), ".before-reading > details:not([open])")
    assert texts(way, "summary") == ["The way from nothing to here: 2 pieces, 2 min"]
    assert texts(way, "ol > li") == ["The first post 1 min", "The second post 1 min"]
    assert links(way, "ol a") == ["../alpha/first.html", "../alpha/second.html"]


def test_one_post_is_one_post(site: Result) -> None:
    said = texts(article(site, "posts/alpha/second"), ".way summary")
    assert said == ["The way from nothing to here: 1 piece, 1 min"]


@pytest.mark.parametrize("page", ["posts/alpha/first", "posts/alone", "shorts/one"])
def test_a_piece_that_requires_nothing_says_nothing(site: Result, page: str) -> None:
    assert article(site, page).select(".before-reading") == []


def test_required_twice_removed_stands_once_on_the_way(tmp_path: Path) -> None:
    alone = requiring(FILES["posts/alone.md"], "first", "third")
    page = sample(tmp_path, {"posts/alone.md": alone}).build().page("posts/alone")
    assert texts(page, ".before-reading > p") == [
        "Before you read: The first post · The third post"
    ]
    assert texts(page, ".way li a") == ["The first post", "The second post", "The third post"]


def map_of(site: Result) -> Tag:
    """Return the drawing on the map."""
    found = article(site, "map").select_one(".drawing > svg.map")
    assert isinstance(found, Tag)
    return found


def test_map_links_every_series_and_post_in_reading_order(site: Result) -> None:
    drawn = map_of(site)
    assert links(drawn, "a") == [
        "posts/alpha/index.html",
        FIRST,
        SECOND,
        "posts/beta/index.html",
        THIRD,
        "posts/alone.html",
    ]
    assert texts(drawn, "a > title") == [
        "Alpha",
        "The first post, 1 · 1 min",
        "The second post, 2 · 1 min",
        "Beta",
        "The third post, 1 · 1 min",
        "The alone post, 1 min",
    ]
    assert texts(drawn, ".map-track") == ["Learning", "Statistics"]
    assert texts(drawn, ".map-series") == ["Alpha", "Beta", "Posts outside the series"]


def test_map_is_a_named_group_and_no_image(site: Result) -> None:
    drawn = map_of(site)
    assert drawn["role"] == "group"
    assert drawn["aria-label"]
    assert not drawn.select("[style], [id]")


def test_map_has_a_line_for_each_requirement_and_none_twice(site: Result, tmp_path: Path) -> None:
    # second requires first, third requires second; the reading order adds nothing.
    assert str(select_first(map_of(site), ".map-need:not(.map-head)")["d"]).count("M") == 2
    assert map_of(site).select(".map-order") == []
    project = sample(tmp_path)
    project.write(
        "posts/alpha/second.md",
        FILES["posts/alpha/second.md"].replace("requires: [first]\n", ""),
    )
    third = FILES["posts/beta/third.md"].replace("[second-section]", "[second, first]")
    project.write("posts/beta/third.md", third)
    drawn = map_of(project.build())
    assert str(select_first(drawn, ".map-need:not(.map-head)")["d"]).count("M") == 2
    assert str(select_first(drawn, ".map-order:not(.map-head)")["d"]).count("M") == 1


def test_map_is_a_list_as_well(site: Result) -> None:
    listed = select_first(article(site, "map"), "details.way:not([open])")
    assert texts(listed, "summary") == ["The map as a list"]
    assert texts(listed, ".rubric, [role=heading], h2") == [
        "Alpha",
        "Beta",
        "Posts outside the series",
    ]
    assert texts(listed, "li") == [
        "The first post 1 min",
        "The second post 1 min Needs: The first post "
        "The way to it: The first post (1 piece, 1 min)",
        "The third post 1 min Needs: § 1 A section of The second post in The second post "
        "The way to it: The first post → The second post (2 pieces, 2 min)",
        "The alone post 1 min",
    ]


def test_every_page_links_the_map(site: Result) -> None:
    assert "../../map.html" in links(site.page("posts/alpha/first"), ".site-navigation a")


@pytest.mark.parametrize(("builder", "name"), [("text", "map.txt"), ("epub", "map.xhtml")])
def test_other_builders_have_the_list_alone(builder: str, name: str, tmp_path: Path) -> None:
    result = sample(tmp_path).build("-D", "version=1", builder=builder)
    said = result.text(name)
    assert "svg" not in said
    assert "The way to it:" in said
    assert "The third post" in said


def test_text_says_what_to_read_before(tmp_path: Path) -> None:
    said = sample(tmp_path).build(builder="text").text("posts/beta/third.txt")
    assert "Before you read: § 1 A section of The second post in *The second post*" in said
    assert "The way from nothing to here: 2 pieces, 2 min" in said
    assert "1. The first post 1 min" in said
