"""Code that a reader runs in the browser: Python in WebAssembly, from the site itself.

``code_blocks`` finds the blocks of a page, ``files_beside`` what they need of the folder of their
piece, ``runnable`` which of them can run with what ``make runtime`` has fetched.  The page marks
these, and its script (``docs/_static/run-code.js``) adds the buttons; nothing is fetched before one
is pressed.  Only the pages of the site are marked: no book, feed or copy.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.transforms.post_transforms import SphinxPostTransform

from extensions.building.incremental import file_is_current
from extensions.doctree.app_state import of_app
from extensions.doctree.compat import app_of
from extensions.doctree.fragments import is_site
from extensions.doctree.script_data import tell
from extensions.lib.files import write
from extensions.lib.phases import BuildFinished, DoctreeRead, WriteTransform
from extensions.lib.python_runtime import FOLDER, IN_PAGES, RECORD, CodeInPages
from extensions.model.catalog.domain import catalog_of
from extensions.model.frontmatter import PIECES
from extensions.model.views import add_dependency, rendered
from extensions.output.run_code.code_blocks import (
    CodeBlocks,
    blocks_of,
    nodes_that_run,
    note_blocks,
)
from extensions.output.run_code.files_beside import archive, modules_elsewhere
from extensions.output.run_code.runnable import RunCode, Runtime, beside_page

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["blocks_of", "modules_elsewhere", "setup"]


class MarkBlocks(SphinxPostTransform):
    """Mark the blocks of a page that run, before blocks of other pages are put in."""

    formats = ("html",)
    default_priority = WriteTransform.RUN_CODE

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        if not is_site(app_of(self.env)):
            return
        page = self.env.docname
        rows = rendered(self.env, RunCode(), page)
        for node, attributes in zip(nodes_that_run(self.document), rows, strict=False):
            tell(node, attributes)
        if rows:
            publish_beside(app_of(self.env), page)


def publish_beside(app: Sphinx, page: str) -> None:
    """Write the archive of what stands beside *page* and its code needs."""
    path = RunCode().data(app.env, page).archive
    if path and not (Path(app.outdir) / path).is_file():
        beside = beside_page(app.env, page)
        for block in blocks_of(app.env, page):
            beside.add(block)
        write(Path(app.outdir) / path, archive(beside.folder, beside.files))


def archive_of(app: Sphinx, env: BuildEnvironment, page: str) -> list[str]:
    """Return the archive of *page* as a file of the output (answers ``page-files``)."""
    path = RunCode().data(env, page).archive
    return [path] if path else []


def publish_runtime(app: Sphinx, exception: Exception | None) -> None:
    """Put the files of the runtime into the output (answers ``build-finished``)."""
    if exception is not None or not is_site(app):
        return
    runtime, state = of_app(app, Runtime), in_pages(app)
    state.save(Path(app.doctreedir) / IN_PAGES)
    for name in sorted([*runtime.record.files, RECORD]) if state.run else ():
        path = f"{runtime.path}/{name}"
        # Its folder is named by what the files are.
        if not file_is_current(app, path, name):
            link(runtime.folder / name, Path(app.outdir) / path)


def in_pages(app: Sphinx) -> CodeInPages:
    """Return how many blocks the pieces of the site have, how many run, and what is lacked."""
    env, entries = app.env, catalog_of(app.env).entries
    pages = [name for name in sorted(env.all_docs) if name in entries]
    state = CodeInPages(is_wanted=app.config.run_code)
    lacks: set[str] = set()
    for page in pages:
        if entries[page].kind in PIECES and (blocks := blocks_of(env, page)):
            data = RunCode().data(env, page)
            state.blocks += len(blocks)
            state.run += len(data.packages)
            lacks.update(data.lacks)
    state.lacks = sorted(lacks)
    return state


def link(source: Path, target: Path) -> None:
    """Let *target* be the file *source*, or a copy of it where the file system has no links.

    What is in the cache is replaced and never written to, so that both can be one file.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    with suppress(OSError):
        os.link(source, target)
        return
    shutil.copyfile(source, target)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the settings, the blocks of pages, and what marks and publishes."""
    app.add_config_value(
        "run_code",
        True,
        "",
        types=(bool,),
        description="Whether readers can run the code of pieces in their browser.",
    )
    app.add_config_value(
        "runtime_folder",
        FOLDER,
        "",
        types=(str,),
        description="The folder of what make runtime has fetched, from the folder of conf.py.",
    )
    app.add_domain(CodeBlocks)
    app.add_post_transform(MarkBlocks)
    add_dependency(app, RunCode())
    app.connect("doctree-read", note_blocks, priority=DoctreeRead.RUN_CODE)
    app.connect("page-files", archive_of)
    app.connect("build-finished", publish_runtime, priority=BuildFinished.RUN_CODE)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
