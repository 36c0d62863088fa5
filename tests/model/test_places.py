"""Sources at a wrong place, or of a name that leads astray, are told and lose nothing."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from extensions.model.catalog.places import same_but_for_capitals
from extensions.model.scheduled import FILE, waiting
from tests.support.notebooks import cell, notebook
from tests.support.project import Project
from tests.support.sample import post, sample, series

CLASH = """\
# Clash

(eq-x)=
## A section

$$
x
$$ (eq-x)

$$
y
$$ (first-section)
"""


def test_what_is_told_of_places(tmp_path: Path) -> None:
    project = sample(tmp_path)
    for name in ("posts/alpha/notes.rst", "old.MD", "shorts/b.markdown"):
        project.write(name, "Text\n")
    project.write(
        "posts/run.ipynb", notebook([cell("markdown", post("run", image="alpha/picture.svg"))])
    )
    project.write("part.rst", "Some words.\n")
    project.write("posts/alpha/deep/down.md", post("down", image="../picture.svg"))
    project.write("ABOUT.md", "# Another title\n")
    project.write("posts/beta/index.md", series("Beta", "third", "../alpha/first"))
    project.write("clash.md", CLASH)
    project.write("uses.md", "# Uses\n\n```{literalinclude} part.rst\n```\n")
    result = project.build("-W", "--keep-going")
    assert result.status == 1
    said = [line.removeprefix(f"{project.docs}/") for line in result.warnings]
    assert sorted(said) == [
        'about.md:1: WARNING: "about.md" and "ABOUT.md" differ in capitals alone, and are one '
        "file on some systems: give one another name [groundwork.same-name]",
        'clash.md:10: WARNING: the label "first-section" of an equation is also that of something '
        "else on posts/alpha/first: change one of the two [groundwork.duplicate-label]",
        'clash.md:6: WARNING: the label "eq-x" of an equation is also that of something else on '
        "this page: change one of the two [groundwork.duplicate-label]",
        "old.MD:1: WARNING: is no page, only files that end in .md or .ipynb are: write it in "
        "Markdown, as old.md [groundwork.not-read]",
        "posts/alpha/deep/down.md:1: WARNING: a post stands in posts/ or in the folder of its "
        "series: move this file to posts/alpha/down.md [groundwork.post-too-deep]",
        "posts/alpha/notes.rst:1: WARNING: is no page, only files that end in .md or .ipynb are: "
        "write it in Markdown, as notes.md [groundwork.not-read]",
        "posts/beta/index.md:12: WARNING: the toctree lists posts/alpha/first, which is in the "
        'series "alpha": a post is in one series, take it out of here '
        "[groundwork.post-in-two-series]",
        "shorts/b.markdown:1: WARNING: is no page, only files that end in .md or .ipynb are: "
        "write it in Markdown, as b.md [groundwork.not-read]",
    ]


@pytest.mark.parametrize(
    ("names", "pairs"),
    [
        (["a", "b"], []),
        (["posts/A", "posts/a"], [("posts/a", "posts/A")]),
        (["A/x", "a/y"], []),
        (["cafe\u0301", "caf\u00e9"], [("caf\u00e9", "cafe\u0301")]),
        (["STRASSE", "straße"], [("straße", "STRASSE")]),
    ],
)
def test_names_that_some_systems_take_for_one(
    names: list[str], pairs: list[tuple[str, str]]
) -> None:
    assert list(same_but_for_capitals(names)) == pairs


@pytest.mark.parametrize(
    ("pieces", "said"),
    [
        ({}, ""),
        ({"posts/a.md": ["", False, "2026-01-02"], "shorts/b.md": ["", True, "2027-01-01"]}, ""),
        (
            {"posts/a.md": ["", False, "2027-01-01"]},
            "1 piece waits for its day: posts/a.md on 2027-01-01",
        ),
        (
            {
                "posts/a.md": ["", False, "2028-01-01"],
                "shorts/b.md": ["", False, "2026-01-03"],
                "shorts/c.md": ["", False, ""],
            },
            "2 pieces wait: the next is shorts/b.md on 2026-01-03",
        ),
    ],
)
def test_what_waits_for_its_day(tmp_path: Path, pieces: dict[str, list[object]], said: str) -> None:
    (tmp_path / FILE).write_text(json.dumps({"code": 1, "pieces": pieces}))
    assert waiting(tmp_path, datetime.date(2026, 1, 2)) == said


def test_nothing_waits_where_there_is_no_build(tmp_path: Path) -> None:
    assert waiting(tmp_path, datetime.date(2026, 1, 2)) == ""


def test_build_notes_what_waits(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("posts/later.md", post("later", date="2999-12-31"))
    assert project.build().warnings == []
    assert waiting(tmp_path / "_build/doctrees", datetime.date.today()) == (
        "1 piece waits for its day: posts/later.md on 2999-12-31"
    )
