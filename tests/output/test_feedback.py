"""The ways from a page back to those who wrote it."""

from __future__ import annotations

from pathlib import Path

from tests.support.pages import attribute, link, select_first
from tests.support.project import Project
from tests.support.sample import sample

SETTINGS = """
report_url = "https://forge.example/new?at={address}&said={quotation}&version={version}"
edit_url = "https://forge.example/edit/main/docs/{source}"
"""


def test_pages_lead_nowhere_where_nothing_is_set(tmp_path: Path) -> None:
    result = Project(tmp_path).build()
    assert result.page("index").select(".feedback") == []


def test_page_leads_to_its_form_and_to_its_source(tmp_path: Path) -> None:
    project = sample(tmp_path)
    project.configure(SETTINGS)
    result = project.build()
    assert result.warnings == []
    page = result.page("posts/alpha/first")
    foot = select_first(page, ".feedback")
    assert link(foot, "Report an error here") == (
        "https://forge.example/new?at=https%3A//site.example/posts/alpha/first.html"
        "&said=&version=2026-01-01"
    )
    assert (
        link(foot, "Edit this page") == "https://forge.example/edit/main/docs/posts/alpha/first.md"
    )
    # The script of the menu fills in the place and what was selected.
    assert attribute(select_first(foot, ".report-error"), "data-template").endswith(
        "at={address}&said={quotation}&version=2026-01-01"
    )
    # What has no source cannot be edited.
    assert result.page("tags/attention").select(".feedback") == []


def test_name_in_braces_that_is_not_known_is_told(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.configure('report_url = "https://forge.example/new?at={adress}"\n')
    assert project.build().warnings == [
        "WARNING: conf.py: {adress} in report_url is not known: write {address} or {quotation} "
        "or {version} [groundwork.setting]"
    ]


def test_every_displayed_formula_has_an_address_that_stays(tmp_path: Path) -> None:
    body = "# Page\n\n$$\na = 1\n$$\n\n$$\nb = 2\n$$\n\n$$\na = 1\n$$\n"
    project = Project(tmp_path, {"page.md": body})

    def ids() -> list[str]:
        return [attribute(one, "id") for one in project.build().page("page").select("div.math")]

    first, second, again = ids()
    assert first.startswith("formula-")
    assert again == f"{first}-2"
    (project.docs / "page.md").write_text(
        body.replace("# Page\n", "# Page\n\n$$\nc\n$$\n"), "utf-8"
    )
    assert ids()[1:] == [first, second, again]
