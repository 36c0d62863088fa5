"""How much of a post to read: the whole, or the short way, which its author has marked."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from extensions.doctree.other_builders import FORMATS
from extensions.doctree.translation import _, minutes_text
from extensions.markup.label_targets import section_at
from extensions.markup.references import reference_text

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

    from extensions.doctree.links import Links
    from extensions.markup.label_targets import LabelTarget
    from extensions.model.catalog.domain import Entry


class depth(nodes.General, nodes.Element):
    """The choice between ``short`` and ``whole``, minutes; its children list the short way."""


@dataclass(frozen=True)
class Depth:
    """Minutes of the short way and of the whole, and the sections of the former with theirs."""

    short: int
    whole: int
    sections: tuple[tuple[LabelTarget, int], ...]


def depth_of(env: BuildEnvironment, post: Entry) -> Depth | None:
    """Return how much of *post* there is to read, if it has a short way."""
    if not post.short_minutes:
        return None
    sections = (
        (section_at(env, post.docname, anchor), minutes) for anchor, minutes in post.short_sections
    )
    return Depth(post.short_minutes, post.minutes, tuple(sections))


def choice(data: Depth | None, links: Links) -> list[nodes.Node]:
    """Return the choice, and the list of what the short way reads for those without scripts."""
    if data is None:
        return []
    said = _("The short way, {minutes}, reads:").format(minutes=minutes_text(data.short))
    items = [nodes.list_item("", line(place, time, links)) for place, time in data.sections]
    listed = nodes.paragraph("", said), nodes.bullet_list("", *items)
    return [depth("", *listed, short=data.short, whole=data.whole)]


def line(place: LabelTarget, minutes: int, links: Links) -> nodes.paragraph:
    """Return a link to the section *place* and the *minutes* that the short way takes in it."""
    words = reference_text(place, links.page)
    link = nodes.reference("", "", words, refid=place.anchor, internal=True)
    time = nodes.inline("", f" {minutes_text(minutes)}", classes=["facts"])
    return nodes.paragraph("", "", link, time)


def visit_depth(self: HTML5Translator, node: depth) -> None:
    """Write the choice, links that a script answers, and open the list."""
    name, short = escape(_("How much to read")), escape(minutes_text(node["short"]))
    argument = escape(_("{minutes}: the argument")).format(minutes=short)
    everything = escape(_("{minutes}: everything"))
    everything = everything.format(minutes=escape(minutes_text(node["whole"])))
    self.body.append(
        f'<div class="depth"><p class="depth-choice" role="group" aria-label="{name}">'
        f'<a href="?depth=short">{argument}</a> '
        f'<a href="?depth=all" aria-current="true">{everything}</a></p>'
        '<div class="depth-list">'
    )


def depart_depth(self: HTML5Translator, node: depth) -> None:
    """Close what :func:`visit_depth` opened."""
    self.body.append("</div></div>\n")


def leave_out(self: Any, node: nodes.Node) -> None:
    """Write nothing: what is no page has all, and nothing to choose."""
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the node of the choice."""
    silent: Any = dict.fromkeys(FORMATS, (leave_out, None))
    app.add_node(depth, html=(visit_depth, depart_depth), **silent)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
