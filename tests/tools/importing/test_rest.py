"""Sites of Zola, Quarto, MkDocs, Obsidian and ABlog, each in one page with its traps."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools.importing.samples import SITES
from tests.tools.importing.sites import Files, Made, made_of


def body(folder: Path, format_: str, name: str, files: Files) -> tuple[str, Made]:
    """Return the text of the page *name* that an import makes, and all that it makes."""
    made = made_of(folder, format_, files)
    return made.body(name), made


def test_zola(tmp_path: Path) -> None:
    text, made = body(tmp_path, "zola", "posts/a.md", SITES["zola"])
    assert (
        text
        == """\
Go [there](#other-a-part), to [https://a.example/b](https://a.example/b) and
<https://www.c.example>; see [Video on YouTube](https://www.youtube.com/watch?v=abc).

> Words.
>
> — Ada

Press {kbd}`Ctrl`.
"""
    )
    assert made.front("posts/a.md").split("\n")[1] == "tags: [rust, web]"
    assert made.needed() == []


def test_quarto(tmp_path: Path) -> None:
    text, made = body(tmp_path, "quarto", "posts/numbers.md", SITES["quarto"])
    assert (
        text
        == """\
As {footcite:p}`knuth1984` (p. 3) says; see [](#fig-plot), [](#sec-deep), [](#eq-one) and @nowhere.

:::{dropdown} A title
Words **in** it.
:::

:::{figure} figures/numbers-plot.png
:name: fig-plot
:alt: A dot
:width: 50%

A caption.
:::

$$
a = b
$$ (eq-one)

```py
print(1)
```

:::{prf:theorem} Of one
:label: thm-one

It holds.
:::

::::{tab-set}
:::{tab-item} R
One.
:::

:::{tab-item} Python
Two.
:::
::::

(sec-deep)=
## Deep

E = mc{sup}`2` and H{sub}`2`O.

```{rubric} References
```
```{footbibliography}
```
"""
    )
    assert made.needed() == []


def test_mkdocs(tmp_path: Path) -> None:
    text, made = body(tmp_path, "mkdocs", "posts/guide/first.md", SITES["mkdocs"])
    assert (
        text
        == """\
:::{admonition} Take care
:class: warning

Words in it.

```{code-block} py
:caption: a.py
:emphasize-lines: 2

a = 1
b = 2
```
:::

:::{dropdown} Tip
Folded.
:::

::::{tab-set}
:::{tab-item} One
First.
:::

:::{tab-item} Two
Second.
:::
::::

Press {kbd}`ctrl+alt+del`, **marked**  text. See [it](#next-a-part).

Put *in* here.
"""
    )
    assert "\nfirst\nnext\n" in made.output.texts["posts/guide/index.md"]
    assert made.needed() == []


def test_obsidian(tmp_path: Path) -> None:
    text, made = body(tmp_path, "obsidian", "posts/a-note.md", SITES["obsidian"])
    assert (
        text
        == """\
See [the other](#other-note), [A part](#other-note-a-part), Nowhere and
![my dot](figures/a-note-my-dot.png){width="300px"}.

:::{dropdown} More of it
Folded **words** here.
:::

% hidden
% words

(block-one)=
A **mark** and a formula $x_1$, for \\$5.

Back to [this place](#block-one). [Other note](#other-note)
"""
    )
    assert made.front("posts/a-note.md").split("\n")[1] == "tags: [notes-deep, idea, two-three]"
    assert made.needed() == [
        'A note.md:6: the link leads to "wiki:Nowhere", which is no page of what was imported: its '
        "text stands"
    ]


def test_ablog(tmp_path: Path) -> None:
    text, made = body(tmp_path, "ablog", "posts/a.md", SITES["ablog"])
    assert (
        text
        == """\
It has *stress*, `code`, $a_1$ and a [link](https://a.example/); see [](#there).

(there)=
## A section

:::{note}
Text of a note.
:::

```py
print("$HOME")
```

:::{figure} figures/a-dot.png
:alt: A dot

Its caption.
:::

$$
a = b
$$ (eq-one)

:::{admonition} of
Words within.
:::

| a | b |
|---|---|
| 1 | 2 |

A note [^1].

[^1]: Its text.

% a comment
"""
    )
    assert made.front("posts/a.md") == (
        "date: 2014-05-06\ntags: [one, two]\nlevel: foundation\nauthors: [Ada]\n"
        "summary: It has *stress*, `code`, $a_1$ and a link; see.\nredirect_from: [old/place]\n"
    )
    assert made.needed() == [
        "posts/a.rst:30: the block {unheard} is not known here: its text stands in a note"
    ]


@pytest.mark.parametrize("format_", ["hugo", "jekyll", "book", "obsidian"])
def test_a_broken_front_matter_loses_no_text(tmp_path: Path, format_: str) -> None:
    text = "---\ntitle: A: title: with colons\ntags: [a\n---\nThe text of the page stands.\n"
    made = made_of(tmp_path, format_, {"content/_posts/2020-01-01-a.md": text})
    [name] = [one for one in made.output.texts if one.endswith("/a.md") or one.endswith("-a.md")]
    assert made.body(name) == "The text of the page stands.\n"
    assert "# A: title: with colons\n" in made.output.texts[name]
    assert "the front matter is not wholly read" in made.needed()[0]
