"""Directives that read files, or pass markup through, for what belongs to the project."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.directives.misc import Raw
from sphinx.directives.code import LiteralInclude
from sphinx.directives.patches import CSVTable
from sphinx.util.docutils import SphinxDirective, SphinxRole

from extensions.doctree.compat import app_of
from extensions.lib.messages import warn
from extensions.markup.guard.hosts import faults
from extensions.markup.guard.paths import is_outside, outside
from extensions.model.catalog.collect import SOURCE

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

NO_RAW = (
    "{raw} passes markup by everything that the site checks: write Markdown, or allow it in "
    "conf.py, allow_raw = True"
)
NO_URL = ":url: would ask another host at each build: put a copy of the file beside this page"


class Guarded(SphinxDirective):
    """A directive that names files, by its argument or by options."""

    files: ClassVar[tuple[str, ...]] = ()
    argument_is_file = False

    def fault(self) -> str:
        """Return what forbids the directive; empty for nothing."""
        if "url" in self.options:
            return NO_URL
        named = [str(self.options[name]) for name in self.files if name in self.options]
        # docutils reads a whole path as it stands.
        whole = [name for name in named if Path(name).is_absolute() and Path(name).exists()]
        named += self.arguments[:1] if self.argument_is_file else []
        paths = {name: self.env.relfn2path(name, self.env.docname)[1] for name in named}
        paths |= {name: name for name in whole}
        project = app_of(self.env).confdir
        return next((outside(name) for name in named if is_outside(project, paths[name])), "")

    def guarded(self, run: Callable[[], Sequence[nodes.Node]]) -> list[Any]:
        """Return what *run* does, or nothing where that is forbidden."""
        if text := self.fault():
            warn(self.env.docname, self.lineno, "outside", text)
            return []
        return list(run())


class GuardedListing(LiteralInclude, Guarded):
    """``{literalinclude}``: that of Sphinx, for files of the project alone."""

    files = ("diff",)
    argument_is_file = True

    def run(self) -> list[nodes.Node]:
        """Return the listing."""
        return self.guarded(super().run)


class GuardedTable(CSVTable, Guarded):
    """``{csv-table}``: that of docutils, for files of the project alone."""

    files = ("file",)

    def run(self) -> list[Any]:
        """Return the table."""
        return self.guarded(super().run)


class GuardedRaw(Raw, Guarded):
    """``{raw}``: that of docutils, where ``allow_raw`` of conf.py allows it."""

    files = ("file",)

    def run(self) -> list[nodes.Node]:
        """Return what is passed through."""
        if not self.config.allow_raw:
            warn(self.env.docname, self.lineno, "raw", NO_RAW)
            return []
        nodes_or_warning = self.guarded(super().run)
        for node in nodes_or_warning:
            if "html" in node.get("format", ""):
                for text in faults(node.astext(), frozenset(self.config.allowed_hosts)):
                    warn(self.env.docname, self.lineno, "forbidden-markup", text)
        return nodes_or_warning


class OfPaper(SphinxDirective):
    """``{header}`` and ``{footer}``, which builders lose or give up at: the text stays in place."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the text, and warn."""
        remedy = "write its text without it, where it belongs"
        text = f"{{{self.name}}} is for sheets of paper: {remedy}"
        warn(self.env.docname, self.lineno, "of-paper", text)
        return self.parse_content_to_nodes()


class RefusedRole(SphinxRole):
    """``{raw}``: nothing, and a message; else a page could make roles of its own of it."""

    # What docutils lets such a role be made with.
    options = {"format": directives.unchanged}  # noqa: RUF012

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Warn of what to write instead."""
        warn(self.env.docname, self.lineno, "raw", NO_RAW)
        return [], []


def empty_outside(app: Sphinx, path: Path, parent: str, content: list[str]) -> None:
    """Include nothing of a file that is outside of the project (answers ``include-read``)."""
    if is_outside(app.confdir, app.srcdir / path):
        content[0] = ""
        line, name = line_of_include(app.env, path)
        warn(app.env.docname, line, "outside", outside(name))


def line_of_include(env: BuildEnvironment, path: Path) -> tuple[int | None, str]:
    """Return line and argument of the ``{include}`` of *path* on the present page, if it has it."""
    source = str(env.current_document.get(SOURCE, ""))
    for number, line in enumerate(source.splitlines(), start=1):
        if "include" in line and line.rstrip().endswith(path.name):
            return number, line.split()[-1]
    return None, path.as_posix()
