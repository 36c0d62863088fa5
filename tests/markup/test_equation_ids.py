"""Ids and numbers of equations, each its own; labels of included files, each in its file."""

from __future__ import annotations

import pytest

from tests.support.project import Project, Result

PAGE = """\
# Equations

$$
a
$$ (формула)

$$
b
$$ (公式)

```{math}
:name: named
c
```

See {eq}`формула`, {eq}`公式`, [](#公式) and {eq}`named`.
"""
TAGS = """\
# Tags

$$
a \\tag{M}
$$

$$
b \\tag{M}
$$

$$
c \\tag{1}
$$

$$
d
$$ (eq-d)

$$
e \\tag{$\\star$}
$$

\\begin{align}
f &= 1 \\tag{N} \\\\
g &= 2 \\tag{N}
\\end{align}
"""
PART = """\
(part)=
## A part

$$
x
$$ (eq-part)

:::{prf:theorem} A fact
:label: thm-part

It holds.
:::
"""
SAME = "two formulas of the page have the number ({}): change one \\tag [groundwork.duplicate-tag]"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A site with these pages, two of which include one file."""
    files = {
        "equations.md": PAGE,
        "tags.md": TAGS,
        "parts/part.txt": PART,
        **{
            f"{name}.md": f"# {name}\n\n```{{include}} parts/part.txt\n```\n"
            for name in ("one", "two")
        },
    }
    # "tags" is the address of a list as well.
    files["tagged.md"] = files.pop("tags.md")
    return Project(tmp_path_factory.mktemp("equations"), files).build(jobs=2)


def test_labels_of_every_script_have_ids_of_their_own(built: Result) -> None:
    page = built.page("equations")
    ids = [block["id"] for block in page.select("article .math")]
    assert ids == ["equation-формула", "equation-公式", "equation-named"]
    links = page.select("article p a.reference")
    assert [(link["href"], link.text) for link in links] == [
        ("#equation-формула", "(1)"),
        ("#equation-公式", "(2)"),
        ("#equation-公式", "equation (2)"),
        ("#equation-named", "(3)"),
    ]


def test_number_that_two_formulas_have_is_told(built: Result) -> None:
    assert [line for line in built.warnings if line.startswith("tagged.md")] == [
        f"tagged.md:7: WARNING: {SAME.format('M')}",
        f"tagged.md:11: WARNING: {SAME.format('1')}",
        f"tagged.md:23: WARNING: {SAME.format('N')}",
    ]


def test_label_of_an_included_file_is_told_there(built: Result) -> None:
    assert [line for line in built.warnings if line.startswith(("parts", "one", "two"))] == [
        'parts/part.txt:2: WARNING: the label "part" is also on one: change one of the two '
        "[groundwork.duplicate-label]",
        'parts/part.txt:4: WARNING: the label "eq-part" is also that of an equation of one: '
        "change one [groundwork.duplicate-label]",
        'parts/part.txt:8: WARNING: the label "thm-part" is also that of Theorem 1 of one: '
        "change one of the two [groundwork.duplicate-label]",
    ]


def test_nothing_else_is_told(built: Result) -> None:
    assert len(built.output.splitlines()) == 6
