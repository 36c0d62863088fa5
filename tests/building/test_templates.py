"""What Jinja compiles is kept, and a template that is changed is compiled anew."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.support.project import ROOT, Project

# Every process appends to one file.
NOTE = f"""
from pathlib import Path
from jinja2 import Environment

template_cache = ".cache/templates"
templates_path = ["templates", {str(ROOT / "docs" / "_templates")!r}]
compiled = Environment.compile

def compile(self, source, name=None, *rest, **options):
    if name:
        with open("compiled.txt", "a") as file:
            file.write(name + "\\n")
    return compiled(self, source, name, *rest, **options)

Environment.compile = compile
"""
EDITED = "# Home\n\nAnother text.\n"


def compiled(project: Project) -> list[str]:
    """Return the names of the templates that were compiled since this was last asked."""
    notes = project.root / "compiled.txt"
    names = notes.read_text("utf-8").split() if notes.exists() else []
    notes.unlink(missing_ok=True)
    return names


def test_a_template_is_compiled_when_it_has_changed(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.configure(NOTE)
    banner = tmp_path / "templates" / "search.html"
    banner.parent.mkdir()
    banner.write_text('{% extends "!search.html" %}', "utf-8")
    assert project.build().warnings == []
    assert {"page.html", "search.html"} <= {*compiled(project)}
    project.write("index.md", EDITED)
    project.build()
    assert compiled(project) == []
    banner.write_text('{% extends "!search.html" %}{% block body %}Sought{% endblock %}', "utf-8")
    assert "Sought" in project.build().text("search.html")
    assert compiled(project) == ["search.html"]


def test_a_template_whose_compiled_form_is_damaged_is_compiled(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.configure(NOTE)
    built = project.build().files()
    first = {*compiled(project)}
    for path in (tmp_path / ".cache/templates").iterdir():
        path.write_bytes(path.read_bytes()[:-100])
    shutil.rmtree(tmp_path / "_build")
    assert project.build().files() == built
    assert first == {*compiled(project)}
