"""``{short} slug``: a short inside another page, as a folded reminder with a link to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

from extensions import entries
from extensions.catalog.domain import catalog_of
from extensions.folds import fold
from extensions.fragments import freeze, thaw
from extensions.views import ViewDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from extensions.catalog.domain import Entry

# What belongs to the page of the short: its anchors, and the list of what it cites.
LEFT_OUT = (nodes.footnote_reference, nodes.footnote, nodes.target, nodes.rubric)
NUMBER = re.compile(r"\s*\\tag\{\d+\}")


@dataclass(frozen=True)
class Reminder:
    """The short whose slug is ``slug``."""

    slug: str

    def _entry(self, env: BuildEnvironment) -> Entry | None:
        return catalog_of(env).entries.get(f"shorts/{self.slug}")

    def shows(self, env: BuildEnvironment) -> object:
        """Return what the reminder shows: all of the short."""
        short = self._entry(env)
        if short is None:
            return None
        references = catalog_of(env).stands_for(short.references)
        return [entries.shows(env, short), short.source, references]

    def names(self) -> list[tuple[str, str]]:
        """Return the short that is asked for."""
        return [("short", self.slug)]

    def render(self, env: BuildEnvironment, page: str, level: int) -> list[nodes.Node]:
        """Return the fold: its line is the title, a link; in it the claim and the text."""
        short = self._entry(env)
        if short is None:
            return []
        line = nodes.paragraph("", "", nodes.inline("", "Reminder. ", classes=["facts"]))
        line += entries.title_link(env, page, short)
        body = thaw(freeze(text_of(env, short)), short.docname, page, env)
        return [fold("", line, *body, classes=["reminder"])]


def text_of(env: BuildEnvironment, short: Entry) -> list[nodes.Node]:
    """Return the text of *short*, claim included, without numbers and anchors of its page."""
    doctree = env.get_doctree(short.docname)
    section = next(iter(doctree.findall(nodes.section)))
    for node in list(section.findall(lambda node: isinstance(node, LEFT_OUT))):
        node.parent.remove(node)
    for block in section.findall(nodes.math_block):
        block["number"] = None
        block.attributes.pop("label", None)
        block[:] = [nodes.Text(NUMBER.sub(r" \\notag", block.astext()))]
    return [node for node in section.children if not isinstance(node, nodes.title)]


class ReminderDirective(ViewDirective):
    """``{short}`` with the slug of a short."""

    required_arguments = 1

    def view(self) -> Reminder:
        """Return the reminder of the short that is named."""
        return Reminder(self.arguments[0].strip())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("short", ReminderDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
