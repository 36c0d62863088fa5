"""From the doctree of a page that has been written as HTML to Markdown that stands alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from docutils import nodes
from sphinx_markdown_builder.contexts import (
    IndentContext,
    SubContext,
    SubContextParams,
    TableContext,
    TitleContext,
    WrappedContext,
)
from sphinx_markdown_builder.escape import escape_markdown_chars
from sphinx_markdown_builder.translator import MarkdownTranslator, pushing_context

if TYPE_CHECKING:
    from sphinx_markdown_builder.builder import MarkdownBuilder

# What the page shows of others beside its own text.
LEFT_OUT = frozenset({"margin", "referred-to-by", "cite-this"})
# Beside what the translator escapes: what Markdown would take for HTML, a formula or a link.
MARKUP = re.compile(r"[<$\[\]]|&(?=#|\w+;)")
UNNAMED = frozenset({"none", "default", "text"})
FOLLOWED = frozenset({"http", "https", "mailto"})
# In an address: what would end it.
ENDING = str.maketrans({"(": "%28", ")": "%29", " ": "%20", "<": "%3C", ">": "%3E"})


class HeadingContext(TitleContext):
    """A heading; one in which nothing can be read is none."""

    def make(self) -> str:
        """Return the heading as Markdown."""
        return str(super().make()) if "".join(self.content).strip() else ""


class PageTranslator(MarkdownTranslator):
    """Writes a page whose address is ``url``; what it has no form for, by its content."""

    def __init__(self, document: nodes.document, builder: MarkdownBuilder, url: str) -> None:
        super().__init__(document, builder)
        self.url = url

    def unknown_visit(self, node: nodes.Node) -> None:
        """Write nothing of a node that Markdown has no form for."""

    def unknown_departure(self, node: nodes.Node) -> None:
        """Write nothing of a node that Markdown has no form for."""

    def visit_raw(self, node: nodes.raw) -> None:
        """Leave out what is meant for another format."""
        raise nodes.SkipNode

    def visit_container(self, node: nodes.container) -> None:
        """Leave out what the page shows of others."""
        if LEFT_OUT & set(node["classes"]):
            raise nodes.SkipNode

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802
        """Write text so that nothing in it is markup."""
        text = node.astext()
        if self.status.escape_text:
            text = escape(text.replace("\n", " "))
        self.add(text)

    def _address(self, uri: str) -> str | None:
        """Return the whole address of *uri*, or ``None`` where it is none to follow."""
        url = urljoin(self.url, uri).translate(ENDING)
        return url if urlsplit(url).scheme in FOLLOWED else None

    @pushing_context
    def visit_reference(self, node: nodes.reference) -> None:
        """Open a link."""
        url = self._address(node.get("refuri") or f"#{node.get('refid', '')}")
        self._push_context(WrappedContext("[", f"]({url})") if url else SubContext())

    def visit_image(self, node: nodes.image) -> None:
        """Write an image."""
        self.add(f"![{escape(node.get('alt', ''))}]({self._address(node['uri'])})")

    def visit_drawing(self, node: nodes.Element) -> None:
        """Write what a drawing, which is a part of its page, shows."""
        self.add(f"\\[Figure: {escape(node['alt'])}\\]", prefix_eol=2, suffix_eol=2)

    @pushing_context
    def visit_caption(self, node: nodes.caption) -> None:
        """Open a caption: a paragraph."""
        self._push_context(SubContext(SubContextParams(2, 2)))

    def visit_math(self, node: nodes.math) -> None:
        """Write an inline formula."""
        self.add(f"${' '.join(node.astext().split())}$")
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.math_block) -> None:
        """Write a displayed formula."""
        lines = [line.strip() for line in node.astext().splitlines()]
        self.add("\n".join(["$$", *filter(None, lines), "$$"]), prefix_eol=2, suffix_eol=2)
        raise nodes.SkipNode

    def visit_literal(self, node: nodes.literal) -> None:
        """Write code in a line."""
        text = " ".join(node.astext().split())
        fence = "`" * (longest_run(text) + 1)
        space = " " if text.startswith("`") or text.endswith("`") else ""
        self.add(f"{fence}{space}{text}{space}{fence}")
        raise nodes.SkipNode

    def visit_literal_block(self, node: nodes.literal_block) -> None:
        """Write a block of code."""
        text, language = node.astext().rstrip("\n"), node.get("language", "")
        fence = "`" * max(3, longest_run(text) + 1)
        block = f"{fence}{'' if language in UNNAMED else language}\n{text}\n{fence}"
        self.add(block, prefix_eol=2, suffix_eol=2)
        raise nodes.SkipNode

    @pushing_context
    def visit_title(self, node: nodes.title) -> None:
        """Open a title; the HTML writer has given notes one as well, which they say already."""
        if isinstance(node.parent, nodes.Admonition):
            raise nodes.SkipNode
        level = 4 if isinstance(self.ctx, TableContext) else self.status.section_level
        self._push_context(HeadingContext(level))

    @pushing_context
    def visit_rubric(self, node: nodes.rubric) -> None:
        """Open a heading that is in no contents."""
        self._push_context(HeadingContext(node.get("heading-level", 3)))

    def depart_entry(self, node: nodes.entry) -> None:
        """Close a cell, in which a bar would begin another."""
        cell = self.table_ctx.content
        cell[:] = ["".join(cell).strip().replace("|", r"\|")]
        super().depart_entry(node)

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        """Write the mark of a footnote."""
        self.add(f"[^{node.astext()}]")
        raise nodes.SkipNode

    @pushing_context
    def visit_footnote(self, node: nodes.footnote) -> None:
        """Open a footnote."""
        self._push_context(IndentContext(f"[^{node[0].astext()}]: ", only_first=True))

    @pushing_context
    def visit_citation(self, node: nodes.citation) -> None:
        """Open an entry of the list of references."""
        self._push_context(IndentContext(f"- {escape(f'[{node[0].astext()}]')} ", only_first=True))

    def visit_label(self, node: nodes.label) -> None:
        """Leave out a label, which opens its footnote or citation."""
        raise nodes.SkipNode

    def visit_term(self, node: nodes.term) -> None:
        """Open a term."""
        self.ensure_eol(2)

    def visit_target(self, node: nodes.target) -> None:
        """Write no anchor: links lead to the page, not to its twin."""

    def visit_comment(self, node: nodes.comment) -> None:
        """Leave out a comment."""
        raise nodes.SkipNode

    visit_system_message = visit_problematic = visit_comment


def escape(text: str) -> str:
    """Return *text* so that Markdown takes nothing in it for markup."""
    escaped: str = escape_markdown_chars(text)
    return MARKUP.sub(r"\\\g<0>", escaped)


def longest_run(text: str) -> int:
    """Return the length of the longest run of backticks in *text*."""
    return max((len(run) for run in re.findall("`+", text)), default=0)
