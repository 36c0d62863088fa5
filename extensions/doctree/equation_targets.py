"""Targets of labelled formulas, with ids in letters of every script.

MyST-Parser 5.2.0 and Sphinx 9.0.4 drop all but Latin letters from such an id, so that two labels
in another script on one page would share it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.directives.patches import MathDirective

from extensions.doctree.heading_ids import equation_id

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def math_target(
    env: BuildEnvironment, document: nodes.document, node: nodes.math_block
) -> nodes.target:
    """Note the label of *node* as that of an equation, and return the target to put before it."""
    domain = env.domains.math_domain
    domain.note_equation(env.docname, node["label"], location=node)
    node["number"] = domain.get_equation_number_for(node["label"])
    node["docname"] = env.docname
    target = nodes.target("", "", ids=[equation_id(node["label"])])
    document.note_explicit_target(target)
    return target


class Math(MathDirective):
    """``{math}``; its ``:name:`` is a label like its ``:label:``, and nothing else besides."""

    def add_name(self, node: nodes.Node) -> None:
        """Leave the name to :meth:`add_target`, which makes a label of it."""

    def add_target(self, ret: list[nodes.Node]) -> None:
        """Put the target of a labelled formula before it."""
        (node,) = ret
        assert isinstance(node, nodes.math_block)
        if node["label"]:
            ret.insert(0, math_target(self.env, self.state.document, node))
