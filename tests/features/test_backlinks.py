"""What refers to a page, with the sentence that does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.pages import article, links, select_first, texts
from tests.support.project import Result
from tests.support.sample import sample

ABOUT = """\
# About

Nothing here. Of $x^2$ one reads in [](#second-section),
and nowhere else{footcite:p}`knuth1984`. The end.

## Below

- In a list: [the theorem](#thm-second) of [](#second).

| a table |
|---|
| of {eq}`eq-second` |

```{footbibliography}
```
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A small site in which pages refer to each other, built."""
    result = sample(tmp_path_factory.mktemp("site"), {"about.md": ABOUT}).build(jobs=2)
    assert result.warnings == []
    return result


def test_foot_of_a_post_has_every_sentence_that_refers_to_it(site: Result) -> None:
    foot = select_first(article(site, "posts/alpha/second"), "article > .referred-to-by")
    said = texts(foot, "li > p:first-child")
    sources = texts(foot, "li > .facts")
    assert said[-3][:3] == "Of "
    assert said[-3].endswith("one reads in § 1, and nowhere else.")
    assert said[-2:] == ["In a list: the theorem of The second post.", "of (1)"]
    assert sources[-3:] == ["About", "Below in About", "Below in About"]
    assert links(foot, "li > .facts a")[-1] == "../../about.html#below"
    # Its own references to itself are not among them.
    assert "The second post" not in sources


def test_sentence_keeps_its_formula_and_leaves_its_footnote(site: Result) -> None:
    foot = select_first(article(site, "posts/alpha/second"), "article > .referred-to-by")
    item = next(one for one in foot.select("li") if "nowhere else" in one.text)
    assert len(item.select(".katex")) == 1
    assert item.select(".footnote-reference") == []


def test_many_sentences_fold(site: Result) -> None:
    foot = select_first(article(site, "posts/alpha/second"), "article > .referred-to-by")
    assert len(foot.select(":scope > ul > li")) == 5
    assert texts(foot, "details > summary") == [f"{len(foot.select('details li'))} more"]


def test_section_has_beside_it_what_refers_to_it_and_to_what_is_in_it(site: Result) -> None:
    section = select_first(article(site, "posts/alpha/second"), "#second-section")
    aside = select_first(section, ".margin.referred-to-by")
    count = len(aside.select("li"))
    assert texts(aside, "summary") == [f"Referred to by {count}"]
    assert "of (1)" in texts(aside, "li > p:first-child")
    assert "In a list: the theorem of The second post." in texts(aside, "li > p:first-child")


def test_page_that_nothing_refers_to_says_nothing(site: Result) -> None:
    assert article(site, "shorts/two").select(".referred-to-by") == []


def test_page_that_is_no_piece_has_no_backlinks(site: Result) -> None:
    assert article(site, "posts/alpha/index").select(".referred-to-by") == []


def test_short_form_is_the_number_alone_from_every_page(tmp_path: Path) -> None:
    text = "# About\n\nAs {site:num}`second-section` and {site:num}`second` say.\n"
    result = sample(tmp_path, {"about.md": text}).build()
    assert result.warnings == []
    assert texts(article(result, "about"), "p a") == ["§ 1", "The second post"]


def test_short_form_of_an_unknown_label_names_the_nearest(tmp_path: Path) -> None:
    project = sample(tmp_path, {"about.md": "# About\n\nAs {site:num}`second-secton` says.\n"})
    assert project.build().warnings == [
        "about.md:3: WARNING: no section, figure, equation or theorem has the label "
        '"second-secton": did you mean "second-section"? [groundwork.unknown-label]'
    ]
