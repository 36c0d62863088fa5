"""Write chapters as the markup of Typst.

Text becomes strings, so that nothing in it is markup.  A link is ``#go("page:docname#place")[…]``
and a place ``#at("docname#place")``, until it is known of which book the chapter is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes

from extensions.markup.cleantext.unicode_math import readable
from extensions.output.books.chapters import SCHEME
from extensions.output.books.typst_math import UnknownFormError, quoted, typst_math

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.environment import BuildEnvironment

VIEW_BOX = re.compile(r'viewBox="\s*[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')
UNNAMED = frozenset({"none", "default", "text", "output"})
# The width of the text, and how large a unit of a drawing is: its labels are then 9 pt high.
COLUMN, UNIT = 419.0, 0.84
BREAK = "#linebreak();"
BESIDE = frozenset({"proof", "book-solution", "book-answer"})


def labelled(names: list[str]) -> str:
    """Return the label *names* of what stands before it, of which the first is that of Typst."""
    return f"#as({', '.join(map(quoted, names))});"


class TypstTranslator(nodes.NodeVisitor):
    """Writes the chapter *docname*; ``formulas`` are those of it, ``pictures`` its drawings.

    *tell* is called with a node and what is wrong with it.
    """

    def __init__(
        self,
        document: nodes.document,
        docname: str,
        env: BuildEnvironment,
        images: dict[str, str],
        tell: Callable[[nodes.Node, str], None],
    ) -> None:
        super().__init__(document)
        self.docname, self.env, self.images, self.tell = docname, env, images, tell
        self.body: list[str] = []
        self.level = 0
        self.formulas: dict[str, tuple[nodes.Element, str]] = {}
        self.pictures: dict[str, str] = {}
        self.notes = {note["ids"][0]: note for note in document.findall(nodes.footnote)}
        self.noted: set[str] = set()
        self.pending: list[str] = []

    # What is written of any node

    def add(self, text: str) -> None:
        """Write *text*."""
        self.body.append(text)

    def inner(self, children: Iterable[nodes.Node]) -> str:
        """Return what is written of *children* by themselves."""
        saved, self.body = self.body, []
        for child in children:
            child.walkabout(self)
        written = "".join(self.body)
        self.body = saved
        return written

    def ids(self, node: nodes.Element) -> list[str]:
        """Return the names of all ids of *node*, and those that wait for a node."""
        names = [*self.pending, *(f"{self.docname}#{one}" for one in node.get("ids", ()))]
        self.pending = []
        return names

    def places(self, node: nodes.Element) -> str:
        """Return the places that *node* is."""
        return "".join(f"#at({quoted(name)});" for name in self.ids(node))

    def label(self, names: list[str]) -> str:
        """Return the label of what stands before it, and the other *names* for it."""
        if not names:
            return "\n"
        return f"{labelled(names)}\n"

    def unknown_visit(self, node: nodes.Node) -> None:
        """Write the content of what has no form of its own, and its places."""
        if isinstance(node, nodes.Element) and node.get("ids"):
            self.add(self.places(node))

    def unknown_departure(self, node: nodes.Node) -> None:
        """Write nothing after it."""

    def visit_document(self, node: nodes.document) -> None:
        """Write nothing around a chapter."""

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802
        """Write text as a string."""
        text = re.sub(r"[ \t\n]+", " ", node.astext())
        if text:
            self.add(f"#{quoted(text)};")

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
        places, text = self.places(node), self.inner(node.children)
        is_beside = BESIDE & set(node["classes"])
        self.add(f"#beside[{places}{text}]\n\n" if is_beside else f"{places}{text}\n")
        raise nodes.SkipNode

    def visit_statement(self, node: nodes.Element) -> None:
        """Write a theorem or its kin."""
        places = self.places(node)
        self.add(f"#beside[{places}{self.inner(node.children)}]\n\n")
        raise nodes.SkipNode

    visit_derivation = visit_statement

    def visit_admonition(self, node: nodes.Element) -> None:
        """Write a block with a name of its own."""
        name = ""
        if not isinstance(node, (nodes.admonition, nodes.topic, nodes.sidebar)):
            from sphinx.locale import admonitionlabels

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

    def visit_literal_block(self, node: nodes.literal_block) -> None:
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

    # Formulas

    def visit_math(self, node: nodes.math) -> None:
        """Write an inline formula."""
        self.add(self._formula(node, "inline", ""))
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.math_block) -> None:
        """Write a displayed formula with its number, which is its place."""
        number = f"({node['number']})" if node.get("number") else ""
        number = f"#{quoted(number)};" if number else ""
        if halves := node.get("katex_halves"):
            places = self.places(node)
            left, right = (self._half(node, half) for half in halves)
            self.add(f"#sides([{number}], [{places}{left}], [{right}])\n\n")
            raise nodes.SkipNode
        self.add(self._formula(node, "display", number, self.ids(node)) + "\n\n")
        raise nodes.SkipNode

    def _half(self, node: nodes.Element, html: str) -> str:
        return self._formula(node, "inline", "", html=html) if html else ""

    def _formula(
        self,
        node: nodes.Element,
        form: str,
        number: str,
        places: list[str] | None = None,
        html: str | None = None,
    ) -> str:
        html = html or node.get("katex")
        if not html:
            # What KaTeX cannot set was told of.
            return f"#raw({quoted(node.astext())});"
        try:
            text, tag = typst_math(html)
        except UnknownFormError as error:
            self.tell(
                node,
                f"formula: Typst is not told of {error}, and the PDF shows TeX: write it in another way",
            )
            return f"#raw({quoted(' '.join(node.astext().split()))});"
        number = f"${tag}$" if tag else number
        name = f"{self.docname}#formula-{len(self.formulas)}"
        self.formulas[name] = (node, html)
        alt = quoted(readable(html))
        if number and form == "display":
            written = f"#formula-numbered([{number}], {alt}, $ {text} $)"
        else:
            space = " " if form == "display" else ""
            written = f"#formula-{form}({alt}, ${space}{text}{space}$)"
        return written + labelled([name, *(places or [])])

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

    # Figures and tables

    def visit_figure(self, node: nodes.figure) -> None:
        """Write a figure with its caption."""
        names = self.ids(node)
        captions = (nodes.caption, nodes.legend)
        pictures = self.inner(one for one in node if not isinstance(one, captions))
        caption = "".join(
            self.inner(one.children) if isinstance(one, nodes.caption) else self._legend(one)
            for one in node
            if isinstance(one, captions)
        )
        number = self._number(node)
        head = f"#strong[#{quoted(number)};] " if number else ""
        self.add(f'#captioned("figure", [{head}{caption}], [{pictures}]){self.label(names)}\n')
        raise nodes.SkipNode

    def _legend(self, node: nodes.Element) -> str:
        return "".join(
            f" {self.inner(part.children)}" for part in node if isinstance(part, nodes.Element)
        )

    def _number(self, node: nodes.Element) -> str:
        """Return kind and number of what has a caption."""
        kind = self.env.domains.standard_domain.get_enumerable_node_type(node)
        numbers = self.env.toc_fignumbers.get(self.docname, {}).get(kind or "", {})
        number = numbers.get(node["ids"][0]) if node["ids"] else None
        if not kind or not number:
            return ""
        return str(self.env.config.numfig_format[kind] % ".".join(map(str, number)))

    def visit_drawing(self, node: nodes.Element) -> None:
        """Write a drawing, which is a file beside the chapter."""
        svg = node["svg"]
        name = f"{self.docname.replace('/', '-')}-{len(self.pictures)}.svg"
        self.pictures[name] = svg
        box = VIEW_BOX.search(svg)
        width = min(float(box[1]) * UNIT, COLUMN) if box else COLUMN
        self._picture(name, f"{width:.1f}pt", node["alt"])

    def visit_image(self, node: nodes.image) -> None:
        """Write an image."""
        name = self.images.get(node["uri"], "")
        if name:
            self._picture(name, "auto", node.get("alt", ""))
        raise nodes.SkipNode

    def _picture(self, name: str, width: str, alt: str) -> None:
        path = quoted(f"/{name}")
        if alt:
            self.add(f"#drawn({path}, {width}, {quoted(alt)});")
        else:
            self.add(f"#ornament({path}, {width});")
        raise nodes.SkipNode

    def visit_table(self, node: nodes.table) -> None:
        """Write a table; its title stands over it."""
        names = self.ids(node)
        titles = [one for one in node if isinstance(one, nodes.title)]
        group: Any = next(one for one in node if isinstance(one, nodes.tgroup))
        columns = sum(isinstance(one, nodes.colspec) for one in group)
        head = "".join(self._rows(one) for one in group if isinstance(one, nodes.thead))
        rows = "".join(self._rows(one) for one in group if isinstance(one, nodes.tbody))
        header = f"table.header({head}), " if head else ""
        count = sum(1 for _row in node.findall(nodes.row))
        table = f"#tabled({count}, table(columns: {columns}, {header}{rows}))"
        number = self._number(node)
        caption = "".join(self.inner(one.children) for one in titles)
        if caption or number:
            text = f"#strong[#{quoted(number)};] {caption}" if number else caption
            self.add(f'#captioned("table", figure.caption(position: top)[{text}], [{table}])')
            self.add(f"{self.label(names)}\n")
        else:
            self.add("".join(f"#at({quoted(name)});" for name in names) + f"{table}\n\n")
        raise nodes.SkipNode

    def _rows(self, group: nodes.Element) -> str:
        cells = []
        for row in group:
            for entry in row.children if isinstance(row, nodes.Element) else ():
                if not isinstance(entry, nodes.entry):
                    continue
                given = [
                    f"{name}: {entry[key] + 1}, "
                    for name, key in (("colspan", "morecols"), ("rowspan", "morerows"))
                    if entry.get(key)
                ]
                if "text-right" in entry["classes"]:
                    given.append("align: end, ")
                text = self.inner(entry.children).strip()
                text = f"#strong[{text}]" if isinstance(group, nodes.thead) else text
                cells.append(f"table.cell({''.join(given)})[{text}], ")
        return "".join(cells)
