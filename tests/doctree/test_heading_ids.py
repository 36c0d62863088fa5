"""Ids of headings: letters of every script, and no section takes another's address over."""

from __future__ import annotations

from pathlib import Path

import pytest

from extensions.doctree.heading_ids import Title, id_of, ids_of
from extensions.output.ledger.addresses import of_last_build
from tests.support.pages import attribute, select_first
from tests.support.project import Project, Result


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("A plain title", "a-plain-title"),
        # As docutils makes them, so that nothing that was published moves.
        ("What’s new: p-values & more", "whats-new-p-values-more"),
        ("Matérn kernels", "matern-kernels"),
        ("What R^2 and \\gamma mean", "what-r-2-and-gamma-mean"),
        ("定義", "定義"),
        ("Определение предела", "определение-предела"),
        ("تعريف النهاية", "تعريف-النهاية"),
        ("C", "c"),
        ("C#", "c-sharp"),
        ("C++", "cpp"),
        ("2024", "section-2024"),
        ("2024 in review", "section-2024-in-review"),
        # It would be taken for a number that docutils has given.
        ("Id2", "section-id2"),
        ("🙂", "section-d06f1525"),
        ("δ-rings", "δ-rings"),
    ],
)
def test_id_says_what_the_heading_says(title: str, id_: str) -> None:
    assert id_of(title) == id_


@pytest.mark.parametrize(
    ("titles", "ids"),
    [
        (
            [
                Title("Page"),
                Title("Alpha", 0),
                Title("Setup", 1),
                Title("Beta", 0, 1),
                Title("Setup", 3),
            ],
            ["page", "alpha", "alpha-setup", "beta", "beta-setup"],
        ),
        # Side by side: the section before, where there is one.
        (
            [Title("Page"), Title("Notes", 0), Title("More", 0, 1), Title("Notes", 0, 2)],
            ["page", "page-notes", "more", "more-notes"],
        ),
        ([Title("About"), Title("About", 0)], ["about", "about-about"]),
        ([Title("Page"), Title("Taken", 0)], ["page", "page-taken"]),
        (
            [Title("P"), Title("N", 0), Title("N", 0, 1), Title("N", 0, 2)],
            ["p", "p-n", "n-n", "n-n-2"],
        ),
    ],
)
def test_headings_of_one_title(titles: list[Title], ids: list[str]) -> None:
    assert ids_of(titles, {"taken"}) == ids


PAGE = """\
# Page

## 定義

## 2024

## C#

## C++

## Alpha

### Duplicate

## Beta

### Duplicate

(метка)=
## A section with a label

See [](#метка).

(plain)=
## Labelled
"""
BEFORE = "## 証明\n\n## Новое\n\n## 🙂\n\n### Duplicate\n\n"


def sections(result: Result) -> dict[str, str]:
    """Return the id of each section of the page, by what it says."""
    page = result.page("page")
    found = {}
    for section in page.select("article section"):
        heading = select_first(section, "h1, h2, h3")
        link = select_first(heading, "a.headerlink")
        assert link["href"] == f"#{section['id']}"
        above = (
            heading.name == "h3" and section.parent and select_first(section.parent, "h1, h2").text
        )
        found[f"{above or ''}{heading.text}".replace("#Dup", "/Dup").rstrip("#")] = attribute(
            section, "id"
        )
    return found


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A site with one page of hard headings."""
    return Project(tmp_path_factory.mktemp("site"), {"page.md": PAGE})


def test_a_section_put_before_takes_no_address_over(project: Project, tmp_path: Path) -> None:
    copy = project.copy(tmp_path / "copy")
    first = copy.build()
    before = sections(first)
    assert list(before.values()) == [
        "page",
        "定義",
        "section-2024",
        "c-sharp",
        "cpp",
        "alpha",
        "alpha-duplicate",
        "beta",
        "beta-duplicate",
        "метка",
        "plain",
    ]
    link = select_first(first.page("page"), "article p a.reference")
    assert link["href"] == "#метка"
    copy.write("page.md", PAGE.replace("## 定義", f"{BEFORE}## 定義"))
    after = sections(copy.build())
    assert {title: after[title] for title in before} == before


def test_ledger_knows_all_of_them_and_what_was_published_leads_on(project: Project) -> None:
    result = project.build()
    noted = of_last_build(project.root / "_build/doctrees").pages["page"]
    assert {"定義", "section-2024", "c-sharp", "alpha-duplicate", "beta-duplicate"} <= {
        *noted.anchors
    }
    # The address that the first of one title had: the page answers to it, and the ledger tells
    # when another section would.
    assert "duplicate" not in noted.ids
    ids = {element["id"] for element in result.page("page").select("[id]")}
    assert {"duplicate", "c", "id1"} <= ids
