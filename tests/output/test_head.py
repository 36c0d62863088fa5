"""The head of a post: its summary in brief, its facts, its first picture, what to read before."""

from __future__ import annotations

import pytest

from tests.support.pages import article, select_first, texts
from tests.support.project import Result
from tests.support.sample import FILES, sample, short

PICTURE = "```{figure} picture.svg\n:name: fig-NAME\n:alt: A.\n\nThe NAME picture.\n```\n\n"


def with_pictures(source: str) -> str:
    """Return the post *source* with two pictures before its first section."""
    pictures = PICTURE.replace("NAME", "one") + "Between.\n\n" + PICTURE.replace("NAME", "two")
    return source.replace("Opening words", f"Before.\n\n{pictures}Opening words")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A post with a long summary and pictures, and one with neither."""
    third = FILES["posts/beta/third.md"].replace("photo.png", "picture.svg")
    files = {
        "posts/beta/third.md": with_pictures(third).replace(
            "summary: About", "summary: Lead with $x^2$. The rest, see [](#second). About"
        ),
        "shorts/whole.md": short("whole", distils="third").replace(
            "claim: ", "claim: First sentence. "
        ),
    }
    result = sample(tmp_path_factory.mktemp("site"), files).build()
    assert result.warnings == []
    return result


def test_first_picture_stands_in_the_head(site: Result) -> None:
    section = select_first(article(site, "posts/beta/third"), "section")
    head = [one for one in section.find_all(recursive=False) if one.name != "span"][:7]
    classes = [" ".join(one.get("class") or []) for one in head]
    assert head[0].name == "h1"
    assert classes[1:3] == ["opening", "facts"]
    assert head[3].name == "figure"
    assert "Figure 1 The one picture." in head[3].get_text()
    assert "margin short-card" in classes[4]
    assert "before-reading" in classes[5]
    assert head[6].get_text() == "Before."
    assert [one["id"] for one in section.select(":scope > figure")] == ["fig-one", "fig-two"]


def test_summary_unfolds_behind_its_first_sentence(site: Result) -> None:
    opening = select_first(article(site, "posts/beta/third"), ".opening")
    assert texts(opening, ":scope > p")[0].startswith("Lead with")
    rest = select_first(opening, ":scope > details:not([open])")
    assert select_first(rest, "summary")["aria-label"] == "Whole summary"
    assert texts(rest, "p") == [
        "The rest, see The second post. About The third post, with "
        + select_first(rest, "p .math").get_text()
        + " and a link and The second post."
    ]
    assert opening.get_text().split()[-3:] == ["The", "second", "post."]


def test_a_summary_of_one_sentence_and_a_claim_are_shown_whole(site: Result) -> None:
    for page in ("posts/alpha/first", "shorts/whole"):
        assert texts(article(site, page), ".opening details") == []
    assert article(site, "posts/alpha/first").select(".opening-figure") == []


def test_other_forms_have_the_summary_as_one_paragraph(site: Result) -> None:
    twin = site.text("posts/beta/third.md")
    assert "Lead with $x^2$. The rest, see" in twin
    assert "Whole summary" not in twin
