"""Which of KaTeX's faces a page needs, so that they are there when its lines are broken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

# A face and the classes that KaTeX's style sheet sets in it.
FACES = {
    "Main-Regular": r"katex-html",
    "Main-Bold": r"mathbf|textbf",
    "Main-Italic": r"mathit|textit",
    "Math-Italic": r"mathnormal",
    "Math-BoldItalic": r"boldsymbol",
    "AMS-Regular": r"amsrm|mathbb|textbb",
    "Caligraphic-Regular": r"mathcal",
    "Fraktur-Regular": r"mathfrak",
    "SansSerif-Regular": r"mathsf|textsf",
    "Script-Regular": r"mathscr",
    "Typewriter-Regular": r"mathtt|texttt",
    "Size1-Regular": r"delimsizing size1|delim-size1|small-op",
    "Size2-Regular": r"delimsizing size2|large-op",
    "Size3-Regular": r"delimsizing size3",
    "Size4-Regular": r"delimsizing size4|delim-size4",
}


def faces(html: str) -> list[str]:
    """Return the names of the faces that the formulas in *html* are set in."""
    classes = " ".join(set(re.findall(r'class="([^"]*)"', html)))
    return [face for face, needing in FACES.items() if re.search(rf"\b({needing})\b", classes)]


def add_faces(
    app: Sphinx,
    page: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give a page what its formulas need, and only then (answers ``html-page-context``)."""
    context["katex_faces"] = faces(context.get("body") or "")
    if context["katex_faces"]:
        # Copying a selection gives the TeX of its formulas.
        app.add_js_file("katex/copy-tex.min.js", loading_method="defer")
