"""After a build that was killed, refused or confused, the next one is right to the byte."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.editing import replace
from tests.support.processes import PUBLISH, forked
from tests.support.program import Program
from tests.support.project import Project, Result, differences
from tests.support.sample import FILES, PNG, post

# Meets a fault at a moment that is told by the variable FAULT: the event, the priority of
# the handler, which of its arguments is what (or nothing), and the fault.  In place of an event
# stands ``file_is_current``, the question that is asked before a file is written.
FAULTY = """
import os, resource, signal, time

from extensions.building.incremental.record import Recorder

ahead = int(os.environ.get("AHEAD", 0)) * 10**9
if ahead:
    now = time.time_ns
    time.time_ns = lambda: now() + ahead


def kill():
    os.killpg(0, signal.SIGKILL)


def refuse():  # what is written beyond 1000 bytes of a file
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))


def kill_in_file():  # at its 1000th byte
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    refuse()


def after(owner, method, meet):
    called = getattr(owner, method)

    def call(*given):
        answer = called(*given)
        meet(*given)
        return answer

    setattr(owner, method, call)


def setup(app):
    if "FAULT" in os.environ:
        os.setsid()
        event, priority, what, fault = os.environ["FAULT"].split()

        def meet(app, *given):
            if what in ("-", *given):
                globals()[fault]()
            return []

        if event == "file_is_current":
            after(Recorder, event, lambda recorder, *given: meet(recorder.app, *given))
        else:
            app.connect(event, meet, int(priority))
"""
FIRST = "posts/alpha/first.md"
THIRD = "posts/alpha/third.md"
# One page of each kind, with all that pages show of each other.
KEPT = ["index.md", "shorts/index.md", "shorts/one.md", "posts/alpha/index.md", FIRST]
KEPT += ["posts/alpha/second.md", "posts/alpha/picture.svg"]


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest site that has everything: ``site``, and ``edited``, each built from nothing.

    Both were built in one folder, ``here``, which is then moved aside: what was built knows
    where its sources were.
    """
    root = tmp_path_factory.mktemp("faults")
    project = Project(root / "here", {name: FILES[name] for name in KEPT})
    (project.docs / "posts/alpha/photo.png").write_bytes(PNG)
    project.configure(FAULTY)
    assert project.build(jobs=2).output == ""
    shutil.copytree(project.root, root / "site")
    shutil.rmtree(project.root / "_build")
    edit(project)
    assert project.build().output == ""
    project.root.rename(root / "edited")
    return root


@pytest.fixture
def project(master: Path) -> Iterator[Project]:
    """The site, built, in the folder in which it was built."""
    shutil.copytree(master / "site", master / "here")
    project = Project.__new__(Project)
    project.root, project.docs = master / "here", master / "here/docs"
    yield project
    shutil.rmtree(master / "here")


def edit(project: Project) -> None:
    """Change one post and add another."""
    text = (project.docs / FIRST).read_text("utf-8")
    changed = text.replace("Opening words", "Other words").replace("# The first", "# No longer the")
    project.write(FIRST, changed)
    project.write(THIRD, post("third", date="2026-01-09"))
    index = "posts/alpha/index.md"
    project.write(index, FILES[index].replace("second", "second\nthird"))


def take_back(project: Project, master: Path) -> None:
    """Put the sources back as they were before the edit, with their dates."""
    shutil.rmtree(project.docs)
    shutil.copytree(master / "site/docs", project.docs)


def expected(master: Path, name: str) -> Result:
    """Return what a build without a fault gave of the site, or of the edited one."""
    return Result(0, [], "", master / name / "_build/html")


# What a build notes for the next, and nobody who reads the site.
UNPUBLISHED = [".buildinfo"]
MOMENTS = {
    "the environment": "env-get-updated 999 - kill_in_file",
    "a page": "html-page-context 999 shorts/one kill_in_file",
    "a feed": "file_is_current - feed.json kill_in_file",
    "the search index": "pages-resolved 499 - kill_in_file",
    "what the index was made of": "page-files 499 search kill_in_file",
    "the record": "page-files 999 search kill_in_file",
}


@pytest.mark.many(2)
@pytest.mark.parametrize("moment", MOMENTS)
def test_edit_killed_and_taken_back(moment: str, project: Project, master: Path) -> None:
    edit(project)
    assert project.build(env={"FAULT": MOMENTS[moment]}).status < 0
    take_back(project, master)
    result = project.build()
    assert result.output == ""
    assert differences(result, expected(master, "site")) == []


