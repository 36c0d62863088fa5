"""Figures drawn by code, shown in the colours and the type of the page.

A drawing made with :mod:`extensions.figures.draw` is put into the page itself, not
linked as an image, so that it follows the page's light and dark mode.  A copy that stands
alone is published beside it, for feeds.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.logging import getLogger

from extensions.figures.standalone import standalone
from extensions.files import write
from extensions.fragments import html_builder, is_site

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

logger = getLogger(__name__)
OPENING = '<svg xmlns="http://www.w3.org/2000/svg"'


class drawing(nodes.General, nodes.Element):
    """An SVG drawing in the page.

    Its text is in ``svg``, what it shows in ``alt``, and the name of the copy that stands
    alone, in the folder of images, in ``copy``.
    """


class InlineDrawings(SphinxPostTransform):
    """Put drawings in place of the images that name them."""

    formats = ("html",)
    default_priority = 100

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        for image in list(self.document.findall(nodes.image)):
            path = Path(self.env.srcdir) / image["uri"]
            if path.suffix == ".svg" and path.is_file():
                svg = path.read_text(encoding="utf-8")
                if 'class="drawn"' in svg.partition(">")[0]:
                    copy = self.env.images[image["uri"]][1]
                    alt = image.get("alt", "")
                    image.replace_self(drawing("", svg=svg, alt=alt, copy=copy))
                    self.publish(svg, copy)

    def publish(self, svg: str, name: str) -> None:
        """Write the drawing *svg* as the image *name*."""
        if not is_site(self.app):
            return
        builder = html_builder(self.app)
        write(Path(builder.outdir) / builder.imagedir / name, standalone(svg))


def check_alt(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of images that say nothing to a reader who cannot see them."""
    for image in doctree.findall(nodes.image):
        if not image.get("alt"):
            logger.warning(
                'the image "%s" has no text for readers who cannot see it: add :alt:',
                Path(image["uri"]).name,
                type="groundwork",
                subtype="missing-alt",
                location=image,
            )


def visit_drawing(self: HTML5Translator, node: drawing) -> None:
    """Write the drawing as one image to assistive technology."""
    alt = self.attval(node["alt"])
    svg = node["svg"].replace(OPENING, f'<svg role="img" aria-label="{alt}"', 1)
    # A box of its own, to scroll in where the screen is too narrow for the labels.
    self.body.append(f'<div class="drawing">{svg}</div>')


def depart_drawing(self: HTML5Translator, node: drawing) -> None:
    """Write nothing: a drawing has no content of its own."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform and its node."""
    app.add_node(drawing, html=(visit_drawing, depart_drawing))
    app.add_post_transform(InlineDrawings)
    app.connect("doctree-read", check_alt)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
