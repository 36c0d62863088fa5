"""Symbols on pages: what is marked and listed, what is reported, and what is written anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from tests.support.pages import select_first
from tests.support.project import Project, Result
from tests.support.search import find

SERIES = """\
---
track: learning
summary: A series.
symbols:
  $A$: a matrix of the series
  $x_i$ for any $i$: item $i$
---
# The series

```{toctree}
:hidden:

a
b
```
"""
FRONT = """\
---
date: 2026-05-10
tags: [attention, probability]
level: foundation
summary: About $d_k$.
"""
POST = (
    FRONT
    + r"""symbols:
  $d_k \in \mathbb{N}$: width of a key, in $x+1$
  $\tau$ [ms]: time
  $u$: unused
  $A$: another matrix
  $d$: a width
  $a + b$: none
  $z$ in there: here alone
  $z$ in nowhere: never
strict_symbols: true
---
# The title has $d_k$

Let {symbol}`$Q$: the queries` be $Q = A d_k$, as {symbol}`nothing` is.

$$
x_{i+1} = \tau \sum_{d=1}^{3} x_d
  + \hat y
$$

(there)=
## Here

Then $A^\top x_2^2 z$.
"""
)
OTHER = f"{FRONT}---\n# Another\n\nIt has $x_1$ and $B$.\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A series of two posts, built."""
    project = Project(tmp_path_factory.mktemp("symbols"))
    project.write("posts/s/index.md", SERIES)
    project.write("posts/s/a.md", POST)
    project.write("posts/s/b.md", OTHER)
    return project


def test_symbols(project: Project) -> None:
    result = project.build()
    place = "posts/s/a.md:"
    assert sorted(result.warnings) == sorted(
        [
            f'{place}19: WARNING: "nothing" declares no symbol: write it as '
            "{symbol}`$d_k$: width of a key` [groundwork.symbol-form]",
            f'{place}10: WARNING: $A$ means "another matrix" here, and in its series "a matrix of '
            'the series": take another letter for one [groundwork.symbol-twice]',
            f'{place}12: WARNING: "$a + b$" is no single symbol: declare a letter with its scripts '
            "[groundwork.symbol-form]",
            f"{place}14: WARNING: $z$ is declared in nowhere, which is no label of a section or "
            "statement of this page: write one, or delete it [groundwork.symbol-place]",
            f"{place}14: WARNING: $z$ is declared and in no formula: delete it "
            "[groundwork.symbol-unused]",
            f"{place}22: WARNING: \\sum counts by $d$, which is declared as "
            '"a width": take another letter, or declare "$d$ as index" [groundwork.symbol-bound]',
            f"{place}23: WARNING: the symbol $\\hat{{y}}$ is not declared: add its meaning to "
            '"symbols" [groundwork.symbol-unknown]',
            f"{place}9: WARNING: $u$ is declared and in no formula: delete it "
            "[groundwork.symbol-unused]",
            f"{place}11: WARNING: $d$ is declared and in no formula: delete it "
            "[groundwork.symbol-unused]",
        ]
    )
    page = result.page("posts/s/a")
    terms = page.select(".symbols dt")
    letters = ["dk ∈ ℕ", "τ", "A", "z", "Q", "xi for any i"]
    assert [one.get_text().strip() for one in terms] == letters
    meanings = [one.get_text(" ", strip=True) for one in page.select(".symbols dd")]
    assert meanings[1] == "time (in ms) where it is defined"
    # No place of them in the title, which other pages show.
    assert not page.select("h1 [class~=s0]")
    assert "$\\tau$\n: time (in ms)" in result.text("posts/s/a.md")
    assert "a matrix of the series" not in result.text("atom.xml")
    [sheet] = page_sheet(result)
    assert "In all posts" in sheet
    assert "another matrix" in sheet


def page_sheet(result: Result) -> list[str]:
    """Return the texts of the sheets of symbols on the page of the series."""
    return [one.get_text() for one in result.page("posts/s/index").select(".symbols")]


# d_k, τ, Q and x_i: in the text, in a display, by the role, and of the series.
@pytest.mark.parametrize("number", [0, 1, 7, 8])
def test_table_leads_to_where_a_symbol_is_defined(project: Project, number: int) -> None:
    page = project.build().page("posts/s/a")
    place = select_first(page, f"[id='{links(page)[number]}']")
    # The display or paragraph that declares it, or has it first below the summary.
    assert place.select(f".katex-html .s{number}")
    assert place.find_parent("section") == page.select_one("article section")


def test_symbols_that_are_defined_together_share_an_address(project: Project) -> None:
    found = links(project.build().page("posts/s/a"))
    assert found[0] == found[7] == "symbol-d-k"
    assert found[1] == found[8]


