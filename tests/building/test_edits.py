"""A rebuild equals a clean build: to the byte, after any sequence of edits.

``make test-all`` tries 15 sequences, always the same ones, ``make test`` the first of them, and
both compare at the end of each: a build costs about a second.  By hand, as the handbook says,
more of them, others each time, compared after every build.  A third as many are built in
processes that were set up before.
Where a build is compared, one that starts from nothing but the cache of what was read is as well.
"""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from difflib import unified_diff
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.edits.changes import EDITS, Edit
from tests.edits.site import first_site
from tests.edits.steps import Sources, Step
from tests.support.kept import kept
from tests.support.project import Project, Result, differences

NUMBERS = st.integers(0, 239)
CHANGES = st.builds(Edit, st.sampled_from(sorted(EDITS)), NUMBERS, NUMBERS, NUMBERS)
STEPS = st.builds(
    Step,
    edits=st.lists(CHANGES, min_size=1, max_size=3),
    back=st.sampled_from([0, 0, 0, 1, 2]),
    times=st.sampled_from(["now", "now", "past", "kept"]),
    jobs=st.sampled_from([1, 2]),
)


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The first site, built and moved aside: what was built knows where it was."""
    project = Project(tmp_path_factory.mktemp("edits") / "here")
    Sources(project).write(first_site())
    assert project.build().warnings == []
    project.root.rename(project.root.with_name("master"))
    return project


@given(st.lists(STEPS, min_size=3, max_size=6))
def test_build_after_edits_equals_clean_build(master: Project, steps: list[Step]) -> None:
    shutil.copytree(master.root.with_name("master"), master.root)
    try:
        follow(master, steps)
    finally:
        shutil.rmtree(master.root)


@settings(max_examples=max(1, settings().max_examples // 3))
@given(st.lists(STEPS, min_size=3, max_size=6))
def test_build_that_was_set_up_before_an_edit_equals_clean_build(
    master: Project, steps: list[Step]
) -> None:
    shutil.copytree(master.root.with_name("master"), master.root)
    try:
        with kept(master, jobs=2) as builds:
            follow(master, steps, lambda jobs: builds.build())
    finally:
        shutil.rmtree(master.root)


def follow(
    project: Project, steps: list[Step], build: Callable[[int], Result] | None = None
) -> None:
    """Build *project* after each of *steps*, by *build* if that is given, and compare."""
    sources = Sources(project)
    sources.take(first_site())
    each = settings.get_current_profile_name() == "long"
    # Another seed of hashes than that of the processes that are forked.
    env = {"PYTHONHASHSEED": "7"} if each else None
    for number, step in enumerate(steps, 1):
        sources.make(step)
        result = build(step.jobs) if build else project.build(jobs=step.jobs)
        if each or number == len(steps):
            with TemporaryDirectory() as folder:
                clean = without_cache(project.copy(Path(folder) / "clean")).build(env=env)
                told = list(tell(result, clean))
                with from_nothing(project, step.jobs) as anew:
                    told += [f"built anew, {line}" for line in tell(anew, clean)]
            assert not told, "\n".join([*told, "after", *map(str, steps[:number])])


def without_cache(project: Project) -> Project:
    """Return *project* without what builds at another place have kept."""
    shutil.rmtree(project.root / ".cache", ignore_errors=True)
    return project


@contextmanager
def from_nothing(project: Project, jobs: int) -> Iterator[Result]:
    """Build *project* beside what it has built, with what it has in its cache."""
    build, aside = project.root / "_build", project.root / "_build_aside"
    build.rename(aside)
    try:
        yield project.build(jobs=jobs)
    finally:
        shutil.rmtree(build)
        aside.rename(build)


def tell(result: Result, clean: Result) -> Iterator[str]:
    """Yield the lines that say how *result* differs from *clean*."""
    # MyST tells of a broken link on each page that is written and quotes the sentence.
    told = ("\n".join(sorted({*one.warnings})) for one in (clean, result))
    yield from diff("warnings", *told)
    yield from diff("addresses", clean.addresses(), result.addresses())
    old, new = clean.files(), result.files()
    names = differences(result, clean)
    for name in names:
        state = "missing" if name not in new else "stale" if name not in old else "differs"
        yield f"{name}: {state}"
    for name in [name for name in names if not name.startswith("_search")][:5]:
        yield from diff(name, *(text_of(files.get(name, b"")) for files in (old, new)))


def text_of(content: bytes) -> str:
    """Return *content* as text; an inventory of Sphinx's is compressed after its head."""
    head, mark, packed = content.partition(b"zlib.\n")
    return (head + (zlib.decompress(packed) if mark else b"")).decode("utf-8", "replace")


def diff(name: str, clean: str, result: str) -> Iterator[str]:
    """Yield the first lines in which two texts differ."""
    lines = unified_diff(
        clean.splitlines(), result.splitlines(), f"{name}, clean", name, lineterm="", n=0
    )
    return islice((line[:300] for line in lines), 8)
