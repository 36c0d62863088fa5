"""``{detour}``: what the short way of a piece leaves out.

::

    :::{detour} The rank of a head, worked out.
    …
    :::

The argument is the line that the short way shows in its place.  Without content it stands below a
heading, and the whole section is a detour, with all sections in it: their headings stay, so that
their numbers and addresses do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from extensions.doctree.detours import detour, detour_line
from extensions.doctree.separators import point
from extensions.doctree.translation import _, minutes_text
from extensions.lib.messages import logger
from extensions.lib.phases import DoctreeRead, WriteTransform
from extensions.markup.checked.role import checked
from extensions.markup.source_lines import warn_at
from extensions.model.catalog.collect import READING
from extensions.model.catalog.reading_time import minutes
from extensions.model.frontmatter import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class DetourDirective(SphinxDirective):
    """``{detour}``: what the short way of a post leaves out; without content, the whole section.

    The argument is shown in its place: what it is, or what comes of it.  ``:class:`` has classes of
    HTML for it.
    """

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    # Without any options MyST takes their lines for the text of the block.
    option_spec: ClassVar[dict[str, Any]] = {"class": directives.class_option}

    def run(self) -> list[nodes.Node]:
        """Return the block with its line; where it cannot be a detour, its content."""
        words, messages = self.parse_inline(self.arguments[0]) if self.arguments else ([], [])
        content = self.parse_content_to_nodes()
        if self.env.current_document[READING].kind is not Kind.POST:
            text = "a detour stands in a post: only posts have a short way"
            warn_at(self, "detour-in-no-post", text)
            return [*content, *messages]
        line = detour_line("", "", *words)
        node = detour("", line, *content, classes=self.options.get("class", []))
        self.set_source_info(node)
        return [node, *messages]


def complete(app: Sphinx, doctree: nodes.document) -> None:
    """Put whole sections into their detours, and give lines their words and minutes.

    It answers ``doctree-read``, when the sections have been noted with their numbers.
    """
    for node in list(doctree.findall(detour)):
        if len(node) == 1:
            take_section(node)
    for node in doctree.findall(detour):
        line = cast("detour_line", node[0])
        if not len(line):
            line += nodes.Text(_("Left out of the short way"))
        line += [point(), nodes.inline("", minutes_text(minutes(node)), classes=["facts"])]


def take_section(node: detour) -> None:
    """Put the rest of the section around *node* into it, and of each section in that."""
    section = node.parent
    if not isinstance(section, nodes.section) or isinstance(section.parent, nodes.document):
        text = "a detour without content stands below the heading of a section: move it there"
        logger.warning(text, type="groundwork", subtype="detour-without-content", location=node)
        section.remove(node)
        return
    rest = section.children[section.index(node) + 1 :]
    for inner in [one for one in rest if isinstance(one, nodes.section)]:
        title = inner.index(next(iter(inner.findall(nodes.title))))
        inner.insert(title + 1, another := detour("", detour_line()))
        another.source, another.line = node.source, node.line
        take_section(another)
    move(own_blocks(rest), node)
    if len(node) == 1:
        section.remove(node)


def own_blocks(rest: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Return those of *rest* up to a section or the heading of the list of works."""
    found: list[nodes.Node] = []
    for one in rest:
        if isinstance(one, (nodes.section, nodes.rubric)):
            break
        found.append(one)
    # The target of a section stands before it.
    while found and isinstance(found[-1], nodes.target):
        found.pop()
    return found


def move(blocks: Iterable[nodes.Node], node: detour) -> None:
    """Move *blocks* to the end of *node*."""
    for block in blocks:
        if block.parent is not None:
            block.parent.remove(block)
        node += block


class UnlinkLines(SphinxPostTransform):
    """Leave the words of links in lines: each line is a button, and what is linked mostly in it."""

    # References have their text.
    default_priority = WriteTransform.DETOUR_LINES

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        for line in self.document.findall(detour_line):
            for link in list(line.findall(nodes.reference)):
                link.replace_self(link.children)
            for number in line.findall(checked):
                number.attributes.pop("entry", None)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive and what completes detours."""
    app.add_directive("detour", DetourDirective)
    app.add_post_transform(UnlinkLines)
    app.connect("doctree-read", complete, priority=DoctreeRead.DETOURS)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
