"""A notebook beside posts is a page like any other, and its cells are never run."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.support.counts import counts
from tests.support.notebooks import PICTURE, cell, notebook, printed, result
from tests.support.project import Project, Result, differences
from tests.support.sample import PNG, sample

FRONT = """\
---
date: 2026-02-01
tags: [attention, probability]
summary: A notebook with $x^2$, see [](#first).
level: foundation
draft: {draft}
---

(counted)=
# Counted in a notebook

Words of a notebook, {word}.
"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><script>no()</script><path d="M0 0h9"/></svg>'


def text(word: str = "before", draft: str = "false") -> str:
    # What would be seen if the cell were run.
    code = 'from pathlib import Path\nPath("run").touch()\nprint("saved")'
    shown = [printed("saved as it is\n"), result(image_png=PICTURE)]
    svg = result(**{"image_svg+xml": DRAWING})
    cells = [
        cell("markdown", FRONT.format(word=word, draft=draft)),
        cell("code", code, outputs=shown),
        cell("markdown", "## A part\n\nSee [](#second) and [the first](../posts/alpha/first.md)."),
        cell("code", "draw()", outputs=[svg]),
        cell("code", "secret = 1", "remove-cell"),
    ]
    return notebook(cells)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The sample site with a notebook, to which another page refers."""
    files = {"posts/counted.ipynb": text(), "seen.md": "# Seen\n\nSee [](#counted).\n"}
    project = sample(tmp_path_factory.mktemp("notebook"), files)
    copies = project.docs / "posts/.ipynb_checkpoints/counted-checkpoint.ipynb"
    copies.parent.mkdir()
    copies.write_text("Jupyter's copy", "utf-8")
    return project


@pytest.fixture(scope="module")
def built(project: Project) -> Result:
    """The site as it was built."""
    return project.build()


def test_page_shows_what_is_saved(project: Project, built: Result) -> None:
    assert built.warnings == []
    page = built.page("posts/counted")
    assert page.h1 is not None
    assert page.h1.get_text().startswith("Counted in a notebook")
    words = page.get_text()
    assert "Words of a notebook, before." in words
    assert "saved as it is" in words
    assert "secret" not in words
    assert not list(project.root.rglob("run"))


def test_pictures_are_served_and_mended(built: Result) -> None:
    page = built.page("posts/counted")
    source, _ = [str(image["src"]) for image in page.select("article img")]
    assert (built.outdir / "posts" / source).resolve().read_bytes() == PNG
    [drawing] = list(built.outdir.rglob("_images/counted-cell-4-*.svg"))
    assert "script" not in drawing.read_text("utf-8")


def test_other_pages_feeds_and_search_know_it(built: Result) -> None:
    assert "Counted in a notebook" in built.page("seen").get_text()
    assert "saved as it is" in built.text("posts/counted.md")
    assert "posts/counted" in built.text("atom.xml")
    assert "posts/counted" in built.text("llms.txt")
    index = "".join(path.read_text("utf-8") for path in built.outdir.rglob("_search/**/*.json"))
    assert "Counted in a notebook" in index


@pytest.mark.many(3)
@pytest.mark.parametrize(
    "edit",
    [
        lambda project: project.write("posts/counted.ipynb", text("after")),
        lambda project: project.delete("posts/counted.ipynb"),
        lambda project: project.write("posts/counted.ipynb", text(draft="true")),
        lambda project: shutil.rmtree(project.root / ".cache/notebooks"),
        lambda project: (
            (project.docs / "posts/counted.ipynb").unlink(),
            project.write("posts/counted.md", FRONT.format(word="in Markdown", draft="false")),
        ),
    ],
    ids=["text", "gone", "draft", "pictures gone from the cache", "Markdown in its place"],
)
def test_rebuild_equals_a_clean_build(project: Project, edit: object, tmp_path: Path) -> None:
    here = project.copy(tmp_path / "here")
    here.build()
    edit(here)  # type: ignore[operator]
    again = here.build()
    clean = here.copy(tmp_path / "clean")
    shutil.rmtree(clean.root / ".cache", ignore_errors=True)
    assert differences(again, clean.build()) == []


def test_what_was_read_of_it_is_kept(project: Project, tmp_path: Path) -> None:
    here = project.copy(tmp_path / "here")
    first = here.build()
    before = counts(here).get("readings reused", 0)
    shutil.rmtree(here.root / "_build")
    again = here.build()
    assert differences(first, again) == []
    kept = counts(here)["readings reused"]
    # Without its pictures it is read again, and no other page.
    shutil.rmtree(here.root / "_build")
    shutil.rmtree(here.root / ".cache/notebooks")
    assert differences(first, here.build()) == []
    assert counts(here)["readings reused"] == kept - 1
    assert before < kept


def one_page(tmp_path: Path, name: str, content: str) -> list[str]:
    """Return the warnings of a site with the notebook *content*."""
    project = Project(tmp_path, {name: content})
    built = project.build()
    return [line.removeprefix(f"{project.docs}/") for line in built.warnings]


def test_markdown_beside_a_notebook_is_the_page(tmp_path: Path) -> None:
    project = Project(tmp_path, {"a.md": "# In Markdown\n"})
    project.write("a.ipynb", notebook([cell("markdown", "# In Jupyter")]))
    built = project.build()
    assert built.warnings == [
        'a.ipynb:1: WARNING: is left out, as "a.md" beside it is the same page: delete one, or '
        "give it another name [groundwork.same-page]"
    ]
    assert "In Markdown" in built.text("a.html")


CHART = result(**{"application_vnd.plotly.v1+json": {}})
TITLED = FRONT.format(word="x", draft="false").replace(", see [](#first)", "")
OLD = {
    **{"metadata": {"name": ""}, "nbformat": 3, "nbformat_minor": 0},
    "worksheets": [{"cells": [{"cell_type": "markdown", "source": TITLED}]}],
}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (
            "posts/a.ipynb",
            '{\n "cells": [\n}',
            "posts/a.ipynb:3: WARNING: is no whole notebook: Expecting value: save it again with "
            "Jupyter [groundwork.notebook]",
        ),
        (
            "posts/a.ipynb",
            json.dumps(OLD),
            "posts/a.ipynb:1: WARNING: cell 1, line 1: the notebook is in the old form of nbformat "
            "3: save it again with Jupyter [groundwork.notebook]",
        ),
        (
            "posts/a.ipynb",
            notebook([cell("markdown", "# Title\n\nWords.")]),
            "posts/a.ipynb:7: WARNING: cell 1, line 1: no front matter: begin the first cell with "
            '"---", the keys date, tags, summary, level, and "---" '
            "[groundwork.missing-front-matter]",
        ),
        (
            "a.ipynb",
            notebook([cell("markdown", "Words.")]),
            "a.ipynb:7: WARNING: cell 1, line 1: the page has no title: write one line '# Title' "
            "below the front matter [groundwork.missing-title]",
        ),
        (
            "a.ipynb",
            notebook([cell("markdown", "# Title"), cell("code", "chart", outputs=[CHART])]),
            "a.ipynb:25: WARNING: cell 2, line 1: what this cell showed "
            "(application/vnd.plotly.v1+json) needs a program to be seen: draw it as a picture "
            "[groundwork.notebook]",
        ),
        (
            "a.ipynb",
            notebook([cell("markdown", "# Title\n\nWords.\n\nSee [](#nowhere).")]),
            "a.ipynb:11: WARNING: cell 1, line 5: no section, figure, equation or theorem has the "
            'label "nowhere": write (nowhere)= before what it names [groundwork.unknown-label]',
        ),
        (
            "a.ipynb",
            notebook([cell("markdown", "# Title\n\nA $\\frac{1}$ b.")]),
            "a.ipynb:9: WARNING: cell 1, line 3: ",
        ),
        (
            "a.ipynb",
            notebook(
                [cell("markdown", "# T"), cell("code", "d", outputs=[result(image_png="QQ==")])]
            ),
            "a.ipynb:25: WARNING: cell 2, line 1: the picture of this cell ",
        ),
    ],
    ids=["broken", "old", "no front matter", "no title", "live", "label", "formula", "picture"],
)
def test_each_fault_is_one_line_with_its_cell(
    tmp_path: Path, name: str, content: str, told: str
) -> None:
    [line] = one_page(tmp_path, name, content)
    assert line.startswith(told)
