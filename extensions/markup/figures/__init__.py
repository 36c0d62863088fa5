"""Figures drawn by code, shown in the colours and the type of the page.

A drawing made with :mod:`extensions.markup.figures.draw` is put into the page itself, not
linked as an image, so that it follows the page's light and dark mode.  A copy that stands
alone is published beside it, for feeds.
"""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.logging import getLogger

from extensions.building.compat.images import forget_image
from extensions.doctree.compat import app_of
from extensions.doctree.fragments import html_builder, is_site
from extensions.doctree.translation import _
from extensions.lib.files import write
from extensions.lib.phases import DoctreeRead, WriteTransform
from extensions.markup.figures.clean import cleaned, is_drawn
from extensions.markup.figures.standalone import standalone
from extensions.model.catalog.page_parts import line_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

logger = getLogger(__name__)
OPENING = '<svg xmlns="http://www.w3.org/2000/svg"'


# The class of an image that says nothing, and that nobody misses who cannot see it.
DECORATION = "decoration"
WITHOUT_ALT = (
    "describe it between the brackets, ![A cat](…), or write ![](…){.decoration} if it says nothing"
)


class drawing(nodes.General, nodes.Element):
    """An SVG drawing in the page.

    Its text is in ``svg``, what it shows in ``alt``, and the name of the copy that stands
    alone, in the folder of images, in ``copy``: empty if there is none.
    """


class InlineDrawings(SphinxPostTransform):
    """Put drawings in place of the images that name them."""

    formats = ("html",)
    default_priority = WriteTransform.DRAWINGS

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        for image in list(self.document.findall(nodes.image)):
            path = Path(self.env.srcdir) / image["uri"]
            if path.suffix == ".svg" and path.is_file():
                svg = drawn_in(path)
                if svg:
                    copy = self.env.images[image["uri"]][1] if is_site(self.app) else ""
                    alt = image.get("alt", "")
                    image.replace_self(drawing("", svg=svg, alt=alt, copy=copy))
                    if copy:
                        publish(self.app, svg, copy)


def publish(app: Sphinx, svg: str, name: str) -> None:
    """Write the drawing *svg* as the image *name* of the site, which stands alone."""
    if is_site(app):
        builder = html_builder(app)
        write(Path(builder.outdir) / builder.imagedir / name, standalone(svg))


def drawn_in(path: Path) -> str:
    """Return the drawing at *path* as it may stand in a page; empty if it is none.

    The warnings about it are given while the page is read.
    """
    content = path.read_bytes()
    if not is_drawn(content):
        return ""
    try:
        return cleaned(content.decode())
    except ValueError:
        return ""


def check_alt(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of images that say nothing to a reader who cannot see them."""
    for image in list(doctree.findall(nodes.image)):
        if DECORATION in image["classes"]:
            image["alt"] = ""
        elif app.config.alt_required and not (image.get("alt") or "").strip():
            logger.warning(
                'the image "%s" has no text for readers who cannot see it: %s',
                Path(image["uri"]).name,
                # Markdown's own form has its description in it; a directive has a line.
                WITHOUT_ALT if isinstance(image.parent, nodes.TextElement) else "add :alt:",
                type="groundwork",
                subtype="missing-alt",
                # An image within text has the line of that text alone.
                location=(image.source or app.env.docname, line_of(image)),
            )


def leave_out_folders(app: Sphinx, doctree: nodes.document) -> None:
    """Leave out images that are folders, which no builder can copy, and warn of them."""
    env = app.env
    for image in doctree.findall(nodes.image):
        uri = image["uri"]
        if uri in env.images and (Path(app.srcdir) / uri).is_dir():
            forget_image(env, uri)
            logger.warning(
                "image file not readable: %s",
                uri,
                type="image",
                subtype="not_readable",
                location=(image.source or app.env.docname, line_of(image)),
            )


def visit_drawing(self: HTML5Translator, node: drawing) -> None:
    """Write the drawing as one image to assistive technology."""
    alt = self.attval(node["alt"])
    accessibility = f'role="img" aria-label="{alt}"' if alt else 'aria-hidden="true"'
    # HTML knows the namespace; the XHTML of a book does not.
    opening = "<svg" if is_site(app_of(self.builder.env)) else OPENING
    svg = node["svg"].replace(OPENING, f"{opening} {accessibility}", 1)
    # In a box of its own.  Where that is too narrow for the labels, the link covers the drawing.
    # The box says so itself: it may be seen before the link is there.
    link = enlarger(self, node)
    classes = "drawing enlargeable" if link else "drawing"
    self.body.append(f'<div class="{classes}">{svg}{link}</div>')


def enlarger(translator: HTML5Translator, node: drawing) -> str:
    """Return the link to the drawing by itself, which figure-view.js opens in the page.

    One that moves fits its column.
    """
    if not node["copy"] or node.get("moves"):
        return ""
    href = translator.attval(posixpath.join(translator.builder.imgpath, quote(node["copy"])))
    name = translator.attval(_("Enlarge the figure"))
    return f'<a class="enlarge" href="{href}" aria-label="{name}"></a>'


def depart_drawing(self: HTML5Translator, node: drawing) -> None:
    """Write nothing: a drawing has no content of its own."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform and its node, and the setting of what figures must have."""
    app.add_config_value(
        "alt_required",
        True,
        "env",
        types=(bool,),
        description="Whether a picture has to say in words what it shows.",
    )
    app.add_node(drawing, html=(visit_drawing, depart_drawing))
    app.add_post_transform(InlineDrawings)
    app.connect("doctree-read", check_alt, priority=DoctreeRead.FIGURES)
    app.connect("doctree-read", leave_out_folders, priority=DoctreeRead.FIGURES)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
