"""Nodes of ours under builders that are not HTML: what is in them speaks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docutils import nodes


def pass_node(self: Any, node: nodes.Node) -> None:
    """Write nothing of the node itself."""


# Keyword arguments of app.add_node.
CONTENT_ONLY: Any = dict.fromkeys(("latex", "text", "markdown"), (pass_node, pass_node))
