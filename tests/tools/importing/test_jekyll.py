"""A site of Jekyll: dates in names, Liquid, attributes of kramdown, formulas between $$."""

from __future__ import annotations

import pytest

from tests.tools.importing.samples import JEKYLL
from tests.tools.importing.sites import Made, made_of


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made_of(tmp_path_factory.mktemp("jekyll"), "jekyll", JEKYLL)


def test_text(made: Made) -> None:
    assert (
        made.body("posts/sums.md")
        == """\
A sum $\\sum_i x_i$ in a line costs \\$20 or \\$30.

$$
x^2
$$

```ruby
puts "{{ not liquid }}"
```

![A plot](figures/sums-plot.png){width="300px"}

:::{warning}
Mind this.
:::

See [before](#first-words) and Ada.
The {abbr}`HTML (Hyper Text)` of old. `` {% include missing.html a="b" %} ``
\\{{ shown }} stays[^a]: so.

[^a]: A note.

% A note that nobody refers to.

% a comment
% of two lines

\\% of nothing
"""
    )


def test_front_matter_and_places(made: Made) -> None:
    assert made.front("posts/sums.md") == (
        "date: 2019-05-06\ntags: [maths, series]\nlevel: foundation\n"
        "summary: A sum $\\sum_i x_i$ in a line costs \\$20 or \\$30.\n"
        "redirect_from: [maths/series/2019/05/06/sums]\n"
    )
    assert made.front("posts/first-words.md") == (
        "date: 2018-01-02\ntags: [imported, notes]\nlevel: foundation\ndraft: true\n"
        "summary: A first text of more than a few words.\nredirect_from: [first]\n"
    )
    assert "# Sums: a story\n" in made.output.texts["posts/sums.md"]


def test_what_is_told(made: Made) -> None:
    assert made.needed() == [
        '_posts/2019-05-06-sums.md:26: {% include missing.html a="b" %} is filled in by nothing '
        "here: write its text"
    ]
    assert made.noted() == [
        "_posts/2019-05-06-sums.md:27: {{ shown }} has no form here and is shown as text",
        "_posts/2019-05-06-sums.md:30: nothing refers to the note [^b]: its text is a comment",
        "index.html:1: a page of the theme, made of lists alone: it is not carried over",
    ]
