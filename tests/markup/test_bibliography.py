"""Slips in the bibliography: each is told at its line and costs one entry; TeX in titles is set."""

from __future__ import annotations

from pathlib import Path

import pytest

from extensions.markup.bibliography.tex import unwrapped, wrapped
from tests.support.pages import select_first
from tests.support.project import Project, Result

GOOD = "@misc{good, title={Good}, author={O. K.}, year=2020}\n"

# What follows a good entry and stands before another, and what is told of it.
SLIPS = {
    "comma": (
        "@misc{bad,\n  author={X}\n  title={B}, year=2020}\n",
        '4: the entry "bad" cannot be read here: the line above lacks a comma, or a brace is '
        "wrong: mend it [groundwork.bibliography]",
    ),
    "brace": (
        "@misc{bad, title={B, author={X},\n  year=2020}\n",
        '2: the entry "bad" opens a brace or a quotation mark that it does not close: close it '
        "[groundwork.bibliography]",
    ),
    "name": (
        "@misc{bad, title={B}, author={A, B, C, D}, year=2020}\n",
        '2: the entry "bad" has a name with too many commas (\'A, B, C, D\'): write "and" between '
        "two names [groundwork.bibliography]",
    ),
    "word": (
        "@misc{bad, title={B}, author={X}, year=2020,\n  month=foo}\n",
        '3: the entry "bad" has the word "foo" without braces, and no @string means it: put it in '
        "braces [groundwork.bibliography]",
    ),
    "twice": (
        "@misc{bad, title={B}, author={X}, year=2020}\n@misc{bad, title={C}, author={X}, year=1}\n",
        '3: the entry "bad" is in the file already: rename or delete one of the two '
        "[groundwork.bibliography]",
    ),
    "field": (
        "@misc{bad, title={B}, title={C}, author={X}, year=2020}\n",
        '2: the entry "bad" has title twice: delete one of the two [groundwork.bibliography]',
    ),
    "no-key": (
        "@misc{, title={B}}\n",
        "2: this is an entry without a key: write one behind the brace, and a comma "
        "[groundwork.bibliography]",
    ),
    "next-line": (
        "@book{\n  bad,\n  title={B}, author={X}, year=2020}\n",
        '2: the entry "bad" has no publisher: add it [groundwork.incomplete-entry]',
    ),
    "parentheses": (
        "@book( bad , title={B}, author={X}, year=2020)\n",
        '2: the entry "bad" has no publisher: add it [groundwork.incomplete-entry]',
    ),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A site that cites what stands before and behind a slip, in both ways."""
    page = "# A\n\n{footcite:p}`good` {footcite:t}`last`\n\n```{footbibliography}\n```\n"
    project = Project(tmp_path_factory.mktemp("bib"), {"a.md": page})
    project.write("b.md", "# B\n\n{cite:p}`good`\n\n```{bibliography}\n:all:\n```\n")
    return project


@pytest.mark.parametrize("name", SLIPS)
def test_slip_is_told_in_one_line_and_costs_one_entry(name: str, project: Project) -> None:
    text, said = SLIPS[name]
    project.write("references.bib", f"{GOOD}{text}{GOOD.replace('good', 'last')}")
    line, _, words = said.partition(": ")
    for _ in range(2):
        result = project.build()
        assert result.output.splitlines() == [f"references.bib:{line}: WARNING: {words}"]
        assert len(result.page("a").select("aside.footnote")) == 2
        assert select_first(result.page("b"), "article").text.count("Good") == 2


DOI = "10.1/(a)2:3<4::b>5.0.CO;6"
TITLE = r"The \emph{big $x$ Leap} of $L^2$ on \textbf{NASA} \& {\"U}bung \url{https://e.org/a_b}"


@pytest.fixture(scope="module")
def tex(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A site that cites a title with TeX in it, and one with a formula that cannot be set."""
    bib = f"@misc{{tex, title={{{TITLE}}}, author={{A}}, year=2020, doi={{{DOI}}}}}\n"
    bib += "@misc{bad, title={On $\\foo$}, author={B}, year=2020}\n"
    pages = {
        "a.md": "# A\n\n{footcite:p}`tex`\n\n```{footbibliography}\n```\n",
        "b.md": "# B\n\n{cite:p}`tex`\n\n```{bibliography}\n:filter: key == 'tex'\n```\n",
        "c.md": "# C\n\n{footcite:p}`bad`\n\n```{footbibliography}\n```\n",
        "references.bib": bib,
    }
    return Project(tmp_path_factory.mktemp("tex"), pages).build()


@pytest.mark.parametrize(("page", "entry"), [("a", "aside.footnote p"), ("b", "div.citation p")])
def test_tex_in_a_title_is_set(tex: Result, page: str, entry: str) -> None:
    cited = select_first(tex.page(page), entry)
    formulas = [one.text for one in cited.select("annotation")]
    assert formulas == ["x", "L^2"]
    for formula in cited.select(".math"):
        formula.replace_with("∎")
    assert select_first(cited, "em").text == "big ∎ Leap"
    assert select_first(cited, "strong").text == "NASA"
    assert cited.select_one("a[href='https://e.org/a_b']")
    assert "The big ∎ Leap of ∎ on NASA & Übung https://e.org/a_b." in cited.text


@pytest.mark.parametrize("page", ["a", "b"])
def test_address_of_an_old_doi_is_valid(tex: Result, page: str) -> None:
    addresses = [str(one["href"]) for one in tex.page(page).select("a[href^='https://doi.org/']")]
    assert addresses == ["https://doi.org/10.1/(a)2:3%3C4::b%3E5.0.CO;6"]


def test_formula_that_cannot_be_set_is_told_on_the_page_that_cites(tex: Result) -> None:
    assert [line.partition(": ")[0] for line in tex.warnings] == ["c.md:1"]
    assert "Undefined control sequence: \\foo" in tex.warnings[0]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("No TeX, but 5\\$ and 6\\$", "No TeX, but 5\\$ and 6\\$"),
        ("A {B} $c_1$", "A {B} {c_1}"),
        (r"\textsc{Lisp} and \mbox{C}", "{Lisp} and {C}"),
        (r"\(a\)", "{a}"),
        (r"\emph{a {b} c}", "{a b c}"),
    ],
)
def test_words_keep_their_braces_and_formulas_their_text(said: str, text: str) -> None:
    assert "".join(node.astext() for node in unwrapped(wrapped(said))) == text


def test_missing_file_is_told(tmp_path: Path) -> None:
    project = Project(tmp_path, {"a.md": "# A\n"})
    project.delete("references.bib")
    assert project.build().warnings == [
        'references.bib:1: WARNING: there is no file "references.bib": write it, or take it out of '
        "bibtex_bibfiles in conf.py [groundwork.bibliography]"
    ]
