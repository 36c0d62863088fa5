"""A site has a home page."""

from __future__ import annotations

from pathlib import Path

from tests.support.project import Project


def test_site_without_a_home_page_is_told_in_one_line(tmp_path: Path) -> None:
    project = Project(tmp_path, {"page.md": "# Page\n"})
    project.delete("index.md")
    result = project.build()
    assert result.status == 2
    assert result.output.splitlines() == [
        "ERROR: docs/index.md is not there or cannot be read: write the home page in it: "
        "build again [groundwork.refused]"
    ]
    project.write("index.md", "# Home\n")
    assert project.build().status == 0