def links(page: BeautifulSoup) -> dict[int, str]:
    """Return the ids to which the lines of the table lead, by the numbers of their symbols."""
    found = {}
    number = -1
    for term in page.select(".symbols dt"):
        own = str(term.get("class", "")).strip("[']")
        number = int(own[1:]) if own else number + 1
        line = term.find_next_sibling("dd")
        assert isinstance(line, Tag)
        found[number] = str(select_first(line, "a")["href"]).removeprefix("#")
    return found


def test_formulas_of_the_table_are_letters_or_mathml(project: Project) -> None:
    page = project.build().page("posts/s/a")
    assert not page.select(".symbols .katex, .symbols annotation")
    assert [one.get_text() for one in page.select(".symbols dd math")] == ["x+1"]


def test_search_finds_what_a_symbol_means(project: Project) -> None:
    found = find(project.build().outdir, "width of a key")
    assert found.urls[0] == "posts/s/a.html"


def test_series_writes_its_posts_anew_and_no_others(project: Project) -> None:
    project.write("posts/alone.md", OTHER.replace("Another", "Alone"))
    project.build()
    names = ("posts/s/b.html", "posts/alone.html")
    before = [written(project, name) for name in names]
    project.write("posts/s/index.md", SERIES.replace("item $i$", "thing $i$"))
    result = project.build()
    assert [written(project, name) != one for name, one in zip(names, before, strict=True)] == [
        *(True, False)
    ]
    [table] = result.page("posts/s/b").select(".symbols")
    assert "thing" in table.get_text()


def written(project: Project, name: str) -> int:
    """Return when the file *name* of the output was written."""
    return Path(project.root, "_build/html", name).stat().st_mtime_ns


def test_strict_post_without_declarations_is_told_of_all(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("posts/p.md", f"{FRONT}strict_symbols: true\n---\n# P\n\nIt has $x_1$.\n")
    found = [
        line.partition("the symbol ")[2].partition(" is")[0] for line in project.build().warnings
    ]
    assert found == ["$d_k$", "$x_1$"]


NESTED = """---
date: 2026-05-10
tags: [attention, probability]
level: foundation
summary: Letters.
symbols:
  $z$: a letter
  $z$ in nest-outer: a height
  $z$ in ex-nest: a charge
---
# Nested

First $z = 1$.

(nest-outer)=
## Outer

Then $z = 2$.

:::{exercise} Inner
:label: ex-nest

Find $z = 3$.
:::

:::{solution} ex-nest
It is $z = 4$.
:::
"""


def test_nearest_place_gives_a_symbol_its_meaning(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("posts/nested.md", NESTED)
    result = project.build()
    assert result.warnings == []
    article = result.page("posts/nested").select(".katex")
    marked = {}
    for formula in article:
        annotation = formula.select_one("annotation")
        if annotation and "=" in annotation.get_text():
            marked[annotation.get_text()] = [
                number for number in range(3) if formula.select(f".katex-html .s{number}")
            ]
    # A solution belongs to its exercise.
    assert marked == {"z = 1": [0], "z = 2": [1], "z = 3": [2], "z = 4": [2]}


TITLED = """---
date: 2026-05-10
tags: [attention, probability]
level: foundation
summary: Letters.
symbols:
  $h$: a height
  $k$: a key
  $p$: a power
  $t$: a total
strict_symbols: true
---
# Of $t$

(titled-first)=
## By its {symbol}`$q$: a charge`, $h$ and $k$

It has $k$.

:::{detour} The power $p$, and $r$ beside it.
It has {symbol}`$r$: a rank`.
:::
"""


def test_symbol_in_a_heading_alone_is_used_and_leads_to_its_section(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("posts/titled.md", TITLED)
    result = project.build()
    assert result.warnings == []
    page = result.page("posts/titled")
    letters = [one.get_text().strip() for one in page.select(".symbols dt")]
    assert letters == ["h", "k", "p", "t", "q", "r"]
    found = dict(zip(letters, page.select(".symbols dd"), strict=True))
    leads = {name: str(a["href"]) for name, dd in found.items() if (a := dd.select_one("a"))}
    # The title of the page is read before all else.
    assert set(leads) == {*"hkpqr"}
    assert leads["h"] == leads["q"] == "#titled-first"
    assert "It has k" in select_first(page, leads["k"]).get_text()
    # The line of a detour is hidden where all is shown: its block serves, or what declares.
    assert select_first(page, leads["p"]).name == "details"
    assert select_first(page, leads["r"]).name == "p"
    assert not page.select("summary [id]")
