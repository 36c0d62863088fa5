"""Derivations as HTML: the lines in a grid, and the buttons that a script needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.doctree.compat import app_of
from extensions.doctree.fragments import is_site
from extensions.doctree.translation import _
from extensions.markup.derivations.derivation import steps_of

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

    from extensions.markup.derivations.derivation import derivation, step
    from extensions.markup.derivations.line_role import line_value


def visit_derivation(self: HTML5Translator, node: derivation) -> None:
    """Open the block."""
    self.body.append(self.starttag(node, "div", CLASS="derivation"))


def depart_derivation(self: HTML5Translator, node: derivation) -> None:
    """Write the buttons, which do nothing without a script, and close the block."""
    if is_site(app_of(self.builder.env)) and len(list(steps_of(node))) > 1:
        buttons = "".join(
            f'<button type="button" data-act="{act}"{hidden}>{self.encode(name)}</button>'
            for act, name, hidden in (
                ("mode", _("Step by step"), ""),
                ("back", _("Previous"), " hidden"),
                ("on", _("Next"), " hidden"),
            )
        )
        name = self.attval(_("Lines of the derivation"))
        self.body.append(
            f'<div class="derivation-controls" role="group" aria-label="{name}">'
            f"{buttons}<output></output></div>"
        )
    self.body.append("</div>\n")


def visit_step(self: HTML5Translator, node: step) -> None:
    """Open a line and its reason."""
    self.body.append(self.starttag(node, "div", CLASS="step"))


def depart_step(self: HTML5Translator, node: step) -> None:
    """Close what :func:`visit_step` opened."""
    self.body.append("</div>\n")


def visit_line_value(self: HTML5Translator, node: line_value) -> None:
    """Open the link to what a line is as code."""
    if "entry" in node:
        name = self.encode(_("checked"))
        self.body.append(f'<a class="checked of-line" href="#{node["entry"]}">{name}')


def depart_line_value(self: HTML5Translator, node: line_value) -> None:
    """Close what :func:`visit_line_value` opened."""
    if "entry" in node:
        self.body.append("</a>")
