"""Make an incremental build give what a clean build gives.

A page that shows other pages is a view: what it shows is a plain value.  Features say
what they show on a page by answering the event ``page-shows`` (env, page); here a digest
of all answers is kept with the output, and a page is written again when, and only when,
its digest has changed.  On a large site half of the pages are asked about in a process of
their own: who answers may change nothing.

What every page shows (the name of the site, say) is answered to ``site-shows`` (env).

Files that are written with a page, besides its HTML, are answered to ``page-files`` (env,
page), as paths in the output.

Pages that have no source (archive, tags) ask ``page-is-current`` (page, value) before
they are made, files that are no page (feeds) ``file-is-current`` (path in the output,
value).  Files that nothing accounts for any longer are deleted, and pages that
gave a warning are read again, so that the warning does not get lost.

A build that was killed or broken off is followed by one from nothing (``unfinished``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.rebuild.inputs import (
    ReadFrom,
    forget_bibliography,
    forget_outdated,
    forget_published,
    leave_elsewhere,
    note_inputs,
)
from extensions.rebuild.outputs import extension_inputs, forget_hidden_toctrees
from extensions.rebuild.record import Recorder, digest
from extensions.rebuild.unfinished import Unfinished

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the events and their keeper."""
    app.add_event("page-shows")
    app.add_event("page-files")
    app.add_event("page-is-current")
    app.add_event("file-is-current")
    app.add_event("site-shows")
    recorder = Recorder(app)
    unfinished = Unfinished(app, lambda: recorder.path)
    app.add_domain(ReadFrom)
    app.connect("config-inited", forget_published)
    app.connect("config-inited", unfinished.start_anew)
    app.connect("builder-inited", recorder.load)
    # Before sphinxcontrib-bibtex looks at the dates of its files.
    app.connect("builder-inited", forget_bibliography, priority=100)
    app.connect("env-get-outdated", recorder.pages_to_read)
    app.connect("env-before-read-docs", unfinished.begin)
    app.connect("env-before-read-docs", forget_outdated)
    # After every handler that changes what pages show, the numbering among them.
    app.connect("env-get-updated", recorder.pages_to_write, priority=900)
    app.connect("page-is-current", recorder.page_is_current)
    app.connect("file-is-current", recorder.file_is_current)
    # After Sphinx's collectors have noted what the page includes.
    app.connect("doctree-read", forget_hidden_toctrees, priority=900)
    app.connect("doctree-read", note_inputs, priority=900)
    # Late, for it waits for other processes; before the ledger, which reads the record.
    app.connect("build-finished", recorder.save, priority=850)
    app.connect("build-finished", leave_elsewhere)
    # After everything that is written at the end.
    app.connect("build-finished", unfinished.end, priority=1000)
    # An environment that other code has filled is not to be trusted: it is made anew.
    version = int(digest(extension_inputs())[:8], 16)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "env_version": version}
