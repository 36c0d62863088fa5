"""Make an incremental build give what a clean build gives.

The digest of what a page shows (:mod:`extensions.model.views`) is kept with the output, and the
page is written again when it has changed.  On a large site forked processes take them, so ``data``
may change nothing.  Handlers of ``site-dependencies`` (env) return, as plain
values, what every page depends on besides, such as the colours.

Handlers of ``page-files`` (env, page) return the paths in the output of files that are written
with a page, besides its HTML; those of ``site-files`` the paths of files that every build writes
at its end.

A page without a source (archive, tags) is made by :func:`outdated_page`, which emits
``page-is-current`` (page, name of what shows the value, value) for whether the page in the output
shows *value* already.  For a file that is no page (a feed), call :func:`file_is_current`.  A source
at the place of such a page or file is reported.

Files that belong to no page any more are deleted.  Pages that gave a warning are read again, so
that the warning is repeated.  After a build that was killed, everything is built again
(``unfinished``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from extensions.building.incremental.collisions import check_static
from extensions.building.incremental.inputs import (
    ReadFrom,
    contents_read_from,
    forget_bibliography,
    forget_outdated,
    forget_published,
    leave_elsewhere,
    note_absent,
    note_inputs,
    note_names,
)
from extensions.building.incremental.outputs import (
    forget_hidden_toctrees,
    settings_of_docutils,
)
from extensions.building.incremental.record import Record, Recorder
from extensions.building.incremental.unfinished import Unfinished
from extensions.doctree.app_state import of_app
from extensions.doctree.fragments import html_builder, to_html
from extensions.doctree.links import links_from
from extensions.lib.digest import digest
from extensions.lib.own_code import code_digest
from extensions.lib.phases import (
    BeforeReading,
    BuilderInited,
    BuildFinished,
    ConfigInited,
    DoctreeRead,
    GetOutdated,
    GetUpdated,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from extensions.model.views import Part

D = TypeVar("D")
# A page as Sphinx makes it: its name, the variables of its template, and that.
Made = tuple[str, dict[str, Any], str]

__all__ = [
    "contents_read_from",
    "file_is_current",
    "file_is_taken",
    "is_same_elsewhere",
    "made_by",
    "note_absent",
    "page_is_taken",
    "pages_as_digests",
    "record_of",
    "setup",
]


def file_is_current(app: Sphinx, path: str, value: object) -> bool:
    """Return whether the file *path* of the output need not be written to show *value*.

    Ask before each file that is no page: files that nobody asks about are deleted.
    """
    return of_app(app, Recorder).file_is_current(path, value)


def outdated_page(
    app: Sphinx,
    page: str,
    part: Part[D, dict[str, Any]],
    template: str,
    complete: Callable[[str, list[nodes.Node]], list[nodes.Node]] = lambda page, body: body,
) -> Iterator[Made]:
    """Yield *page*, which has no source and shows *part*, unless the output has it as it is.

    The template is given what renders the part; of its ``body``, nodes, the HTML, when *complete*
    has filled in what is the same on many pages.
    """
    data = part.data(app.env, page)
    if app.emit_firstresult("page-is-current", page, type(part).__name__, data):
        return
    builder = html_builder(app)
    context = part.render(data, links_from(page, builder))
    if "body" in context:
        context["body"] = to_html(complete(page, context["body"]), page, builder)
    yield page, context, template


def pages_shown_otherwise(app: Sphinx) -> list[str]:
    """Return the pages to be written because their view of the rest of the site has changed."""
    return of_app(app, Recorder).pages_shown_otherwise()


def pages_as_digests(app: Sphinx) -> dict[str, str]:
    """Return of each page a digest of what it shows of others and of what all depend on."""
    recorder = of_app(app, Recorder)
    recorder.pages_shown_otherwise()
    return {page: f"{recorder.now.site} {shown}" for page, shown in recorder.now.shown.items()}


def record_of(app: Sphinx) -> Record:
    """Return the record of this build, which is whole when that has finished."""
    return of_app(app, Recorder).now


def is_same_elsewhere(app: Sphinx) -> bool:
    """Return whether nothing but the pages that were read shows anything else than before.

    It is known when the pages to write are: what is made of others need not be looked at.
    """
    return of_app(app, Recorder).is_same_elsewhere


def made_by(app: Sphinx, page: str) -> str:
    """Return a digest of what stands behind every value that *page*, without a source, shows.

    What is made of a value is the same in another build if this is; it is known as the above is.
    """
    return of_app(app, Recorder).made_by(page)


def file_is_taken(app: Sphinx, path: str) -> bool:
    """Return whether a folder of sources has the *path* of a file of the output."""
    return of_app(app, Recorder).taken.by_folder(path)


def page_is_taken(app: Sphinx, page: str) -> bool:
    """Return whether *page* is one without a source that was made in this build."""
    return of_app(app, Recorder).taken.by_made(page)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the record of the build."""
    recorder = of_app(app, Recorder)
    unfinished = Unfinished(app, lambda: recorder.path)
    app.add_domain(ReadFrom)
    app.connect("config-inited", forget_published, priority=ConfigInited.UNFINISHED)
    app.connect("config-inited", unfinished.start_anew, priority=ConfigInited.UNFINISHED)
    app.connect("builder-inited", recorder.look, priority=BuilderInited.SURROUNDINGS)
    app.connect("builder-inited", recorder.load, priority=BuilderInited.RECORD)
    # Before sphinxcontrib-bibtex looks at the dates of its files.
    app.connect("builder-inited", forget_bibliography, priority=BuilderInited.CHANGED_BIBLIOGRAPHY)
    app.connect("env-get-outdated", recorder.pages_to_read, priority=GetOutdated.RECORD)
    before = BeforeReading.PUBLIC_STATE
    app.connect("env-before-read-docs", recorder.note_public_state, priority=before)
    app.connect("env-before-read-docs", unfinished.begin, priority=BeforeReading.UNFINISHED)
    app.connect("env-before-read-docs", forget_outdated, priority=BeforeReading.UNFINISHED)
    app.connect("env-before-read-docs", recorder.note_read, priority=BeforeReading.UNFINISHED)
    # After every handler that changes what pages show, the numbering among them.
    app.connect("env-get-updated", recorder.pages_to_write, priority=GetUpdated.RECORD)
    app.connect("builder-inited", check_static, priority=BuilderInited.RECORD)
    app.connect("page-is-current", recorder.page_is_current)
    # While all that was read is on the page.
    app.connect("doctree-read", note_names, priority=DoctreeRead.NAMES)
    # After Sphinx's collectors have noted what the page includes.
    app.connect("doctree-read", forget_hidden_toctrees, priority=DoctreeRead.INPUTS)
    app.connect("doctree-read", note_inputs, priority=DoctreeRead.INPUTS)
    # Late, for it waits for other processes.
    app.connect("build-finished", recorder.save, priority=BuildFinished.RECORD)
    app.connect("build-finished", leave_elsewhere, priority=BuildFinished.INPUTS)
    # After everything that is written at the end.
    app.connect("build-finished", unfinished.end, priority=BuildFinished.UNFINISHED)
    # An environment that other code or docutils.conf has filled is not to be trusted: it is
    # made anew.
    version = int(digest((code_digest(), *settings_of_docutils(app)), "the code")[:8], 16)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "env_version": version}
