"""``{pitfall}``: a mistake that is easily made, and what to do instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from extensions.doctree.translation import _
from extensions.markup.source_lines import warn_at

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class PitfallDirective(SphinxDirective):
    """``{pitfall}``: its argument is the mistake, its content what goes wrong.

    ``:instead:`` is what to do, in a line of Markdown at its end.
    """

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {"instead": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Return a note that every builder knows; without ``:instead:``, tell of that."""
        title, messages = self.parse_inline(self.arguments[0])
        note = nodes.admonition("", nodes.title("", "", *title), classes=["warning"])
        self.set_source_info(note)
        note += self.parse_content_to_nodes()
        if instead := self.options.get("instead", "").strip():
            words, more = self.parse_inline(instead)
            note += [nodes.paragraph("", _("Instead:"), nodes.Text(" "), *words), *more]
        else:
            text = "a pitfall says what to do: write it as :instead:, on the line below the braces"
            warn_at(self, "pitfall", text)
        return [note, *messages]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("pitfall", PitfallDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
