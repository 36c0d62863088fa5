"""A build that was set up before it was asked for gives what any other gives, and then ends."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from extensions.building.standby import ClosedError, StandbyError
from tests.building.edits import EDITS
from tests.support.counts import COUNTS
from tests.support.editing import FIRST, INDEX, SECOND, Edit, each, replace
from tests.support.kept import NOTES_PROCESSES, Kept, is_running, kept, processes
from tests.support.project import Project, Result, differences
from tests.support.sample import PNG, SVG, post, sample, short
from tests.support.sampling import Some

# What an author does, one after the other.
SEQUENCE: dict[str, Edit] = {
    "body": EDITS["body"],
    "title": EDITS["title"],
    "tag": EDITS["tag"],
    "short added": lambda project: project.write("shorts/three.md", short("three")),
    "draft added": lambda project: project.write(
        "posts/draft.md",
        post("draft", image="alpha/picture.svg").replace("level", "draft: true\nlevel"),
    ),
    "draft published": replace("posts/draft.md", "draft: true\n", ""),
    "post deleted": each(
        lambda project: project.delete("posts/beta/third.md"),
        replace("posts/beta/index.md", "third", ""),
    ),
    "series reordered": replace(INDEX, "first\nsecond", "second\nfirst"),
    "image changed": lambda project: project.write(
        "posts/alpha/picture.svg", SVG.replace("9", "8")
    ),
    "template added": lambda project: project.write("_templates/about.html", "<p>More.</p>"),
    "vocabulary": replace("vocabulary.yml", "Who looks at whom.", "Who looks where."),
    "setting": lambda project: project.configure('html_title = "Another"'),
}


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The sample site, built once and moved aside."""
    project = sample(tmp_path_factory.mktemp("site") / "here")
    assert project.build().warnings == []
    project.root.rename(project.root.with_name("master"))
    return project


@pytest.fixture
def built(master: Project) -> Iterator[Project]:
    """The site as it was built, where it was built."""
    shutil.copytree(master.root.with_name("master"), master.root)
    yield master
    shutil.rmtree(master.root)


def clean(project: Project, folder: Path) -> Result:
    """Return what a build of *project* from nothing gives."""
    result = project.copy(folder).build()
    shutil.rmtree(folder / "docs")
    return result


@pytest.mark.slow
def test_site_after_each_edit_is_that_of_a_clean_build(
    built: Project, tmp_path: Path, some: Some
) -> None:
    # What an edit has left stale still is after those that follow.
    compared = some([*reversed(SEQUENCE)], 4)
    with kept(built, jobs=2) as builds:
        for number, (name, edit) in enumerate(SEQUENCE.items()):
            edit(built)
            result = builds.build()
            if name not in compared:
                assert result.status == 0, name
                continue
            expected = clean(built, tmp_path / str(number))
            assert (name, result.status, result.warnings) == (name, 0, expected.warnings)
            assert (name, differences(result, expected)) == (name, [])
            assert (name, result.addresses()) == (name, expected.addresses())


def test_work_is_that_of_an_incremental_build(built: Project) -> None:
    with kept(built, own_python=True) as builds:
        EDITS["body"](built)
        builds.build()
        done = (built.root / COUNTS).read_text("utf-8")
    assert done.startswith("read 1, written 1, formulas set 0, ")


def test_each_process_ends_with_its_build_and_all_with_the_last(built: Project) -> None:
    built.configure(NOTES_PROCESSES)
    with kept(built) as builds:
        for body in "abc":
            replace(FIRST, "Opening words", f"Opening words {body}")(built)
            builds.build()
        *ended, waiting = processes(built)
        assert len(ended) == 3
        assert [is_running(number) for number in (*ended, waiting)] == [False] * 3 + [True]
    assert not is_running(waiting)


def test_settings_that_have_changed_are_read_by_another_python(built: Project) -> None:
    with kept(built, own_python=True) as builds:
        builds.build()
        built.configure('html_title = "Another name"')
        assert "Another name" in builds.build().text("about.html")


def test_what_another_build_has_left_is_what_the_next_begins_with(built: Project) -> None:
    built.configure(NOTES_PROCESSES)
    with kept(built) as builds:
        builds.build()
        replace(FIRST, "Opening words", "Other words")(built)
        built.build()
        before = len(processes(built))
        result = builds.build()
        # One had waited with the environment of before, and another has built.
        assert len(processes(built)) == before + 2
        assert (built.root / COUNTS).read_text("utf-8") == "read 0, written 0, formulas set 0\n"
        assert "Other words" in result.text("posts/alpha/first.html")


def failing(how: str) -> str:
    """Return settings with which a build that was set up ahead does *how* when pages are read."""
    return f"""
import os

def fail(app, env):
    if "GROUNDWORK_STANDBY" in os.environ:
        {how}

def setup(app):
    app.connect("env-updated", fail)
"""


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("os.kill(os.getpid(), 9)", "was ended by SIGKILL"),
        ('raise KeyError("a page")', "ended: ExtensionError: Handler"),
        ("os._exit(7)", "ended: status 7"),
        ("raise SystemExit(7)", "ended: status 7"),
    ],
)
def test_fault_says_what_has_happened(built: Project, how: str, said: str) -> None:
    built.configure(NOTES_PROCESSES + failing(how))
    with kept(built) as builds, pytest.raises(StandbyError) as error:
        builds.build()
    assert str(error.value).startswith(said)
    assert not any(map(is_running, processes(built)))


def test_error_of_an_author_is_no_fault(built: Project) -> None:
    built.configure(failing('raise __import__("sphinx").errors.SphinxError("Mend it.")'))
    with kept(built) as builds:
        result = builds.build()
    assert (result.status, "Mend it." in result.output) == (2, True)


def test_build_that_is_under_way_is_broken_off(built: Project) -> None:
    pipe = built.root / "pipe"
    os.mkfifo(pipe)
    built.configure(
        NOTES_PROCESSES + failing(f"open({str(pipe)!r}, 'w').close(); open({str(pipe)!r})")
    )
    raised: list[Exception] = []

    def build(builds: Kept) -> None:
        try:
            builds.build()
        except ClosedError as error:
            raised.append(error)

    with kept(built, own_python=True) as builds:
        thread = Thread(target=build, args=[builds])
        thread.start()
        # It is there when the build is.
        pipe.open().close()
        builds.standby.close()
        thread.join()
    assert len(raised) == 1
    assert not any(map(is_running, processes(built)))


def test_pages_are_told_of_before_the_rest_is_done(built: Project) -> None:
    told: list[str] = []
    page = built.root / "_build/html/posts/alpha/first.html"
    with kept(built) as builds:
        builds.build()
        (built.root / COUNTS).write_text("")
        replace(FIRST, "Opening words", "Other words")(built)
        builds.standby.build(lambda: told.append(page.read_text("utf-8")))
    assert len(told) == 1
    assert "Other words" in told[0]


def test_pages_are_not_told_of_while_a_picture_is_missing(built: Project) -> None:
    told: list[bool] = []
    with kept(built) as builds:
        (built.docs / "posts/alpha/new.png").write_bytes(PNG)
        replace(SECOND, "photo.png", "new.png")(built)
        builds.standby.build(lambda: told.append(True))
    assert told == []
