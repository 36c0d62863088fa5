"""Notes, references and files where authors put them without a thought: titles, summaries."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.pages import select_first
from tests.support.project import Project, Result, differences
from tests.support.sample import FILES, PNG, post, sample, short


def titled(label: str, title: str) -> str:
    """Return the post *label* whose title alone is *title*."""
    return post(label).replace(f"# The {label} post", f"# {title}", 1)


NOTED = post("noted").replace("Opening words.", "Opening words[^1] and more[^2].")
NOTED += "\n[^1]: The first note.\n\n(before-a-note)=\n[^2]: The second note.\n"
SUMMARY = post("cites").replace("About The", "A note[^1], {footcite:p}`knuth1984`, of The")
SUMMARY = SUMMARY.replace("Opening words.", "Opening words[^1].") + "\n[^1]: The note.\n"
PAGES = {
    "index.md": FILES["index.md"].replace("shorts/index\n", "shorts/index\npaper\nnoted\n"),
    "posts/noted.md": NOTED,
    "noted.md": "# Noted\n\nA word[^1].\n\n[^1]: Its note.\n",
    "posts/cites.md": SUMMARY,
    "posts/refers.md": titled("refers", "More on [](#first-section) and {eq}`eq-first`"),
    "posts/astray.md": titled("astray", "More on [](nope)"),
    "posts/offers.md": titled("offers", "With {download}`photo.png`"),
    "names.md": "# Names\n\n[](#refers), [](#astray), [](#offers) and {prf:ref}`eq-first`.\n",
    "paper.md": "# Paper\n\n```{header}\nAbove.\n```\n\n```{footer}\nBelow.\n```\n",
    "money.md": "# Money\n\nFor $5,$6 a piece, $1.5,$2 a dozen; $5$ of $5$, $x=5$.\n",
    "pictures.md": (
        "# Pictures\n\n![A](//other.example/x.png)\n\n![B](ftp://other.example/x.png)\n\n"
        "![C](my pic.png)\n\n![D](<my pic.png>)\n\n[x](java&Tab;script:alert(1))\n"
    ),
    "unpublished.md": "# Unpublished\n\n[](posts/draft.md) and [](#draft).\n",
    "posts/draft.md": post("draft").replace("level:", "draft: true\nlevel:"),
    "posts/later.md": post("later", date="2099-01-01"),
    "shorts/of-draft.md": short("of-draft", distils="draft-section"),
    "shorts/of-later.md": short("of-later", distils="later-section"),
    "posts/needs.md": post("needs").replace("level:", "requires: [draft, later]\nlevel:"),
    "labelled.md": "# Labelled\n\n$$ x $$ (eq-x) and more.\n\nA $$ y $$ (two-sided) test.\n",
    "styled.md": "# Styled\n\n```{bibliography}\n:style: nope\n```\n",
}
KINDS = {".txt", ".tex", ".1", ".texi"}
NOTE = (
    "a note or a citation cannot stand in a summary or claim, which other pages show without what "
    "is at the foot of this one: say it in the text [groundwork.note-in-opening]"
)
DOWNLOAD = "a heading offers no file: write {download} in the text below it"
HOST = (
    "no page asks the host other.example: put the picture beside this page, or allow the host in "
    'conf.py, allowed_hosts = ["other.example"] [groundwork.other-host]'
)
REFUSED = (
    "is none that a reader may be led to: write one that begins with https://, or the path of a "
    "file [groundwork.refused-address]"
)
AMOUNT = (
    "looks like an amount, and a formula is between two $: write \\$ for the sign of a currency, "
    "or $…$ without spaces around numbers and signs alone [groundwork.amount]"
)
WAITS = "which waits for 2099-01-01: publish that first, or take the link out"
DRAFT = "which is a draft: publish that first, or take the link out"
TOLD = {
    f"posts/cites.md:6: WARNING: {NOTE}",
    'posts/astray.md:10: WARNING: there is no page or file "nope": write its path relative to '
    "this page, or #label [myst.xref_missing]",
    f"posts/offers.md:10: WARNING: {DOWNLOAD} [groundwork.download-in-title]",
    'names.md:3: WARNING: the label "eq-first" is not that of a theorem: write [](#eq-first) '
    "[groundwork.unknown-label]",
    "paper.md:3: WARNING: {header} is for sheets of paper: write its text without it, where it "
    "belongs [groundwork.of-paper]",
    "paper.md:7: WARNING: {footer} is for sheets of paper: write its text without it, where it "
    "belongs [groundwork.of-paper]",
    f"money.md:3: WARNING: $5,$ {AMOUNT}",
    f"money.md:3: WARNING: $1.5,$ {AMOUNT}",
    f"pictures.md:3: WARNING: {HOST}",
    f'pictures.md:5: WARNING: the address "ftp://other.example/x.png" {REFUSED}',
    'pictures.md:7: WARNING: the picture "my pic.png" has a space in its name: write '
    "![…](<my pic.png>) [groundwork.picture]",
    'pictures.md:11: WARNING: there is no page or file "java\\tscript:alert(1)": write its path '
    "relative to this page, or #label [myst.xref_missing]",
    f"unpublished.md:3: WARNING: the link leads to posts/draft, {DRAFT} [myst.xref_missing]",
    'unpublished.md:3: WARNING: the label "draft" is on posts/draft, '
    f"{DRAFT} [groundwork.unknown-label]",
    'shorts/of-draft.md:6: WARNING: distils: the label "draft-section" is on posts/draft, '
    f"{DRAFT} [groundwork.unknown-label]",
    'shorts/of-later.md:6: WARNING: distils: the label "later-section" is on posts/later, '
    f"{WAITS} [groundwork.unknown-label]",
    'posts/needs.md:4: WARNING: requires: the label "draft" is on posts/draft, '
    f"{DRAFT} [groundwork.unknown-label]",
    'posts/needs.md:4: WARNING: requires: the label "later" is on posts/later, '
    f"{WAITS} [groundwork.unknown-label]",
    "labelled.md:3: WARNING: (eq-x) is no label here: write $$ on a line of its own before the "
    "formula, and $$ (eq-x) on one after it [groundwork.label]",
    'styled.md:3: WARNING: {bibliography} knows no style "nope": write one of alpha, plain, unsrt, '
    "unsrtalpha [groundwork.bibliography-style]",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = sample(tmp_path_factory.mktemp("asides"), PAGES)
    for folder in ("posts", ""):
        for name in ("photo.png", "my pic.png", "picture.svg"):
            source = project.docs / "posts/alpha/picture.svg"
            image = source.read_bytes() if name.endswith("svg") else PNG
            (project.docs / folder / name).write_bytes(image)
    return project


@pytest.fixture(scope="module")
def built(project: Project) -> Result:
    return project.build()


def words(result: Result, docname: str) -> str:
    """Return the text of the article of *docname* on one line."""
    article = result.page(docname).article
    assert article is not None
    return " ".join(article.get_text().split())


def test_each_is_told_once(built: Result) -> None:
    assert "Traceback" not in built.output
    assert sorted(built.warnings) == sorted(TOLD)


def test_note_named_by_a_number_is_at_the_foot(built: Result) -> None:
    page = built.page("posts/noted")
    notes = page.select("aside.footnote")
    assert [select_first(note, "p").get_text() for note in notes] == [
        "The first note.",
        "The second note.",
    ]
    for note in notes:
        assert page.select_one(f'a[href="#{note["id"]}"]')


def test_title_that_refers_is_quoted_with_what_it_names(built: Result) -> None:
    said = words(built, "names")
    assert "More on A section of The first post and (1)" in said
    assert "More on nope" in said
    assert "With photo.png" in said


def test_nothing_is_lost(built: Result) -> None:
    assert "Above. Below." in words(built, "paper")
    assert "For $5,$6 a piece, $1.5,$2 a dozen" in words(built, "money")
    assert len(built.page("money").select(".katex, math, .math")) >= 3


def test_quoted_title_follows_what_it_refers_to(project: Project, tmp_path: Path) -> None:
    first = project.docs / "posts/alpha/first.md"
    text = first.read_text("utf-8")
    first.write_text(text.replace("## A section of", "## One section of"), "utf-8")
    clean = project.copy(tmp_path / "clean").build(jobs=2)
    incremental = project.build()
    assert "More on One section of The first post" in words(incremental, "names")
    assert differences(incremental, clean) == []
    assert sorted(clean.warnings) == sorted(TOLD)


@pytest.mark.parametrize("builder", ["text", "latex", "man", "texinfo"])
def test_other_builders_say_all(project: Project, built: Result, builder: str) -> None:
    result = project.build(builder=builder)
    assert result.status == 0
    assert "Traceback" not in result.output
    said = "".join(
        path.read_text("utf-8") for path in result.outdir.rglob("*") if path.suffix in KINDS
    )
    for part in ("Its note", "Above", "Below"):
        assert re.search(part, said), part
