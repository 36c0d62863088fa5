"""A site of Hugo: front matter of three kinds, bundles, shortcodes, links and formulas."""

from __future__ import annotations

import pytest

from tests.tools.importing.samples import HUGO
from tests.tools.importing.sites import PNG, Made, made_of


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made_of(tmp_path_factory.mktemp("hugo"), "hugo", HUGO)


def test_front_matter(made: Made) -> None:
    assert made.front("posts/step.md") == (
        "date: 2020-03-01\ntags: [machine-learning, optimisation]\nupdated: 2021-04-02\n"
        "level: foundation\ndraft: true\nsummary: What a step costs.\n"
        "redirect_from: [2020/step, old/step, step]\n"
    )
    assert made.front("posts/other.md").split("\n")[1] == "tags: [machine-learning, a, b, c, d]"
    assert sorted(made.output.texts) == [
        "pages/about.md",
        "posts/other.md",
        "posts/step.md",
        "vocabulary.yml",
    ]
    assert made.output.pictures == {"posts/figures/step-plot.png": PNG}


def test_text(made: Made) -> None:
    assert (
        made.body("posts/step.md")
        == """\
First words, for \\$5 and \\$6 each, with $a_1 + b$ and $E = mc^2$ in a line.

(fig-part)=
## The figure

:::{figure} figures/step-plot.png
:alt: A curve that falls

A *curve*.
:::

```py
print("{{< not a shortcode >}}")
```

:::{warning}
Mind the **gap**.
:::

See [the other](#other-deep-down), [a place](#fig-part) and
[Video on YouTube](https://www.youtube.com/watch?v=w7Ft2ymGmfc).

A `` {{< mystery key="x" >}} `` and `{{< shown >}}`.

$$
\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}
$$
"""
    )


def test_label_of_a_heading_that_is_referred_to(made: Made) -> None:
    assert (
        made.body("posts/other.md")
        == """\
Words of the other page, enough for a summary.

(other-deep-down)=
## Deep down

More. **Bold** and H{sub}`2`O\\
next.
"""
    )


def test_what_is_told(made: Made) -> None:
    assert made.needed() == [
        'content/posts/step/index.md:31: {{< mystery key="x" >}} is filled in by nothing here: '
        "write its text"
    ]
    assert made.noted() == [
        "content/posts/other.md:1: of 6 tags a page keeps 5: left out e",
        "content/posts/step/index.md:9: the key custom has no use here: left out (kept by nobody)",
    ]
    assert "a link in place of what youtube would show" in made.report.choices


def test_vocabulary_has_what_is_used(made: Made) -> None:
    text = made.output.texts["vocabulary.yml"]
    assert text.count("optimisation:") == 1
    assert (
        "  machine-learning:\n    title: Machine Learning\n"
        "    line: What was imported under the tag Machine Learning.\n"
    ) in text
