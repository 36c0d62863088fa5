"""How long a page takes to read, formulas, code and figures included."""

from __future__ import annotations

import math

from docutils import nodes

WORDS_PER_MINUTE = 220
SECONDS = {
    nodes.math: 2.0,
    nodes.math_block: 12.0,
    nodes.image: 15.0,
}
SECONDS_PER_CODE_LINE = 2.5


def minutes(doctree: nodes.document) -> int:
    """Return the minutes that *doctree* takes an attentive reader, at least one."""
    words, seconds = 0, 0.0
    for node in doctree.findall():
        if isinstance(node, nodes.Text):
            words += len(node.split()) if _is_prose(node) else 0
        elif isinstance(node, nodes.literal_block):
            seconds += SECONDS_PER_CODE_LINE * (node.astext().count("\n") + 1)
        else:
            seconds += SECONDS.get(type(node), 0.0)
    return max(1, math.ceil(words / WORDS_PER_MINUTE + seconds / 60 - 0.5))


def _is_prose(text: nodes.Text) -> bool:
    return not isinstance(text.parent, (nodes.math, nodes.math_block, nodes.literal_block))
