"""How a picture of pixels stands in a page, with its other files and its pair for the dark."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

# How wide a picture is, for the choice of a file: the window on a phone, else the column.
IN_TEXT = "(max-width: 46em) 100vw, 44em"
IN_LISTS = "(max-width: 46em) 60vw, 22em"
SOURCE = re.compile(r"<source [^>]*>")
DARK = re.compile(r'<picture class="in-dark">.*?</picture>\n?', re.DOTALL)
PICTURE = re.compile(r"</?picture[^>]*>")


@dataclass(frozen=True)
class Raster:
    """A picture as it is published: its file, its size, its other files by format and width."""

    file: str
    width: int
    height: int
    files: tuple[tuple[str, int, str], ...]


class raster(nodes.image):
    """An image with its `Raster` in ``light``, and that of its pair in ``dark`` or None.

    ``folder`` is that of the files, empty for the folder of images; ``sizes`` is how wide it is.
    """


def visit_raster(self: HTML5Translator, node: raster) -> None:
    """Write the picture, or the pair of pictures of which a page shows one."""
    light, dark = node["light"], node["dark"]
    self.body.append(picture(self, node, light, "in-light" if dark else ""))
    if dark:
        self.body.append(picture(self, node, dark, "in-dark"))


def depart_raster(self: HTML5Translator, node: raster) -> None:
    """Write nothing: a picture has no content of its own."""


def picture(translator: HTML5Translator, node: raster, shown: Raster, name: str) -> str:
    """Return *shown* as HTML, its element of the class *name*."""
    folder = node["folder"] or translator.builder.imgpath
    by_format: dict[str, list[str]] = {}
    for format, width, file in shown.files:
        by_format.setdefault(format, []).append(f"{posixpath.join(folder, quote(file))} {width}w")
    sources = "".join(
        f'<source type="image/{format}" srcset="{", ".join(files)}" sizes="{node["sizes"]}">'
        for format, files in by_format.items()
    )
    size: Any = translator.image_size(node)
    attributes: dict[str, Any] = {"alt": node.get("alt", ""), **size}
    if not {"width", "height", "style"} & attributes.keys():
        attributes |= {"width": str(shown.width), "height": str(shown.height)}
    if "align" in node:
        attributes["classes"] = [f"align-{node['align']}"]
    if node["is_lazy"]:
        attributes["loading"] = "lazy"
    attributes["decoding"] = "async"
    src = posixpath.join(folder, quote(shown.file))
    image = translator.emptytag(node, "img", "", src=src, **attributes)
    opening = f'<picture class="{name}">' if name else "<picture>"
    return f"{opening}{sources}{image}</picture>\n"


def as_plain_images(html: str) -> str:
    """Return *html* with the file itself in place of each picture with others, in the light.

    >>> as_plain_images('<picture><source srcset="a 1w"><img src="b"></picture>')
    '<img src="b">'
    """
    if "<picture" not in html:
        return html
    return PICTURE.sub("", SOURCE.sub("", DARK.sub("", html)))
