"""Each post can be had as a notebook, with its code, what that prints, and working links."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest

from extensions.output.notebook_twins import notebook
from tests.support.project import Project, Result
from tests.support.sample import post, sample

CODE = """
```python
a = "é"
```

Words between, with $a_b$.

```python
print(a)
print(2)
```
```output
é
2
```

- A list has code that is no cell:

  ```python
  nested = 1
  ```

```py
shown("and not run")
```

```output
alone
```
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The sample site with a post that has code."""
    files = {"posts/coded.md": post("coded", image="alpha/picture.svg") + CODE}
    return sample(tmp_path_factory.mktemp("site"), files).build()


def test_code_and_outputs_are_cells(site: Result) -> None:
    book = nbformat.reads(site.text("posts/coded.ipynb"), as_version=4)
    nbformat.validate(book)
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    assert [cell.source for cell in code] == ['a = "é"', "print(a)\nprint(2)"]
    assert [[one.text for one in cell.outputs] for cell in code] == [[], ["é\n2\n"]]
    words = "\n".join(cell.source for cell in book.cells if cell.cell_type == "markdown")
    assert "Words between, with $a_b$." in words
    assert "nested = 1" in words
    assert 'shown("and not run")' in words
    assert "](https://site.example/posts/alpha/second.html" in words
    assert "(../" not in words


def test_page_leads_to_it(site: Result) -> None:
    page = site.page("posts/coded")
    [link] = page.select('a[type="application/x-ipynb+json"]')
    assert (site.outdir / "posts" / str(link["href"])).is_file()
    assert page.select('head link[type="application/x-ipynb+json"]')
    assert not site.page("about").select('[type="application/x-ipynb+json"]')
    assert not (site.outdir / "about.ipynb").exists()


def test_same_bytes_for_the_same_text() -> None:
    assert notebook(CODE) == notebook(CODE)
    assert [cell["id"] for cell in json.loads(notebook(CODE))["cells"]] == [
        f"cell-{number}" for number in range(1, 5)
    ]


def test_site_that_wants_none_has_none(tmp_path: Path) -> None:
    project = Project(tmp_path, {"posts/coded.md": post("coded", image="") + CODE})
    with (project.root / "site.toml").open("a", encoding="utf-8") as file:
        file.write("notebooks = false\n")
    built = project.build()
    assert not list(built.outdir.rglob("*.ipynb"))
    assert "x-ipynb" not in built.text("posts/coded.html")
