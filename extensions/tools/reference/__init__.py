"""``{reference}``: pages of the handbook that are made of the code and of its docstrings.

``registered`` finds what our modules register with Sphinx, ``docstrings`` turns their words
into Markdown, ``parts`` writes the text of each part.  All of it depends on our code alone,
and on the Makefile: when code changes, every page is read again.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.docutils import SphinxDirective

from extensions.lib.messages import warn
from extensions.model.frontmatter.fields import did_you_mean
from extensions.model.frontmatter.nodes import shown
from extensions.tools.reference.parts import MAKEFILES, PARTS

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class ReferenceDirective(SphinxDirective):
    """``{reference}``: a part of the reference in the handbook, generated from the code.

    The parts are ``post``, ``short``, ``series`` and ``page`` (the keys of their front
    matter), ``directives``, ``roles``, ``settings``, ``events``, ``phases`` and ``make``.
    """

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the nodes of the part; warn of an unknown name."""
        name = self.arguments[0].strip()
        if name not in PARTS:
            near = did_you_mean(name, PARTS, f": write one of {', '.join(PARTS)}")
            text = f"there is no part {shown(name)} of the reference{near}"
            warn(self.env.docname, self.lineno, "reference-part", text)
            return []
        if name == "make":
            for path in filter(Path.is_file, MAKEFILES):
                self.env.note_dependency(str(path))
        return self.parse_text_to_nodes(PARTS[name]())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("reference", ReferenceDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
