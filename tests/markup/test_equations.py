"""Numbers and labels of displayed formulas."""

from __future__ import annotations

from pathlib import Path

import pytest

from extensions.markup.math import arguments
from extensions.markup.math.equations import split_rows
from tests.support.pages import attribute, select_first
from tests.support.project import Project, Result

PAGE = r"""# Equations

$$
a = 1
$$ (eq-first)

\begin{equation} \label{eq_second}
b = 2
\end{equation}

\begin{align}
c &= 3 \label{eq-third} \\
d &= \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} \notag \\
e &= 5
\end{align}

\begin{align*}
f &= 6
\end{align*}

\begin{gather}
g = 7
\end{gather}

See {eq}`eq-first`, {eq}`eq_second`, {eq}`eq-third` and [](#eq-first).
"""


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A page with every kind of displayed formula, and one that refers to it."""
    other = "# Other\n\n{eq}`eq-third` and [](#eq_second).\n"
    files = {"page.md": PAGE, "other.md": other}
    built = Project(tmp_path_factory.mktemp("equations"), files).build()
    assert built.warnings == []
    return built


def test_each_number_stands_once_and_in_order(result: Result) -> None:
    page = result.page("page")
    blocks = [select_first(block, ".katex-html") for block in page.select("div.math")]
    own = [number.get_text() for number in page.select("div.math .eqno")]
    assert [number.rstrip("#") for number in own] == ["(1)", "(2)"]
    tags = [tag.get_text().strip("\u200b") for block in blocks for tag in block.select(".tag")]
    # KaTeX sets the tags of one environment in one column.
    assert tags == ["(3)(4)", "(5)"]
    assert "label" not in select_first(page, "article").get_text().replace("\\label", "label")


def test_references_lead_to_the_formula(result: Result) -> None:
    page = result.page("page")
    links = page.select("article section > p a.reference")
    assert [link.get_text() for link in links] == ["(1)", "(2)", "(3)", "equation (1)"]
    for link in links:
        assert page.select_one(f'[id="{attribute(link, "href").removeprefix("#")}"]')
    elsewhere = result.page("other").select("article section > p a.reference")
    assert [link.get_text() for link in elsewhere] == [
        "(3) of Equations",
        "equation (2) of Equations",
    ]
    for link in elsewhere:
        assert page.select_one(f'[id="{attribute(link, "href").partition("#")[2]}"]')


def test_ids_do_not_change_from_build_to_build(result: Result, tmp_path: Path) -> None:
    again = Project(tmp_path, {"page.md": PAGE}).build()
    assert again.text("page.html") == result.text("page.html")


def test_label_that_two_pages_have_is_told(tmp_path: Path) -> None:
    text = "# {}\n\n$$\na\n$$ (eq-a)\n"
    files = {"one.md": text.format("One"), "two.md": text.format("Two")}
    assert Project(tmp_path, files).build(jobs=2).warnings == [
        'two.md:3: WARNING: the label "eq-a" is also that of an equation of one: change one '
        "[groundwork.duplicate-label]"
    ]


def test_rows_are_split_at_the_outer_level_only() -> None:
    body = r"a \\ \text{b \\ c} \\[2pt] \begin{matrix} 1 \\ 2 \end{matrix} \{ \\ d"
    assert list(split_rows(body)) == [
        r"a \\",
        r" \text{b \\ c} \\[2pt]",
        r" \begin{matrix} 1 \\ 2 \end{matrix} \{ \\",
        " d",
    ]


def test_macros_reach_latex_with_their_arguments(tmp_path: Path) -> None:
    project = Project(tmp_path, {"index.md": "# Home\n\n$\\set{x}$\n"})
    project.configure(r'katex_macros = {"\\set": r"\{#1\}", "\\R": r"\mathbb{R}"}')
    result = project.build(builder="latex")
    tex = next(result.outdir.glob("*.tex")).read_text("utf-8")
    assert r"\newcommand{\set}[1]{\{#1\}}" in tex
    assert r"\newcommand{\R}[0]{\mathbb{R}}" in tex
    assert arguments("#1 and #2") == 2
