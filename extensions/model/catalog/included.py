"""What stands on a page and in another file, which the page includes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment


def included_ids(env: BuildEnvironment, doctree: nodes.document) -> Iterator[tuple[str, str]]:
    """Yield the ids on the page that stand in a file which it includes, each with the file."""
    page = str(env.doc2path(env.docname))
    for node in doctree.findall(nodes.Element):
        if node["ids"] and (source := source_of(node)) and source != page:
            yield from ((anchor, source) for anchor in node["ids"])


def source_of(node: nodes.Node) -> str | None:
    """Return the file of *node*, or of the nearest node around it that has one."""
    at: nodes.Node | None = node
    while at is not None and not at.source:
        at = at.parent
    return str(Path.cwd() / at.source) if at is not None and at.source else None
