"""Remove unsafe links, and files of other places, from pages, with a warning."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from extensions.doctree.compat import app_of
from extensions.lib.messages import warn
from extensions.lib.phases import ReadTransform, WriteTransform
from extensions.markup.guard.addresses import (
    is_refused,
    other_host,
    refusal,
    refused_in,
    scheme_of,
    valid,
)
from extensions.markup.guard.entries import refused_addresses
from extensions.markup.guard.hosts import message_for_host
from extensions.markup.guard.paths import is_outside, outside
from extensions.markup.guard.pictures import fault, spaced
from extensions.model.catalog.collect import READING
from extensions.model.catalog.page_parts import line_of
from extensions.model.frontmatter import Post

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

# What is shown as it is written.
VERBATIM = (nodes.literal, nodes.literal_block, nodes.math, nodes.math_block, nodes.raw)
# What the bibliography is set as; its faults are told where they are written.
NOTES = (nodes.footnote, nodes.citation)
DOWNLOAD_IN_TITLE = "a heading offers no file: write {download} in the text below it"


class Guard(SphinxTransform):
    """Refuse addresses and files, while a page is read."""

    # When the targets of references are known, before any reference is put off, and before
    # Sphinx looks for images and downloads.
    default_priority = ReadTransform.GUARD

    def apply(self, **kwargs: Any) -> None:
        """Change the page that is being read."""
        self.reported: set[tuple[int, str]] = set()
        for link in list(self.document.findall(nodes.reference)):
            if is_refused(address := link.get("refuri", "")):
                if not (is_in(link, NOTES) and address in refused_addresses(self.env)):
                    self._warn(link, "refused-address", refusal(address))
                unlink(link)
        for image in list(self.document.findall(nodes.image)):
            self._image(image)
        for link in list(self.document.findall(addnodes.download_reference)):
            self._download(link)
        for text in self.document.findall(nodes.Text):
            if not is_in(text, VERBATIM):
                for address in refused_in(str(text)):
                    self._warn(text, "refused-address", refusal(address))
                for message in spaced(str(text)):
                    self._warn(text, "picture", message)

    def _image(self, image: nodes.image) -> None:
        address = image["uri"]
        if is_refused(address):
            self._warn(image, "refused-address", refusal(address))
            image.replace_self(nodes.inline("", image.get("alt", "")))
        elif host := other_host(address):
            if host not in self.config.allowed_hosts:
                self._warn(image, "other-host", message_for_host(host, f"{address}.png"))
            if not scheme_of(address):
                # As a path it would be looked for in the project.
                image["uri"] = f"https:{address.strip()}"
        elif scheme_of(address):
            self._warn(image, "refused-address", refusal(address))
            image.replace_self(nodes.inline("", image.get("alt", "")))
        else:
            self._picture(image, address)

    def _picture(self, image: nodes.image, address: str) -> None:
        # Markdown writes a space as %20, and what is so written may be a name all the same.
        for name in dict.fromkeys((address, unquote(address))):
            path = Path(self.env.relfn2path(name, self.env.docname)[1])
            if path.is_file():
                image["uri"] = name
                break
        if is_outside(app_of(self.env).confdir, path):
            self._warn(image, "outside", outside(name))
            image.replace_self(nodes.inline("", image.get("alt", "")))
        elif path.is_file() and (text := fault(path)):
            self._warn(image, "picture", text)

    def _download(self, link: addnodes.download_reference) -> None:
        name = link["reftarget"]
        if is_refused(name):
            self._warn(link, "refused-address", refusal(name))
        elif "://" not in name and is_outside(
            app_of(self.env).confdir, self.env.relfn2path(name, self.env.docname)[1]
        ):
            self._warn(link, "outside", outside(name))
        elif is_in(link, (nodes.title,)):
            # Sphinx (9.0.4) gives up at one in the contents of a page.
            self._warn(link, "download-in-title", DOWNLOAD_IN_TITLE)
        else:
            return
        unlink(link)

    def _warn(self, node: nodes.Node, subtype: str, text: str) -> None:
        line = line_of(node)
        if (line, text) not in self.reported:
            self.reported.add((line, text))
            warn(self.env.docname, line, subtype, text)


def check_front_image(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of the picture that front matter names, if it is none (answers ``doctree-read``)."""
    reading = app.env.current_document.get(READING)
    if reading is None or not isinstance(reading.record, Post) or not reading.record.image:
        return
    name = reading.record.image
    docname, path = app.env.docname, Path(app.env.relfn2path(name, app.env.docname)[1])
    line = reading.lines.get("image", 1)
    if is_outside(app.confdir, path):
        warn(docname, line, "outside", f"image: {outside(name)}")
    elif path.is_file() and (text := fault(path)):
        warn(docname, line, "picture", f"image: {text}")


class LastGuard(SphinxPostTransform):
    """Take from a page what came into it after it was read: the links of the bibliography.

    The warnings about those are given at the entries.  Links that stay have a valid address.
    """

    default_priority = WriteTransform.GUARD

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        for link in list(refused(self.document)):
            unlink(link)
        for link in self.document.findall(nodes.reference):
            if scheme_of(link.get("refuri", "")):
                link["refuri"] = valid(link["refuri"])


def refused(document: nodes.document) -> Iterator[nodes.reference]:
    """Yield the links of *document* that no reader may be led to."""
    return (
        link for link in document.findall(nodes.reference) if is_refused(link.get("refuri", ""))
    )


def unlink(link: nodes.Element) -> None:
    """Leave of *link* what it shows."""
    link.replace_self(link.children or nodes.inline())


def is_in(node: nodes.Node, kinds: tuple[type[nodes.Node], ...]) -> bool:
    """Return whether *node* stands in a node of one of *kinds*."""
    at = node.parent
    while at is not None:
        if isinstance(at, kinds):
            return True
        at = at.parent
    return False
