"""The content of each post or short in feeds, kept on disk between builds.

The process that writes a page saves it beside the environment.  Feeds are put together from these
files, so that the content of an unchanged page is never rendered again.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes

from extensions.doctree.app_state import of_app
from extensions.doctree.fragments import html_builder, is_site
from extensions.doctree.urls import address, address_of_file
from extensions.lib.files import JsonState, write
from extensions.markup.cleantext.feed import feed_html, strip_invalid_xml_chars
from extensions.markup.cleantext.text import plain
from extensions.markup.figures import drawing
from extensions.markup.rasters import as_plain_images
from extensions.model.catalog.domain import catalog_of
from extensions.model.catalog.excerpt import head_of
from extensions.model.frontmatter import PIECES

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True, slots=True)
class Content:
    """A piece as ``html``, its summary or claim as HTML in ``summary``, as a line in ``text``.

    ``errata`` has the HTML of each of its errata, by anchor, ``size`` what the rest takes in a
    feed, if that was counted when the page was written.
    """

    html: str
    summary: str
    text: str
    errata: dict[str, str] = field(default_factory=dict)
    size: int | None = None

    def of_erratum(self, anchor: str) -> Content:
        """Return the content of an entry of the erratum at *anchor*."""
        return Content(self.errata[anchor], "", "")


def size_of(html: str, summary: str, text: str) -> int:
    """Return how many bytes these take in a file of either format at the most."""
    in_atom = len((html + summary).encode())
    in_json = len(json.dumps(html + text, ensure_ascii=False).encode())
    return max(in_atom, in_json)


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
    html, summary, errata = feed_html(
        as_plain_images(context["body"]),
        address(app, page),
        [
            formula
            for node in doctree.findall(nodes.Element)
            if node.get("katex")
            for formula in (node["katex"], *filter(None, node.get("katex_halves", ())))
        ],
        [address_of_file(app, quote(images + name)) for name in copies],
    )
    head = head_of(doctree)
    text = strip_invalid_xml_chars(plain(head.children) if head else "")
    content = Content(html, summary, text, errata, size_of(html, summary, text))
    write(path_of(app, page), json.dumps(asdict(content)))


def lost(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pieces without kept content, to be written (answers ``env-get-updated``)."""
    if not is_site(app):
        return []
    names = (piece.docname for piece in catalog_of(env).pieces())
    return [name for name in names if not path_of(app, name).is_file()]


@dataclass
class Digests(JsonState):
    """A digest of the content of each piece, by docname; empty where nobody has asked for it."""

    contents: dict[str, str] = field(default_factory=dict)


class Digested:
    """The digests of the last build and of this one; one object per application."""

    def __init__(self, app: Sphinx) -> None:
        self.path = path_of(app, "_").with_name("digests.json")
        self.before = Digests.load(self.path).contents
        self.now: dict[str, str] = {}
        self.written: set[str] = set()

    def known(self, docname: str) -> str:
        """Return the digest of the content of *docname*; empty if it is not known."""
        before = "" if docname in self.written else self.before.get(docname, "")
        return self.now.get(docname, before)


def note_written(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Note that the content of *docname* may change (answers ``doctree-resolved``)."""
    if doctree["source"]:
        of_app(app, Digested).written.add(docname)


def note_restored(app: Sphinx, docname: str) -> None:
    """Note that the content of *docname* was put back (answers ``page-restored``)."""
    of_app(app, Digested).written.add(docname)


def state_files(app: Sphinx, env: BuildEnvironment, page: str) -> list[str]:
    """Return the file of the content of *page* (answers ``page-state``)."""
    return [path_of(app, page).relative_to(app.doctreedir).as_posix()]


def written(app: Sphinx) -> Set[str]:
    """Return the pages that were written in this build."""
    return of_app(app, Digested).written


def digest(app: Sphinx, docname: str) -> str:
    """Return a digest of the content of *docname*; ask when all pages are written."""
    digested = of_app(app, Digested)
    known = digested.known(docname)
    if not known:
        content = path_of(app, docname).read_bytes()
        known = digested.now[docname] = hashlib.blake2b(content, digest_size=16).hexdigest()
    return known


def load(app: Sphinx, docname: str) -> Content:
    """Return the content of *docname*."""
    return Content(**json.loads(path_of(app, docname).read_text(encoding="utf-8")))


def forget(app: Sphinx, exception: Exception | None) -> None:
    """Delete the content of pieces that are gone (answers ``build-finished``)."""
    if exception is not None or not is_site(app):
        return
    digested = of_app(app, Digested)
    known = {piece.docname: digested.known(piece.docname) for piece in catalog_of(app.env).pieces()}
    for name in digested.before.keys() - known.keys():
        path_of(app, name).unlink(missing_ok=True)
    if known != digested.before:
        Digests(known).save(digested.path)
