"""The role ``{line}``: what a line of a derivation says, as an expression of the piece's code.

The tests evaluate the expressions of a derivation at random arguments and compare each with the
one before it; one that begins with ``<=`` or ``>=`` is a bound.  The build never evaluates one.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from extensions.markup.checked.claim import is_expression
from extensions.markup.source_lines import warn_at
from extensions.model.frontmatter.nodes import shown

IN_DERIVATION = "groundwork_in_derivation"
RELATIONS = ("<=", ">=")


class line_value(nodes.inline):
    """What a line is as code, ``expression``; ``entry`` is the id of the place that shows it."""


def split_value(text: str) -> tuple[str, str]:
    """Return the relation of *text* to the line before, "=" if it says none, and the rest."""
    text = " ".join(text.split())
    for relation in RELATIONS:
        if text.startswith(relation):
            return relation, text[len(relation) :].strip()
    return "=", text


class LineRole(SphinxRole):
    """What a line of a derivation says as an expression of Python, for the tests."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return a mark that leads to the expression; nothing for what is none."""
        if not self.env.current_document.get(IN_DERIVATION):
            return self._fault("stands outside of a {derivation}: move it below a line of one")
        if not is_expression(split_value(self.text)[1]):
            return self._fault("is no expression of Python: mend it")
        node = line_value("", expression=" ".join(self.text.split()))
        self.set_source_info(node)
        return [node], []

    def _fault(self, what: str) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        warn_at(self, "derivation", f"line: {shown(self.text)} {what}")
        return [], []
