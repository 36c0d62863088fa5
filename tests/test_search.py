"""What is indexed of a site, and when."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from extensions.math.katex import NODE
from extensions.search.spelling import likeliest, named
from extensions.search.terms import NAMES, SIGNS, SILENT, WITH_LIMITS, terms, word_of
from extensions.search.texts import Passage, Said, page_text
from tests.project import ROOT, Project, Result
from tests.sample import sample

FIXTURE = Path(__file__).with_name("fixtures") / "formulas.json"
SCRIPT = ROOT / "docs/_static/search-terms.js"
FORMULAS: list[tuple[str, list[str]]] = json.loads(FIXTURE.read_text("utf-8"))
FIRST, SHORT = "posts/alpha/first.html", "shorts/one.html"


def records(result: Result) -> dict[str, Any]:
    """Return what can be found on the site *result*, by address."""
    found = {}
    for path in (result.outdir / "_search").rglob("*.pf_fragment"):
        record = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        found[record["url"]] = record
    return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Result]:
    """The sample site and what its build gave."""
    project = sample(tmp_path_factory.mktemp("site"))
    return project, project.build()


def test_pages_statements_and_equations_can_be_found(built: tuple[Project, Result]) -> None:
    found = records(built[1])
    assert {FIRST, SHORT, "posts/alpha/index.html", "about.html"} <= set(found)
    assert "index.html" not in found
    theorem = found[f"{FIRST}#thm-first"]
    assert theorem["meta"]["title"] == "Theorem 1 (A fact)"
    assert theorem["meta"]["page"] == "The first post"
    assert theorem["content"] == "It holds."
    equation = found[f"{FIRST}#equation-eq-first"]
    assert equation["content"].startswith("y = 5x")
    assert equation["meta"]["label"] == "eq-first"
    assert equation["meta"]["section"] == "A section of The first post"
    assert equation["meta"]["terms"].split() == [word_of(term) for term in ("y", "5", "x")]


def test_text_of_a_page_is_clean_and_its_own(built: tuple[Project, Result]) -> None:
    found = records(built[1])
    text = found[FIRST]["content"]
    assert text.startswith("About The first post, with x² and a link and ")
    assert "See § 1 A section of The second post in The second post, Theorem 1" in text
    # What refers to it, and the line of facts, are of other pages or of the catalog.
    assert "Referred to by" not in text
    assert "min" not in text.split()
    claims = sorted(url for url, one in found.items() if "The claim of" in one["content"])
    assert claims == ["shorts/one.html", "shorts/two.html"]
    assert [anchor["id"] for anchor in found[FIRST]["anchors"]] == ["first-section"]


def test_results_can_be_narrowed_down_by_what_the_site_has(built: tuple[Project, Result]) -> None:
    options = json.loads(built[1].text("_search/index.json"))["facets"]
    assert [one["value"] for one in options["series"]] == ["alpha", "beta"]
    assert [one["title"] for one in options["tag"]] == ["Attention", "Optimisation", "Probability"]
    words = {one["value"]: one["word"] for group in options.values() for one in group}
    found = records(built[1])[FIRST]["meta"]["facets"].split()
    expected = ("post", "alpha", "learning", "optimisation", "attention", "foundation")
    assert found == [words[value] for value in ("post", *expected[1:])]


def test_sphinx_makes_no_index_of_its_own(built: tuple[Project, Result]) -> None:
    names = {Path(name).name for name in built[1].files()}
    assert not names & {"searchindex.js", "searchtools.js", "language_data.js"}
    page = built[1].page("posts/alpha/first")
    link = page.select_one("a.search-open")
    assert link["href"] == "../../search.html"
    assert not [script for script in page.select("script[src]") if "_search" in script["src"]]


def test_search_page_is_for_readers_and_not_for_engines(built: tuple[Project, Result]) -> None:
    page = built[1].page("search")
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert page.select_one("form[method=get] input[name=q]")
    ways = [link["href"] for link in page.select("noscript a")]
    assert ways == ["series.html", "shorts/index.html", "archive.html", "tags.html"]


def test_index_is_made_again_only_when_it_would_be_another(
    built: tuple[Project, Result], tmp_path: Path
) -> None:
    project = built[0].copy(tmp_path / "copy")

    def index() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in (outdir / "_search").rglob("*")}

    outdir = project.build().outdir
    made = index()
    project.build()
    assert index() == made
    first = project.docs / "posts/alpha/first.md"
    first.write_text(first.read_text("utf-8").replace("date: 2026-01-01", "date: 2026-01-03"))
    project.build()
    assert index() == made
    first.write_text(first.read_text("utf-8").replace("It holds.", "It does hold."))
    found = records(project.build())
    assert found[f"{FIRST}#thm-first"]["content"] == "It does hold."


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
    assert set(records(result)) == {"none"}


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
    # By its text: what a script is would else depend on the folder that the checkout is in.
    address = f"data:text/javascript,{quote(SCRIPT.read_text('utf-8'))}"
    program = (
        f"const {{ terms }} = await import({json.dumps(address)});"
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


def test_words_of_headings_put_queries_right_before_those_of_texts() -> None:
    text = page_text(
        [Passage("a", 1, "Attention", [("The kernel of softmax and kernels", False)])],
        [Said("b", "Theorem 1 (Novikoff’s bound)", "")],
        [],
    )
    headings = Counter(named("Café society", text)) + Counter(named("", text))
    assert likeliest(Counter([*text.words, *text.words]), headings)[:7] == [
        "attention",
        "bound",
        "novikoff",
        "theorem",
        "cafe",
        "society",
        "kernel",
    ]
