"""What a build of a project counts of its work."""

from __future__ import annotations

from tests.support.project import Project

COUNTS = "_build/doctrees/counts-html.txt"


def counts(project: Project) -> dict[str, int]:
    """Return the numbers that the last build has left."""
    text = (project.root / COUNTS).read_text("utf-8")
    pairs = (part.rpartition(" ") for part in text.strip().split(", "))
    return {name: int(number) for name, _, number in pairs}
