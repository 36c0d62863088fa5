"""``{derivation}``: the lines of one aligned display, each with its reason.

``halves`` splits a line at its ``&``, ``derivation`` is the directive, ``line_role`` what the
tests compute of a line, ``derivation_html`` writes all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.doctree.other_builders import CONTENT_ONLY
from extensions.markup.derivations import derivation_html as html
from extensions.markup.derivations.derivation import DerivationDirective, derivation, step
from extensions.markup.derivations.line_role import LineRole, line_value

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive, the role and their nodes."""
    visitors = html.visit_derivation, html.depart_derivation
    app.add_node(derivation, html=visitors, **CONTENT_ONLY)
    app.add_node(step, html=(html.visit_step, html.depart_step), **CONTENT_ONLY)
    app.add_node(line_value, html=(html.visit_line_value, html.depart_line_value), **CONTENT_ONLY)
    app.add_directive("derivation", DerivationDirective)
    app.add_role("line", LineRole())
    return {"parallel_read_safe": True, "parallel_write_safe": True}
