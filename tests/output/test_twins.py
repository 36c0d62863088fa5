"""The Markdown twin of each page, and the list of all twins."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.support.project import Project, Result
from tests.support.sample import sample

PAGE = """\
---
summary: With $a_b$ and [](#there).
---

# Title & <b>bold</b>

Words with *stress*, `co|de`, ``a`b``, $x_1 * y$, [](#there), <i>raw</i>, 5 < 6, &amp;amp; a_b_c,
[out](https://example.org/a_(b)) and a note.[^1]

[^1]: The *note*.

(there)=
## Section

:::{prf:theorem} Name
:label: thm-a

It **holds**.
:::

$$
a = b
$$ (eq-a)

- one
- two

```python
print("```")
```

| a | b |
|---|---|
| $\\|x\\|$ | `d` |

:::{note}
Take note.
:::

```{figure} picture.svg
:alt: What it [shows].

The caption.
```
"""
URL = "https://site.example/page.html"

URL = "https://site.example/page.html"


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The twin of a page with everything."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" class="drawn"/>'
    project = Project(tmp_path_factory.mktemp("twin"), {"page.md": PAGE, "picture.svg": svg})
    return project.build().text("page.md")


@pytest.mark.parametrize(
    "piece",
    [
        f"With $a_b$ and [Section]({URL}#there).",
        "*stress*",
        "`co|de`",
        "``a`b``",
        "$x_1 * y$",
        "5 \\< 6",
        "\\&amp; a_b_c",
        "[out](https://example.org/a_%28b%29)",
        "a note.[^1]",
        "[^1]: The *note*.",
        "## Section\n",
        "**Theorem 1** (Name)",
        "\n\n$$\na = b\n\\tag{1}\n$$\n\n",
        '````python\nprint("```")\n````',
        "| $\\|x\\|$ | `d` |",
        "Take note.",
        "\\[Figure: What it \\[shows\\].\\]\n\nThe caption.",
        f"\n\nAddress of this page: <{URL}>\n",
    ],
)
def test_twin_has_the_text_of_the_page(twin: str, piece: str) -> None:
    assert re.sub(r" +\|", " |", piece) in re.sub(r" +\|", " |", twin)


def test_twin_has_no_markup_of_html(twin: str) -> None:
    rendered = MarkdownIt().render(twin)
    assert "<b>" not in rendered
    assert "<i>" not in rendered
    assert "## Note" not in twin


def test_heading_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    page = "# Page\n\n## [](https://a.example)\n\nText.\n"
    assert "\n##" not in Project(tmp_path, {"page.md": page}).build().text("page.md")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The sample site."""
    return sample(tmp_path_factory.mktemp("sample")).build()


def test_page_names_its_twin(built: Result) -> None:
    link = built.page("posts/alpha/first").select_one("link[type='text/markdown']")
    assert link is not None
    assert link["href"] == "first.md"
    assert built.page("archive").select_one("link[type='text/markdown']") is None


def test_twin_has_facts_and_leaves_out_what_others_say(built: Result) -> None:
    twin = built.text("posts/alpha/first.md")
    assert "1 Jan 2026 · Foundation" in twin
    assert "About The first post" in twin
    for stranger in ("Referred to by", "Cite this", "One idea, which", "The claim of"):
        assert stranger not in twin


def test_llms_lists_every_twin_once_by_subject(built: Result) -> None:
    text = built.text("llms.txt")
    assert text.startswith("# A site\n\n> What a site")
    heads = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert heads == ["Alpha", "Beta", "Shorts: Losses", "Other pages"]
    links = re.findall(r"^- \[.+\]\((.+)\)$", text, re.MULTILINE)
    prefix = "https://site.example/"
    assert all(link.startswith(prefix) for link in links)
    names = [link.removeprefix(prefix) for link in links]
    assert sorted(names) == sorted(name for name in built.files() if name.endswith(".md"))
    assert names[:3] == ["posts/alpha/index.md", "posts/alpha/first.md", "posts/alpha/second.md"]


def test_twin_of_a_deleted_page_goes_with_it(tmp_path: Path) -> None:
    project = Project(tmp_path, {"page.md": "# Page\n"})
    assert (project.build().outdir / "page.md").is_file()
    project.delete("page.md")
    assert not (project.build().outdir / "page.md").exists()
