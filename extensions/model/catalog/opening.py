"""The summary of a post or the claim of a short, as it stands on its own page.

On the page of a post a lead is shown, its first sentence, and the rest unfolds below it: what
the page is about stands around it.  Other pages, feeds and descriptions have the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from extensions.doctree.compat import app_of
from extensions.doctree.fragments import is_site
from extensions.doctree.sentences import sentences
from extensions.doctree.translation import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.writers.html5 import HTML5Translator


class opening(nodes.General, nodes.Element):
    """The summary or claim; ``is_brief`` where its first sentence stands for it at first."""


def visit_opening(self: HTML5Translator, node: opening) -> None:
    """Open the block that the style sheet sets apart, and write it if it is brief."""
    self.body.append(self.starttag(node, "div", CLASS="opening"))
    lead, rest = divided(node) if node.get("is_brief") else ([], [])
    if not rest or not is_site(app_of(self.builder.env)):
        return
    write(self, lead, node)
    # The space is in the paragraph: by itself it would go to the next line when more comes in.
    self.body[-1] = self.body[-1].rstrip()
    # Its name is no text of the page, which reads like the summary elsewhere.
    name = self.attval(_("Whole summary"))
    self.body.append(f'<details><summary aria-label="{name}"></summary>\n')
    write(self, rest, node)
    self.body.append("</details>\n")
    raise nodes.SkipChildren


def depart_opening(self: HTML5Translator, node: opening) -> None:
    """Close what :func:`visit_opening` opened."""
    self.body.append("</div>\n")


def divided(node: opening) -> tuple[list[nodes.Node], list[nodes.Node]]:
    """Return the first sentence of *node* as a paragraph, and all that follows it."""
    first, *blocks = node.children
    found = sentences(first) if isinstance(first, nodes.paragraph) else []
    if not found:
        return [], []
    lead, *more = found
    rest = [nodes.paragraph("", "", *with_spaces(more))] if more else []
    return [nodes.paragraph("", "", *lead, nodes.Text(" "), classes=["brief"])], [*rest, *blocks]


def with_spaces(parts: Iterable[list[nodes.Node]]) -> list[nodes.Node]:
    """Return the nodes of the sentences *parts*, with a space between two of them."""
    found: list[nodes.Node] = []
    for sentence in parts:
        found += [nodes.Text(" "), *sentence] if found else sentence
    return found


def write(translator: HTML5Translator, blocks: Iterable[nodes.Node], parent: opening) -> None:
    """Write *blocks*, as children of *parent*, which stays as it is."""
    for block in blocks:
        block.parent = parent
        block.walkabout(translator)
