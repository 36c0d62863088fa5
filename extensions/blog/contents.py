"""What the feeds hold of each piece, kept on disk from one build to the next.

It is made of the page while that is written, by the process that writes it, and lies
beside the environment: a feed is put together from files, and a piece that did not change
is never made anew, whatever the number of its feeds.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes

from extensions.addresses import address, address_of_file
from extensions.catalog.collect import opening
from extensions.catalog.domain import catalog_of
from extensions.cleantext.feed import feed_html, sayable
from extensions.cleantext.text import plain
from extensions.figures import drawing
from extensions.files import write
from extensions.fragments import html_builder, is_site
from extensions.frontmatter import PIECES

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True, slots=True)
class Content:
    """A piece as ``html``, its summary or claim as HTML in ``summary``, as a line in ``text``."""

    html: str
    summary: str
    text: str


def path_of(app: Sphinx, docname: str) -> Path:
    """Return the file of the content of *docname*."""
    return Path(app.doctreedir) / f"feeds-{app.builder.name}" / f"{docname}.json"


def keep(
    app: Sphinx,
    page: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Keep the content of *page*, which is being written (answers ``html-page-context``)."""
    entry = catalog_of(app.env).entries.get(page)
    if doctree is None or entry is None or entry.kind not in PIECES or not is_site(app):
        return
    images = f"{html_builder(app).imagedir}/"
    copies = [node["copy"] for node in doctree.findall(drawing)]
    html, summary = feed_html(
        context["body"],
        address(app, page),
        [node["katex"] for node in doctree.findall(nodes.Element) if node.get("katex")],
        [address_of_file(app, quote(images + name)) for name in copies],
    )
    text = " ".join(plain(head.children) for head in doctree.findall(opening))
    write(path_of(app, page), json.dumps(asdict(Content(html, summary, sayable(text)))))


def lost(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pieces without kept content, to be written (answers ``env-get-updated``)."""
    if not is_site(app):
        return []
    names = (piece.docname for piece in catalog_of(env).pieces())
    return [name for name in names if not path_of(app, name).is_file()]


def digest(app: Sphinx, docname: str) -> str:
    """Return a digest of the content of *docname*."""
    return hashlib.blake2b(path_of(app, docname).read_bytes(), digest_size=16).hexdigest()


def load(app: Sphinx, docname: str) -> Content:
    """Return the content of *docname*."""
    return Content(**json.loads(path_of(app, docname).read_text(encoding="utf-8")))


def forget(app: Sphinx, exception: Exception | None) -> None:
    """Delete the content of pieces that are gone (answers ``build-finished``)."""
    folder = path_of(app, "_").parent
    known = {path_of(app, piece.docname) for piece in catalog_of(app.env).pieces()}
    for path in folder.rglob("*.json"):
        if path not in known:
            path.unlink()
