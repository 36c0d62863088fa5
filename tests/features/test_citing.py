"""How a post is cited: plainly and in BibTeX."""

from __future__ import annotations

from pathlib import Path

import pytest
from pybtex.database import Entry, parse_string

from extensions.features.cite_this import author_name, escaped
from tests.support.project import Project
from tests.support.sample import post, sample


def cited(project: Project, page: str = "posts/alpha/first") -> tuple[str, Entry, str]:
    """Return key and fields of the BibTeX of *page* as BibTeX reads it, and the sentence."""
    fold = project.build().page(page).select_one(".cite-this details")
    assert fold is not None
    code, sentence = fold.select_one("pre"), fold.select_one("p")
    assert code is not None
    assert sentence is not None
    [(key, entry)] = parse_string(code.text, "bibtex").entries.items()
    return key, entry, sentence.text


def test_post_is_cited_with_all_that_is_known(tmp_path: Path) -> None:
    project = sample(tmp_path)
    text = post("first", title="Costs & gains: 100 % of $x^2$ {or} less")
    project.write("posts/alpha/first.md", text.replace("level:", "updated: 2026-03-01\nlevel:"))
    key, entry, sentence = cited(project)
    url = "https://site.example/posts/alpha/first.html"
    assert key == "ada2026first"
    assert entry.type == "misc"
    assert [str(person) for person in entry.persons["author"]] == ["Ada", "Grace"]
    fields = dict(entry.fields)
    title = r"{Costs \& gains: 100 \% of x² \textbraceleft{}or\textbraceright{} less}"
    assert fields == {
        "title": title,
        "howpublished": "A site",
        "year": "2026",
        "month": "January",
        "url": url,
        "note": "Updated 2026-03-01",
    }
    said = "Ada, Grace (2026). Costs & gains: 100 % of x² {or} less. A site. "
    assert sentence == f"{said}{url}."


def test_shorts_and_lists_are_not_cited(tmp_path: Path) -> None:
    built = sample(tmp_path).build()
    for page in ("shorts/one", "posts/alpha/index", "index", "archive"):
        assert built.page(page).select(".cite-this") == []


def test_code_can_be_copied(tmp_path: Path) -> None:
    page = sample(tmp_path).build().page("posts/alpha/first")
    # The selector of copy-code.js.
    assert page.select(".cite-this div:not(.highlight-output) > div.highlight > pre")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a_b & c", r"a\_b \& c"),
        ("50 % #1 $", r"50 \% \#1 \$"),
        ("~x^2\\", r"\textasciitilde{}x\textasciicircum{}2\textbackslash{}"),
        ("{é", r"\textbraceleft{}é"),
    ],
)
def test_text_is_escaped(text: str, written: str) -> None:
    assert escaped(text) == written


def test_name_that_would_be_taken_apart_is_kept_together() -> None:
    assert author_name("Ada Lovelace") == "Ada Lovelace"
    assert author_name("Brown, Root and Sons") == "{Brown, Root and Sons}"
