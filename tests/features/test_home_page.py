"""The home page: doors, pieces in few lines, series with their first piece and length."""

from __future__ import annotations

from pathlib import Path

import pytest

from extensions.features.briefly import length
from tests.support.pages import article, links, select_first, texts
from tests.support.project import Result
from tests.support.sample import FILES, post, sample, short

DOORS = """\
# Home

```{{go-on}}
New here? [Begin](#first).
```

```{{doors}}
:short: {short}

{ways}
```

```{{posts}}
:limit: 2
:brief:
```

```{{series-contents}}
:depth: 1
```

```{{toctree}}
:hidden:
:glob:

posts/*/index
shorts/index
```
"""
WAYS = "posts/beta/third: See where it leads\nposts/alone: See one thing"
HOME = {"index.md": DOORS.format(short="one", ways=WAYS)}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A small site with such a home page, built."""
    result = sample(tmp_path_factory.mktemp("site"), HOME).build()
    assert result.warnings == []
    return result


def test_way_leads_to_the_first_of_all_posts_on_it_and_says_how_long_it_is(site: Result) -> None:
    ways = select_first(article(site, "index"), ".door")
    assert texts(ways, "h2.kicker, .kicker") == ["Choose a way"]
    assert texts(ways, "li > p:first-child") == ["See where it leads", "See one thing"]
    assert links(ways, "li > p:first-child a") == ["posts/alpha/first.html", "posts/alone.html"]
    assert texts(ways, ".facts") == [
        "3 pieces, 3 min · to The third post",
        "1 piece, 1 min · to The alone post",
    ]


def test_doors_lead_to_a_short_and_to_the_map(site: Result) -> None:
    _ways, one, whole = article(site, "index").select(".door")
    assert texts(one, ".kicker, a")[:2] == ["Read a short", "What is one?"]
    assert "1 min" in texts(one, ".facts")[0]
    assert links(whole, "a") == ["map.html"]


def test_pieces_in_few_lines_have_no_link_into_their_middle(site: Result) -> None:
    first = article(site, "index").select(".entries > .brief")[0]
    assert texts(first, ".entry-title") == ["The alone post"]
    assert texts(first, ".one-line") != []
    assert links(first, ".one-line a") == []
    assert first.select(".entry-summary, .tags") == []


def test_series_says_how_long_it_is_and_what_it_begins_with(site: Result) -> None:
    alpha = select_first(article(site, "index"), ".series")
    assert texts(alpha, ".facts") == ["2 pieces, 2 min · begins with The first post"]
    assert links(alpha, ".facts a") == ["posts/alpha/first.html"]
    assert links(alpha, ".one-line a") == []


def test_way_back_has_words_for_those_who_were_never_here(site: Result) -> None:
    assert texts(article(site, "index"), ".resume") == ["New here? Begin."]


def test_home_follows_what_it_shows(tmp_path: Path) -> None:
    project = sample(tmp_path, HOME)
    project.build()
    project.write("posts/alpha/first.md", post("first").replace("The first post", "The other"))
    project.write("posts/alpha/second.md", post("second", image="photo.png"))
    project.write("shorts/one.md", short("one").replace("What is one?", "What is a one?"))
    result = project.build()
    assert result.warnings == []
    home = article(result, "index")
    # The third post requires the second alone, which now requires nothing.
    assert links(home, ".door li > p:first-child a")[0] == "posts/alpha/second.html"
    assert "What is a one?" in home.get_text()
    assert "begins with The other" in home.get_text()


def test_home_does_not_grow_with_the_site(site: Result, tmp_path: Path) -> None:
    more = {
        f"posts/alpha/p{number:02}.md": post(f"p{number:02}", date="2025-01-01")
        for number in range(20)
    }
    listed = "\n".join(f"p{number:02}" for number in range(20))
    more["posts/alpha/index.md"] = FILES["posts/alpha/index.md"].replace(
        "second\n", f"second\n{listed}\n"
    )
    grown = sample(tmp_path, {**HOME, **more}).build()
    assert grown.warnings == []
    before, after = (len(str(article(one, "index"))) for one in (site, grown))
    assert abs(after - before) < 20


def test_slips_are_told_with_what_to_write(tmp_path: Path) -> None:
    ways = "posts/beta/thrid: Where it leads\nposts/alone without words"
    project = sample(tmp_path, {"index.md": DOORS.format(short="on", ways=ways)})
    assert sorted(project.build().warnings) == [
        'index.md:7: WARNING: "posts/alone without words" is no way: write the post as its file '
        "in docs without .md, a colon, and what one reads it for [groundwork.doors]",
        'index.md:7: WARNING: unknown post "posts/beta/thrid": did you mean "posts/beta/third"? '
        "[groundwork.unknown-post]",
        'index.md:7: WARNING: unknown short "on": did you mean "one"? [groundwork.unknown-short]',
    ]


def test_minutes_are_told_in_hours_where_they_are_many() -> None:
    assert [length(one) for one in (59, 60, 61, 312)] == [
        "59 min",
        "1 h",
        "1 h 1 min",
        "5 h 12 min",
    ]
