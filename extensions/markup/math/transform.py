"""The post-transform that puts the HTML of formulas on their nodes before a page is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.logging import getLogger

from extensions.doctree.app_state import of_app
from extensions.doctree.compat import app_of
from extensions.doctree.fragments import QUOTED
from extensions.doctree.notebooks import markdown_lines
from extensions.lib.phases import WriteTransform
from extensions.markup.math.katex import Fault, Formula
from extensions.markup.math.refusals import definition_in, message_for
from extensions.markup.math.setter import Setter

if TYPE_CHECKING:
    from collections.abc import Iterator

logger = getLogger(__name__)


def formula_of(node: nodes.Element) -> Formula:
    """Return the formula of a ``math`` or ``math_block`` node."""
    return Formula(node.astext().strip(), isinstance(node, nodes.math_block))


def halves_of(node: nodes.Element) -> list[Formula]:
    """Return the two sides of a line of a derivation, to be set apart; of others, nothing."""
    sides: tuple[str, ...] = node.get("halves", ())
    return [Formula(rf"\displaystyle {side}", display=False) for side in sides if side]


def set_sides(node: nodes.Element, answers: list[str | Fault]) -> None:
    """Put the HTML of the sides of *node* on it, an empty one too, if both could be set."""
    sides = [answer for answer in answers if isinstance(answer, str)]
    if sides and len(sides) == len(answers):
        node["katex_halves"] = ["", *sides][-2:]


class SetFormulas(SphinxPostTransform):
    """Put the HTML of each formula on its node, as the attribute ``katex``."""

    formats = ("html",)
    # After references are resolved, so that formulas in link texts are there.
    default_priority = WriteTransform.FORMULAS

    def run(self, **kwargs: Any) -> None:
        """Set all formulas of the page at once."""
        formula_nodes = [
            node
            for node in self.document.findall(nodes.Element)
            if isinstance(node, (nodes.math, nodes.math_block))
        ]
        if not formula_nodes:
            return
        # Those in which symbols are marked are set already.
        bare = [formula_of(node) for node in formula_nodes if "katex" not in node]
        split = [node for node in formula_nodes if "katex_halves" not in node]
        sides = [side for node in split for side in halves_of(node)]
        formulas = list(dict.fromkeys([*bare, *sides]))
        answers = of_app(app_of(self.env), Setter).set_formulas(formulas)
        for node in formula_nodes:
            answer = answers.get(formula_of(node)) if "katex" not in node else None
            if isinstance(answer, str):
                node["katex"] = answer
            if "katex" in node and "katex_halves" not in node:
                set_sides(node, [answers[side] for side in halves_of(node)])
            if node.get(QUOTED):
                continue
            definition = definition_in(formula_of(node).tex)
            if definition:
                warn_of(Fault(definition[0], "", definition[1]), node)
            elif isinstance(answer, Fault):
                warn_of(answer, node)


def warn_of(fault: Fault, node: nodes.Element) -> None:
    """Warn of *fault* at the line on which the piece that it names stands."""
    logger.warning(
        "%s",
        fault_text(fault),
        type="groundwork",
        subtype="formula",
        location=line_in(node, fault.position),
    )


def fault_text(fault: Fault) -> str:
    """Return what is told of *fault*."""
    where = f', at "{" ".join(fault.piece.split())}"' if fault.piece.strip() else ""
    return f"formula: {message_for(fault.message)}{where}"


def line_in(node: nodes.Element, position: int) -> str:
    """Return path and line of *position* in the formula *node*, as the location of a message."""
    tex = node.astext()
    # The formula is sent without the space around it.
    before = tex[: len(tex) - len(tex.lstrip()) + position]
    line = line_of(node.get("written", tex), node) + before.count("\n")
    line += node.get("lines_before", 0)
    return f"{get_source(node)}:{line}"


def line_of(tex: str, node: nodes.Element) -> int:
    """Return the line of the source on which the formula *tex* begins.

    MyST gives an inline formula the line of its paragraph; from there on it is looked for.
    """
    start = next((at.line for at in ancestry(node) if at.line is not None), 1)
    lines = [f"{line}\n" for line in markdown_lines(get_source(node))]
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
