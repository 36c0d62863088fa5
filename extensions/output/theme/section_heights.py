"""Estimate the height of each section, for a browser that has not laid it out yet.

The style sheet has a section laid out when it comes near the window.  Until then its height is
a guess, which the scroll bar and a jump to the end go by.  The figures of sections that a browser
leaves for later are told to keep it so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from extensions.doctree.detours import detour
from extensions.doctree.folds import fold
from extensions.doctree.script_data import told_of
from extensions.lib.phases import WriteTransform
from extensions.markup.figures import drawing
from extensions.markup.widgets.directive import widget

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx

VIEW_BOX = re.compile(r'viewBox="\S+ \S+ ([\d.]+) ([\d.]+)"')
BLOCKS = (nodes.TextElement, nodes.row, fold, drawing)
BESIDE = {"margin", "sidebar"}
# What begins within so many rem is near the window when the page comes in: two screens or so.
NEAR = 120
# So many letters of text is a letter of TeX as wide as.
TEX = 0.45
# What each adds to the height of a section, in rem: on a phone of 360 pixels, and in the full
# column.  Fitted by least squares to the 141 sections of this site's posts as Chromium lays them
# out: a post's sum is off by 5 % at the most, a section by 5 % (root mean square).
HEIGHTS = {
    "heading": (2.81, 1.34),
    "paragraph": (0.22, 0.99),
    "letter": (0.052, 0.034),
    "formula": (5.9, 5.45),
    "formula row": (0.5, 0.57),
    "code": (1.56, 1.33),
    "code line": (1.21, 1.28),
    # The buttons of a block that runs.
    "code, run": (2.5, 2.5),
    "figure": (1.7, 3.94),
    "figure, square": (21.0, 32.9),
    "row": (4.39, 3.53),
    "fold": (6.28, 4.61),
}


class SectionHeights(SphinxPostTransform):
    """Note at each section of a page how high it will be, and which figures are far down."""

    formats = ("html",)
    default_priority = WriteTransform.SECTION_HEIGHTS

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        begins = 0
        for section in self.document.findall(nodes.section):
            if isinstance(section.parent, nodes.section) and section.parent.parent is self.document:
                section["heights"] = heights(counts(section))
                if section.next_node(detour):
                    section["short_heights"] = heights(counts(section, is_short=True))
                for figure in section.findall(widget):
                    figure["far"] = begins > NEAR
                begins += section["heights"][1]


def heights(amounts: Mapping[str, float]) -> tuple[int, int]:
    """Return how high what there is of each kind will be, in rem, on a phone and at a desk."""
    narrow = sum(HEIGHTS[kind][0] * amount for kind, amount in amounts.items())
    wide = sum(HEIGHTS[kind][1] * amount for kind, amount in amounts.items())
    return round(narrow), round(wide)


def counts(section: nodes.section, *, is_short: bool = False) -> dict[str, float]:
    """Return how much of each kind of block, a key of ``HEIGHTS``, is in *section*.

    If *is_short*, that is what the short way shows.
    """
    amounts: dict[str, float] = dict.fromkeys(HEIGHTS, 0.0)
    for block in blocks(section, is_short):
        for kind, amount in amounts_in(block).items():
            amounts[kind] += amount
    return amounts


def amounts_in(block: nodes.Element) -> dict[str, float]:
    """Return how much of each kind *block* is."""
    match block:
        case nodes.title():
            return {"heading": 1}
        case nodes.math_block():
            return {"formula": 1, "formula row": block.astext().count(r"\\")}
        case nodes.literal_block():
            runs = bool(told_of(block))
            return {"code": 1, "code line": block.astext().count("\n") + 1, "code, run": runs}
        case drawing():
            return {"figure": 1, "figure, square": shape(block)}
        case nodes.row():
            return {"row": 1}
        case fold():
            return {"fold": 1}
    return {"paragraph": 1, "letter": letters(block)}


def blocks(node: nodes.Element, is_short: bool) -> Iterator[nodes.Element]:
    """Yield the blocks of text within *node*, but for what stands in the margin.

    Of a detour the short way shows the line, and the whole the rest.
    """
    shown = node.children
    if isinstance(node, detour):
        shown = shown[:1] if is_short else shown[1:]
    for child in shown:
        if isinstance(child, BLOCKS):
            yield child
        elif isinstance(child, nodes.Element) and not BESIDE & {*child.get("classes", ())}:
            yield from blocks(child, is_short)


def letters(block: nodes.Element) -> float:
    """Return the length of the text of *block*, in letters."""
    texts = block.findall(nodes.Text)
    return sum(len(text) * (TEX if isinstance(text.parent, nodes.math) else 1) for text in texts)


def shape(block: drawing) -> float:
    """Return the height of a drawing by its width."""
    size = VIEW_BOX.search(block["svg"])
    return float(size[2]) / float(size[1]) if size else 0.5


def visit_section(self: HTML5Translator, node: nodes.section) -> None:
    """Begin the section as Sphinx does, with its height where that is known."""
    self.section_level += 1
    attributes: dict[str, Any] = {}
    if "heights" in node:
        narrow, wide = node["heights"]
        attributes["style"] = f"--narrow:{narrow}rem;--wide:{wide}rem"
    if "short_heights" in node:
        narrow, wide = node["short_heights"]
        attributes["style"] += f";--short-narrow:{narrow}rem;--short-wide:{wide}rem"
    self.body.append(self.starttag(node, "section", **attributes))


def depart_section(self: HTML5Translator, node: nodes.section) -> None:
    """End the section as Sphinx does."""
    HTML5Translator.depart_section(self, node)


def setup(app: Sphinx) -> None:
    """Register the transform, and sections that tell their height."""
    app.add_post_transform(SectionHeights)
    app.add_node(nodes.section, override=True, html=(visit_section, depart_section))
