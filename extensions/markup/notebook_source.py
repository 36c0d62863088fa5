"""A notebook beside posts is a source: its cells are read as Markdown, and none is ever run.

The pictures in it are files in a cache, named by their content; each is an input of the page, so
that a page whose picture is gone from the cache is read again.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from extensions.doctree.notebooks import (
    BROKEN,
    FILE,
    SUFFIX,
    NotebookError,
    Options,
    form_of,
    loads,
    translated,
)
from extensions.doctree.translation import _
from extensions.lib.digest import digest
from extensions.lib.files import write
from extensions.lib.messages import warn
from extensions.lib.phases import SourceRead
from extensions.markup.guard.mending import mended

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

OLD = 3


def read_notebook(app: Sphinx, docname: str, content: list[str]) -> None:
    """Put the Markdown of a notebook in the place of its file (answers ``source-read``)."""
    if app.env.doc2path(docname).suffix != SUFFIX:
        return
    current, file = app.env.current_document, content[0]
    current[FILE] = file
    pictures = Pictures(app, docname)
    options = Options(code=_("Code"), output=_("Output"), address=pictures.address)
    try:
        translation = translated(loads(file), options)
    except NotebookError as error:
        current[BROKEN], content[0] = True, ""
        warn(docname, error.line, "notebook", f"{error}: save it again with Jupyter")
        return
    content[0] = translation.text
    if 0 < form_of(file) <= OLD:
        text = f"the notebook is in the old form of nbformat {form_of(file)}"
        warn(docname, 1, "notebook", f"{text}: save it again with Jupyter")
    first = {cell: line for line, (cell, _) in reversed([*enumerate(translation.places, 1)])}
    for note in translation.notes:
        if note.kind == "person":
            warn(docname, first.get(note.cell, 1), "notebook", note.text)
    for name, text in pictures.refused:
        cell = int(name.split("-")[1])
        warn(docname, first.get(cell, 1), "notebook", f"the picture of this cell {text}")


class Pictures:
    """The pictures of the notebook *docname*, as files in the cache."""

    def __init__(self, app: Sphinx, docname: str) -> None:
        self.folder = Path(app.confdir) / app.config.notebook_pictures
        self.page = Path(app.srcdir) / docname
        self.refused: list[tuple[str, str]] = []

    def address(self, name: str, content: bytes) -> str:
        """Return the path from the page of the picture *name*, mended where it has to be."""
        made, end, why = mended(content, name.rpartition(".")[2].lower().replace("jpeg", "jpg"))
        if not made:
            self.refused.append((name, why))
            return ""
        stem = f"{self.page.name}-{name.rpartition('.')[0]}"
        path = self.folder / f"{stem}-{digest(made, name)[:16]}.{end}"
        if not path.is_file() or path.read_bytes() != made:
            write(path, made)
        address = Path(os.path.relpath(path, self.page.parent)).as_posix()
        return f"<{address}>" if " " in address else address


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the setting and the reader."""
    app.add_config_value(
        "notebook_pictures",
        ".cache/notebooks",
        "",
        types=(str,),
        description="The folder of the pictures that notebooks hold, from the folder of conf.py.",
    )
    app.connect("source-read", read_notebook, priority=SourceRead.NOTEBOOKS)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
