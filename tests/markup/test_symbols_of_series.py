"""What is reported of symbols when all posts of a series are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.project import SITE, Project

SERIES = r"""---
track: learning
summary: A series.
symbols:
  $n$: number of rows
  $\hat{u}$: unused in posts
---
# The series

```{toctree}
:hidden:

a
b
```
"""
POST = """---
date: 2026-05-10
tags: [attention, probability]
level: foundation
summary: About rows.
symbols:
{symbols}
strict_symbols: {strict}
---
# {title}

(here-{title})=
## Here

{text}
"""
ONE = """\
  $x_i$ for any $i$: row $i$
  $y$: a sum
  $z$: a width
  $k$ as index: number of a row
  $w$: a weight
  $v_i$ for any $i$: entry $i$ of $y$
"""
OTHER = """\
  $x_j$ for any $j$: column $j$
  $y$: a sum
  $z$ in here-b: a height
  $k$ as index: number of a column
  $w$: a weight
  $v_\\ell$ for any $\\ell$: entry $\\ell$ of $y$
"""
TEXT = "It has $x_1 + x_n$, $y$, $z$, $k$, $v_2$ and $w$."
UNUSED = (
    "posts/s/index.md:6: WARNING: $\\hat{u}$ is declared and in no formula of the posts: "
    "delete it [groundwork.symbol-unused]"
)
MEANINGS = (
    'posts/s/b.md:7: WARNING: $x_j$ means "column $j$" here, and "row $i$" on line 7 of '
    'posts/s/a: take the same words, another letter, or declare one "in" the label of a section '
    "[groundwork.symbol-meanings]"
)


def write(
    project: Project, name: str, symbols: str, text: str = TEXT, strict: str = "true"
) -> None:
    """Write the post *name* of the series."""
    front = {"symbols": symbols.rstrip(), "strict": strict, "title": name}
    project.write(f"posts/s/{name}.md", POST.format(text=text, **front))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A series of two posts."""
    project = Project(tmp_path_factory.mktemp("series"))
    project.write("posts/s/index.md", SERIES)
    write(project, "a", ONE)
    write(project, "b", OTHER)
    return project


def test_symbol_of_a_series_that_no_post_uses_is_told(project: Project) -> None:
    assert project.build().warnings == [UNUSED]


def test_two_meanings_in_a_series_are_told_if_that_is_wanted(project: Project) -> None:
    (project.root / "site.toml").write_text(f"{SITE}[rules]\none_meaning = true\n", "utf-8")
    assert sorted(project.build().warnings) == sorted([UNUSED, MEANINGS])


def test_symbol_of_a_series_is_told_until_a_post_uses_it(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("posts/s/index.md", SERIES)
    write(project, "a", ONE)
    write(project, "b", OTHER, TEXT + r" And $\hat u$.")
    assert project.build().warnings == []
    write(project, "b", OTHER)
    assert project.build().warnings == [UNUSED]
    # A post that need not declare all may mean the symbol elsewhere.
    write(project, "b", OTHER, strict="false")
    assert project.build().warnings == []
