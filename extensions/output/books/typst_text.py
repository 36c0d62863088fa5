"""Write chapters as the markup of Typst.

Text becomes strings, so that nothing in it is markup.  A link is ``#go("page:docname#place")[…]``
and a place ``#at("docname#place")``, until it is known of which book the chapter is.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.locale import admonitionlabels

from extensions.output.books.chapters import SCHEME
from extensions.output.books.typst_base import labelled
from extensions.output.books.typst_figures import FigureTranslator
from extensions.output.books.typst_math import quoted

UNNAMED = frozenset({"none", "default", "text", "output"})
BREAK = "#linebreak();"
# In letters: what may be a line.
SHORT = 100
BESIDE = frozenset({"proof", "book-solution", "book-answer"})


class TypstTranslator(FigureTranslator):
    """Writes a chapter."""

    # Blocks

    def visit_section(self, node: nodes.section) -> None:
        """Keep the places of a section for its title."""
        self.level += 1
        self.pending += [f"{self.docname}#{one}" for one in node["ids"]]
        if self.level == 1:
            self.pending.append(f"{self.docname}#")

    def depart_section(self, node: nodes.section) -> None:
        """Go up a level."""
        self.level -= 1

    def visit_title(self, node: nodes.title) -> None:
        """Write a heading with its number, or the title of a block."""
        if not isinstance(node.parent, nodes.section):
            self.add(f"#block(sticky: true)[#strong[{self.inner(node.children)}]]\n")
            raise nodes.SkipNode
        numbers = self.env.toc_secnumbers.get(self.docname, {})
        ids = node.parent["ids"]
        number = ".".join(map(str, numbers.get(f"#{ids[0]}", ()))) if ids else ""
        text = f"#{quoted(f'{number}  ')};" if number else ""
        text += self.inner(node.children)
        self.add(f"#heading(level: {self.level})[{text}]{self.label(self.ids(node))}")
        raise nodes.SkipNode

    def visit_rubric(self, node: nodes.rubric) -> None:
        """Write a heading that is in no contents."""
        text = self.inner(node.children)
        self.add(f"{self.places(node)}#block(sticky: true, above: 1.4em)[#strong[{text}]]\n")
        raise nodes.SkipNode

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        """Write a paragraph."""
        text = self.places(node) + self.inner(node.children)
        classes = set(node["classes"])
        if "facts" in classes:
            self.add(f"#facts[{text}]\n\n")
        elif "kicker" in classes:
            self.add(f"#kicker-line[{text}]\n\n")
        elif "book-head" in classes:
            self.add(f"#block(sticky: true)[#strong[{text}]]\n\n")
        elif isinstance(node.parent, nodes.footnote):
            self.add(text)
        else:
            self.add(f"#par[{text}]\n\n")
        raise nodes.SkipNode

    def visit_opening(self, node: nodes.Element) -> None:
        """Open the summary."""
        self.add(f"#opening[{self.inner(node.children)}]\n")
        raise nodes.SkipNode

    def visit_container(self, node: nodes.container) -> None:
        """Write a block, with a line at its side where it is one of its own."""
        if "notes" in node["classes"]:
            raise nodes.SkipNode
        if BESIDE & set(node["classes"]):
            self._beside(node)
        places = self.places(node)
        self.add(f"{places}{self.inner(node.children)}\n")
        raise nodes.SkipNode

    def visit_statement(self, node: nodes.Element) -> None:
        """Write a theorem or its kin."""
        self._beside(node)

    def _beside(self, node: nodes.Element) -> None:
        """Write a block with a line at its side; the last line of it begins no page alone."""
        places = self.places(node)
        parts = [self.inner([child]) for child in node.children]
        last = node.children[-1] if node.children else None
        if len(parts) > 1 and isinstance(last, nodes.paragraph) and len(last.astext()) < SHORT:
            parts[-2] = f"#block(sticky: true)[{parts[-2].strip()}]\n\n"
        self.add(f"#beside[{places}{''.join(parts)}]\n\n")
        raise nodes.SkipNode

    visit_derivation = visit_statement

    def visit_admonition(self, node: nodes.Element) -> None:
        """Write a block with a name of its own."""
        name = ""
        if not isinstance(node, (nodes.admonition, nodes.topic, nodes.sidebar)):
            name = f"#strong[#{quoted(admonitionlabels.get(node.tagname, node.tagname))};]\n\n"
        self.add(f"#beside[{self.places(node)}{name}{self.inner(node.children)}]\n\n")
        raise nodes.SkipNode

    visit_note = visit_tip = visit_hint = visit_important = visit_seealso = visit_admonition
    visit_attention = visit_caution = visit_warning = visit_danger = visit_error = visit_admonition
    visit_topic = visit_sidebar = visit_admonition

    def visit_block_quote(self, node: nodes.block_quote) -> None:
        """Write a quotation."""
        self.add(f"#quote(block: true)[{self.inner(node.children)}]\n\n")
        raise nodes.SkipNode

    def visit_attribution(self, node: nodes.attribution) -> None:
        """Write whom a quotation is of."""
        self.add(f"#par[— {self.inner(node.children)}]\n\n")
        raise nodes.SkipNode

    def visit_literal_block(self, node: nodes.Element) -> None:
        """Write code, or what it prints."""
        text, language = node.astext().rstrip("\n"), node.get("language", "")
        self.add(self.places(node))
        if language == "output" or "output" in node["classes"]:
            self.add(f"#output({quoted(text)})\n\n")
        else:
            name = "none" if language in UNNAMED or not language else quoted(language)
            self.add(f"#code({name}, {quoted(text)})\n\n")
        raise nodes.SkipNode

    visit_doctest_block = visit_literal_block

    def visit_line_block(self, node: nodes.line_block) -> None:
        """Write lines that stay lines."""
        inner = [self.inner([one]) for one in node]
        nested = isinstance(node.parent, nodes.line_block)
        text = BREAK.join(inner)
        self.add(f"#h(1.5em);{text}" if nested else f"#par[{text}]\n\n")
        raise nodes.SkipNode

    def visit_bullet_list(self, node: nodes.bullet_list) -> None:
        """Write a list."""
        self._list(node, "list(")

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> None:
        """Write a list that counts."""
        forms = {"loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}
        form = forms.get(node.get("enumtype", ""), "1")
        self._list(node, f'enum(start: {int(node.get("start", 1))}, numbering: "{form}.", ')

    def _list(self, node: nodes.Element, opening: str) -> None:
        items = []
        for child in node:
            if isinstance(child, nodes.Element):
                text = self.places(child) + self.inner(child.children)
                items.append(f"[{text.strip()}]")
        tight = all(len(child) < 2 for child in node if isinstance(child, nodes.Element))
        kept = "true" if tight else "false"
        self.add(f"{self.places(node)}#{opening}tight: {kept}, {', '.join(items)})\n\n")
        raise nodes.SkipNode

    def visit_definition_list(self, node: nodes.definition_list) -> None:
        """Write terms and what they mean."""
        items = []
        for item in node:
            parts: Any = item
            terms = [one for one in parts if isinstance(one, nodes.term)]
            places = "".join(self.places(one) for one in [parts, *terms])
            heads = ", ".join(self.inner(one.children) for one in terms)
            rest = self.inner(one for one in parts if not isinstance(one, nodes.term))
            items.append(f"([{places}{heads}], [{rest.strip()}])")
        self.add(f"#defined({', '.join(items)},)\n\n")
        raise nodes.SkipNode

    def visit_transition(self, node: nodes.transition) -> None:
        """Write a line; notes have one of their own."""
        if "footnotes" not in node["classes"]:
            self.add("#rule-line\n\n")
        raise nodes.SkipNode

    # Text

    def _around(self, node: nodes.Element, opening: str) -> None:
        self.add(f"{self.places(node)}#{opening}[{self.inner(node.children)}];")
        raise nodes.SkipNode

    def visit_emphasis(self, node: nodes.Element) -> None:
        """Write a stress."""
        self._around(node, "emph")

    visit_literal_emphasis = visit_title_reference = visit_emphasis

    def visit_strong(self, node: nodes.Element) -> None:
        """Write a strong stress."""
        self._around(node, "strong")

    visit_literal_strong = visit_strong

    def visit_superscript(self, node: nodes.superscript) -> None:
        """Write what is raised."""
        self._around(node, "super")

    def visit_subscript(self, node: nodes.subscript) -> None:
        """Write what is lowered."""
        self._around(node, "sub")

    def visit_deletion(self, node: nodes.Element) -> None:
        """Write struck text."""
        self._around(node, "strike")

    def visit_literal(self, node: nodes.literal) -> None:
        """Write code in a line."""
        self.add(f"#raw({quoted(' '.join(node.astext().split()))});")
        raise nodes.SkipNode

    def visit_inline(self, node: nodes.inline) -> None:
        """Write text; what stays on one line, in a box."""
        if "unbroken" in node["classes"]:
            self._around(node, "box")
        self.unknown_visit(node)

    def visit_task_box(self, node: nodes.Element) -> None:
        """Write the mark of a task."""
        self.add(f"#{quoted('☑' if node['done'] else '☐')}; ")
        raise nodes.SkipNode

    def visit_reference(self, node: nodes.reference) -> None:
        """Write a link."""
        uri, text = node.get("refuri", ""), self.inner(node.children)
        if uri.startswith(SCHEME) and not node.get("outside"):
            kinds = {"book-back": "back", "book-defined": "number"}
            kind = next((kinds[one] for one in node["classes"] if one in kinds), "go")
            self.add(f"#{kind}({quoted(uri.removeprefix(SCHEME))})[{text}];")
        elif uri.startswith(SCHEME):
            self.add(f"#away({quoted(uri.removeprefix(SCHEME))})[{text}];")
        elif uri:
            self.add(f"#outside({quoted(uri)})[{text}];")
        else:
            self.add(text)
        raise nodes.SkipNode

    visit_label_reference = visit_reference

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        """Write a note where it is first referred to, then its mark."""
        name, number = node["refid"], quoted(node.astext())
        note = self.notes.get(name)
        label = f"{self.docname}#note-{name}"
        if note is None:
            raise nodes.SkipNode
        if name in self.noted:
            self.add(f"#marked({number}, {quoted(label)});")
        else:
            self.noted.add(name)
            parts = [one for one in note if not isinstance(one, nodes.label)]
            text = " ".join(self.inner([one]).strip() for one in parts)
            self.add(f"#note({number})[{text}]{labelled([label])}")
        raise nodes.SkipNode

    def visit_target(self, node: nodes.target) -> None:
        """Keep the places for what follows."""
        self.pending += [f"{self.docname}#{one}" for one in node["ids"]]
        raise nodes.SkipNode

    def visit_raw(self, node: nodes.raw) -> None:
        """Leave out what is meant for another format, but for the end of a line."""
        if node.get("format") == "html" and node.astext().strip() == "<br />":
            self.add(BREAK)
        raise nodes.SkipNode

    def visit_comment(self, node: nodes.Node) -> None:
        """Leave out a comment."""
        raise nodes.SkipNode

    visit_system_message = visit_label = visit_footnote = visit_comment
