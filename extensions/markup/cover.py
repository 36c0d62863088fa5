"""The cover of a piece: the picture that its front matter names, put below its summary or claim."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from extensions.building.incremental import note_absent
from extensions.lib.phases import ReadTransform
from extensions.markup.figures import DECORATION
from extensions.markup.guard.paths import is_outside
from extensions.model.catalog.collect import READING
from extensions.model.catalog.opening import opening
from extensions.model.frontmatter import Piece

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from extensions.model.frontmatter import Reading

# The class of the figure.
COVER = "cover"


class Cover(SphinxTransform):
    """Put the cover into the page that is read; what is wrong with it the catalog tells."""

    default_priority = ReadTransform.COVER

    def apply(self, **kwargs: Any) -> None:
        """Change the doctree."""
        reading: Reading | None = self.env.current_document.get(READING)
        record = reading.record if reading else None
        if reading is None or not isinstance(record, Piece) or not record.cover:
            return
        relative, path = self.env.relfn2path(record.cover, self.env.docname)
        if not Path(path).is_file():
            note_absent(self.env, Path(path))
            return
        self.env.note_dependency(relative)
        if is_outside(self.app.confdir, path):
            return
        head = next(iter(self.document.findall(opening)), None) or next(
            iter(self.document.findall(nodes.title))
        )
        image = nodes.image("", uri=record.cover, alt=record.cover_alt or "")
        if not record.cover_alt:
            image["classes"].append(DECORATION)
        figure = nodes.figure("", image, classes=[COVER])
        for node in (figure, image):
            node.source, node.line = self.document["source"], reading.lines.get("cover", 1)
        head.parent.insert(head.parent.index(head) + 1, figure)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_transform(Cover)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
