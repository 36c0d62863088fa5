r"""What authors write out of habit: done as on GitHub, or told with its line and the remedy."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.pages import article
from tests.support.project import Project, Result

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).parents[1].joinpath("fixtures", "slips.yml").read_text("utf-8")
)
ORDINARY = r"""
It costs $5. A tea costs $5 and a cake costs $6; or $1,000.50, or 20k.

From \$5 to \$6. In `$HOME/x` and `a | b`, `\(x\)`, `{{ x }}`, `<b>`, `\ref{x}`; ${HOME} and $PATH.

The regex \d{3}-\d{4} or ^a(b|c)$ or `^\$.*$`; \[sic\], \[1\], \(see below\), array\[i\] and 2 \* 3.

For 1 < 2 and 3 > 2, a<b and c>d, List<i>, Vec<T>, <https://example.org>, \<b>, a {sub}`b`.

$5$ and $2$D and $n$th; $3 \text{ and more}$; $x < y$; $\{1, \{2\}\}$; $2 \cdot 3$; $0.5\,x$.

Sets {{1}, {2}}, a path C:\new\text, and #hashtag, #5, #include <stdio.h>; "#42 is open".

So $$x = 1$$ (as is known), and $$y$$ (see above) here.

| a | b |
|:--|--:|
| $a$ | `b` \| c |
| $\vert x \vert$ | $5|

```text
<b> $ a $ \(a\) {{ x }} ##x :::note
$$
```

````markdown
:::{note}
```
````

    <b> indented $ a $ code

::::{note}
:::{tip}
Inner.
:::
::::

> An ordinary [!quotation] of
> # a text.

$$
a = b

+ c
$$
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """Each case on a page of its own, below a title; the ordinary text on one more."""
    files = {f"case-{n}.md": f"# Case {n}\n\n{case['text']}\n" for n, case in enumerate(CASES)}
    files["ordinary.md"] = f"# Ordinary\n{ORDINARY}"
    return Project(tmp_path_factory.mktemp("markdown"), files).build(jobs=2)


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["text"][:20] for case in CASES])
def test_what_is_meant_otherwise_is_told_with_line_and_remedy(told: Result, number: int) -> None:
    page = f"case-{number}.md:"
    said = [line for line in told.warnings if line.startswith(page)]
    expected = [re.fullmatch(r"(\d+) ([\w-]+): (.*)", told) for told in CASES[number]["told"]]
    assert said == [
        f"{page}{int(one[1]) + 2}: WARNING: {one[3]} [groundwork.{one[2]}]"
        for one in expected
        if one
    ]
    assert all(expected)


def test_ordinary_text_is_left_alone(told: Result) -> None:
    assert [line for line in told.warnings if line.startswith("ordinary.md")] == []
    assert "A tea costs $5 and a cake costs $6;" in article(told, "ordinary").get_text()


def test_each_place_of_a_text_is_told_with_its_own_line(tmp_path: Path) -> None:
    front = (
        "---\ndate: 2026-01-01\ntags: [attention, optimisation]\nlevel: foundation\n"
        "summary: Costs $5 and 6$ <b>now</b>.\n---\n\n"
    )
    body = """\
# A title of \\(a\\)

```{figure} picture.svg
:alt: A picture.

A caption with \\ref{x}.
```

:::{prf:theorem} Of {{ name }}
Words.

- One $ a $.
:::

A note.[^1]

[^1]: With <u>text</u>.

```{include} part.txt
```
"""
    part = "Words.\n\nMore <i>words</i>.\n"
    svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    files = {"posts/page.md": front + body, "posts/part.txt": part, "posts/picture.svg": svg}
    told = Project(tmp_path, files).build().warnings
    places = sorted(
        (line.split(" ")[0], line.rpartition("[groundwork.")[2].rstrip("]")) for line in told
    )
    assert places == [
        ("posts/page.md:13:", "latex"),
        ("posts/page.md:16:", "template"),
        ("posts/page.md:19:", "spaced-formula"),
        ("posts/page.md:24:", "html"),
        ("posts/page.md:5:", "amount"),
        ("posts/page.md:5:", "html"),
        ("posts/page.md:8:", "latex"),
        ("posts/part.txt:3:", "html"),
    ]
