"""Numbers of formulas in builders other than HTML: LaTeX, EPUB, text."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from extensions.lib.phases import WriteTransform
from extensions.markup.math.equations import ENVIRONMENT, TAG


class NumberInOtherForms(SphinxPostTransform):
    """Give formulas the numbers of the HTML page, so that no builder counts them itself."""

    formats = ("text", "man", "texinfo", "latex")
    default_priority = WriteTransform.FORMULA_NUMBERS

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        for block in self.document.findall(nodes.math_block):
            if self.app.builder.format == "latex":
                number_in_latex(block)
            elif block.get("number"):
                block += nodes.Text(f"   ({block['number']})")


def number_in_latex(block: nodes.math_block) -> None:
    """Give *block* its number as a tag, outside of the ``split`` in which none may stand."""
    tex, number = block.astext().strip(), block.get("number")
    tag = TAG.search(tex)
    if ENVIRONMENT.fullmatch(tex) or not (number or tag):
        return
    command = tag[0] if tag else rf"\tag{{{number}}}"
    body = TAG.sub("", tex).strip()
    block[:] = [
        nodes.Text(
            f"\\begin{{equation}}{command}\n\\begin{{split}}{body}\\end{{split}}\n\\end{{equation}}"
        )
    ]
    block["nowrap"] = True
