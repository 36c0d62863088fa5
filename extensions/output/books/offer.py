"""Offer the books at the head of what they are of, and publish their files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.osutil import relative_uri

from extensions.building.incremental import file_is_current
from extensions.doctree.app_state import of_app
from extensions.doctree.compat import app_of
from extensions.doctree.fragments import is_site
from extensions.doctree.separators import point
from extensions.doctree.translation import _
from extensions.lib.files import write
from extensions.lib.phases import BuildFinished, WriteTransform
from extensions.model.catalog.opening import opening
from extensions.model.views import Part, rendered
from extensions.output.books.record import BookFile, folder_of, offered, record_of, states

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from extensions.doctree.links import Links

FOLDER = "_books"
KILO, MEGA = 1_000, 1_000_000


class Ready:
    """The books that stand ready; one per application, read once."""

    def __init__(self, app: Sphinx) -> None:
        self.books = record_of(app).books
        self._offered: dict[str, list[BookFile]] | None = None

    def offered(self, env: BuildEnvironment) -> dict[str, list[BookFile]]:
        """Return the files that are offered, by page; ask only when all sources have been read."""
        if self._offered is None:
            self._offered = offered(env, self.books)
        return self._offered


@dataclass(frozen=True)
class OfferData:
    """The files that a page offers, and of what: of the page, or of all."""

    files: tuple[BookFile, ...]
    of_all: bool


class Offer(Part[OfferData, list[nodes.Node]]):
    """The books of a piece or a series; on the page of all series, that of the whole."""

    def data(self, env: BuildEnvironment, page: str) -> OfferData:
        """Return what *page* offers."""
        of_all = page == env.config.book_page
        ready = of_app(app_of(env), Ready).offered(env)
        return OfferData(tuple(ready.get("" if of_all else page, ())), of_all)

    def render(self, data: OfferData, links: Links) -> list[nodes.Node]:
        """Return the line with a link to each file."""
        if not data.files:
            return []
        line = nodes.paragraph("", classes=["facts", "books"])
        if data.of_all:
            line += nodes.Text(_("The whole site as a book:") + " ")
        names = {"pdf": _("PDF for paper"), "epub": _("EPUB for e-readers")}
        for number, one in enumerate(data.files):
            line += [point()] * bool(number)
            uri = relative_uri(f"{links.page}.html", f"{FOLDER}/{one.name}")
            line += nodes.reference("", names[one.kind], refuri=uri, internal=True)
            line += nodes.Text(f" ({size_in_words(one.size)})")
        return [line]


def size_in_words(size: int) -> str:
    """Return *size*, in bytes, as a reader wants to know it: "640 kB", "1.2 MB"."""
    return f"{size / MEGA:.1f} MB" if size >= MEGA else f"{max(round(size / KILO), 1)} kB"


class OfferLine(SphinxPostTransform):
    """Put the line below the facts of a piece, or below what opens another page."""

    default_priority = WriteTransform.BOOKS

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        if not is_site(app_of(self.env)):
            return
        line = rendered(self.env, Offer(), self.env.docname)
        section = next(iter(self.document.findall(nodes.section)), None)
        if line and section is not None:
            section.insert(place_in(section), line)


def place_in(section: nodes.Element) -> int:
    """Return where in *section* the line stands: behind its facts, its opening or its title."""
    kinds = (nodes.title, opening)
    after = 0
    for number, node in enumerate(section.children):
        is_facts = isinstance(node, nodes.paragraph) and "facts" in node["classes"]
        if isinstance(node, kinds) or is_facts:
            after = number + 1
        if is_facts or isinstance(node, nodes.section):
            break
    return after


def is_as_in_books(app: Sphinx, env: BuildEnvironment, docname: str) -> bool:
    """Return whether *docname* says what all its books say (answers ``public-state``).

    Pages of a series and of the whole offer their book only where that holds of each page in it.
    """
    books = [book for book in of_app(app, Ready).books.values() if docname in book["states"]]
    now = states(env, [docname]).get(docname) if books else None
    return all(book["states"][docname] == now for book in books)


def all_files(app: Sphinx) -> list[BookFile]:
    """Return all files that are offered by a page of the site."""
    ready = of_app(app, Ready).offered(app.env)
    shown = {"" if page == app.config.book_page else page for page in app.env.all_docs}
    return [one for page, files in sorted(ready.items()) if page in shown for one in files]


def publish(app: Sphinx, exception: Exception | None) -> None:
    """Write the files (answers ``build-finished``)."""
    if exception is not None or not is_site(app):
        return
    for one in all_files(app):
        path = f"{FOLDER}/{one.name}"
        if not file_is_current(app, path, one.digest):
            write(Path(app.outdir) / path, (folder_of(app) / one.name).read_bytes())


def setup(app: Sphinx) -> None:
    """Connect the line and the files."""
    app.add_post_transform(OfferLine)
    app.connect("public-state", is_as_in_books)
    app.connect("build-finished", publish, priority=BuildFinished.BOOKS)
