"""Parts of a Markdown text: what is put around them, and what in them would be markup.

sphinx-markdown-builder 0.6.11 collects the text of each node in a context, which says in
the end how all of it is written.
"""

from __future__ import annotations

import re
from textwrap import indent

from sphinx_markdown_builder.contexts import (
    SubContext,
    SubContextParams,
    TableContext,
    TitleContext,
)

# At the start of a line: what would begin a heading, a quote, a list, a rule, a directive, a
# definition, a comment, a block break or a label, or turn the line before into a heading.
BLOCK_START = re.compile(r"^([#>+\-=%]|[:~]{3}|:(?=\s)|\([^()\s]*\)=\s*$)", re.MULTILINE)
NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)", re.MULTILINE)
MARGINS = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
APART = SubContextParams(2, 2)


class HeadingContext(TitleContext):
    """A heading; one in which nothing can be read is none."""

    def make(self) -> str:
        """Return the heading as Markdown."""
        return str(super().make()) if "".join(self.content).strip() else ""


class ParagraphContext(SubContext):
    """A paragraph, no line of which begins anything else."""

    def make(self) -> str:
        """Return the paragraph as Markdown."""
        return plain_lines(str(super().make()).strip())


class MarkedContext(SubContext):
    """Text between two marks, which stand next to what can be seen of it."""

    def __init__(self, mark: str, params: SubContextParams | None = None) -> None:
        super().__init__(params or SubContextParams())
        self.mark = mark

    def make(self) -> str:
        """Return the text with its marks; without them where there is nothing to mark."""
        content = str(super().make())
        match = MARGINS.fullmatch(content)
        if match is None or not match[2]:
            return content
        return f"{match[1]}{self.mark}{match[2]}{self.mark}{match[3]}"


class QuoteContext(SubContext):
    """Paragraphs set apart, as one block."""

    def __init__(self) -> None:
        super().__init__(APART)

    def make(self) -> str:
        """Return the quote as Markdown."""
        lines = indent(str(super().make()).strip("\n"), "> ", lambda _: True)
        return "\n".join(line.rstrip() for line in lines.splitlines())


class PlainTableContext(TableContext):
    """A table with one paragraph in a cell; what is in a cell is text, also if it is a number."""

    def make(self) -> str:
        """Return the table as Markdown."""
        head, *body = [self.make_row(row) for row in [*self.headers, *self.body]]
        rule = ["---"] * len(head)
        return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *body))


class BlockTableContext(TableContext):
    """A table with more than a paragraph in a cell: MyST's directive ``{list-table}``."""

    def make(self) -> str:
        """Return the directive."""
        rows = [*self.headers, *self.body]
        lines = [line for row in rows for line in _row(["".join(cell) for cell in row])]
        text = "\n".join([f":header-rows: {len(self.headers)}", "", *lines])
        fence = "`" * max(3, longest_run(text) + 1)
        return f"{fence}{{list-table}}\n{text}\n{fence}"


def _row(cells: list[str]) -> list[str]:
    """Return the lines of a row of a ``{list-table}``."""
    lines: list[str] = []
    for number, cell in enumerate(cells):
        opening = "  - " if number else "* - "
        first, *rest = cell.strip().splitlines() or [""]
        lines.append(f"{opening}{first}".rstrip())
        lines += [f"    {line}".rstrip() for line in rest]
    return lines


def plain_lines(text: str) -> str:
    """Return *text* so that none of its lines begins a block."""
    return NUMBERED.sub(r"\1\\\2", BLOCK_START.sub(r"\\\1", text))


def longest_run(text: str) -> int:
    """Return the length of the longest run of backticks in *text*."""
    return max((len(run) for run in re.findall("`+", text)), default=0)
