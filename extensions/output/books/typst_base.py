"""What all that is written in Typst's markup shares: text as strings, places, formulas."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from extensions.markup.cleantext.unicode_math import readable
from extensions.output.books.typst_math import UnknownFormError, quoted, typst_math

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.environment import BuildEnvironment


def labelled(names: list[str]) -> str:
    """Return the label *names* of what stands before it, of which the first is that of Typst."""
    return f"#as({', '.join(map(quoted, names))});"


class TypstBase(nodes.NodeVisitor):
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
        given: list[str] = node.get("ids", [])
        names = [*self.pending, *(f"{self.docname}#{one}" for one in given)]
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
            fault = f"formula: Typst is not told of {error}, and the PDF shows TeX"
            self.tell(node, f"{fault}: write it in another way")
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
