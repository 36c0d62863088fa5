"""Where the numbers of a page come from: a fold at its foot, and the links of the numbers to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms.post_transforms import SphinxPostTransform

from extensions.doctree.folds import fold
from extensions.doctree.translation import _
from extensions.lib.phases import WriteTransform
from extensions.markup.checked.role import checked
from extensions.markup.derivations.derivation import step
from extensions.markup.derivations.line_role import line_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

# Within these a number would be a link in a link, or in contents.
PLAIN_IN = (nodes.reference, pending_xref, nodes.title)


class CheckedNumbers(SphinxPostTransform):
    """Put the list of checked numbers at the foot of the page that has them."""

    formats = ("html",)
    # Before text of other pages comes, whose numbers are checked there.
    default_priority = WriteTransform.CHECKED

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        # A piece of the page that is shown elsewhere has no section.
        if not any(self.document.findall(nodes.section)):
            return
        entries: dict[tuple[str, str], nodes.paragraph] = {}
        for number in linked(self.document):
            shown = shown_of(number)
            key = ("".join(node.astext() for node in shown), number["expression"])
            anchor = f"checked-{len(entries) + 1}"
            entry = entries.setdefault(key, entry_of(shown, number["expression"], anchor))
            [number["entry"]] = entry["ids"]
        if entries:
            name = nodes.paragraph("", "", nodes.strong("", _("Where the numbers come from")))
            node = fold("", name, *entries.values(), classes=["proof"])
            # After the footnotes, which stand outside of all sections.
            self.document += nodes.container("", node, classes=["checked-numbers"])


def linked(document: nodes.document) -> Iterator[checked | line_value]:
    """Yield the numbers, and the lines of derivations, of *document* that can be links."""
    for number in document.findall(lambda node: isinstance(node, checked | line_value)):
        at = number.parent
        while at is not None and not isinstance(at, PLAIN_IN):
            at = at.parent
        if at is None:
            yield cast("checked | line_value", number)


def shown_of(number: checked | line_value) -> list[nodes.Node]:
    """Return copies of what the page shows of *number*: of a line, its right side."""
    if isinstance(number, checked):
        return [child.deepcopy() for child in number.children]
    at: nodes.Element | None = number
    while at is not None and not isinstance(at, step):
        at = at.parent
    block = next(at.findall(nodes.math_block), None) if at else None
    tex = block["halves"][1] if block and "halves" in block else ""
    tex = tex.lstrip("=& ").rstrip(" .,")
    return [nodes.math(tex, tex)] if tex else []


def entry_of(shown: list[nodes.Node], expression: str, anchor: str) -> nodes.paragraph:
    """Return the entry at *anchor*: what is *shown*, and the expression that it is the value of."""
    between = [nodes.Text(" = ")] if shown and not expression.startswith(("<", ">")) else []
    code = nodes.literal("", expression)
    return nodes.paragraph("", "", *shown, *between, code, ids=[anchor])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what makes the list."""
    app.add_post_transform(CheckedNumbers)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
