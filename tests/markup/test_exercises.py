"""Exercises are numbered with the theorems, and their solutions fold and name them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.pages import select_first
from tests.support.project import Project

PAGE = """# Page

:::{prf:theorem} A bound
:label: thm-bound

It holds.
:::

:::{exercise} How tight?
:label: ex-tight

Find a case of [](#thm-bound) with equality.
:::

:::{exercise}
No name, no solution.
:::

:::{solution} ex-tight
Take $x = 0$.

```python
print(0)
```
:::

See [](#ex-tight) and {prf:ref}`ex-tight`.
"""


def test_exercise_is_numbered_with_the_theorems_and_solved_in_a_fold(tmp_path: Path) -> None:
    result = Project(tmp_path, {"page.md": PAGE}).build()
    assert result.warnings == []
    page = result.page("page")
    heads = [head.get_text() for head in page.select(".theorem-head")]
    assert heads == ["Theorem 1 (A bound). ", "Exercise 2 (How tight?). ", "Exercise 3. "]
    assert page.select_one("#ex-tight.theorem-exercise")
    [solution] = page.select("details.solution")
    assert select_first(solution, "summary").get_text() == "Solution of Exercise 2"
    assert "Take" in solution.get_text()
    assert solution.select_one("pre")
    links = page.select('article p > a.reference[href="#ex-tight"]')
    assert [link.get_text() for link in links] == ["Exercise 2", "Exercise 2"]


def test_exercise_of_another_page_is_named_with_it(tmp_path: Path) -> None:
    pages = {"page.md": PAGE, "other.md": "# Other\n\n{prf:ref}`ex-tight`\n"}
    result = Project(tmp_path, pages).build()
    assert result.warnings == []
    assert "Exercise 2 of Page" in result.page("other").get_text()


@pytest.mark.parametrize(
    ("label", "remedy"),
    [
        ("ex-tihgt", 'did you mean "ex-tight"?'),
        ("thm-bound", "a solution stands on the page of its exercise, after it, and names its"),
    ],
)
def test_solution_of_nothing_is_told_and_shown(tmp_path: Path, label: str, remedy: str) -> None:
    text = PAGE.replace("{solution} ex-tight", f"{{solution}} {label}")
    result = Project(tmp_path, {"page.md": text}).build()
    [warning] = result.warnings
    assert f'page.md:19: WARNING: no exercise above has the label "{label}": {remedy}' in warning
    [solution] = result.page("page").select("details.solution")
    assert select_first(solution, "summary").get_text() == "Solution"
    assert "Take" in solution.get_text()


def test_solution_before_its_exercise_is_told(tmp_path: Path) -> None:
    text = "# Page\n\n:::{solution} ex-a\nYes.\n:::\n\n:::{exercise}\n:label: ex-a\n\nIs it?\n:::\n"
    [warning] = Project(tmp_path, {"page.md": text}).build().warnings
    assert 'page.md:3: WARNING: no exercise above has the label "ex-a"' in warning
