"""The paragraph that stands for the summary of a page that has none, on other pages."""

from __future__ import annotations

import re

from docutils import nodes

from extensions.model.catalog.opening import opening

# Its class.
EXCERPT = "excerpt"
# A letter or a sign that one sees: no space, control character or mark of direction.
VISIBLE = re.compile(
    r"[^\s\x00-\x1f\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufffd]"
)


def mark_excerpt(doctree: nodes.document) -> nodes.paragraph | None:
    """Mark the first paragraph of a page without a summary, which stands for one elsewhere."""
    title = next(iter(doctree.findall(nodes.title)), None)
    for node in title.parent.children if title is not None else ():
        if isinstance(node, nodes.section):
            return None
        if isinstance(node, nodes.paragraph) and VISIBLE.search(node.astext()):
            node["classes"].append(EXCERPT)
            return node
    return None


def without_notes(paragraph: nodes.paragraph) -> nodes.paragraph:
    """Return a copy of *paragraph* without marks of notes, which are at the foot of its page."""
    copy = paragraph.deepcopy()
    for mark in list(copy.findall(nodes.footnote_reference)):
        mark.parent.remove(mark)
    return copy


def head_of(doctree: nodes.document) -> nodes.Element | None:
    """Return the summary or claim of a page, or the paragraph that stands for it elsewhere."""
    head: nodes.Element | None = next(iter(doctree.findall(opening)), None)
    if head is None:
        excerpts = (one for one in doctree.findall(nodes.paragraph) if EXCERPT in one["classes"])
        head = next(excerpts, None)
    return head
