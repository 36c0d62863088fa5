"""The use of MyST's renderer; see ``extensions.doctree.compat``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer

if TYPE_CHECKING:
    from docutils import nodes
    from markdown_it.token import Token


class MystRenderer(SphinxRenderer):
    """MyST's renderer with a method that is called before tokens become nodes.

    Tried with: MyST-Parser 5.2.0.
    Why: only here does all text pass, that of pages, directives, titles and included files, with
    its lines as they are in the source.
    Upstream: to file there: a method to override between parsing and rendering.
    """

    def prepare(self, tokens: list[Token]) -> None:
        """Look at *tokens*, or change them; their lines are counted from 0."""

    def _render_tokens(self, tokens: list[Token]) -> None:
        self.prepare(tokens)
        super()._render_tokens(tokens)

    def nested_render_text(
        self,
        text: str,
        lineno: int,
        inline: bool = False,
        temp_root_node: nodes.Element | None = None,
        heading_offset: int = 0,
    ) -> None:
        """Render *text*; a line of its own is given by its number, a block by that before it.

        Tried with: MyST-Parser 5.2.0.
        Why: it counts both as blocks, and puts the title of a directive one line too low.
        Upstream: to file there, with the title of an admonition as the example.
        """
        before = lineno - 1 if inline else lineno
        super().nested_render_text(text, before, inline, temp_root_node, heading_offset)
