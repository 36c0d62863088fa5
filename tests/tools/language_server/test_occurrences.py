"""Labels and citations are found where they are names, and nowhere else."""

from __future__ import annotations

import pytest

from extensions.tools.language_server.occurrences import Role, occurrences

SOURCE = """\
---
title: requires nothing
requires: [first, "second-section"]
summary: See [](#third), not `[](#code)`.
distils:
  - fourth
tags: [attention]
---

(page)=
# A page

$$
x = (1)
$$ (eq-page)

:::{prf:theorem} page
:label: thm-page

By {eq}`eq-page` and {prf:ref}`the fact <thm-other>`, {cite:p}`knuth1984,lamport1994`.
:::

```{figure} page.svg
:name: fig-page

A [figure](#fig-other "with a title"), [another](<#fig-third>).
```

```python
x = "[](#no)"  # (no)=
```

````{code-block} markdown
(no)=
```{figure} x
:name: no
```
````

:::{solution} ex-page
It is {download}`no`.
:::

:::{erratum} 2026-01-01
:at: thm-page
:::

% [](#no)
`` [](#no) `` and {site:ref}`#sec`{.x}.

[link]: #far
[A span]{#span}
"""


def test_names_are_found_with_what_they_do() -> None:
    found = [(one.role, one.name) for one in occurrences(SOURCE)]
    assert found == [
        (Role.REFERS, "first"),
        (Role.REFERS, "second-section"),
        (Role.REFERS, "third"),
        (Role.REFERS, "fourth"),
        (Role.DEFINES, "page"),
        (Role.DEFINES, "eq-page"),
        (Role.DEFINES, "thm-page"),
        (Role.REFERS, "eq-page"),
        (Role.REFERS, "thm-other"),
        (Role.CITES, "knuth1984"),
        (Role.CITES, "lamport1994"),
        (Role.DEFINES, "fig-page"),
        (Role.REFERS, "fig-other"),
        (Role.REFERS, "fig-third"),
        (Role.REFERS, "ex-page"),
        (Role.REFERS, "thm-page"),
        (Role.REFERS, "sec"),
        (Role.REFERS, "far"),
        (Role.DEFINES, "span"),
    ]


def test_each_stands_where_it_says() -> None:
    lines = SOURCE.splitlines()
    for one in occurrences(SOURCE):
        assert lines[one.line][one.start : one.end] == one.name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---",
        "---\nrequires: [",
        "```",
        "````{note}\n```\n(a",
        "{ref}`",
        "{ref}`<`",
        "$$ (",
        "](#",
        "{ref}` `",
        "(a b)=",
        "~~~{a}\n```\n~~~",
    ],
)
def test_what_is_half_written_is_no_label(text: str) -> None:
    assert [one.name for one in occurrences(text) if one.name] == []


def test_fence_ends_what_as_many_marks_have_begun() -> None:
    text = "````{note}\n```python\n(no)=\n```\n(yes)=\n````\n(also)=\n"
    assert [one.name for one in occurrences(text)] == ["yes", "also"]
