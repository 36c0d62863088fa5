"""The handbook's examples of a directive and a view, each run as it stands on a small site."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.project import ROOT, Project, Result, differences
from tests.support.sample import sample

EXAMPLES = ROOT / "docs/handbook/examples"
SETTINGS = f"""
sys.path.insert(0, {str(EXAMPLES)!r})
extensions = [*extensions, "pitfall", "longest"]
"""
PITFALLS = """\
# Pitfalls

:::{pitfall} Dividing by $n$
:instead: Divide by $n - 1$, see [](#first).

The variance of a sample is then *too small*.
:::

:::{pitfall} Saying nothing

And no more.
:::

```{longest}
:limit: 2
```
"""


def project_in(folder: Path) -> Project:
    """Return the sample site with both examples."""
    project = sample(folder, {"pitfalls.md": PITFALLS})
    project.configure(f"import sys\n{SETTINGS}")
    return project


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Result:
    return project_in(tmp_path_factory.mktemp("site")).build(jobs=2)


def test_example_of_a_directive_is_shown_by_every_form(built: Result) -> None:
    shown = built.page("pitfalls").select(".admonition.warning")[0].get_text()
    assert "The variance of a sample is then too small." in shown
    assert "Instead: Divide by" in shown
    twin = built.text("pitfalls.md")
    assert "Instead: Divide by $n - 1$, see [" in twin


def test_mistake_in_the_example_of_a_directive_is_one_line(built: Result) -> None:
    assert built.warnings == [
        "pitfalls.md:9: WARNING: a pitfall says what to do: write it as :instead:, on the line "
        "below the braces [groundwork.pitfall]"
    ]


def test_example_of_a_view_follows_an_edit_of_another_page(built: Result, tmp_path: Path) -> None:
    items = [item.get_text() for item in built.page("pitfalls").select("article ul li")]
    assert len(items) == 2
    assert all(item.endswith(" min") for item in items)
    project = project_in(tmp_path / "here")
    project.build()
    path = project.docs / "posts/beta/third.md"
    path.write_text(path.read_text("utf-8") + "\nMany words. " * 900, "utf-8")
    again = project.build()
    first = again.page("pitfalls").select("article ul li")[0].get_text()
    assert first.startswith("The third post")
    assert differences(again, project.copy(tmp_path / "clean").build()) == []


@pytest.mark.parametrize(("page", "file"), [("new-directive", "pitfall"), ("new-view", "longest")])
def test_page_of_the_handbook_includes_the_example(page: str, file: str) -> None:
    text = (ROOT / f"docs/handbook/{page}.md").read_text("utf-8")
    assert f"```{{literalinclude}} examples/{file}.py\n" in text
