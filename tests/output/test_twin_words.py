"""The Markdown twin of a page with everything that an author may write has its words."""

from __future__ import annotations

import pytest

from tests.support.project import Project, Result
from tests.support.reading import parse
from tests.support.words import differing, words_of_page, words_of_twin

# What an author may write that Markdown has no sign for, or another one.
EVERYTHING = r"""---
summary: Words of the summary.
---

# Page of *odd* things & `code`

Water is H{sub}`2`O and E = mc{sup}`2`.
A hard\
break, and {kbd}`Ctrl` + {kbd}`C`, a *stress*ed word, **bold**ly, {abbr}`HTML (hypertext)`.

1\. no list. \- no list either.

\# no heading

\> no quote

+1 is a number, 2\) is none

a * b * c, snake_case_word, `` `tick` ``, ~~~ and \~~x\~~, 5 < 6 > 4,
&copy; &amp;lt; \[x\](y) \$5 and \$6, {x} \{sub\}`2`

| a | b |
|---|---|
| $x$ | `d` |
| e\|f | g |
| 1.480 | 007 |
- a list right after the table

:::{list-table} A caption of the table
:header-rows: 1
:name: tab-odd

* - Head one
  - Head two
* - Cell one

    second paragraph
  - - item
    - item two
:::

After the list table.

:::{note}
Take note.

Second paragraph.

- item
:::

:::{admonition} A *title* of `mine`
:class: tip

In it.
:::

:::{warning}
Warned.
:::

:::{dropdown} Fold title
Folded words.
:::

:::{sidebar} Sidebar title
Sidebar words.
:::

:::{topic} Topic title
Topic words.
:::

After the sidebar, see [](#sec-two), [](#tab-odd), {eq}`eq-odd`, [](#fig-odd), [](#code-odd).

$$
a = b
$$ (eq-odd)

(sec-two)=
## Section with $x^2$ & 1. dots

1. one
2. two

   paragraph in two

   ```python
   print(1)
   ```

   - nested
   - nested two
3. three

Between.

7. seven
8. eight

Term
: Definition one.

  Second paragraph of it.

: Definition two.

Other term
: Other.

> Quoted words.
>
> > Quoted twice.
>
> - a list in it

### Sub section

```{figure} picture.svg
:name: fig-odd
:alt: What it [shows].

The caption of *it*.

The legend of it.
```

```{code-block} python
:caption: A listing
:name: code-odd

x = "<b>"
```

A note[^a] and another[^b].

[^a]: First note.

    Its second paragraph.

[^b]: Second note with $x$.

::::{tab-set}
:::{tab-item} Tab one
Words of one.
:::
:::{tab-item} Tab two
Words of two.
:::
::::

:::{card} Card title
Card body.
:::

```{epigraph}
Said well.

-- Somebody
```

```{versionadded} 2.0
Since then.
```

```{glossary}
Norm
  A length.
```

:::{hlist}
- h one
- h two
:::

```{centered} Middle
```

![inline *alt*](picture.svg) and an image in a line.

{bdg-primary}`badge`, (*Übung*) and "*quoted*", a*b*c, 5*(*6*)*7, **!**x,
{download}`picture.svg`.

```{button-link} https://example.org
Click *here*
```

```text
    indented code

after blank
```

- a
- b

* other list

  ```text
  code in item
  ```

---

```{rubric} A rubric
```

```{line-block}
Roses
  Violets
```

<https://example.org/a_b> and [text *with* `code`](https://example.org/(x)).
"""


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A post with everything that an author may write."""
    front = "---\ndate: 2026-01-01\ntags: [attention, probability]\nlevel: foundation\n"
    files = {
        "posts/page.md": EVERYTHING.replace("---\n", front, 1),
        "posts/picture.svg": '<svg xmlns="http://www.w3.org/2000/svg" class="drawn"/>',
    }
    return Project(tmp_path_factory.mktemp("everything"), files).build()


def test_twin_read_again_has_the_words_of_the_page_in_their_order(everything: Result) -> None:
    page = words_of_page(parse(everything.outdir / "posts/page.html"))
    twin = everything.text("posts/page.md")
    assert differing(page, words_of_twin(twin)) == []


@pytest.mark.parametrize(
    "piece",
    [
        "H{sub}`2`O and E = mc{sup}`2`",
        "A hard\\\nbreak",
        "\n\n> **Note**\n>\n> Take note.\n>\n> Second paragraph.\n>\n> - item\n\n",
        "\n\n> **A *title* of `mine`**\n>\n> In it.\n\n",
        "\n\n> **Fold title**\n>\n> Folded words.\n\n",
        "\n\n> **Sidebar title**\n>\n> Sidebar words.\n\n",
        "| 1.480 | 007 |\n\n- a list right after the table",
        "**Table 1** A caption of the table\n\n```{list-table}\n",
        "\n\n## 1. Section with $x^2$ & 1. dots\n\n",
        "\n\n### 1.1. Sub section\n\n",
        "**Figure 1** The caption of *it*.",
        "**Listing 1** A listing",
        "a = b\n\\tag{1}\n$$",
        "\n\n7. seven\n8. eight",
        "1\\. no list.",
        "\\# no heading",
    ],
)
def test_twin_says_what_the_page_means(everything: Result, piece: str) -> None:
    assert piece in everything.text("posts/page.md")
