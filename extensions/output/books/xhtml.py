"""Write chapters as the XHTML of an EPUB."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from extensions.doctree.translation import _
from extensions.markup.cleantext.unicode_math import readable

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

MATHML = re.compile(r"<math[^>]*><semantics>(.*?)<annotation", re.S)
ID = re.compile(r'\sid="([^"]+)"')
LINK = re.compile(r'href="page:([^"#]*)(?:#([^"]*))?"')
# KaTeX makes the word of \\bmod of letters within an operator, where MathML allows text alone.
LETTERS = re.compile(r"(<mo[^>]*>)<mrow>((?:<mi[^>]*>[^<]*</mi>)+)</mrow></mo>")
TAG = re.compile(r"<[^>]*>")
PAGE = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" \
lang="{language}" xml:lang="{language}"{direction}>
<head>
<title>{title}</title>
<link rel="stylesheet" type="text/css" href="book.css"/>
</head>
<body epub:type="bodymatter">
{body}
</body>
</html>
"""


class BookTranslator(HTML5Translator):
    """Writes formulas as MathML with their text, notes as notes, and nothing for a script."""

    def visit_math(self, node: nodes.math, math_env: str = "") -> None:
        """Write an inline formula."""
        self.body.append(formula(node, display=False))
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.math_block, math_env: str = "") -> None:
        """Write a displayed formula with its number."""
        number = f'<span class="eqno">({node["number"]})</span>' if node.get("number") else ""
        opening = self.starttag(node, "div", CLASS="math")
        self.body.append(f"{opening}{formula(node, display=True)}{number}</div>\n")
        raise nodes.SkipNode

    def visit_footnote_reference(self, node: nodes.Element) -> None:
        """Write the mark of a note."""
        attributes: Any = {"epub:type": "noteref", "role": "doc-noteref"}
        uri = f"#{node['refid']}"
        self.body.append(self.starttag(node, "a", "", CLASS="noteref", href=uri, **attributes))

    def depart_footnote_reference(self, node: nodes.Element) -> None:
        """Close the mark of a note."""
        self.body.append("</a>")

    def visit_footnote(self, node: nodes.footnote) -> None:
        """Open a note."""
        attributes: Any = {"epub:type": "footnote", "role": "doc-footnote"}
        self.body.append(self.starttag(node, "aside", CLASS="note", **attributes))

    def depart_footnote(self, node: nodes.footnote) -> None:
        """Close a note, with the link back."""
        back = node.get("backrefs") or []
        if back:
            name = self.attval(_("Back to the text"))
            self.body.append(f'<p><a href="#{back[0]}" aria-label="{name}">↑</a></p>')
        self.body.append("</aside>\n")

    def visit_label(self, node: nodes.label) -> None:
        """Open the number of a note."""
        self.body.append('<p class="label">')

    def depart_label(self, node: nodes.label) -> None:
        """Close the number of a note."""
        self.body.append("</p>")

    def visit_transition(self, node: nodes.transition) -> None:
        """Write a line, but for the one before the notes, which have their own."""
        if "footnotes" in node["classes"]:
            raise nodes.SkipNode
        super().visit_transition(node)


def formula(node: nodes.Element, *, display: bool) -> str:
    """Return the MathML of *node* with its alternative text; what could not be set, as its TeX."""
    html = node.get("katex")
    found = MATHML.search(html) if html else None
    if not found:
        return f"<code>{escape(node.astext())}</code>"
    shown = ' display="block"' if display else ""
    alt = escape(readable(html), quote=True)
    inner = LETTERS.sub(lambda word: f"{word[1]}{TAG.sub('', word[2])}</mo>", found[1])
    space = "http://www.w3.org/1998/Math/MathML"
    return f'<math xmlns="{space}"{shown} alttext="{alt}">{inner}</math>'


def body_of(builder: StandaloneHTMLBuilder, docname: str, document: nodes.document) -> str:
    """Return the body of the chapter *document* as XHTML, its links as ``page:docname#place``."""
    builder.current_docname = docname
    # All files of a book are in one folder.
    builder.imgpath = ""
    builder.secnumbers = builder.env.toc_secnumbers.get(docname, {})
    builder.fignumbers = builder.env.toc_fignumbers.get(docname, {})
    document.settings = builder.docsettings
    translator: Any = builder.create_translator(document, builder)
    document.walkabout(translator)
    body: str = "".join(translator.body)
    return body


def page(title: str, body: str, language: str, direction: str) -> str:
    """Return *body* as a whole file."""
    turned = ' dir="rtl"' if direction == "rtl" else ""
    return PAGE.format(title=escape(title), body=body, language=language, direction=turned)
