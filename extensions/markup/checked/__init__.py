"""Checked numbers: ``{checked}`` followed by ``320 GiB = 2*64*128*2*80*131072 / GiB``.

The page shows what is left of the first " = "; the number leads to a fold at the foot of the page
with the expression, which a card shows beside it.  The build never evaluates the expression: the
tests do, in the namespace of the piece's own code (``tests/content/claims.py``).

``claim`` splits what is written, ``quantities`` reads numbers in a text, ``role`` makes the node.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.doctree.other_builders import CONTENT_ONLY
from extensions.markup.checked.role import CheckedRole, checked, depart_checked, visit_checked

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the role and its node."""
    app.add_node(checked, html=(visit_checked, depart_checked), **CONTENT_ONLY)
    app.add_role("checked", CheckedRole())
    return {"parallel_read_safe": True, "parallel_write_safe": True}
