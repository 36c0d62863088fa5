"""Which blocks of a piece can be run in the browser, and what the pages of a site have of it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extensions.lib.python_runtime import IN_PAGES, RECORD, CodeInPages
from tests.support.pages import attribute
from tests.support.project import Project, Result, differences
from tests.support.runtime import Offered, cache_of, offered
from tests.support.sample import post, sample, short

BLOCKS = """\

```python
print(1)
```

```{code-block} python
print("shown, and not run")
```

:::{prf:theorem} With code
:label: thm-code

```python
import sums
from helpers import words
```
:::

```sql
SELECT 1
```

```python
import torch
```

```python
print(2)
```
"""
PAGE, OTHER = "posts/alpha/first", "about"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Offered:
    """A core, of stand-ins, and two packages."""
    return offered(tmp_path_factory.mktemp("offered"), core=None)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The sample site, with a piece that has code and one that is shown on another page."""
    return sample(
        tmp_path / "site",
        {
            "posts/alpha/first.md": post("first") + BLOCKS,
            "posts/alpha/helpers/words.py": "WORDS = 1\n",
            "shorts/two.md": short("two") + "\n```python\nprint(2)\n```\n",
        },
    )


def told(result: Result, page: str) -> list[dict[str, str]]:
    """Return what the blocks of *page* tell the script of it."""
    return [
        {name: str(value) for name, value in block.attrs.items() if name.startswith("data-run")}
        for block in result.page(page).select(".highlight-python")
    ]


def of_page(result: Result, page: str) -> dict[str, Any]:
    """Return what is said of all of the code of *page*."""
    [block] = result.page(page).select("[data-run-page]")
    said: dict[str, Any] = json.loads(attribute(block, "data-run-page"))
    return said


def built(project: Project) -> Result:
    result = project.build()
    assert result.warnings == []
    return result


def test_without_a_runtime_nothing_is_there(project: Project) -> None:
    result = built(project)
    assert [one for one in told(result, PAGE) if one] == []
    assert not (result.outdir / "_static/runtime").exists()
    state = CodeInPages.load(result.outdir.parent / "doctrees" / IN_PAGES)
    assert state.line() == (
        "5 blocks of Python could run in pages: make runtime fetches what that takes"
    )


def test_blocks_run_up_to_the_first_that_lacks_a_package(project: Project, source: Offered) -> None:
    source.fetch(project.root)
    result = built(project)
    runs = told(result, PAGE)
    assert [{*one} for one in runs] == [
        {"data-run", "data-run-page"},
        set(),
        {"data-run"},
        {"data-run-lacks"},
        set(),
    ]
    assert (runs[2]["data-run"], runs[3]["data-run-lacks"]) == ("1", "torch")
    said = of_page(result, PAGE)
    assert said["packages"] == [[], ["sums"]]
    assert set(said["sizes"]) == {"", "sums"}
    folder = (result.outdir / PAGE).parent / said["runtime"]
    assert {path.name for path in folder.resolve().iterdir()} == {
        path.name for path in cache_of(project.root).iterdir() if path.is_file()
    }
    archive = (result.outdir / PAGE).parent / said["archive"]
    assert zipfile.ZipFile(archive).namelist() == ["helpers/words.py"]
    state = CodeInPages.load(result.outdir.parent / "doctrees" / IN_PAGES)
    assert state.line() == (
        "3 of 5 blocks of Python run in pages; for the others there is no torch: "
        "make runtime says why"
    )


def test_code_of_another_page_has_no_buttons(project: Project, source: Offered) -> None:
    source.fetch(project.root)
    result = built(project)
    assert [one for one in told(result, "shorts/two") if one]
    assert result.page(OTHER).select(".highlight-python")
    assert [one for one in told(result, OTHER) if one] == []


def test_only_pages_with_code_that_runs_name_its_script(project: Project, source: Offered) -> None:
    source.fetch(project.root)
    result = built(project)
    plain, with_code = result.text("posts/beta/third.html"), result.text(f"{PAGE}.html")
    policy = '<meta http-equiv="Content-Security-Policy"'
    assert "data-run" not in plain
    assert with_code.split(policy)[1].split(">")[0] == plain.split(policy)[1].split(">")[0]


def test_runtime_is_an_input_of_the_pages_that_show_it(project: Project, source: Offered) -> None:
    plain = built(project)
    without = plain.files()
    source.fetch(project.root)
    result = built(project)
    changed = {name for name, text in result.files().items() if without.get(name) != text}
    changed = {one for one in changed if not one.startswith(("_static/", "_search/"))}
    pages = {f"{PAGE}.html", "shorts/two.html"}
    assert changed == pages
    # As from nothing, with it and without.
    clean = project.copy(project.root.with_name("clean"))
    assert differences(built(clean), result) == []
    (cache_of(project.root) / RECORD).unlink()
    assert built(project).files() == without


def test_feeds_twins_previews_and_books_are_the_same_with_it(
    project: Project, source: Offered
) -> None:
    project.write("about.md", "# About\n\nSee [](#thm-code).\n")
    without = built(project).files()
    assert any("_previews" in name and b"sums" in text for name, text in without.items())
    source.fetch(project.root)
    result = built(project)
    kinds = (".xml", ".json", ".md", ".ipynb", ".txt")
    for name, text in result.files().items():
        is_other_form = name.endswith(kinds) or "_previews" in name
        if is_other_form and not name.startswith(("_static/", "_search/")):
            assert without[name] == text, name


EDITS: dict[str, Callable[[Project], object]] = {
    "a file that it imports": lambda project: project.write(
        "posts/alpha/helpers/words.py", "WORDS = 2\n"
    ),
    "what that imports": lambda project: project.write(
        "posts/alpha/helpers/words.py", "import torch\n"
    ),
    "its code": lambda project: project.write("posts/alpha/first.md", post("first")),
    "the file that it imports goes": lambda project: project.delete("posts/alpha/helpers/words.py"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=list(EDITS))
def test_after_an_edit_all_is_as_from_nothing(
    project: Project, source: Offered, edit: Callable[[Project], object]
) -> None:
    source.fetch(project.root)
    before = built(project).files()
    edit(project)
    result = built(project)
    assert result.files() != before
    clean = project.copy(project.root.with_name("clean"))
    assert differences(built(clean), result) == []


def test_setting_turns_it_off(project: Project, source: Offered) -> None:
    source.fetch(project.root)
    project.configure("run_code = False")
    result = built(project)
    assert [one for one in told(result, PAGE) if one] == []
    assert CodeInPages.load(result.outdir.parent / "doctrees" / IN_PAGES).line() == ""


def test_cache_that_lacks_a_file_is_none_until_it_is_back(
    project: Project, source: Offered
) -> None:
    source.fetch(project.root)
    built(project)
    (cache_of(project.root) / "pyodide.asm.wasm").unlink()
    project.write("about.md", "# About\n\nOther words.\n")
    result = built(project)
    assert [one for one in told(result, PAGE) if one] == []
    assert not (result.outdir / "_static/runtime").exists()
    source.fetch(project.root)
    clean = project.copy(project.root.with_name("clean"))
    assert differences(built(clean), built(project)) == []
