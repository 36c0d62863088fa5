"""Write a tree of docutils as Markdown in the form that this site reads."""

from __future__ import annotations

import re
from collections.abc import Callable

from docutils import nodes

from extensions.tools.importing import blocks
from extensions.tools.importing.rewritten_text import Texts

CODE = {"code-block", "code", "sourcecode", "ipython", "prompt", "plot"}


class Writer(Texts):
    """Writes the nodes of one page; what it cannot write is told."""

    # How many sections are open.
    level = 0

    def blocks(self, node: nodes.Element) -> str:
        """Return the Markdown of the blocks in *node*."""
        made = (self.block(child) for child in node.children if isinstance(child, nodes.Element))
        return "\n\n".join(one for one in made if one.strip())

    def block(self, node: nodes.Element) -> str:
        """Return the Markdown of one block."""
        kind = node.tagname
        write: Callable[[nodes.Element], str] | None = getattr(self, f"do_{kind}", None)
        if write:
            return write(node)
        if isinstance(node, nodes.Inline) or kind == "reference":
            return self._inline(node)
        if isinstance(node, nodes.Admonition):
            return blocks.note(kind, "", self.blocks(node))
        if isinstance(node, nodes.TextElement) and not isinstance(node, nodes.Invisible):
            return self.inline(node)
        return self.blocks(node)

    def do_section(self, node: nodes.Element) -> str:
        if "system-messages" in node.get("classes", []):
            return "\n\n".join(map(self.do_system_message, node.findall(nodes.system_message)))
        self.level += 1
        text = self.blocks(node)
        self.level -= 1
        return text

    def do_title(self, node: nodes.Element) -> str:
        return f"{'#' * max(self.level, 1)} {self.inline(node)}"

    def do_paragraph(self, node: nodes.Element) -> str:
        text = self.inline(node)
        return re.sub(r"^([-+#]|\d+[.)])(?=\s)", r"\\\1", text)

    def _list(self, node: nodes.Element, mark: Callable[[int], str]) -> str:
        items = []
        for number, item in enumerate(node.children):
            first = mark(number)
            text = self.blocks(item) if isinstance(item, nodes.Element) else ""
            lines = blocks.prefixed(text, " " * len(first))
            items.append(first + lines[0].lstrip() + "".join(f"\n{line}" for line in lines[1:]))
        is_long = any(isinstance(item, nodes.Element) and len(item) > 1 for item in node.children)
        return ("\n\n" if is_long else "\n").join(items)

    def do_bullet_list(self, node: nodes.Element) -> str:
        return self._list(node, lambda number: "- ")

    def do_enumerated_list(self, node: nodes.Element) -> str:
        return self._list(node, lambda number: f"{node.get('start', 1) + number}. ")

    def do_definition_list_item(self, node: nodes.Element) -> str:
        term = next((self.inline(one) for one in node.children if isinstance(one, nodes.term)), "")
        text = next(
            (self.blocks(one) for one in node.children if isinstance(one, nodes.definition)), ""
        )
        lines = blocks.prefixed(text, "  ")
        return f"{term}\n: {lines[0].lstrip()}" + "".join(f"\n{line}" for line in lines[1:])

    def do_field_list(self, node: nodes.Element) -> str:
        rows = []
        for field in node.findall(nodes.field):
            name, body = field.children
            rows.append(
                (name.astext(), self.blocks(body) if isinstance(body, nodes.Element) else "")
            )
        if self.level == 0 or not rows:
            return ""
        return "\n".join(f"- **{name}**: {' '.join(text.split())}" for name, text in rows)

    def do_block_quote(self, node: nodes.Element) -> str:
        return "\n".join(blocks.prefixed(self.blocks(node), "> "))

    def do_attribution(self, node: nodes.Element) -> str:
        return f"— {self.inline(node)}"

    def do_literal_block(self, node: nodes.Element) -> str:
        classes: list[str] = node.get("classes", [])
        language = next((one for one in classes if one != "code"), "text")
        return self._fence(node.astext(), language)

    def do_doctest_block(self, node: nodes.Element) -> str:
        return self._fence(node.astext(), "pycon")

    def _fence(self, code: str, language: str) -> str:
        ticks = "````" if "```" in code else "```"
        return f"{ticks}{language}\n{code}\n{ticks}"

    def do_math_block(self, node: nodes.Element) -> str:
        return f"$$\n{node.astext().strip()}\n$$"

    def do_line_block(self, node: nodes.Element) -> str:
        return "\\\n".join(self.inline(one) for one in node.findall(nodes.line))

    def do_transition(self, node: nodes.Element) -> str:
        return "---"

    def do_comment(self, node: nodes.Element) -> str:
        return f"<!-- {node.astext().replace('-->', '—>')} -->" if node.astext().strip() else ""

    def do_image(self, node: nodes.Element) -> str:
        return blocks.figure(node["uri"], node.get("alt", ""), "", width=node.get("width", ""))

    def do_figure(self, node: nodes.Element) -> str:
        image = next(iter(node.findall(nodes.image)), None)
        parts = [one for one in node.children if isinstance(one, nodes.caption | nodes.legend)]
        caption = "\n\n".join(
            self.inline(one) if isinstance(one, nodes.caption) else self.blocks(one)
            for one in parts
        )
        if image is None:
            return caption
        if isinstance(image.parent, nodes.reference) and image.parent.get("refuri"):
            address = image.parent["refuri"]
            self.tell(address, f"the link of a picture is left out: {address}")
        name = next(iter(node.get("names", [])), "")
        return blocks.figure(
            image["uri"], image.get("alt", ""), caption, nodes.make_id(name), image.get("width", "")
        )

    def do_footnote(self, node: nodes.Element) -> str:
        label = (
            next((one.astext() for one in node.children if isinstance(one, nodes.label)), "")
            or (node.get("names") or node.get("ids"))[0]
        )
        rest = [self.block(one) for one in node.children if not isinstance(one, nodes.label)]  # type: ignore[arg-type]
        lines = blocks.prefixed("\n\n".join(rest), "    ")
        return f"[^{label}]: {lines[0].lstrip()}" + "".join(f"\n{line}" for line in lines[1:])

    do_citation = do_footnote

    def do_target(self, node: nodes.Element) -> str:
        if "refuri" in node or not node.get("ids"):
            refid = node.get("refid")
            return f"({refid})=" if refid and "refuri" not in node else ""
        return f"({node['ids'][0]})="

    def do_raw(self, node: nodes.Element) -> str:
        return node.astext() if node.get("format") == "html" else f"<!-- {node.astext()} -->"

    def do_table(self, node: nodes.Element) -> str:
        title = next(
            (self.inline(one) for one in node.children if isinstance(one, nodes.title)), ""
        )
        rows = [[self._cell(cell) for cell in row.children] for row in node.findall(nodes.row)]
        width = max(map(len, rows), default=0)
        rows = [row + [""] * (width - len(row)) for row in rows]
        if not rows:
            return ""
        lines = [f"| {' | '.join(row)} |" for row in rows]
        text = "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])
        return blocks.block(f"{{table}} {title}", text) if title else text

    def _cell(self, cell: nodes.Node) -> str:
        text = self.blocks(cell) if isinstance(cell, nodes.Element) else ""
        if "\n\n" in text:
            self.tell(text, "the paragraphs of a cell stand in one line here")
        return " ".join(text.split())

    def do_topic(self, node: nodes.Element) -> str:
        title = next(
            (self.inline(one) for one in node.children if isinstance(one, nodes.title)), ""
        )
        rest = [
            self.block(one)
            for one in node.children
            if isinstance(one, nodes.Element) and not isinstance(one, nodes.title)
        ]
        return (
            ""
            if "contents" in node.get("classes", [])
            else blocks.note("note", title, "\n\n".join(rest))
        )

    do_sidebar = do_admonition = do_topic

    def do_rubric(self, node: nodes.Element) -> str:
        return f"**{self.inline(node)}**"

    def do_substitution_definition(self, node: nodes.Element) -> str:
        return ""

    def do_system_message(self, node: nodes.Element) -> str:
        said, *rest = node.children
        words = " ".join(said.astext().split())
        if node.get("level", 0) < 3 and not re.search("disabled|deactivated", words):
            return ""
        text = f"not read as reStructuredText: {words.rstrip('.')}"
        self.tell.report.note(self.tell.file, node.get("line", 1), text, True)
        # What it was of stands in it.
        kept = [one.astext() for one in rest if isinstance(one, nodes.literal_block)]
        return "\n\n".join(self._fence(one, "text") for one in kept if one.strip())

    def do_block(self, node: nodes.Element) -> str:
        name, argument, options = node["name"], node["argument"], node["options"]
        if name in CODE:
            other = "python" if name in ("ipython", "plot") else "text"
            info = argument.split()[0] if argument else other
            if caption := options.get("caption"):
                info += f' title="{caption.replace(chr(34), chr(39))}"'
            if lines := options.get("emphasize-lines"):
                info += f' hl_lines="{lines}"'
            return self._fence(node["text"], info)
        if name == "math":
            label = options.get("label", "")
            return f"$$\n{(argument + chr(10) + node['text']).strip()}\n$$" + (
                f" ({label})" if label else ""
            )
        given = "".join(f":{key}: {value}\n" for key, value in options.items())
        body = self.blocks(node) or node["text"]
        longest = max([2, *(len(run) for run in re.findall(r"^[ \t]*(`{3,})", body, re.M))]) + 1
        return f"{'`' * longest}{{{name}}} {argument}\n{given}\n{body}\n{'`' * longest}"
