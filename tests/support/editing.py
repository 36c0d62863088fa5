"""Edits of a project, as functions that make them."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.project import Project

# What is done to a project; what it returns is nobody's.
Edit = Callable[[Project], object]

# Sources of the sample site.
FIRST, SECOND, INDEX = "posts/alpha/first.md", "posts/alpha/second.md", "posts/alpha/index.md"


def replace(name: str, old: str, new: str) -> Edit:
    """Return an edit that puts *new* in place of *old* in the source *name*."""

    def edit(project: Project) -> None:
        text = (project.docs / name).read_text("utf-8")
        assert old in text
        project.write(name, text.replace(old, new))

    return edit


def rename(old: str, new: str) -> Edit:
    """Return an edit that renames the source *old*."""

    def edit(project: Project) -> None:
        (project.docs / old).rename(project.docs / new)

    return edit


def each(*edits: Edit) -> Edit:
    """Return an edit that makes all of *edits*."""

    def edit(project: Project) -> None:
        for one in edits:
            one(project)

    return edit
