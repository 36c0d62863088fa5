"""Notebooks as Markdown: what a build reads of them, and what ``make import`` writes.

Nothing here runs a cell: what a cell gave is what is saved in the file.  ``cells`` writes the
Markdown, ``shown`` what cells gave, ``tables`` their HTML; ``places`` says where in the file a
line of the Markdown stands.
"""

from __future__ import annotations

from extensions.doctree.notebooks.cells import (
    Note,
    NotebookError,
    Options,
    Translation,
    form_of,
    loads,
    translated,
)
from extensions.doctree.notebooks.places import cell_place, markdown_lines, markdown_of

SUFFIX = ".ipynb"
# In the state of the page that is read: the file of its notebook as it is, and that it is broken.
FILE, BROKEN = "groundwork_notebook", "groundwork_notebook_broken"

__all__ = [
    "BROKEN",
    "FILE",
    "SUFFIX",
    "Note",
    "NotebookError",
    "Options",
    "Translation",
    "cell_place",
    "form_of",
    "loads",
    "markdown_lines",
    "markdown_of",
    "translated",
]
