"""What is quoted on another page brings its words, and nothing of how its page is laid out."""

from __future__ import annotations

import pytest
from bs4 import Tag

from tests.support.project import Result
from tests.support.sample import FILES, sample

ABOUT = """\
# About

A sentence, see [](#second-section), with [dress]{.loud .sd-stretched-link #own}
and {bdg-primary}`a badge`, {kbd}`Ctrl` and `code`.

:::{card} A card
:link: second-section
:link-type: ref
:class-card: loud

Body of the card.
:::

::::{grid} 1
:::{grid-item-card} Another
:link: second
:link-type: ref
:::
::::

```{button-ref} second-section
:ref-type: ref
:click-parent:
:class: loud

Press
```
"""
SUMMARY = "summary: About [dress]{.loud .sd-stretched-link} and [](#second-section)."
SHORT = (
    "\n```{button-ref} second-section\n:ref-type: ref\n:click-parent:\n\nPress\n```\n"
    "\n:::{card} T\n:link: second-section\n:link-type: ref\n\nBody.\n:::\n"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A site whose pages quote each other."""
    first = FILES["posts/alpha/first.md"]
    summary = next(line for line in first.splitlines() if line.startswith("summary:"))
    files = {
        "about.md": ABOUT,
        "reminding.md": "# Reminding\n\n```{short} two\n```\n",
        "posts/alpha/first.md": first.replace(summary, SUMMARY),
        "shorts/two.md": FILES["shorts/two.md"] + SHORT,
    }
    result = sample(tmp_path_factory.mktemp("quoted"), files).build()
    assert result.warnings == []
    return result


def foreign(place: Tag) -> list[str]:
    """Return what in *place* dresses it as its own page does."""
    named = [name for one in place.select("[class]") for name in one["class"]]
    return [name for name in named if name in ("loud", "sd-badge", "sd-btn", "sd-stretched-link")]


def test_a_sentence_brings_no_dress_and_the_link_of_a_card_is_none(site: Result) -> None:
    page = site.page("posts/alpha/second")
    [foot, *_] = page.select("article > .referred-to-by")
    said = [" ".join(one.text.split()) for one in foot.select("li > p:first-child")]
    assert [one for one in said if "dress" in one] == [
        "About dress and § 1.",
        "A sentence, see § 1, with dress and a badge, Ctrl and code.",
    ]
    assert not {"Press", "second", "second-section", "Body of the card."} & {*said}
    for place in page.select(".referred-to-by"):
        assert foreign(place) == []
        assert place.select("#own") == []


def test_what_has_a_meaning_keeps_it(site: Result) -> None:
    foot = site.page("posts/alpha/second").select_one("article > .referred-to-by")
    assert foot is not None
    assert [one.text for one in foot.select("kbd, .kbd")] == ["Ctrl"]
    assert "code" in [one.text for one in foot.select("code")]


@pytest.mark.parametrize("page", ["index", "tags/attention", "archive", "map"])
def test_a_summary_brings_no_dress(site: Result, page: str) -> None:
    [article] = site.page(page).select("article")
    assert foreign(article) == []
    assert article.select("#own") == []


def test_a_feed_brings_no_dress(site: Result) -> None:
    assert "loud" not in site.text("atom.xml")
    assert "stretched" not in site.text("feed.json")


def test_a_link_covers_its_card_alone(site: Result) -> None:
    covering = [
        link
        for name in site.files()
        if name.endswith(".html") and name.startswith(("reminding", "shorts", "_card"))
        for link in site.page(name.removesuffix(".html")).select(".reminder .sd-stretched-link")
    ]
    assert covering
    assert all(link.find_parent(class_="sd-card") for link in covering)
