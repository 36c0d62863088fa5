"""Notebooks of another site as Markdown (``extensions.doctree.notebooks``), with their notes."""

from __future__ import annotations

from typing import Any

import jupytext

from extensions.doctree.notebooks import Options, loads, translated
from extensions.tools.importing.pages import Page
from extensions.tools.importing.report import Teller

# What a cell wrote to its error stream is mostly of the machine that it ran on.
OPTIONS = Options(errors=False, coloured=False)


def read(text: str, name: str) -> Any:
    """Return the notebook that *text*, the file *name*, holds, in the form of today."""
    if name.endswith(".ipynb"):
        return loads(text)
    return jupytext.reads(text, fmt=name.rpartition(".")[2])


def markdown(text: str, page: Page, tell: Teller) -> str:
    """Return the notebook *text* as Markdown; its pictures become attachments of *page*."""
    made = translated(read(text, page.file), OPTIONS)
    page.attachments.update(made.pictures)
    for note in made.notes:
        if note.kind == "choice":
            tell.chose(note.text)
        else:
            tell(note.about, note.text, person=note.kind == "person")
    return made.text
