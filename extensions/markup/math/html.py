"""Write formulas as HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.math import get_node_equation_number

from extensions.doctree.translation import _
from extensions.markup.math.transform import formula_of

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

    from extensions.markup.math.setter import Setter

MATHML = re.compile(r"(<math[^>]*>)<semantics>(.*?)<annotation", re.S)
# An EPUB is XHTML, which has to be told whose elements these are.
OPENING, IN_XHTML = "<math", '<math xmlns="http://www.w3.org/1998/Math/MathML"'


class Renderer:
    """The visitors of formulas, which Sphinx calls with its translator."""

    def __init__(self, setter: Setter) -> None:
        self.setter = setter

    def visit_math(self, translator: HTML5Translator, node: nodes.math) -> None:
        """Write an inline formula; one that ``is_lean`` as MathML alone, if it is not simple."""
        if node.get("is_lean"):
            translator.body.append(mathml_of(self._html(translator, node)))
            raise nodes.SkipNode
        translator.body.append(translator.starttag(node, "span", "", CLASS="math"))
        translator.body.append(self._html(translator, node) + "</span>")
        raise nodes.SkipNode

    def visit_math_block(self, translator: HTML5Translator, node: nodes.math_block) -> None:
        """Write a displayed formula, with its number and permalink if it has one."""
        translator.body.append(translator.starttag(node, "div", CLASS="math"))
        if sides := node.get("katex_halves"):
            # Each in a column that all lines of a derivation share.
            names = ("left", "right")
            translator.body += [
                f'<span class="{name}{" math" * bool(side)}">{side}</span>'
                for name, side in zip(names, sides, strict=True)
            ]
        else:
            translator.body.append(self._html(translator, node))
        if node.get("number"):
            number = get_node_equation_number(translator, node)
            translator.body.append(f'<span class="eqno">({number})')
            translator.add_permalink_ref(node, _("Link to this equation"))
            translator.body.append("</span>")
        translator.body.append("</div>\n")
        raise nodes.SkipNode

    def _html(self, translator: HTML5Translator, node: nodes.Element) -> str:
        # Titles in tables of contents are written from copies that no transform has seen.
        set_before: str | None = (
            node.get("simple") or node.get("katex") or self.setter.cached(formula_of(node))
        )
        if set_before is not None:
            is_xhtml = translator.builder.name == "epub"
            return set_before.replace(OPENING, IN_XHTML) if is_xhtml else set_before
        return f"<code>{translator.encode(node.astext().strip())}</code>"


def mathml_of(html: str) -> str:
    """Return the MathML in *html*, which KaTeX made, without the TeX that it is of."""
    found = MATHML.search(html)
    return f"{found[1]}{found[2]}</math>" if found else html
