"""The marks of citations and notes stay with the word before them."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from extensions.lib.phases import WriteTransform

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


class KeepMarks(SphinxPostTransform):
    """Let no line begin with a mark: the space before it is one at which none breaks."""

    formats = ("html",)
    default_priority = WriteTransform.CITATION_MARKS

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        for mark in list(self.document.findall(nodes.footnote_reference)):
            place = mark.parent.index(mark) - 1
            before = mark.parent[place] if place >= 0 else None
            if isinstance(before, nodes.Text) and before != before.rstrip():
                mark.parent[place] = nodes.Text(before.rstrip() + NO_BREAK_SPACE)
