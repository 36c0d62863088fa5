"""What a card shows: the files below ``_previews``, and the links that name them."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from tests.support.pages import select_first
from tests.support.project import Project, Result
from tests.support.sample import PNG, SVG, post, sample

WORDS = "word " * 70
TARGET = f"""\
---
date: 2026-01-01
tags: [optimisation, attention]
level: foundation
authors: [Ada]
summary: The summary, with $s^2$ and [a link](#sec-long).
---

(whole)=
# The whole page

(sec-long)=
## Long

First, with $a_1$. {WORDS}

Second. {WORDS}

Third.

(sec-figure)=
## Up to a figure

Before.

```{{figure}} photo.png
:name: fig-photo
:alt: A picture.

The photograph.
```

After the figure.

(sec-formula)=
## Up to a formula

Before.

$$
x = 1
$$ (eq-one)

After the formula.

(sec-empty)=
## Only sections

### A section within

Within.

(sec-whole)=
## Shown whole

```{{sidebar}} An aside

Beside it.
```

All of it.

## Statements

:::{{prf:lemma}} A fact
:label: lem_fact

It holds for $b_2$.
:::

:::{{prf:proof}}
Because.
:::

\\begin{{align}}
u &= 1 \\label{{eq-row}} \\\\
v &= 2
\\end{{align}}

```{{figure}} drawn.svg
:name: fig-drawn
:alt: A drawing.

The drawing.
```

:::{{table}} The table
:name: tab-one

| a | b |
|---|---|
| 1 | 2 |
:::
"""
NAMES = [
    "whole",
    *("sec-long", "sec-figure", "sec-formula", "sec-empty", "sec-whole"),
    *("lem_fact", "eq-one", "eq-row", "fig-photo", "fig-drawn", "tab-one"),
]
OTHER = "# Other\n\n" + "\n\n".join(f"[](#{name})" for name in NAMES) + "\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A post with a target of each kind, and a page that refers to all of them."""
    files = {"posts/target.md": TARGET, "posts/drawn.svg": SVG, "about/other.md": OTHER}
    project = Project(tmp_path_factory.mktemp("site"), files)
    (project.docs / "posts/photo.png").write_bytes(PNG)
    result = project.build()
    assert result.warnings == []
    return result


def preview(built: Result, name: str) -> BeautifulSoup:
    """Return the preview that the link to the label *name* names."""
    link = built.page("about/other").select("article a[data-preview]")[NAMES.index(name)]
    address = urljoin("about/other.html", str(link["data-preview"]))
    return BeautifulSoup(built.text(address), "html5lib")


def said(built: Result, name: str) -> str:
    """Return the text of the preview of *name* without permalinks, white space folded."""
    page = preview(built, name)
    for one in page.select(".headerlink"):
        one.decompose()
    return " ".join(page.get_text().split())


def test_page_is_its_title_summary_and_facts(built: Result) -> None:
    page = preview(built, "whole")
    assert [one.name for one in select_first(page, "body").find_all(recursive=False)] == [
        "h1",
        "div",
        "p",
    ]
    assert said(built, "whole").startswith("The whole page The summary, with")
    assert "1 Jan 2026 · Foundation" in select_first(page, ".facts").get_text()
    assert len(page.select(".opening .katex")) == 1
    assert page.select("[data-preview]")[0]["href"] == "#sec-long"


def test_section_ends_after_some_words_and_says_so(built: Result) -> None:
    text = said(built, "sec-long")
    assert text.startswith("1. Long First, with")
    assert "Second." in text
    assert "Third." not in text
    assert text.endswith("word …")
    assert len(preview(built, "sec-long").select(".katex")) == 1


@pytest.mark.parametrize(
    ("name", "shown", "hidden"),
    [
        ("sec-figure", "The photograph.", "After the figure."),
        ("sec-formula", "x=1", "After the formula."),
    ],
)
def test_section_ends_after_its_first_display(
    built: Result, name: str, shown: str, hidden: str
) -> None:
    text = said(built, name)
    assert shown in text
    assert hidden not in text
    assert text.endswith("…")


def test_section_of_sections_is_its_title(built: Result) -> None:
    assert said(built, "sec-empty") == "4. Only sections …"


def test_section_that_is_shown_whole_has_no_ellipsis(built: Result) -> None:
    assert said(built, "sec-whole") == "5. Shown whole All of it."


def test_what_stands_in_the_margin_is_not_shown(built: Result) -> None:
    assert "Beside it." in built.page("posts/target").get_text()
    assert "Beside it." not in said(built, "sec-whole")
    # Backlinks are in the margin of each section that the other page refers to.
    assert built.page("posts/target").select(".margin.referred-to-by")
    assert preview(built, "sec-long").select(".margin") == []


def test_statement_is_whole_and_its_proof_is_not_there(built: Result) -> None:
    assert said(built, "lem_fact").startswith("Lemma 1 (A fact). It holds for")
    assert "Because" not in said(built, "lem_fact")
    assert len(preview(built, "lem_fact").select(".theorem .katex")) == 1


def test_formula_has_its_number(built: Result) -> None:
    page = preview(built, "eq-one")
    assert len(page.select(".math-wrapper .katex-display")) == 1
    assert select_first(page, ".eqno").get_text().startswith("(1)")
    rows = select_first(preview(built, "eq-row"), "annotation").get_text()
    assert r"\tag{2}" in rows
    assert r"\tag{3}" in rows


def test_figures_and_tables_are_whole(built: Result) -> None:
    photo = preview(built, "fig-photo")
    assert select_first(photo, "img")["src"] == "../_images/photo.png"
    assert "Figure 1 The photograph." in said(built, "fig-photo")
    assert len(preview(built, "fig-drawn").select("figure svg.drawn")) == 1
    assert select_first(preview(built, "tab-one"), "td").get_text() == "1"


def test_every_preview_has_a_link_and_every_address_a_file(built: Result, tmp_path: Path) -> None:
    # The sentence is shown on the first post as well, far from the section that it names.
    about = "# About\n\nSee [](#own) and [](#first).\n\n(own)=\n## Own\n\nWords.\n"
    sites = [built, sample(tmp_path, {"about.md": about}).build(jobs=2)]
    for site in sites:
        named = set()
        for path in site.outdir.rglob("*.html"):
            page = path.relative_to(site.outdir).as_posix()
            # A link in a preview is resolved on the page that it was taken from.
            if not page.startswith("_previews/"):
                links = site.page(page.removesuffix(".html")).select("a[data-preview]")
                named |= {urljoin(page, str(link["data-preview"])) for link in links}
                assert all(str(one["href"])[0] == "#" for one in links if not one["data-preview"])
        files = {name for name in site.files() if name.startswith("_previews/")}
        assert {name for name in named if name.startswith("_previews/")} == files
        assert b"<script" not in b"".join(site.files()[name] for name in files)


def test_a_page_does_not_grow_with_what_it_refers_to(tmp_path: Path) -> None:
    project = sample(tmp_path)
    before = project.build()
    project.write("posts/alpha/first.md", post("first").replace("It holds.", WORDS * 20))
    after = project.build()
    name = "posts/alpha/second.html"
    assert after.files()[name] == before.files()[name]
    assert len(after.text("_previews/posts/alpha/first/thm-first.html")) > 4000


def test_preview_goes_with_the_last_reference(tmp_path: Path) -> None:
    project = sample(tmp_path)
    assert "_previews/shorts/one/~page.html" in project.build().files()
    project.write("about.md", "# About\n")
    assert "_previews/shorts/one" not in " ".join(project.build().files())


def test_feed_and_other_builders_know_of_no_preview(tmp_path: Path) -> None:
    project = sample(tmp_path)
    assert "data-preview" not in project.build().text("atom.xml")
    epub = project.build("-D", "version=1", builder="epub")
    assert "data-preview" not in epub.text("posts/alpha/first.xhtml")
    assert not (epub.outdir / "_previews").exists()


def test_section_with_text_before_and_behind_a_detour(tmp_path: Path) -> None:
    parts = "## Ways\n\nBefore.\n\n:::{detour}\nA way round.\n:::\n\nBehind.\n"
    project = sample(tmp_path, {"posts/way.md": post("way", image="alpha/picture.svg")})
    with (project.docs / "posts/way.md").open("a", encoding="utf-8") as file:
        file.write(f"\n(ways)=\n{parts}")
    project.write("seen.md", "# Seen\n\nSee [](#ways).\n")
    built = project.build()
    assert built.warnings == []
    [shown] = [path.read_text("utf-8") for path in built.outdir.rglob("_previews/posts/way/ways*")]
    places = [shown.index(words) for words in ("Before.", "A way round.", "Behind.")]
    assert places == sorted(places)
