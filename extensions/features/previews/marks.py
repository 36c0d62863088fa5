"""Take previews from a page while it is written.

A preview is what of the HTML of its page lies between marks in the doctree that write
nothing.  Rendered a second time, a preview would cost what its formulas and figures do;
the finished HTML would have to be parsed for it, 4 ms a page; a translator that looks at
each node would be called thousands of times a page.  Marks cost one call each.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.osutil import relative_uri

from extensions.doctree.app_state import of_app
from extensions.doctree.compat import app_of
from extensions.doctree.script_data import without
from extensions.features.previews.excerpt import excerpt_of
from extensions.features.previews.places import Places, has_previews, path_of
from extensions.lib.files import write
from extensions.lib.phases import WriteTransform
from extensions.markup.rasters import as_plain_images
from extensions.model.views import Part, rendered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

    from extensions.doctree.label_reference import label_reference
    from extensions.doctree.links import Links

MORE = '<p class="preview-more">…</p>\n'


class mark(nodes.Invisible, nodes.Element):
    """Stands before and behind what is shown; ``at`` is the length of the HTML at that point."""


class end(mark):
    """The last of ``marks``, pairs around what is shown; ``path`` is the file, ``more`` a flag."""


@dataclass(frozen=True)
class PreviewsData:
    """The anchors on a page that have a preview, which is written with the page."""

    anchors: tuple[str, ...]


class Previews(Part[PreviewsData, list[tuple[str, str]]]):
    """The places on a page that others refer to, rendered as anchors and files of previews."""

    def data(self, env: BuildEnvironment, page: str) -> PreviewsData:
        """Return the anchors."""
        return PreviewsData(of_app(app_of(env), Places).of(page))

    def render(self, data: PreviewsData, links: Links) -> list[tuple[str, str]]:
        """Return the file of the preview of each anchor."""
        return [(anchor, path_of(links.page, anchor)) for anchor in data.anchors]


class MarkPreviews(SphinxPostTransform):
    """Put marks around what the previews of a page show."""

    formats = ("html",)
    # After all that changes what is written.
    default_priority = WriteTransform.PREVIEWS

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        for anchor, path in rendered(self.env, Previews(), self.env.docname):
            if (node := node_at(self.document, anchor)) is not None:
                put_marks(self.document, node, path)


def node_at(document: nodes.document, anchor: str) -> nodes.Element | None:
    """Return the node at *anchor* of *document*; at an empty one, the section of the page."""
    if not anchor:
        return document.next_node(nodes.section)
    found: nodes.Element | None = document.ids.get(anchor)
    return found


def put_marks(document: nodes.document, node: nodes.Element, path: str) -> None:
    """Put marks around what the preview of *node*, the file *path*, shows."""
    shown, more = excerpt_of(node)
    marks: list[mark] = []
    # What is shown of a section may stand in a detour in part.
    parents = dict.fromkeys(one.parent for one in shown)
    for parent in parents:
        assert parent is not None
        before = len(marks)
        for first, last in runs([parent.index(one) for one in shown if one.parent is parent]):
            # Each mark that is put in moves what follows by one.
            marks += [mark(""), mark("")]
            parent.insert(first + len(marks) - before - 2, marks[-2])
            parent.insert(last + len(marks) - before, marks[-1])
    if len(parents) > 1:
        # What follows a detour is written after what is in it.
        own = {*map(id, marks)}
        marks = [one for one in document.findall(mark) if id(one) in own]
    closing = end("", path=path, more=more)
    marks[-1].replace_self(closing)
    closing["marks"] = [*marks[:-1], closing]


def runs(places: Iterable[int]) -> list[tuple[int, int]]:
    """Return the first and the last of each run without a gap of the rising *places*."""
    found: list[tuple[int, int]] = []
    for place in places:
        start = found.pop()[0] if found and found[-1][1] == place - 1 else place
        found.append((start, place))
    return found


def visit_mark(self: HTML5Translator, node: mark) -> None:
    """Note how much is written."""
    node["at"] = len(self.body)
    raise nodes.SkipNode


def visit_end(self: HTML5Translator, node: end) -> None:
    """Write the preview."""
    node["at"] = len(self.body)
    places = [one["at"] for one in node["marks"]]
    pieces = zip(places[::2], places[1::2], strict=True)
    html = "".join("".join(self.body[start:stop]) for start, stop in pieces)
    # The script that shows it knows addresses of one file.
    html = without(as_plain_images(html))
    write(Path(self.builder.outdir) / node["path"], html + (MORE if node["more"] else ""))
    raise nodes.SkipNode


def visit_reference(self: HTML5Translator, node: label_reference) -> None:
    """Open a link, with the address of the preview of what it leads to.

    The address is empty for what stands on the page itself, which the script copies.
    """
    place = len(self.body)
    self.visit_reference(node)
    address = address_for(node, self.builder)
    if address is not None:
        self.body[place] = self.body[place].replace("<a ", f'<a data-preview="{address}" ', 1)


def address_for(node: label_reference, builder: Builder) -> str | None:
    """Return the address for the link *node*, ``None`` where there is no preview."""
    if "place" not in node or not has_previews(app_of(builder)):
        return None
    docname, anchor = node["place"]
    if docname == node["page"]:
        return "" if anchor else None
    # What a page says of itself, shown elsewhere: only of its opening is that foreseen.
    if docname == node["home"] and not node["in_opening"]:
        return None
    here = builder.get_target_uri(node["page"])
    return relative_uri(here, quote(path_of(docname, anchor)))


def depart_reference(self: HTML5Translator, node: label_reference) -> None:
    """Close what :func:`visit_reference` opened."""
    self.depart_reference(node)
