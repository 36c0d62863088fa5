"""``make watch`` and ``make live`` build at each save; what fails is built again, and told."""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from extensions.tools.live.build import Build
from extensions.tools.live.saves import line
from tests.support.editing import FIRST
from tests.support.files import save
from tests.support.kept import NOTES_PROCESSES, is_running, processes
from tests.support.processes import PUBLISH, forked
from tests.support.program import Program
from tests.support.project import ROOT, Project, Result, differences
from tests.support.sample import post, sample

OPTIONS = ["-q", "-c", ".", "-j", "1", "-W", "--keep-going"]
COUNTED = r"\d\d:\d\d:\d\d {}read \d+, written \d+, formulas set \d+.*; \d+\.\d s"
DRAFT = post("draft", image="alpha/picture.svg").replace("level:", "draft: true\nlevel:")
# What is built in a process that was set up ahead never gets to its end.
FAILS = """
def setup(app):
    import os
    if "GROUNDWORK_STANDBY" in os.environ:
        app.connect("env-updated", lambda app, env: os.kill(os.getpid(), 9))
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The sample site, never built."""
    return sample(tmp_path / "site")


def make_html(project: Project) -> Result:
    """Do what ``make html`` does."""
    env = {**os.environ, "GROUNDWORK_DRAFTS": ""}
    status, said = forked(["_build", "_build/html", *OPTIONS], project.root, env, PUBLISH)
    assert (status, said) == (0, "")
    return Result(0, [], "", project.root / "_build/html")


@contextmanager
def watched(project: Project) -> Iterator[Program]:
    """Run what ``make watch`` runs, and end it as Ctrl-C does."""
    program = Program(
        "extensions.tools.live.watch", "_build", "_build/html", *OPTIONS, folder=project.root
    )
    try:
        yield program
    except BaseException:
        program.process.kill()
        raise
    assert program.end() == (0, [])


def test_watch_gives_at_each_save_what_html_gives(project: Project, tmp_path: Path) -> None:
    project.configure(NOTES_PROCESSES)
    first, second = project.docs / FIRST, project.docs / "posts/alpha/second.md"
    with watched(project) as program:
        assert re.fullmatch(COUNTED.format(""), program.told())
        assert program.told() == "The site is in _build/html and follows each save; Ctrl-C ends it"
        save(first, first.read_text("utf-8").replace("Opening words", "Other words"))
        assert re.fullmatch(COUNTED.format(f"docs/{FIRST}: "), program.told())
        site = Result(0, [], "", project.root / "_build/html")
        assert "Other words" in site.text("posts/alpha/first.html")
        assert differences(site, make_html(project.copy(tmp_path / "clean"))) == []
        save(second, "# No front matter\n")
        faults = [program.told()]
        while not faults[-1].endswith(" s"):
            faults.append(program.told())
        *warnings, left, last = faults
        assert warnings
        assert left.startswith("_build/html is still the former site; ")
        assert re.fullmatch(
            r"\d\d:\d\d:\d\d docs/posts/alpha/second.md: not built; \d+\.\d s", last
        )
        assert "Other words" in site.text("posts/alpha/first.html")
    assert not any(map(is_running, processes(project)))


def test_program_that_has_ended_is_waited_for_no_longer(tmp_path: Path) -> None:
    program = Program("extensions.tools.live.watch", "--help", folder=tmp_path)
    # What is in no line: it is asked again until there is an end.
    said = iter(program.told, None)
    assert next(said).startswith("usage: ")
    with pytest.raises(AssertionError, match=r"^it has ended with 0, after it said\nusage: "):
        deque(said)


@pytest.fixture
def live(project: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Build]:
    """What ``make live`` builds with."""
    monkeypatch.chdir(project.root)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("GROUNDWORK_DRAFTS", "1")
    build = Build(Path("_build"), "1")
    yield build
    build.close()


def test_live_begins_with_what_html_has_left(
    project: Project, live: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write("posts/draft.md", DRAFT)
    make_html(project)
    live([])
    # The draft, and the page that lists by a pattern.
    assert re.match(r"\d\d:\d\d:\d\d read 2, written ", capsys.readouterr().out)
    clean = project.copy(tmp_path / "clean").build(env={"GROUNDWORK_DRAFTS": "1"})
    assert differences(Result(0, [], "", live.site), clean) == []
    # It is another site than the one that is published.
    assert not (project.root / "_build/html/posts/draft.html").exists()
    assert make_html(project).files() == make_html(project.copy(tmp_path / "public")).files()


def test_fault_is_told_in_a_line_and_built_again(
    project: Project, live: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    project.configure(FAILS)
    live([project.docs / FIRST])
    first, second = capsys.readouterr().out.splitlines()
    assert first == ("the process that is kept ready was ended by SIGKILL: building in a new one")
    assert re.fullmatch(COUNTED.format(f"docs/{FIRST}: "), second)
    assert (live.site / "posts/alpha/first.html").is_file()


def test_line_names_the_first_of_what_was_saved() -> None:
    paths = [Path.cwd() / "docs/b.md", Path.cwd() / "docs/a.md", Path("/else/c.md")]
    assert line(paths[:2], "built", 0.04).endswith(" docs/a.md and 1 more: built; 0.0 s")
    assert line(paths[2:], "built", 1).endswith(" /else/c.md: built; 1.0 s")
    assert line([], "not built", 2.26)[8:] == " not built; 2.3 s"
