"""What waits to be written does not grow with the site, nor what an edit costs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from extensions.building.parallel_writer import PAGES_AT_ONCE
from extensions.building.source_reader import FEW
from tests.support.project import Project, differences
from tests.support.sample import sample, short

# Every process appends to one file; a line of a few bytes is never torn.
NOTE = """
import os

def note(sign):
    def say(*_):
        at = os.open("steps.txt", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(at, f"{sign} {os.getpid()}\\n".encode())
        os.close(at)
    return say

def noted(place, say):
    def answer(app, *rest):
        if rest[place] is not None and rest[place]["source"]:
            say()
    return answer

def setup(app):
    app.connect("source-read", note("read"))
    app.connect("doctree-resolved", noted(0, note("+")))
    app.connect("html-page-context", noted(3, note("-")))
"""
NOTE_SEARCH = """
def setup(app, before=setup):
    before(app)
    app.connect("pages-resolved", note("search"))
"""
LARGE = """
import extensions.building.incremental.record as record
record.MANY = 1

from extensions.model.views import add_dependency

class Noted:
    def data(self, env, page):
        if page in env.found_docs:
            note(page)()

def setup(app):
    add_dependency(app, Noted())
"""


def taken(project: Project) -> list[list[str]]:
    """Return what was done, and the process that did it."""
    steps = project.root / "steps.txt"
    return [line.split() for line in steps.read_text("utf-8").splitlines()]


def test_processes_share_the_writing_and_none_runs_ahead(tmp_path: Path) -> None:
    pages = 4 * PAGES_AT_ONCE
    shorts = {f"shorts/s{at}.md": short(f"s{at}", distils="null") for at in range(pages)}
    project = Project(tmp_path, shorts)
    project.configure(NOTE)
    assert project.build(jobs=2).status == 0
    steps = [step for step in taken(project) if step[0] != "read"]
    waiting = most = 0
    for sign, _ in steps:
        waiting += 1 if sign == "+" else -1
        most = max(most, waiting)
    assert waiting == 0
    assert most <= 2 * PAGES_AT_ONCE
    assert len({process for sign, process in steps if sign == "-"}) > 1


def test_a_few_pages_are_read_by_the_process_that_writes_them(tmp_path: Path) -> None:
    project = sample(tmp_path / "site")
    project.configure(NOTE)
    assert len(list(project.docs.rglob("*.md"))) > FEW
    assert project.build(jobs=2).warnings == []
    assert len({process for sign, process in taken(project) if sign == "read"}) > 1
    (project.root / "steps.txt").unlink()
    first = project.docs / "posts/alpha/first.md"
    project.write("posts/alpha/first.md", first.read_text("utf-8") + "\nAnother line.\n")
    assert project.build(jobs=2).warnings == []
    steps = taken(project)
    assert [sign for sign, _ in steps] == ["read", "+", "-"]
    assert len({process for _, process in steps}) == 1


def test_search_is_indexed_while_the_only_page_is_written_that_has_changed(tmp_path: Path) -> None:
    project = sample(tmp_path / "site")
    project.configure(NOTE + NOTE_SEARCH)
    assert project.build(jobs=2).warnings == []
    (project.root / "steps.txt").unlink()
    first = project.docs / "posts/alpha/first.md"
    text = first.read_text("utf-8").replace("Opening words", "Other words")
    project.write("posts/alpha/first.md", text)
    assert project.build(jobs=2).warnings == []
    assert [sign for sign, _ in taken(project)] == ["read", "+", "search", "-"]
    # After an edit that shows on others it waits for the last of these.
    (project.root / "steps.txt").unlink()
    project.write("posts/alpha/first.md", text.replace("# ", "# Anew ", 1))
    assert project.build(jobs=2).warnings == []
    signs = [sign for sign, _ in taken(project)]
    assert signs.count("search") == 1
    assert "+" not in signs[signs.index("search") :]


def test_pages_of_a_large_site_are_asked_about_by_two_processes(tmp_path: Path) -> None:
    project = sample(tmp_path / "site")
    project.configure(NOTE + LARGE)
    assert project.build(jobs=2).status == 0
    (project.root / "steps.txt").unlink()
    first = project.docs / "posts/alpha/first.md"
    project.write("posts/alpha/first.md", first.read_text("utf-8").replace("# ", "# Anew ", 1))
    result = project.build(jobs=2)
    asked = [step for step in taken(project) if step[0] not in ("read", "+", "-")]
    pages = [path.relative_to(project.docs) for path in project.docs.rglob("*.md")]
    assert sorted(page for page, _ in asked) == sorted(str(path)[:-3] for path in pages)
    # What all answers rest on the first process finds with one page, before it asks two others.
    assert min(Counter(process for _, process in asked).values()) == 1
    assert len({process for _, process in asked}) == 3
    assert differences(result, project.copy(tmp_path / "clean").build(jobs=1)) == []
