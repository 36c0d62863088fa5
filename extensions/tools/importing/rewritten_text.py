"""Write the text in a tree of docutils: emphasis, code, references, roles, with marks escaped."""

from __future__ import annotations

import re

from docutils import nodes

from extensions.tools.importing import roles
from extensions.tools.importing.blocks import destination
from extensions.tools.importing.pages import Page
from extensions.tools.importing.report import Teller

SPECIAL = re.compile(r"[\\`*\[\]<>$~|]|(?<!\w)_|_(?!\w)|(?<=\{)(?=[\w:])")


class Texts:
    """Writes what stands in paragraphs."""

    def __init__(self, page: Page, tell: Teller) -> None:
        self.page = page
        self.tell = tell

    def inline(self, node: nodes.Element) -> str:
        """Return the Markdown of the text in *node*."""
        return "".join(self._inline(child) for child in node.children)

    def _inline(self, node: nodes.Node) -> str:
        if isinstance(node, nodes.Text):
            # Without spaces that only part a role from a word.
            return SPECIAL.sub(lambda one: "\\" + one[0] if one[0] else "", node.astext())
        assert isinstance(node, nodes.Element)
        inner, plain = self.inline(node), node.astext()
        kind = node.tagname
        around = {
            "emphasis": "*",
            "strong": "**",
            "title_reference": "*",
            "inline": "",
            "generated": "",
            "abbreviation": "",
            "acronym": "",
        }
        if kind in around:
            return f"{around[kind]}{inner}{around[kind]}"
        if kind == "literal":
            ticks = "``" if "`" in plain else "`"
            pad = " " if "`" in plain else ""
            return f"{ticks}{pad}{plain}{pad}{ticks}"
        if kind == "math":
            return f"${plain}$"
        if kind in ("subscript", "superscript"):
            return f"{{{kind[:3]}}}`{plain}`"
        if kind == "reference":
            return self._reference(node, inner)
        if kind in ("footnote_reference", "citation_reference"):
            return (
                f"[^{plain or node.get('refname', '') or node['ids'][0]}]"
                if node.get("refname") or plain
                else f"[^{node.get('refid', 'note')}]"
            )
        if kind == "image":
            return f"![{node.get('alt', '')}](<{node['uri']}>)"
        if kind == "role":
            return roles.written_as_ours(f"{{{node['name']}}}`{plain}`", self.tell)
        return inner

    def _reference(self, node: nodes.Element, inner: str) -> str:
        if "refuri" in node:
            address = node["refuri"]
            return (
                f"<{address}>" if node.astext() == address else f"[{inner}]({destination(address)})"
            )
        target = node.get("refid") or nodes.make_id(node.get("refname", ""))
        return f"[{inner}](#{target})" if target else inner
