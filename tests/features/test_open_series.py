"""Series without an end: nothing says how many posts they have, or which one is the last."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.pages import select_first, texts
from tests.support.project import Result
from tests.support.sample import FILES, sample

INDEX = "posts/alpha/index.md"
HOME = FILES["index.md"].replace("{series-contents}", "{series-contents}\n:depth: 1")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The sample site with an open series, built."""
    text = FILES[INDEX].replace("track:", "open: true\ntrack:")
    return sample(tmp_path_factory.mktemp("open"), {INDEX: text, "index.md": HOME}).build()


def test_site_is_built_without_a_warning(site: Result) -> None:
    assert (site.status, site.warnings) == (0, [])


def test_post_is_told_its_place_and_no_number_of_posts(site: Result) -> None:
    page = site.page("posts/alpha/second")
    assert texts(page, ".series-card .fact") == ["Part 2"]
    assert "2 of 2" not in page.get_text()
    alt = select_first(page, 'meta[property="og:image:alt"]')["content"]
    assert alt == "The second post. Alpha · Part 2. A site"


def test_series_with_an_end_says_how_many(site: Result) -> None:
    assert texts(site.page("posts/beta/third"), ".series-card .fact") == ["1 of 1"]


def test_length_is_that_of_today(site: Result) -> None:
    facts = texts(site.page("index"), ".series .facts")
    assert [line.split(" · ")[0].split("begins")[0].strip(" ·") for line in facts] == [
        "2 pieces, 2 min so far",
        "1 piece, 1 min",
    ]


def test_word_that_is_no_flag_is_told(tmp_path: Path) -> None:
    text = FILES[INDEX].replace("track:", "open: yes\ntrack:")
    result = sample(tmp_path, {INDEX: text}).build()
    assert result.warnings == [
        'posts/alpha/index.md:2: WARNING: "open" is "yes": write true or false, without quotes '
        "[groundwork.open-not-boolean]"
    ]
