"""Set the direction of blocks that are written in the opposite direction to the page.

A post-transform wraps them in an element with ``dir="auto"``, as in a Hebrew quotation.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from extensions.doctree.other_builders import CONTENT_ONLY
from extensions.doctree.translation import text_direction
from extensions.lib.phases import WriteTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

LEFT_TO_RIGHT, RIGHT_TO_LEFT = "ltr", "rtl"
# Unicode's bidirectional classes of letters.
DIRECTIONS = {"L": LEFT_TO_RIGHT, "R": RIGHT_TO_LEFT, "AL": RIGHT_TO_LEFT}
# Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms.
FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
BLOCKS = (
    nodes.paragraph,
    nodes.bullet_list,
    nodes.enumerated_list,
    nodes.definition_list,
    nodes.block_quote,
    nodes.table,
    nodes.line_block,
)
# Formulas and code run from the left in every language.
OTHER = (nodes.math, nodes.math_block, nodes.literal, nodes.literal_block, nodes.raw)


class own_direction(nodes.General, nodes.Element):
    """A block whose direction is that of its first letter."""


class OwnDirections(SphinxPostTransform):
    """Wrap blocks whose direction differs from that of the site's language."""

    # After references have their text.
    default_priority = WriteTransform.DIRECTIONS
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Wrap the blocks of the page."""
        page = text_direction(self.config.language)
        # Where there is no letter of the other kind, no block has to be looked at.
        if page == LEFT_TO_RIGHT and not FROM_THE_RIGHT.search(self.document.astext()):
            return
        self.turn(self.document, page)

    def turn(self, parent: nodes.Element, around: str) -> None:
        """Wrap the outermost blocks in *parent* that run another way than *around*."""
        for child in list(parent.children):
            if not isinstance(child, nodes.Element) or isinstance(child, own_direction):
                continue
            own = direction_of(child) if isinstance(child, BLOCKS) else None
            if own and own != around:
                wrapper = own_direction()
                parent.replace(child, wrapper)
                wrapper += child
            if not isinstance(child, nodes.TextElement):
                self.turn(child, own or around)


def direction_of(node: nodes.Node) -> str | None:
    """Return the direction of the first letter in *node*, or ``None`` where it has none."""
    for text in node.findall(nodes.Text):
        if isinstance(text.parent, OTHER):
            continue
        for character in text:
            if direction := DIRECTIONS.get(unicodedata.bidirectional(character)):
                return direction
    return None


def visit_own_direction(self: HTML5Translator, node: own_direction) -> None:
    """Open the block."""
    self.body.append(self.starttag(node, "div", "", dir="auto"))


def depart_own_direction(self: HTML5Translator, node: own_direction) -> None:
    """Close what :func:`visit_own_direction` opened."""
    self.body.append("</div>\n")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the node and the transform."""
    app.add_node(own_direction, html=(visit_own_direction, depart_own_direction), **CONTENT_ONLY)
    app.add_post_transform(OwnDirections)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