@pytest.mark.parametrize("event", ["doctree-read 999 -", "html-page-context 999 shorts/one"])
def test_parallel_edit_killed(event: str, project: Project, master: Path) -> None:
    edit(project)
    assert project.build(env={"FAULT": f"{event} kill"}, jobs=2).status < 0
    assert differences(project.build(jobs=2), expected(master, "edited")) == []


def test_killed_while_nothing_stood(project: Project, master: Path) -> None:
    # With what is kept of pages, none would be written.
    for folder in ("_build", ".cache"):
        shutil.rmtree(project.root / folder)
    assert project.build(env={"FAULT": MOMENTS["a page"]}).status < 0
    assert differences(project.build(), expected(master, "site")) == []


def test_what_no_build_made_outlives_a_killed_build(project: Project) -> None:
    shutil.rmtree(project.root / "_build")
    thesis = project.root / "_build/html/thesis.txt"
    thesis.parent.mkdir(parents=True)
    thesis.write_text("")
    project.build(env={"FAULT": "write-started 500 - kill"})
    project.build(env={"FAULT": "write-started 500 - kill"})
    assert thesis.exists()


REFUSED = {
    "env-get-updated 999 -": "_build",
    "write-started 999 -": "_build",
    "html-page-context 500 shorts/one": r"_build/\S+/shorts/one\.\w+",
    # The index is written while the last pages are.
    "pages-resolved 499 -": r"_build/html/\S+",
    "page-files 999 search": r"_build/doctrees/written-html.new",
}


@pytest.mark.parametrize("event", REFUSED)
def test_full_disk_is_told_in_one_line(event: str, project: Project) -> None:
    edit(project)
    result = project.build(env={"FAULT": f"{event} refuse"})
    assert result.status == 2
    said = "File too large: mend that and build again [groundwork.refused]"
    assert re.fullmatch(rf"ERROR: {REFUSED[event]}: {re.escape(said)}\n", result.output)


def test_full_disk_of_a_writer_is_told_and_then_mended(project: Project, master: Path) -> None:
    edit(project)
    fault = "html-page-context 999 shorts/one refuse"
    result = project.build(env={"FAULT": fault}, jobs=2)
    assert result.status == 2
    assert result.output == (
        "ERROR: _build/html/shorts/one.html: File too large: "
        "mend that and build again [groundwork.refused]\n"
    )
    assert differences(project.build(), expected(master, "edited")) == []


def test_disk_that_is_full(project: Project, master: Path) -> None:
    build = project.root / "_build"
    shutil.rmtree(build)
    build.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1500k", "none", build]).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        output = project.build().output
        assert re.fullmatch(
            r"ERROR: _build\S*: No space left on device: mend that and build again "
            r"\[groundwork\.refused\]\n",
            output,
        )
        subprocess.run(["mount", "-o", "remount,size=50m", build], check=True)
        assert differences(project.build(), expected(master, "site")) == []
    finally:
        subprocess.run(["umount", build], check=True)


PUBLISHES = ["_build", "_build/site", "-q", "-c", ".", "-W", "--keep-going", "--no-color"]


def publish(project: Project, env: Mapping[str, str] | None = None) -> tuple[int, list[str]]:
    """Do what ``make html`` does; return its status and what it said."""
    status, said = forked(PUBLISHES, project.root, {**os.environ, **(env or {})}, PUBLISH)
    return status, said.splitlines()


def staged(project: Project) -> Result:
    """Let what is built be what is to be published next."""
    (project.root / "_build/html").rename(project.root / "_build/staged")
    return Result(0, [], "", project.root / "_build/site")


def test_what_has_faults_is_not_published_and_can_be_looked_at(
    project: Project, master: Path
) -> None:
    site = staged(project)
    faulty = project.root / "_build/staged/posts/alpha/first.html"
    assert publish(project) == (0, [])
    assert differences(site, expected(master, "site")) == UNPUBLISHED
    # A swap that was killed between its renames is taken back, whatever the build gives.
    site.outdir.rename(site.outdir.with_name("site.former"))
    replace(FIRST, "Opening words. See [](#second-section)", "Odd words. See [](#secnod)")(project)
    status, (fault, place) = publish(project)
    assert status == 1
    assert '"secnod"' in fault
    assert place == (
        "_build/site is still the former site; what was built, with its faults, is in _build/staged"
    )
    assert "Odd words" in faulty.read_text("utf-8")
    assert differences(site, expected(master, "site")) == UNPUBLISHED
    shutil.rmtree(site.outdir)
    assert publish(project)[1][-1] == "what was built, with its faults, is in _build/staged"
    assert not site.outdir.exists()


