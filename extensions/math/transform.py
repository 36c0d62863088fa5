"""Set the formulas of a page before it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.logging import getLogger

from extensions.math.katex import Fault, Formula

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    """Warn of *fault* where the formula of *node* stands."""
    logger.warning(
        'formula: %s, at "%s"',
        fault.message,
        fault.piece,
        type="groundwork",
        subtype="formula",
        location=node,
    )
