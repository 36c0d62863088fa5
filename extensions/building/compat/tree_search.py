"""The search for nodes in a doctree, which docutils does by one generator in another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

# Also for what this one leaves to it.
findall_of_docutils = nodes.Node.findall


def findall(
    self: nodes.Node,
    condition: Any = None,
    include_self: bool = True,
    descend: bool = True,
    siblings: bool = False,
    ascend: bool = False,
) -> Iterator[Any]:
    """Return what docutils' method of that name does, in the same order."""
    if siblings or ascend or not descend:
        return findall_of_docutils(self, condition, include_self, descend, siblings, ascend)
    if isinstance(condition, type):
        return _of_class(self, condition, include_self)
    return _that_meet(self, condition, include_self)


def _of_class(root: nodes.Node, cls: type, include_self: bool) -> Iterator[nodes.Node]:
    if include_self and isinstance(root, cls):
        yield root
    # Children are asked for when their turn comes: a node may be replaced when it is found.
    levels = [iter(root.children)]
    while levels:
        for node in levels[-1]:
            if isinstance(node, cls):
                yield node
            if node.children:
                levels.append(iter(node.children))
                break
        else:
            levels.pop()


def _that_meet(root: nodes.Node, condition: Any, include_self: bool) -> Iterator[nodes.Node]:
    if include_self and (condition is None or condition(root)):
        yield root
    levels = [iter(root.children)]
    while levels:
        for node in levels[-1]:
            if condition is None or condition(node):
                yield node
            if node.children:
                levels.append(iter(node.children))
                break
        else:
            levels.pop()


def search_trees_in_one_loop() -> None:
    """Let docutils search a doctree in one loop.

    Tried with: docutils 0.22.4.
    Why: each node that is found passes through the generators of all nodes around it, and each
    that is not makes one: a page is searched some fifty times before it is written.
    Upstream: to file there: a loop over a stack of iterators.
    """
    nodes.Node.findall = findall  # type: ignore[assignment,method-assign]
