"""The role ``{checked}``, and how it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from extensions.markup.checked.claim import ClaimError, split_claim
from extensions.markup.cleantext.text import plain
from extensions.markup.source_lines import warn_at

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


class checked(nodes.inline):
    """A number with the ``expression`` that it is the value of.

    On the page that it is written on, ``entry`` is the id of the place that shows both.
    """


class CheckedRole(SphinxRole):
    """A number, " = ", and the expression of Python that the tests compare it with."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the number; of what cannot be checked, all that is written."""
        try:
            shown, expression = split_claim(self.text)
        except ClaimError as error:
            warn_at(self, "checked", f"checked: {error}")
            return [nodes.inline("", self.text)], []
        node = checked("", expression=expression)
        self.set_source_info(node)
        parsed, messages = self.inliner.parse(shown, self.lineno, cast("Any", self.inliner), node)
        node.extend(parsed)
        return [node], messages


def visit_checked(self: HTML5Translator, node: checked) -> None:
    """Open the link to what a number is the value of, on its own page."""
    if "entry" in node:
        # A formula names no link for ears.
        is_formula = next(iter(node.findall(nodes.math)), None) is not None
        name = f' aria-label="{self.attval(plain(node.children))}"' if is_formula else ""
        self.body.append(f'<a class="checked" href="#{node["entry"]}"{name}>')


def depart_checked(self: HTML5Translator, node: checked) -> None:
    """Close what :func:`visit_checked` opened."""
    if "entry" in node:
        self.body.append("</a>")
