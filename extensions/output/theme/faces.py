"""The files of the text face that a page needs before it is painted."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SHEET = Path(__file__).parents[3] / "docs/_static/type.css"
RARER = "rest"
# The signs that stand in the file of rarer ones: the home of these lists is the style sheet.
RANGE = rf"{{style}}-{RARER}\.woff2[^}}}}]*unicode-range:([^;]*);"
# What is in another face, or is no text.
OTHER = (nodes.FixedTextElement, nodes.literal, nodes.math, nodes.comment)


def rarer_signs(css: str, style: str) -> re.Pattern[str]:
    """Return what finds a sign that the style sheet *css* has in the second file of *style*."""
    match = re.search(RANGE.format(style=style), css)
    spans = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", match[1]) if match else []
    signs = (rf"\U{first:0>8}-\U{last or first:0>8}" for first, last in spans)
    return re.compile(f"[{''.join(signs)}]")


class TextFaces:
    """The files of the text face for each page; one per Sphinx application."""

    def __init__(self) -> None:
        css = SHEET.read_text("utf-8")
        self._rarer = {style: rarer_signs(css, style) for style in ("roman", "italic")}

    def add_context(
        self,
        app: Sphinx,
        page: str,
        template: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Give the templates the faces to be preloaded (answers ``html-page-context``)."""
        body: str = context.get("body") or ""
        faces = ["roman"]
        if self._rarer["roman"].search(text_of(doctree) if doctree else body):
            faces.append(f"roman-{RARER}")
        if "<em>" in body:
            faces.append("italic")
        if doctree and self._rarer["italic"].search(text_of(doctree, nodes.emphasis)):
            faces.append(f"italic-{RARER}")
        context["text_faces"] = faces


def text_of(doctree: nodes.document, *parts: type[nodes.Element]) -> str:
    """Return what of *doctree* is set in the text face; with *parts*, what stands in these."""
    texts = doctree.findall(nodes.Text)
    return " ".join(
        text
        for text in texts
        if not isinstance(text.parent, OTHER) and isinstance(text.parent, parts or nodes.Element)
    )
