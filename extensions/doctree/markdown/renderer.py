"""MyST's renderer, with warnings about the Markdown, task lists and deleted text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from extensions.doctree.compat.myst import MystRenderer
from extensions.doctree.equation_targets import math_target
from extensions.doctree.markdown.comments import without_comments
from extensions.doctree.markdown.finding import SHOWN_AS_WRITTEN
from extensions.doctree.markdown.marks import deletion, task_box_of
from extensions.doctree.markdown.walk import findings
from extensions.lib.messages import logger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

MATH = frozenset({"math_inline", "math_inline_double", "math_block", "math_block_label", "amsmath"})


class SiteRenderer(MystRenderer):
    """Turns tokens into nodes; every text passes here, whatever directive it stands in."""

    def prepare(self, tokens: list[Token]) -> None:
        """Warn of what is wrong in *tokens*; leave comments out of formulas."""
        for finding in findings(tokens):
            logger.warning(
                "%s",
                finding.text,
                type="groundwork",
                subtype=finding.subtype,
                location=f"{self.document['source']}:{finding.line + 1}",
            )
        for token in every(tokens):
            if token.type in MATH:
                token.content = without_comments(token.content)

    def add_math_target(self, node: nodes.math_block) -> nodes.target:
        """Note the label of the equation *node*, and return its target."""
        return math_target(self.sphinx_env, self.document, node)

    def render_shown_as_written(self, token: SyntaxTreeNode) -> None:
        """Write what looks like markup, and is none here, as text."""
        if token.content:
            self.current_node.append(nodes.Text(token.content))

    def renderInlineAsText(self, tokens: list[SyntaxTreeNode]) -> str:  # noqa: N802
        """Return *tokens* as the text of a picture; MyST's own would drop ours."""
        return "".join(
            token.content
            if token.type == SHOWN_AS_WRITTEN
            else super(SiteRenderer, self).renderInlineAsText([token])
            for token in tokens or ()
        )

    def render_s(self, token: SyntaxTreeNode) -> None:
        """Write deleted text (MyST 5.2 has it for HTML alone, with a warning)."""
        node = deletion()
        self.add_line_and_source_path(node, token)
        with self.current_node_context(node, append=True):
            self.render_children(token)

    def render_list_item(self, token: SyntaxTreeNode) -> None:
        """Write an item; that of a list of tasks has a mark (MyST 5.2 has a box for HTML alone)."""
        if "checked" not in (token.meta or {}):
            super().render_list_item(token)
            return
        item = nodes.list_item(classes=["task"])
        self.add_line_and_source_path(item, token)
        with self.current_node_context(item, append=True):
            self.render_children(token)
        mark = task_box_of(token.meta["checked"])
        if item.children and isinstance(item[0], nodes.paragraph):
            item[0].insert(0, mark)
        else:
            item.insert(0, nodes.paragraph("", "", mark))


def every(tokens: list[Token]) -> Iterator[Token]:
    """Yield *tokens* and all within them."""
    for token in tokens:
        yield token
        yield from every(token.children or [])
