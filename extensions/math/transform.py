"""Set the formulas of a page before it is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.logging import getLogger

from extensions.math.katex import Fault, Formula

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

logger = getLogger(__name__)


def formula_of(node: nodes.Element) -> Formula:
    """Return the formula of a ``math`` or ``math_block`` node."""
    return Formula(node.astext().strip(), isinstance(node, nodes.math_block))


class SetFormulas(SphinxPostTransform):
    """Put the HTML of each formula on its node, as the attribute ``katex``."""

    formats = ("html",)
    # After references are resolved, so that formulas in link texts are there.
    default_priority = 900

    def run(self, **kwargs: Any) -> None:
        """Set all formulas of the page at once."""
        found = [
            node
            for node in self.document.findall(nodes.Element)
            if isinstance(node, (nodes.math, nodes.math_block))
        ]
        if not found:
            return
        formulas = list(dict.fromkeys(formula_of(node) for node in found))
        answers: Mapping[Formula, str | Fault] = self.app.emit_firstresult(
            "formulas-needed", formulas
        )
        for node in found:
            answer = answers[formula_of(node)]
            if isinstance(answer, str):
                node["katex"] = answer
            else:
                warn_of(answer, node)


def warn_of(fault: Fault, node: nodes.Element) -> None:
    """Warn of *fault* at the line on which the piece that it names stands."""
    tex = node.astext()
    # The formula is sent without the space around it.
    before = tex[: len(tex) - len(tex.lstrip()) + fault.position]
    line = line_of(tex, node) + before.count("\n")
    logger.warning(
        "formula: %s%s",
        fault.message.rstrip("."),
        f', at "{" ".join(fault.piece.split())}"' if fault.piece.strip() else "",
        type="groundwork",
        subtype="formula",
        location=f"{get_source(node)}:{line}",
    )


def line_of(tex: str, node: nodes.Element) -> int:
    """Return the line of the source on which the formula *tex* begins.

    MyST gives an inline formula the line of its paragraph; from there on it is looked for.
    """
    start = next((at.line for at in ancestry(node) if at.line is not None), 1)
    lines = Path(get_source(node)).read_text(encoding="utf-8").splitlines(keepends=True)
    place = "".join(lines[start - 1 :]).find(tex)
    return start + ("".join(lines[start - 1 :])[:place].count("\n") if place >= 0 else 0)


def get_source(node: nodes.Element) -> str:
    """Return the path of the source of *node*."""
    return next(at.source for at in ancestry(node) if at.source)


def ancestry(node: nodes.Element) -> Iterator[nodes.Element]:
    """Yield *node* and what it stands in, up to the document."""
    at: nodes.Element | None = node
    while at is not None:
        yield at
        at = at.parent
