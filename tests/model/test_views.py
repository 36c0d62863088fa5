"""What a page shows of others is one value: a field more needs no other line to stay fresh."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from docutils import nodes
from sphinx.environment import BuildEnvironment

import extensions
from extensions.model.views import Dependency, Part, View
from tests.support.more_fields import CHANGES, LABEL, OTHER, REFERS, Change
from tests.support.project import Project
from tests.support.sample import FILES as SAMPLE
from tests.support.sample import post, requiring, sample, series

# One page for each view and part that is changed, with a view where that needs one.
FILES = {
    "list-of-posts.md": "# List\n\n```{posts}\n:limit: 2\n```\n",
    "doors.md": "# Doors\n\n```{doors}\nposts/alone: To be alone\n```\n",
    "contents.md": "# Contents\n\n```{series-contents}\n```\n",
    "reminder.md": "# Reminder\n\n```{short} one\n```\n",
    "cards.md": "# Cards\n\n```{shorts}\n```\n",
    "wall.md": "# Wall\n\n```{shorts-wall}\n```\n",
    "feeds-of-page.md": "# Feeds of a page\n",
    "sources.md": "# Sources\n\n{cite:t}`knuth1984`\n\n```{bibliography}\n```\n",
    "runs.md": "# Runs\n\n```python\nprint(1)\n```\n",
    "labelled.md": f"({LABEL})=\n# Labelled\n",
    f"{REFERS}.md": f"# Refers\n\nSee [](#{LABEL}).\n",
    "posts/cited.md": post("cited", date="2025-12-30", image="alpha/picture.svg").replace(
        "level:", "redirect_from: [posts/old]\nlevel:"
    ),
    "posts/books.md": post("books", date="2025-12-28", image="alpha/picture.svg"),
    "posts/discussed.md": post("discussed", date="2025-12-27", image="alpha/picture.svg"),
    "posts/corrected.md": post("corrected", date="2025-12-29", image="alpha/picture.svg"),
    "errata.md": "# Errata\n\n```{errata}\n```\n",
    "recall.md": "# Recall\n\n```{recall} q-asked\n```\n",
    "posts/alpha/first.md": f"{SAMPLE['posts/alpha/first.md']}\n"
    ":::{question} Why?\n:label: q-asked\n\nSo.\n:::\n",
    "posts/beta/index.md": series("Beta", "third", track="statistics"),
    "posts/beta/third.md": requiring(
        post("third", date="2025-12-31", image="photo.png"), "second-section"
    ),
}
WITH_MORE = "from tests.support.more_fields import setup"
ONE_A_PAGE = "shorts_per_page = posts_per_overview = 1\n"
# Each with the file that shows it; what they depend on is shown by a part of Sphinx.
DEPENDENCIES = {"References": f"{REFERS}.html", "Citations": "sources.html"}
# Sizes of pictures, which tests/markup/test_rasters.py edits.
TRIED_THERE = ["Shown"]


class Builds(NamedTuple):
    """The files after an edit without more fields, with them, and after an edit with them."""

    before: dict[str, int]
    edited: dict[str, int]
    wider: dict[str, bytes]
    edited_again: dict[str, bytes]


def write_authors(project: Project, before: str, after: str) -> None:
    """Let the other page be by *after*."""
    path = project.docs / f"{OTHER}.md"
    text = path.read_text("utf-8")
    assert f"authors: [{before}]" in text
    path.write_text(text.replace(f"authors: [{before}]", f"authors: [{after}]"), "utf-8")


def times(outdir: Path) -> dict[str, int]:
    """Return when each file below *outdir* was written."""
    files = (path for path in outdir.rglob("*") if path.is_file())
    return {path.relative_to(outdir).as_posix(): path.stat().st_mtime_ns for path in files}


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    """One site, built anew once."""
    project = sample(tmp_path_factory.mktemp("views"), FILES)
    project.configure(ONE_A_PAGE)
    first = project.build()
    assert (first.status, first.warnings) == (0, [])
    before = times(first.outdir)
    write_authors(project, "Ada, Grace", "Emmy")
    edited = times(project.build().outdir)
    project.configure(ONE_A_PAGE + WITH_MORE)
    wider = project.build()
    assert (wider.status, wider.output) == (0, "")
    files = wider.files()
    write_authors(project, "Emmy", "Hedy, Rosalind")
    bib = project.docs / "references.bib"
    bib.write_text(bib.read_text("utf-8").replace("Donald Knuth", "Edna Knuth"), "utf-8")
    return Builds(before, edited, files, project.build().files())


def name_of(change: Change) -> str:
    """Return the name of what is changed."""
    return change.name


@pytest.mark.parametrize("change", CHANGES, ids=name_of)
def test_field_more_is_fresh_without_another_line(builds: Builds, change: Change) -> None:
    path = change.path.format(authors="Hedy and Rosalind")
    if path.endswith(".png"):
        assert builds.edited_again[path] != builds.wider[path]
    elif "{authors}" in change.path:
        assert path in builds.edited_again
    else:
        assert b"Emmy" in builds.wider[path]
        assert b"Hedy and Rosalind" in builds.edited_again[path]
        assert b"Emmy" not in builds.edited_again[path]


@pytest.mark.parametrize("change", CHANGES, ids=name_of)
def test_page_is_not_written_for_a_field_that_it_does_not_show(
    builds: Builds, change: Change
) -> None:
    path = f"{change.page}.html"
    assert builds.edited[path] == builds.before[path]


def test_what_is_shown_by_sphinx_is_fresh(builds: Builds) -> None:
    refers, sources = DEPENDENCIES.values()
    assert b"Hedy and Rosalind" in builds.edited_again[refers]
    assert b"Edna Knuth" in builds.edited_again[sources]


def kinds_of(base: Any) -> Iterator[str]:
    """Yield the names of our classes below *base*."""
    for kind in base.__subclasses__():
        if kind.__module__.startswith("extensions."):
            yield kind.__name__
        yield from kinds_of(kind)


def test_every_view_and_part_is_tried() -> None:
    for module in pkgutil.walk_packages(extensions.__path__, "extensions."):
        if "__main__" not in module.name:
            import_module(module.name)
    assert sorted([*kinds_of(View), *kinds_of(Part)]) == sorted(map(name_of, CHANGES))
    assert sorted(kinds_of(Dependency)) == sorted([*DEPENDENCIES, *TRIED_THERE])


class AsksTheEnvironment(View[str]):
    """A view that the type checker has to refuse: the comments are reported where it does not."""

    def data(self, env: BuildEnvironment, page: str) -> str:
        """Return what is shown."""
        return page

    def render(  # type: ignore[override]
        self, env: BuildEnvironment, page: str, level: int
    ) -> list[nodes.Node]:
        """Return nodes that the environment was asked about."""
        return [nodes.Text(env.titles[page].astext())]
