"""What a build did, in one line: "read 1, written 1, formulas set 0".

"read" and "written" are pages with a source, "made" those without (listings), "files"
what is no page (feeds, cards); the last two are counted where ``incremental`` is asked whether they
are current.  A feature that does other work in proportion to what has changed says so with
the event ``count`` (name, number); numbers of one name add up::

    app.emit("count", "fragments", 1)

Count in the process that was started, which hands out reading and writing: what its forks
count is lost with them.  Sphinx says nothing under ``-q`` but warnings, so the line is left
beside the environment, and ``make html`` prints it.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from extensions.lib.phases import BeforeReading, BuilderInited, BuildFinished, DoctreeResolved

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

# These are told even when they are nought; others only when something was done.
READ, WRITTEN, SET = ALWAYS = ("read", "written", "formulas set")


class Counts:
    """The counts of one build; one instance per Sphinx application."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self.numbers: Counter[str] = Counter()

    def begin(self, app: Sphinx) -> None:
        """Reset the counts (a new build begins)."""
        path_of(Path(app.doctreedir), app.builder.name).unlink(missing_ok=True)

    def count(self, app: Sphinx, name: str, number: int) -> None:
        """Add *number* to the count *name* (answers ``count``)."""
        self.numbers[name] += number

    def note_read(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Count the pages whose sources are about to be read."""
        self.count(app, READ, len(docnames))

    def note_written(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Count a page that is about to be written.

        A fragment of a page that is shown elsewhere is resolved as well, but comes from no
        source file.
        """
        if doctree["source"]:
            self.count(app, WRITTEN, 1)

    def end(self, app: Sphinx, exception: Exception | None) -> None:
        """Leave the line of a build that came to its end."""
        if exception is None:
            leave(Path(app.doctreedir), app.builder.name, self.numbers)


def path_of(doctrees: Path, builder: str) -> Path:
    """Return the file that holds the line of *builder*; builders share *doctrees*."""
    return doctrees / f"counts-{builder}.txt"


def leave(doctrees: Path, builder: str, numbers: Counter[str]) -> None:
    """Write *numbers* as those of the last build with *builder*."""
    path_of(doctrees, builder).write_text(line(numbers) + "\n", encoding="utf-8")


def line(numbers: Counter[str]) -> str:
    """Return *numbers* in one line, in the order in which they were first counted."""
    names = [*ALWAYS, *(name for name in numbers if name not in ALWAYS and numbers[name])]
    return ", ".join(f"{name} {numbers[name]}" for name in names)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the event and what counts pages."""
    counts = Counts(app)
    app.connect("builder-inited", counts.begin, priority=BuilderInited.STATISTICS)
    app.connect("count", counts.count)
    app.connect("env-before-read-docs", counts.note_read, priority=BeforeReading.STATISTICS)
    app.connect("doctree-resolved", counts.note_written, priority=DoctreeResolved.STATISTICS)
    app.connect("build-finished", counts.end, priority=BuildFinished.STATISTICS)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
