"""The short way of a post: what it leaves out, how long it is, and that nothing is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.pages import article, attribute, links, select_first, texts
from tests.support.project import Result
from tests.support.sample import FILES, sample

FIRST = "posts/alpha/first.md"
LONG = "word " * 440
PARTS = f"""
:::{{detour}} Worked out for $x^2$, which gives [the same](#second).
(a-place)=
{LONG}

$$
z = 1
$$ (eq-inside)
:::

(left-out)=
## Left out

:::{{detour}}
:::

{LONG}

(left-out-too)=
### In it

{LONG}

## At the end

{LONG}

See [](#left-out), {{eq}}`eq-inside` and [](#thm-first).

:::{{prf:proof}}
{LONG}
:::
"""


def with_detours(text: str = PARTS) -> dict[str, str]:
    """Return the source of a post with *text* at its end, and of a page that refers to it."""
    return {FIRST: FILES[FIRST] + text, "about.md": FILES["about.md"] + "\nSee [](#left-out).\n"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A site with a post that has a short way, built."""
    result = sample(tmp_path_factory.mktemp("site"), with_detours()).build(jobs=2)
    assert result.warnings == []
    return result


def test_head_offers_both_with_their_minutes(site: Result) -> None:
    head = select_first(article(site, "posts/alpha/first"), ".depth")
    assert texts(head, ".depth-choice a") == ["3 min: the argument", "11 min: everything"]
    assert links(head, ".depth-choice a") == ["?depth=short", "?depth=all"]
    assert attribute(head.select("a")[1], "aria-current") == "true"
    assert "11 min" in texts(article(site, "posts/alpha/first"), ".facts .fact")


def test_without_script_there_is_a_list_of_what_the_short_way_reads(site: Result) -> None:
    listed = select_first(article(site, "posts/alpha/first"), ".depth-list")
    assert [attribute(one, "href") for one in listed.select("a")] == [
        "#first-section",
        "#at-the-end",
    ]
    assert texts(listed, ".facts") == ["1 min", "2 min"]


def test_page_has_all_and_no_line_unless_a_script_folds(site: Result) -> None:
    detours = article(site, "posts/alpha/first").select("details.detour")
    assert [one.has_attr("open") for one in detours] == [True] * 3
    assert all(select_first(one, "summary").has_attr("hidden") for one in detours)
    lines = [select_first(one, "summary") for one in detours]
    # A line is a button, in which no link can be.
    assert not lines[0].select("a")
    assert "the same" in lines[0].get_text()
    assert lines[0].get_text().rstrip().endswith(" · 2 min")
    assert [one.get_text().strip() for one in lines[1:]] == [
        "Left out of the short way · 2 min"
    ] * 2


def test_headings_numbers_and_addresses_stay(site: Result, tmp_path: Path) -> None:
    plain = re.sub(r":::\{detour\}[^\n]*\n(.*?):::\n", r"\1", PARTS, flags=re.DOTALL)
    without = sample(tmp_path, with_detours(plain)).build()
    there, here = (article(one, "posts/alpha/first") for one in (without, site))
    assert not there.select(".detour")
    for selector in ("h2, h3", ".eqno", ".theorem-head"):
        assert texts(here, selector) == texts(there, selector)
    ids = [{one["id"] for one in page.select("[id]")} for page in (here, there)]
    assert ids[0] == ids[1]
    assert here.select("section#left-out-too > details.detour")


def test_search_twin_and_feed_have_all(site: Result) -> None:
    assert site.text("posts/alpha/first.md").count(LONG.strip()) == 5
    assert "Left out of the short way" not in site.text("posts/alpha/first.md")
    feed = site.text("atom.xml")
    assert feed.count(LONG.strip()) == 5
    for words in ("Left out of the short way", "Worked out for", "the argument"):
        assert words not in feed


def test_preview_of_a_section_that_is_left_out_shows_its_beginning(site: Result) -> None:
    preview = site.text("_previews/posts/alpha/first/left-out.html")
    assert "word word" in preview


def test_post_without_detours_has_nothing_to_choose(site: Result) -> None:
    assert not article(site, "posts/alpha/second").select(".depth")


@pytest.mark.parametrize(
    ("files", "warning"),
    [
        (
            {"shorts/one.md": FILES["shorts/one.md"] + "\n:::{detour} Long.\nWords.\n:::\n"},
            "shorts/one.md:14: WARNING: a detour stands in a post: only posts have a short way",
        ),
        (
            {FIRST: FILES[FIRST].replace("Opening words.", "Opening.\n\n```{detour}\n```\n")},
            f"{FIRST}:14: WARNING: a detour without content stands below the heading of a section: "
            "move it there",
        ),
    ],
)
def test_what_is_wrong_is_told_and_loses_nothing(
    files: dict[str, str], warning: str, tmp_path: Path
) -> None:
    result = sample(tmp_path, files).build()
    assert [line.partition(" [")[0] for line in result.warnings] == [warning]
    [name] = files
    text = article(result, name.removesuffix(".md")).get_text()
    assert "Words." in text or "Opening." in text
