"""Write the doctree of a page, resolved for HTML, as Markdown that needs nothing else.

Read again by MyST, it gives the words of the page in their order, with the numbers of its
sections, figures and formulas.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from docutils import nodes
from sphinx_markdown_builder.contexts import IndentContext, SubContext, WrappedContext
from sphinx_markdown_builder.escape import escape_markdown_chars
from sphinx_markdown_builder.translator import pushing_context

from extensions.building.compat.markdown_writer import ContextTranslator
from extensions.markup.cleantext.markdown_contexts import (
    APART,
    BlockTableContext,
    HeadingContext,
    MarkedContext,
    ParagraphContext,
    PlainTableContext,
    QuoteContext,
    longest_run,
)

if TYPE_CHECKING:
    from sphinx_markdown_builder.builder import MarkdownBuilder

# What the page shows of others beside its own text.
LEFT_OUT = frozenset({"margin", "referred-to-by", "cite-this", "checked-numbers"})
# Beside what the translator escapes: what Markdown would take for HTML, a formula, a link,
# struck text, or the name of a role or a group of attributes.
MARKUP = re.compile(r"[<$\[\]]|&(?=#|\w+;)|~(?=~)|(?<=~)~|\{(?=[\w:+.-]+\}$)|^\{")
UNNAMED = frozenset({"none", "default", "text"})
FOLLOWED = frozenset({"http", "https", "mailto"})
# In an address: what would end it.
ENDING = str.maketrans({"(": "%28", ")": "%29", " ": "%20", "<": "%3C", ">": "%3E"})
HARD_BREAK = "\\\n"
# Classes of sphinx-design: what stands over the content of its block.
HEADLINES = frozenset({"sd-card-title"})
# A cell of a table in Markdown has one of these and no other block.
ONE_LINE = (nodes.paragraph, nodes.Inline, nodes.Text, nodes.image)


class PageTranslator(ContextTranslator):
    """Writes a page whose address is ``url``; what it has no form for, by its content."""

    def __init__(
        self, document: nodes.document, builder: MarkdownBuilder, docname: str, url: str
    ) -> None:
        super().__init__(document, builder)
        self.docname = docname
        self.url = url

    def unknown_visit(self, node: nodes.Node) -> None:
        """Write nothing of a node that Markdown has no form for."""

    def unknown_departure(self, node: nodes.Node) -> None:
        """Write nothing of a node that Markdown has no form for."""

    def visit_raw(self, node: nodes.raw) -> None:
        """Leave out what is meant for another format, but for MyST's end of a line."""
        if node.get("format") == "html" and node.astext().strip() == "<br />":
            self.add(HARD_BREAK)
        raise nodes.SkipNode

    def visit_container(self, node: nodes.container) -> None:
        """Leave out what the page shows of others."""
        if LEFT_OUT & set(node["classes"]):
            raise nodes.SkipNode

    # Text and what marks a part of it

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802
        """Write text so that nothing in it is markup."""
        text = node.astext()
        if self.status.escape_text:
            text = escape(text.replace("\n", " "))
        self.add(text)

    @pushing_context
    def visit_emphasis(self, node: nodes.Element) -> None:
        """Open a stress."""
        self.push_context(MarkedContext("*" if can_be_marked(node) else ""))

    visit_literal_emphasis = visit_emphasis

    @pushing_context
    def visit_strong(self, node: nodes.Element) -> None:
        """Open a strong stress."""
        self.push_context(MarkedContext("**" if can_be_marked(node) else ""))

    visit_literal_strong = visit_strong

    def visit_superscript(self, node: nodes.superscript) -> None:
        """Write what is raised, with MyST's role: a sign of HTML would be text here."""
        self.add(f"{{sup}}{code(node.astext())}")
        raise nodes.SkipNode

    def visit_subscript(self, node: nodes.subscript) -> None:
        """Write what is lowered."""
        self.add(f"{{sub}}{code(node.astext())}")
        raise nodes.SkipNode

    def visit_math(self, node: nodes.math) -> None:
        """Write an inline formula."""
        self.add(f"${' '.join(node.astext().split())}$")
        raise nodes.SkipNode

    def visit_literal(self, node: nodes.literal) -> None:
        """Write code in a line."""
        self.add(code(" ".join(node.astext().split())))
        raise nodes.SkipNode

    # Links and images

    def _address(self, uri: str) -> str | None:
        """Return the whole address of *uri*, or ``None`` where it is none to follow."""
        url = urljoin(self.url, uri).translate(ENDING)
        return url if urlsplit(url).scheme in FOLLOWED else None

    @pushing_context
    def visit_reference(self, node: nodes.reference) -> None:
        """Open a link."""
        url = self._address(node.get("refuri") or f"#{node.get('refid', '')}")
        self.push_context(WrappedContext("[", f"]({url})") if url else SubContext())

    @pushing_context
    def visit_download_reference(self, node: nodes.Element) -> None:
        """Open a link to a file."""
        folder = self.builder.app.builder.dlpath
        uri = node.get("refuri") or f"{folder}/{node.get('filename', '')}"
        self.push_context(WrappedContext("[", f"]({self._address(uri)})"))

    def visit_image(self, node: nodes.image) -> None:
        """Write an image."""
        self.add(f"![{escape(node.get('alt', ''))}]({self._address(node['uri'])})")

    def visit_raster(self, node: nodes.image) -> None:
        """Write a picture with other files as the file itself."""
        self.visit_image(node)

    def visit_drawing(self, node: nodes.Element) -> None:
        """Write what a drawing, which is a part of its page, shows."""
        apart = 0 if isinstance(node.parent, nodes.TextElement) else 2
        self.add(f"\\[Figure: {escape(node['alt'])}\\]", prefix_eol=apart, suffix_eol=apart)

    # Blocks

    @pushing_context
    def visit_paragraph(self, node: nodes.Element) -> None:
        """Open a paragraph; a title of sphinx-design is one."""
        if HEADLINES & set(node["classes"]):
            self.push_context(MarkedContext("**", APART))
        else:
            self.push_context(ParagraphContext(APART))

    visit_compact_paragraph = visit_centered = visit_paragraph

    @pushing_context
    def visit_attribution(self, node: nodes.attribution) -> None:
        """Open the name of whom a quote is of, with the dash that the page has."""
        self.push_context(ParagraphContext(APART))
        self.add("—")

    @pushing_context
    def visit_sd_tab_label(self, node: nodes.Element) -> None:
        """Open the name of a tab or of a block that folds."""
        self.push_context(MarkedContext("**", APART))

    visit_dropdown_title = visit_sd_tab_label

    def visit_math_block(self, node: nodes.math_block) -> None:
        """Write a displayed formula with its number."""
        lines = [line.strip() for line in node.astext().splitlines()]
        number = rf"\tag{{{node['number']}}}" if node.get("number") else ""
        self.add("\n".join(["$$", *filter(None, [*lines, number]), "$$"]), 2, 2)
        raise nodes.SkipNode

    def visit_literal_block(self, node: nodes.literal_block) -> None:
        """Write a block of code."""
        text, language = node.astext().rstrip("\n"), node.get("language", "")
        fence = "`" * max(3, longest_run(text) + 1)
        block = f"{fence}{'' if language in UNNAMED else language}\n{text}\n{fence}"
        self.add(block, prefix_eol=2, suffix_eol=2)
        raise nodes.SkipNode

    visit_doctest_block = visit_literal_block

    @pushing_context
    def visit_block_quote(self, node: nodes.block_quote) -> None:
        """Open a quote."""
        self.push_context(QuoteContext())

    @pushing_context
    def visit_admonition(self, node: nodes.Element) -> None:
        """Open a block with a title of its own, which is its first line."""
        self.push_context(QuoteContext())

    visit_note = visit_tip = visit_hint = visit_important = visit_seealso = visit_admonition
    visit_attention = visit_caution = visit_warning = visit_danger = visit_error = visit_admonition
    visit_topic = visit_sidebar = visit_dropdown_main = visit_admonition

    @pushing_context
    def visit_versionmodified(self, node: nodes.Element) -> None:
        """Open a note on a version, which says so itself."""
        self.push_context(QuoteContext())

    @pushing_context
    def visit_line_block(self, node: nodes.line_block) -> None:
        """Open lines that stay lines."""
        nested = isinstance(node.parent, nodes.line_block)
        self.push_context(SubContext() if nested else ParagraphContext(APART))

    def visit_line(self, node: nodes.line) -> None:
        """End the line before."""
        if self.ctx.content or isinstance(node.parent.parent, nodes.line_block):
            self.add(HARD_BREAK)

    def depart_line(self, node: nodes.line) -> None:
        """Leave the end of the line to the one that follows."""

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> None:
        """Open a list that counts from its own first number."""
        self.start_list(int(node.get("start", 1)) - 1)

    def visit_term(self, node: nodes.term) -> None:
        """Open a term."""
        self.ensure_eol(2)

    @pushing_context
    def visit_definition(self, node: nodes.definition) -> None:
        """Open what a term means."""
        self.push_context(IndentContext(": ", only_first=True))

    def depart_definition_list(self, node: nodes.definition_list) -> None:
        """Set apart what follows."""
        self.ensure_eol(2)

    # Titles and captions

    @pushing_context
    def visit_title(self, node: nodes.title) -> None:
        """Open a title: of a section with its number, of a table, or of a block set apart."""
        if isinstance(node.parent, nodes.section | nodes.document):
            self.push_context(HeadingContext(self.status.section_level))
            self.add(self._section_number(node.parent))
        elif isinstance(node.parent, nodes.table):
            self._open_caption(node.parent)
        else:
            self.push_context(MarkedContext("**", APART))

    @pushing_context
    def visit_rubric(self, node: nodes.rubric) -> None:
        """Open a heading that is in no contents."""
        self.push_context(HeadingContext(node.get("heading-level", 3)))

    @pushing_context
    def visit_caption(self, node: nodes.caption) -> None:
        """Open a caption: a paragraph."""
        self._open_caption(node.parent)

    def _open_caption(self, node: nodes.Element) -> None:
        self.push_context(SubContext(APART))
        if name := self._caption_number(node):
            self.add(f"**{escape(name)}** ")

    def _section_number(self, section: nodes.Element) -> str:
        """Return the number of *section* as the page shows it."""
        numbers = self.builder.env.toc_secnumbers.get(self.docname, {})
        number = numbers.get(f"#{section['ids'][0]}") if section.get("ids") else None
        # A bare "1." at the start of a heading is no list.
        return ".".join(map(str, number)) + ". " if number else ""

    def _caption_number(self, node: nodes.Element) -> str:
        """Return kind and number of the figure, table or listing *node*, if it is numbered."""
        kind = self.builder.env.domains.standard_domain.get_enumerable_node_type(node)
        numbers = self.builder.env.toc_fignumbers.get(self.docname, {}).get(kind or "", {})
        number = numbers.get(node["ids"][0]) if node["ids"] else None
        if not kind or not number:
            return ""
        return str(self.config.numfig_format[kind] % ".".join(map(str, number)))

    # Tables

    @pushing_context
    def visit_table(self, node: nodes.table) -> None:
        """Open a table; its title comes before it."""
        titles = [child for child in node if isinstance(child, nodes.title)]
        for title in titles:
            title.walkabout(self)
        for title in titles:
            node.remove(title)
        cells = [child for entry in node.findall(nodes.entry) for child in entry]
        plain = all(isinstance(child, ONE_LINE) for child in cells)
        lone = all(len(entry) < 2 for entry in node.findall(nodes.entry))
        self.push_context((PlainTableContext if plain and lone else BlockTableContext)(APART))

    def depart_entry(self, node: nodes.entry) -> None:
        """Close a cell, in which a bar would begin another."""
        if not isinstance(self.table_ctx, BlockTableContext):
            cell = self.table_ctx.content
            cell[:] = ["".join(cell).strip().replace("|", r"\|")]
        super().depart_entry(node)

    # Notes

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        """Write the mark of a footnote."""
        self.add(f"[^{node.astext()}]")
        raise nodes.SkipNode

    @pushing_context
    def visit_footnote(self, node: nodes.footnote) -> None:
        """Open a footnote."""
        self.push_context(IndentContext(f"[^{node[0].astext()}]: ", only_first=True))

    @pushing_context
    def visit_citation(self, node: nodes.citation) -> None:
        """Open an entry of the list of references."""
        self.push_context(IndentContext(f"- {escape(f'[{node[0].astext()}]')} ", only_first=True))

    def visit_label(self, node: nodes.label) -> None:
        """Leave out a label, which opens its footnote or citation."""
        raise nodes.SkipNode

    def visit_deletion(self, node: nodes.Element) -> None:
        """Open or close deleted text."""
        self.add("~~")

    depart_deletion = visit_deletion

    def visit_task_box(self, node: nodes.Element) -> None:
        """Write the mark of a task."""
        self.add("[x] " if node["done"] else "[ ] ")
        raise nodes.SkipNode

    def visit_target(self, node: nodes.target) -> None:
        """Write no anchor: links lead to the page, not to its twin."""

    def visit_detour_line(self, node: nodes.Element) -> None:
        """Leave out what only a page that folds needs."""
        raise nodes.SkipNode

    visit_depth = visit_detour_line

    def visit_comment(self, node: nodes.comment) -> None:
        """Leave out a comment."""
        raise nodes.SkipNode

    visit_system_message = visit_problematic = visit_comment


def escape(text: str) -> str:
    """Return *text* so that Markdown takes nothing in it for markup."""
    escaped: str = escape_markdown_chars(text)
    return MARKUP.sub(r"\\\g<0>", escaped)


def code(text: str) -> str:
    """Return *text* as code in a line."""
    fence = "`" * (longest_run(text) + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"


def can_be_marked(node: nodes.Element) -> bool:
    """Return whether stars around *node* would mark it.

    A star between a letter and a sign opens or closes nothing (CommonMark 0.31, 6.2).
    """
    text = node.astext().strip()
    before, after = _neighbours(node)
    if not text:
        return False
    opens = text[0].isalnum() or not before.isalnum()
    return opens and (text[-1].isalnum() or not after.isalnum())


def _neighbours(node: nodes.Element) -> tuple[str, str]:
    """Return the last character before *node* and the first after it, in its own parent."""
    siblings = node.parent.children
    place = siblings.index(node)
    before = siblings[place - 1].astext()[-1:] if place else ""
    after = siblings[place + 1].astext()[:1] if place + 1 < len(siblings) else ""
    return before, after
