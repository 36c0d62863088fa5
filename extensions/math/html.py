"""Write formulas as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.math import get_node_equation_number

from extensions.math.transform import formula_of

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

    from extensions.math.setter import Setter


class Renderer:
    """The visitors of formulas, which Sphinx calls with its translator."""

    def __init__(self, setter: Setter) -> None:
        self.setter = setter

    def visit_math(self, translator: HTML5Translator, node: nodes.math) -> None:
        """Write an inline formula."""
        translator.body.append(translator.starttag(node, "span", "", CLASS="math"))
        translator.body.append(self._html(translator, node) + "</span>")
        raise nodes.SkipNode

    def visit_math_block(self, translator: HTML5Translator, node: nodes.math_block) -> None:
        """Write a displayed formula, with its number and permalink if it has one."""
        translator.body.append(translator.starttag(node, "div", CLASS="math"))
        translator.body.append(self._html(translator, node))
        if node["number"]:
            number = get_node_equation_number(translator, node)
            translator.body.append(f'<span class="eqno">({number})')
            translator.add_permalink_ref(node, "Link to this equation")
            translator.body.append("</span>")
        translator.body.append("</div>\n")
        raise nodes.SkipNode

    def _html(self, translator: HTML5Translator, node: nodes.Element) -> str:
        # Titles in tables of contents are written from copies that no transform has seen.
        set_before: str | None = node.get("katex") or self.setter.cached(formula_of(node))
        if set_before is not None:
            return set_before
        return f"<code>{translator.encode(node.astext().strip())}</code>"
