"""An editor shows the block that has a label."""

from __future__ import annotations

import pytest

from extensions.tools.language_server.excerpt import MOST, excerpt

TEXT = """\
(sec)=
## A section

Its first
paragraph.

Its second.

$$
x = y
$$ (eq)

$$ a = b $$ (eq-b)

````{figure} x.svg
:name: fig

```python
1
```
Caption.
````

:::{prf:theorem}
It holds.
:::
After.
"""


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (0, "## A section\n\nIts first\nparagraph."),
        (6, "Its second."),
        (8, "$$\nx = y\n$$ (eq)"),
        (12, "$$ a = b $$ (eq-b)"),
        (14, "````{figure} x.svg\n:name: fig\n\n```python\n1\n```\nCaption.\n````"),
        (23, ":::{prf:theorem}\nIt holds.\n:::"),
        (26, "After."),
        (99, ""),
    ],
)
def test_block_at_a_line(line: int, shown: str) -> None:
    assert excerpt(TEXT.splitlines(), line) == shown


def test_what_is_long_is_cut_and_what_is_open_ends_with_the_file() -> None:
    assert len(excerpt(["x"] * 99, 0).splitlines()) == MOST
    assert excerpt(["$$", "x"], 0) == "$$\nx"
    assert excerpt(["# Title", "(label)="], 0) == "# Title"