def test_what_breaks_off_is_not_published(project: Project, master: Path) -> None:
    site = staged(project)
    shutil.copytree(project.root / "_build/staged", site.outdir)
    edit(project)
    assert publish(project, {"FAULT": "html-page-context 999 shorts/one refuse"}) == (
        2,
        [
            "ERROR: _build/staged/shorts/one.html: File too large: "
            "mend that and build again [groundwork.refused]",
            "_build/site is still the former site",
        ],
    )
    assert differences(site, expected(master, "site")) == []


def test_second_build_waits_for_the_first(project: Project, master: Path) -> None:
    site = staged(project)
    with (project.root / "_build/lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        build = Program(PUBLISH, *PUBLISHES, folder=project.root)
        assert build.told() == "another build is under way in _build: waiting for its end"
        assert not site.outdir.exists()
        fcntl.flock(lock, fcntl.LOCK_UN)
        assert build.ended() == (0, [])
    assert differences(site, expected(master, "site")) == UNPUBLISHED


def test_source_that_cannot_be_read_is_told_and_the_others_are_built(
    project: Project, master: Path
) -> None:
    for name in ("posts/alpha/gone.md", "shorts/.#one.md"):
        (project.docs / name).symlink_to("nowhere")
    (project.docs / "posts/folder.md").mkdir()
    result = project.build()
    assert result.output.splitlines() == [
        "posts/alpha/gone.md:1: WARNING: cannot be read (No such file or directory): "
        "mend it, or move it out of the sources [groundwork.unreadable]",
        "posts/folder.md:1: WARNING: cannot be read (Is a directory): "
        "mend it, or move it out of the sources [groundwork.unreadable]",
    ]
    assert differences(result, expected(master, "site")) == []
    (project.docs / "posts/folder.md").rmdir()
    (project.docs / "posts/alpha/gone.md").unlink()
    edit(project)
    assert differences(project.build(), expected(master, "edited")) == []


def test_source_that_was_read_and_no_longer_may_be(project: Project, master: Path) -> None:
    source = project.docs / "shorts/one.md"
    source.chmod(0)
    if os.access(source, os.R_OK):
        pytest.skip("who runs this may read everything")
    said = "cannot be read (Permission denied): mend it, or move it out of the sources"
    warnings = project.build().warnings
    assert f"shorts/one.md:1: WARNING: {said} [groundwork.unreadable]" in warnings
    source.chmod(0o644)
    assert differences(project.build(), expected(master, "site")) == []


def test_clock_that_went_back(project: Project, master: Path) -> None:
    shutil.rmtree(project.root / "_build")
    project.build(env={"AHEAD": "864000"})
    for path in (project.root / "_build").rglob("*"):
        os.utime(path, (4_000_000_000, 4_000_000_000))
    edit(project)
    os.utime(project.docs / FIRST, (1_000_000_000, 1_000_000_000))
    os.utime(project.docs / "index.md", (4_000_000_000, 4_000_000_000))
    assert differences(project.build(), expected(master, "edited")) == []


def test_image_with_an_old_date_is_taken(project: Project) -> None:
    photo = project.docs / "posts/alpha/photo.png"
    photo.write_bytes(PNG + b"1")
    os.utime(photo, (1_000_000_000, 1_000_000_000))
    assert project.build().files()["_images/photo.png"] == PNG + b"1"


def test_what_another_builder_has_read_is_written(project: Project) -> None:
    photo = project.docs / "posts/alpha/photo.png"
    photo.write_bytes(PNG + b"1")
    project.build(builder="text")
    assert project.build().files()["_images/photo.png"] == PNG + b"1"


def test_two_builds_at_once_share_the_caches(project: Project, master: Path) -> None:
    other = project.copy(master / "other")
    shutil.rmtree(project.root / "_build")
    caches = [f"{name}_cache = {str(master / 'new' / name)!r}" for name in ("formula", "card")]
    for one in (project, other):
        one.configure("\n".join(caches))
    with ThreadPoolExecutor() as pool:
        results = list(pool.map(lambda one: one.build(jobs=2), (project, other)))
    assert [result.output for result in results] == ["", ""]
    assert [differences(one, expected(master, "site")) for one in results] == [[], []]
    shutil.rmtree(other.root / "_build")
    other.build()
    counts = (other.root / "_build/doctrees/counts-html.txt").read_text("utf-8")
    assert "formulas set 0" in counts
