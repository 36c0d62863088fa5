"""Short ways and questions of the site's own pieces."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from tests.support.reading import parse

pytestmark = pytest.mark.site

LONG = 30
MOST_SHARE = 0.4
# What a sentence names and a reader would look for; in a link, a head or a caption it is at hand.
NAMED = re.compile(
    r"\b(?:Theorem|Lemma|Proposition|Definition|Corollary|Figure|Table|Listing) \d+"
    r"|equation \(\d+\)"
)
AT_HAND = (
    "ancestor::a | ancestor::figcaption | ancestor::caption | ancestor::details"
    " | ancestor::*[contains(@class, 'theorem-head') or contains(@class, 'caption')]"
    " | ancestor::*[contains(@class, 'margin') or contains(@class, 'errata')]"
    " | ancestor::*[contains(@class, 'erratum')]"
)


@pytest.fixture(scope="module")
def trees(site: Path, pages: list[str]) -> dict[str, HtmlElement]:
    """The posts and shorts by address."""
    named = (page for page in pages if page.startswith(("posts/", "shorts/")))
    return {page: parse(site / page) for page in named}


def minutes(tree: HtmlElement) -> int:
    """Return the minutes in the head of the page *tree*."""
    facts = tree.xpath("string(//p[@class='facts'][1])")
    return int(re.search(r"(\d+) min", facts)[1])  # type: ignore[index]


def of_series(trees: dict[str, HtmlElement]) -> dict[str, HtmlElement]:
    """Return the posts that stand in a series."""
    return {
        page: tree
        for page, tree in trees.items()
        if re.fullmatch(r"posts/[\w-]+/[\w-]+\.html", page) and not page.endswith("index.html")
    }


def test_long_posts_have_a_short_way_of_two_fifths_at_most(trees: dict[str, HtmlElement]) -> None:
    long = {page: tree for page, tree in of_series(trees).items() if minutes(tree) > LONG}
    assert long
    wrong = []
    for page, tree in long.items():
        offered = tree.xpath("//p[@class='depth-choice']/a/text()")
        short, whole = (int(text.split()[0]) for text in offered or ("99 min", "1 min"))
        if short > MOST_SHARE * whole:
            wrong.append((page, short, whole))
    assert wrong == []


def test_short_way_of_sharing_keys_and_values_takes_twelve_minutes(
    trees: dict[str, HtmlElement],
) -> None:
    tree = trees["posts/attention/sharing-keys-and-values.html"]
    assert tree.xpath("string(//p[@class='depth-choice']/a[1])") == "12 min: the argument"


def test_short_way_names_nothing_without_a_link_to_it(trees: dict[str, HtmlElement]) -> None:
    wrong = [
        (page, found)
        for page, tree in trees.items()
        if tree.xpath("//details[@class='detour']")
        for text in tree.xpath("//article//p//text() | //article//li//text()")
        if NAMED.search(text) and not text.getparent().xpath(f"self::a | {AT_HAND}")
        for found in NAMED.findall(text)
    ]
    assert wrong == []


def test_links_of_short_ways_lead_to_what_is_there(trees: dict[str, HtmlElement]) -> None:
    for page, tree in trees.items():
        ids = set(tree.xpath("//@id"))
        lines = tree.xpath("//details[@class='detour']/summary//a/@href")
        listed = tree.xpath("//div[@class='depth-list']//a/@href")
        missing = [href for href in (*lines, *listed) if href[0] == "#" and href[1:] not in ids]
        assert not missing, (page, missing)


def test_posts_ask_two_to_five_questions_and_shorts_one(trees: dict[str, HtmlElement]) -> None:
    asked = {
        page: len(tree.xpath("//details[@data-recall]"))
        for page, tree in {**of_series(trees), **shorts(trees)}.items()
    }
    wrong = {
        page: count
        for page, count in asked.items()
        if not (2 <= count <= 5 if page.startswith("posts/") else count == 1)
    }
    assert wrong == {}


def shorts(trees: dict[str, HtmlElement]) -> dict[str, HtmlElement]:
    """Return the shorts."""
    return {
        page: tree
        for page, tree in trees.items()
        if re.fullmatch(r"shorts/[\w-]+\.html", page) and page != "shorts/index.html"
    }
