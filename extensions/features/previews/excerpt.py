"""How much of a place its preview shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from extensions.doctree.detours import detour
from extensions.markup.derivations.derivation import derivation
from extensions.model.catalog.opening import opening

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# previews-content.js shows as much of a section of its own page.
WORDS = 120
# Furo's boxes, which scroll; what they hold has the anchor.
WRAPPERS = {"math-wrapper", "table-wrapper"}
FACTS = {"facts", "drawn-from"}


def excerpt_of(node: nodes.Element) -> tuple[list[nodes.Node], bool]:
    """Return what is shown of *node*, in its order, and whether more follows.

    A section is shown up to some ``WORDS`` words or its first figure or displayed formula,
    without what stands in the margin; a page with a summary or claim up to its line of
    facts; anything else whole.
    """
    if isinstance(node, nodes.section):
        return excerpt_of_section(node)
    if isinstance(node, nodes.target):
        node = what_follows(node)
    if isinstance(node.parent, nodes.container) and WRAPPERS & set(node.parent["classes"]):
        node = node.parent
    return [node], False


def what_follows(target: nodes.target) -> nodes.Element:
    """Return the block that *target* stands before: itself, if there is none."""
    siblings = target.parent.children[target.parent.index(target) + 1 :]
    blocks = (one for one in siblings if isinstance(one, nodes.Element))
    return next((one for one in blocks if not isinstance(one, nodes.Invisible)), target)


def excerpt_of_section(section: nodes.section) -> tuple[list[nodes.Node], bool]:
    """Return what is shown of *section*, and whether more follows."""
    title, *blocks = [node for node in unfolded(section.children) if not is_beside(node)]
    if blocks and isinstance(blocks[0], opening):
        facts = [node for node in blocks[1:4] if FACTS & classes(node)]
        return [title, blocks[0], *facts], False
    shown = first_blocks(blocks)
    return [title, *blocks[:shown]], shown < len(blocks)


def unfolded(blocks: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    """Yield *blocks*, and in the place of a detour what it holds."""
    for block in blocks:
        if isinstance(block, detour):
            yield from unfolded(block.children[1:])
        else:
            yield block


def first_blocks(blocks: Sequence[nodes.Node]) -> int:
    """Return how many of *blocks* are shown of the section that they are in."""
    words = 0
    for place, block in enumerate(blocks):
        if words >= WORDS or isinstance(block, nodes.section) or "proof" in classes(block):
            return place
        words += len(block.astext().split())
        if is_display(block):
            return place + 1
    return len(blocks)


def is_display(block: nodes.Node) -> bool:
    """Whether *block* is a figure or a displayed formula."""
    return isinstance(
        block, (nodes.figure, nodes.math_block, derivation)
    ) or "math-wrapper" in classes(block)


def is_beside(node: nodes.Node) -> bool:
    """Whether *node* stands in the margin, or nowhere."""
    return isinstance(node, (nodes.Invisible, nodes.sidebar)) or "margin" in classes(node)


def classes(node: nodes.Node) -> set[str]:
    """Return the classes of *node*."""
    return set(node["classes"]) if isinstance(node, nodes.Element) else set()
