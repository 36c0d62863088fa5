"""After an edit that shows on no other page none is asked what it shows; after others all are."""

from __future__ import annotations

from pathlib import Path

from tests.support.editing import FIRST, SECOND, Edit, replace
from tests.support.project import Project, differences
from tests.support.sample import PNG, sample

# Every process appends to one file; a line of a few bytes is never torn.
ASKED = """
import os
from extensions.model.views import add_dependency

class Asked:
    def data(self, env, page):
        at = os.open("asked.txt", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(at, f"{page}\\n".encode())
        os.close(at)

def setup(app):
    add_dependency(app, Asked())
"""
# Pages without a source that show the same on every site.
CONSTANT = {"search", "404"}

QUIET: dict[str, Edit] = {
    "nothing": lambda project: None,
    "words": replace(FIRST, "Opening words", "Other words"),
    "lines above all that is referred to": replace(SECOND, "See [](#", "A line.\n\nSee [](#"),
    "a formula": replace("posts/alone.md", "Opening words", "Opening $z^{77}$"),
    "code, for which the page needs another script": replace(
        FIRST, "Other words", "Other words\n\n```python\n1\n```\n\nWords"
    ),
    "nothing again": lambda project: None,
}
LOUD: dict[str, Edit] = {
    "a summary": replace(FIRST, "summary: About", "summary: All about"),
    "a title": replace(SECOND, "# The second post", "# Another name"),
    "a sentence that refers to a page": replace(SECOND, "See [](#", "Look at [](#"),
    "a short that a page shows whole": replace("shorts/two.md", "at length", "at great length"),
    "the vocabulary": replace("vocabulary.yml", "title: Attention", "title: Attending"),
    "a picture": lambda project: (project.docs / "posts/alpha/photo.png").write_bytes(PNG + b"1"),
    "a page that is gone": lambda project: (project.root / "_build/html/tags.html").unlink(),
    "a setting": lambda project: project.configure(f'{ASKED}\nhtml_title = "Another site"\n'),
    "a page more": lambda project: project.write("more.md", "# More\n\nSee [](#first).\n"),
}


def asked(project: Project) -> set[str]:
    """Return the pages that the last build has asked."""
    path = project.root / "asked.txt"
    pages = set(path.read_text("utf-8").splitlines()) if path.is_file() else set()
    path.unlink(missing_ok=True)
    return pages


def test_pages_are_asked_when_something_can_show_on_them(tmp_path: Path) -> None:
    project = sample(tmp_path / "site")
    project.configure(ASKED)
    assert project.build().warnings == []
    assert {"index", "tags/attention"} <= asked(project)
    for name, edit in QUIET.items():
        edit(project)
        result = project.build()
        assert (name, result.warnings) == (name, [])
        assert (name, asked(project) - CONSTANT) == (name, set())
    assert differences(result, project.copy(tmp_path / "quiet").build()) == []
    for name, edit in LOUD.items():
        edit(project)
        result = project.build()
        assert (name, result.warnings) == (name, [])
        assert {"index", "tags/attention"} <= asked(project), name
    assert differences(result, project.copy(tmp_path / "loud").build()) == []
