"""A lecture book: parts as series, cells, sources, statements, exercises, references."""

from __future__ import annotations

import pytest

from tests.tools.importing.samples import BOOK
from tests.tools.importing.sites import Made, made_of


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made_of(tmp_path_factory.mktemp("book"), "book", BOOK)


def test_text(made: Made) -> None:
    assert (
        made.body("posts/the-one-part/first.md")
        == """\
A sum {math}`a + b` as in {footcite:t}`knuth1984` and `nobody`. See [](#second),
[](#sec-deep), {eq}`eq-one`, [](#thm-a), [](#fig-plot) and [](#second).

```{math}
:label: eq-one

a = b
```

:::{prf:theorem} A name
:label: thm-a

It *holds*.
:::

```py
print(1)
```

:::{figure} figures/first-plot.png
:alt: plot
:name: fig-plot

The caption.
:::

(ex-one)=
:::{admonition} Exercise
Do it.
:::

:::{dropdown} Solution of [the exercise](#ex-one)
Done so.
:::

`` drawn ``

:::{note}
Text of the note
goes on.
:::

```{rubric} References
```
```{footbibliography}
```
"""
    )


def test_order_of_a_part(made: Made) -> None:
    assert (
        made.output.texts["posts/the-one-part/index.md"]
        == """\
---
track: imported
summary: 'The one part: 2 posts in their order of reading.'
---

(series-the-one-part)=
# The one part

```{toctree}
:hidden:

second
first
```
"""
    )
    assert "A book of two chapters and no more.\n" in made.output.texts["posts/intro.md"]


def test_source_that_is_cited_is_taken(made: Made) -> None:
    assert "@book{knuth1984," in made.output.texts["references.bib"]


def test_what_is_told(made: Made) -> None:
    assert made.needed() == [
        'part/first.md:14: no bibliography has the source "nobody"',
        "part/first.md:55: {glue:figure} drawn showed what a cell had computed: put that in",
    ]
