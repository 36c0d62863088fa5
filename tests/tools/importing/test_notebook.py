"""A folder of notebooks: code with what it printed and drew, tables, attachments, raw cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.notebooks import cell, notebook
from tests.support.sample import PNG
from tests.tools.importing.samples import NOTEBOOKS
from tests.tools.importing.sites import Files, Made, made_of


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made_of(tmp_path_factory.mktemp("notebook"), "notebook", NOTEBOOKS)


def test_text(made: Made) -> None:
    assert (
        made.body("posts/first.md")
        == """\
It adds numbers, and says what comes of it.

```python
print(1 + 1)
```
```output
2
```

Seen here: ![dot](figures/first-cell-3-my-dot.png)

and [the next](#second).

```python
plt.title("A dot")
```

![A dot](figures/first-cell-4-1.png)

```python
frame
```

|  | a |
|---|---|
| 0 | 1\\|2 |

```py
1 / 0
```

```text
ZeroDivisionError: division by zero
```

```python
chart
```

```text
raw $text
```
"""
    )


def test_pictures_are_files(made: Made) -> None:
    assert made.output.pictures == {
        "posts/figures/first-cell-3-my-dot.png": PNG,
        "posts/figures/first-cell-4-1.png": PNG,
    }


def test_title_of_a_notebook_without_one(made: Made) -> None:
    assert "(second)=\n# Second\n" in made.output.texts["posts/second.md"]


def test_what_is_told(made: Made) -> None:
    assert [note.partition(": ")[2] for note in made.needed()] == [
        "what this cell showed (application/vnd.plotly.v1+json) needs a program to be seen: draw "
        "it as a picture"
    ]
    assert "what a cell wrote to its error stream left out" in made.report.choices
    assert "magics that set a notebook up, as %matplotlib, left out" in made.report.choices


def test_numbers_at_the_beginning_of_names_are_an_order(tmp_path: Path) -> None:
    words = "Words of a notebook, enough to be a summary."
    files: Files = {f"book/{n}-part.ipynb": notebook([cell("markdown", words)]) for n in (10, 2, 1)}
    made = made_of(tmp_path, "notebook", {**files, "free.ipynb": NOTEBOOKS["second.ipynb"]})
    assert "\n1-part\n2-part\n10-part\n" in made.output.texts["posts/book/index.md"]
    assert "posts/free.md" in made.output.texts
