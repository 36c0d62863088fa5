"""What is indexed of a site, and when."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from docutils import nodes

from extensions.lib.node import NODE
from extensions.output.search.page_text import EQUATIONS, STATEMENTS
from extensions.output.search.short_forms import shortened
from extensions.output.search.terms import NAMES, SIGNS, SILENT, WITH_LIMITS, terms
from extensions.output.search.texts import OWN, Formulas, passages
from tests.support.pages import select_first
from tests.support.project import ROOT, Project, Result
from tests.support.sample import sample
from tests.support.scripts import script_address
from tests.support.search import Index, find

FIXTURE = Path(__file__).parents[1] / "fixtures" / "formulas.json"
SCRIPT = ROOT / "docs/_static/search-terms.js"
FORMULAS: list[tuple[str, list[str]]] = json.loads(FIXTURE.read_text("utf-8"))
FIRST, SHORT = "posts/alpha/first.html", "shorts/one.html"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Result]:
    """The sample site and what its build gave."""
    project = sample(tmp_path_factory.mktemp("site"), {"series.md": "# Series\n"})
    return project, project.build()


def test_pages_statements_and_equations_can_be_found(built: tuple[Project, Result]) -> None:
    index = Index(built[1].outdir)
    assert {FIRST, SHORT, "posts/alpha/index.html", "about.html"} <= set(index.heads)
    assert "index.html" not in index.heads
    _, title, series, _, sections, theorems, equations = index.heads[FIRST]
    assert (title, series) == ("The first post", "Alpha")
    assert sections[1] == ["first-section", "A section of The first post"]
    assert theorems == [["thm-first", "Theorem 1 (A fact)"]]
    section = "A section of The first post"
    assert equations == [["equation-eq-first", "Equation 1", section]]
    assert index.lines(FIRST, STATEMENTS) == ["It holds."]
    assert index.lines(FIRST, EQUATIONS)[0].startswith("{")
    assert {"$y", "$x", "$5"} <= index.words.keys()


def test_text_of_a_page_is_clean_and_its_own(built: tuple[Project, Result]) -> None:
    index = Index(built[1].outdir)
    text = " ".join(line for part in (0, 1) for line in index.lines(FIRST, part))
    assert text.startswith("About The first post, with {0} and a link and ")
    assert "See § 1 A section of The second post in The second post, Theorem 1" in text
    # What refers to it, and the line of facts, are of other pages or of the catalog.
    assert "Referred to by" not in text
    assert "min" not in text.split()
    claims = [url for url in index.heads if any("The claim of" in one for one in index.lines(url))]
    assert sorted(claims) == ["shorts/one.html", "shorts/two.html"]


def test_formulas_are_quoted_as_the_page_sets_them(built: tuple[Project, Result]) -> None:
    index = Index(built[1].outdir)
    formulas = index.quoted(FIRST)["formulas"]
    assert formulas["0"].startswith('<span class="katex')
    # No policy of a page forbids what has no style attribute.
    assert "style=" in built[1].text(FIRST)
    assert not [formula for formula in formulas.values() if " style=" in formula]
    # It is the formula of the page, to the byte.
    page = built[1].text(FIRST).replace(' style="', ' data-style="')
    assert all(formula in page for formula in formulas.values())


def test_formulas_that_nothing_quotes_are_kept_without_their_html() -> None:
    math = "<math><semantics><mrow><mi>x</mi></mrow><annotation>x</annotation></semantics></math>"
    paragraph = nodes.paragraph("", "So ", nodes.math("x", "x", katex=math))
    alone = nodes.math_block("x", "x", katex=math)
    for block in (paragraph, alone):
        block[OWN] = True
    section = nodes.section("", nodes.title("", "Top"), paragraph, alone, ids=["top"])
    formulas = Formulas()
    [passage] = passages(section, 1, formulas)
    assert [form for _, form in passage.blocks] == ["text", "formula"]
    in_line, displayed = formulas.found
    assert in_line.text == displayed.text == "x"
    assert in_line.html
    assert not displayed.html


def test_formulas_are_a_third_as_long_in_the_index(built: tuple[Project, Result]) -> None:
    quoted = Index(built[1].outdir).quoted(FIRST)
    formulas = "".join(quoted["formulas"].values())
    assert len(shortened(formulas)) < len(formulas) / 3
    assert shortened(f"a{chr(0x85)}b") == "ab"


def test_results_can_be_narrowed_down_by_what_the_site_has(built: tuple[Project, Result]) -> None:
    index = Index(built[1].outdir)
    options = index.first["facets"]
    assert [value for value, _ in options["series"]] == ["alpha", "beta"]
    assert [title for _, title in options["tag"]] == ["Attention", "Optimisation", "Probability"]
    of_page = dict(zip(sorted(index.heads), index.first["pages"], strict=True))[FIRST].split(" ")
    has = {
        group: [options[group][int(place)][0] for place in places.split(".")]
        for group, places in zip(options, of_page, strict=True)
    }
    assert has["kind"] == ["post", "section", "theorem", "equation"]
    assert (has["series"], has["track"]) == (["alpha"], ["learning"])
    assert (has["tag"], has["level"]) == (["optimisation", "attention"], ["foundation"])


def test_sphinx_makes_no_index_of_its_own(built: tuple[Project, Result]) -> None:
    names = {Path(name).name for name in built[1].files()}
    assert not names & {"searchindex.js", "searchtools.js", "language_data.js"}
    page = built[1].page("posts/alpha/first")
    link = select_first(page, "a.search-open")
    assert link["href"] == "../../search.html"
    assert not [script for script in page.select("script[src]") if "_search" in script["src"]]


def test_search_page_is_for_readers_and_not_for_engines(built: tuple[Project, Result]) -> None:
    page = built[1].page("search")
    assert select_first(page, "meta[name=robots]")["content"] == "noindex"
    assert page.select_one("form[method=get] input[name=q]")
    ways = [link["href"] for link in page.select("noscript a")]
    assert ways == ["series.html", "shorts/index.html", "archive.html", "tags.html"]


def test_index_is_made_again_only_when_it_would_be_another(
    built: tuple[Project, Result], tmp_path: Path
) -> None:
    project = built[0].copy(tmp_path / "copy")

    def index() -> dict[Path, int]:
        paths = (outdir / "_search").rglob("*.json")
        return {path: path.stat().st_mtime_ns for path in paths}

    outdir = project.build().outdir
    made = index()
    project.build()
    assert index() == made
    first = project.docs / "posts/alpha/first.md"
    first.write_text(first.read_text("utf-8").replace("date: 2026-01-01", "date: 2026-01-03"))
    project.build()
    assert index() == made
    first.write_text(first.read_text("utf-8").replace("It holds.", "It does hold."))
    assert Index(project.build().outdir).lines(FIRST, STATEMENTS) == ["It does hold."]


def test_texts_and_index_that_are_gone_are_made_again(
    built: tuple[Project, Result], tmp_path: Path
) -> None:
    project = built[0].copy(tmp_path / "copy")
    before = project.build()
    expected = before.files()
    shutil.rmtree(before.outdir / "_search")
    assert project.build().files() == expected
    shutil.rmtree(project.root / "_build/doctrees/search-html")
    assert project.build().files() == expected


def test_site_without_pieces_has_a_search(tmp_path: Path) -> None:
    result = Project(tmp_path).build()
    assert result.warnings == []
    assert result.status == 0
    assert Index(result.outdir).heads == {}
    assert find(result.outdir, "anything").results == []


def test_page_with_the_marks_of_the_index_is_indexed_without_them(tmp_path: Path) -> None:
    text = "# Page\n\nWords \ue0007\ue001 with $x^2$.\n"
    result = Project(tmp_path, {"page.md": text}).build()
    assert result.warnings == []
    assert "Traceback" not in result.output
    assert "\ue0007\ue001" in result.text("page.html")


def test_aliases_are_found_as_titles_are(tmp_path: Path) -> None:
    about = "---\naliases: [Zylograph]\n---\n\n# About\n\nNothing of the kind.\n"
    other = "# Other\n\nA zylograph is named here, and a zylograph there.\n"
    result = Project(tmp_path, {"about.md": about, "other.md": other}).build()
    assert find(result.outdir, "zylograph").urls == ["about.html", "other.html"]


@pytest.mark.parametrize(("formula", "expected"), FORMULAS)
def test_formula_becomes_words(formula: str, expected: list[str]) -> None:
    assert terms(formula) == expected


def test_script_makes_the_same_words_of_formulas() -> None:
    """Also of every displayed formula of the site, and of every name that has a meaning."""
    sources = [path.read_text("utf-8") for path in (ROOT / "docs").rglob("*.md")]
    formulas = [tex for text in sources for tex in re.findall(r"\$\$(.+?)\$\$", text, re.S)]
    names = [*SILENT, *NAMES, *WITH_LIMITS]
    formulas += [rf"{sign}{name}_{{ij}} x" for name in names for sign in ("", "\\")]
    formulas += [*SIGNS, *(formula for formula, _ in FORMULAS)]
    assert len(formulas) > 500
    program = (
        f"const {{ terms }} = await import({json.dumps(script_address(SCRIPT))});"
        "let text = '';"
        "for await (const part of process.stdin) text += part;"
        "console.log(JSON.stringify(JSON.parse(text).map(terms)));"
    )
    done = subprocess.run(
        [NODE, "--input-type=module", "-e", program],
        input=json.dumps(formulas),
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    differ = [f for f, words in zip(formulas, said, strict=True) if terms(f) != words]
    assert not differ
