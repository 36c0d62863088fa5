"""The link that a reference to a label becomes, which knows what it leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.nodes import make_refnode

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder


class label_reference(nodes.reference):
    """A link on ``page`` to ``place``: a docname and an anchor, which is empty for the top.

    ``home`` is the page whose text it belongs to, which may be shown on others, and
    ``in_opening`` says that it stands in the summary or the claim.
    """


def refer(
    builder: Builder, xref: pending_xref, page: str, place: tuple[str, str], content: nodes.Node
) -> label_reference:
    """Return the link with *content* that *xref* on *page* becomes, to *place*."""
    made = make_refnode(builder, page, *place, content)
    link = label_reference("", "", *made.children, **made.attributes, page=page, place=place)
    link["home"] = xref.get("home", page)
    link["in_opening"] = xref.get("in_opening", False)
    return link
