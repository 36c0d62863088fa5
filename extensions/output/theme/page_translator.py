"""What pages say to those who do not see them, where Sphinx's HTML leaves it out."""

from __future__ import annotations

import textwrap
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from extensions.doctree.script_data import told_of
from extensions.doctree.translation import _
from extensions.markup.cleantext.text import plain

if TYPE_CHECKING:
    from sphinx.application import Sphinx

BUILDERS = ("html", "dirhtml", "singlehtml")
NAME_LENGTH = 80


def place_name(node: nodes.Element) -> str:
    """Return what the place *node* is called: by its title, its caption or its number."""
    if isinstance(node, nodes.math_block):
        return _("equation ({number})").format(number=node.get("number", ""))
    kinds = (nodes.title, nodes.caption)
    head = next((child for child in node.children if isinstance(child, kinds)), None)
    text = plain(head.children) if head is not None else ""
    return textwrap.shorten(text, NAME_LENGTH, placeholder="…")


class PageTranslator(HTML5Translator):
    """Names the links to places, gives header cells their scope, marks links that show theirs."""

    def add_permalink_ref(self, node: nodes.Element, title: str) -> None:
        """Write the link to *node*, named by where it leads: its text is but a sign."""
        place = len(self.body)
        super().add_permalink_ref(node, title)
        name = place_name(node)
        if name and len(self.body) > place:
            label = escape(_("Permalink to {place}").format(place=name))
            self.body[place] = self.body[place].replace("<a ", f'<a aria-label="{label}" ', 1)

    def visit_entry(self, node: nodes.entry) -> None:
        """Begin a cell; a header says whether it is that of a column or of a row."""
        super().visit_entry(node)
        if self.body[-1].startswith("<th"):
            row = node.parent
            of_column = row is not None and isinstance(row.parent, nodes.thead)
            scope = "col" if of_column else "row"
            self.body[-1] = self.body[-1].replace("<th", f'<th scope="{scope}"', 1)

    def visit_literal_block(self, node: nodes.literal_block) -> None:
        """Write a block of code, with what a script of the page is told of it."""
        place = len(self.body)
        try:
            super().visit_literal_block(node)
        finally:
            # It ends by leaving the node.
            if (data := told_of(node)) and len(self.body) > place:
                self.body[place] = self.body[place].replace("<div ", f"<div{data} ", 1)

    def visit_reference(self, node: nodes.Element) -> None:
        """Begin a link; one that shows its address is marked, for paper shows that of others."""
        place = len(self.body)
        super().visit_reference(node)
        if node.get("refuri") and node.astext() == node["refuri"]:
            self.body[place] = self.body[place].replace('class="', 'class="bare ', 1)


def set_translator(app: Sphinx) -> None:
    """Have pages written so."""
    translator: Any = PageTranslator
    for name in BUILDERS:
        app.set_translator(name, translator)
