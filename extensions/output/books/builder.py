"""The builder ``books``: EPUB and PDF of the pieces, the series and the whole."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.epub3 import Epub3Builder

from extensions.building.up_to_date import BOOK_RECORD
from extensions.doctree.compat import app_of
from extensions.doctree.translation import text_direction
from extensions.lib.files import write
from extensions.lib.messages import warn
from extensions.markup.cleantext.text import plain
from extensions.model.catalog.domain import catalog_of
from extensions.output.books.book_addresses import site_address
from extensions.output.books.chapters import Chapter, chapter_of
from extensions.output.books.cover import cover
from extensions.output.books.epub import Edition, Written, epub
from extensions.output.books.paper import Paper
from extensions.output.books.record import KINDS, Record, states
from extensions.output.books.volumes import Volume, volumes
from extensions.output.books.xhtml import BookTranslator, body_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

STYLE = Path(__file__).with_name("book.css")


class BookBuilder(Epub3Builder):
    """Writes all books anew; what takes long is cached by its content."""

    name = "books"
    epilog = "The books are in %(outdir)s."
    default_translator_class = BookTranslator
    allow_parallel = False

    def get_outdated_docs(self) -> Iterator[str]:
        """Return all pages: a book has the numbers and titles of others."""
        return iter(sorted(self.env.all_docs))

    def write_documents(self, docnames: Set[str]) -> None:
        """Write no page by itself."""

    def copy_assets(self) -> None:
        """Copy nothing: books carry what they show."""

    def finish(self) -> None:
        """Write the books."""
        books = volumes(self.env)
        pages = list(dict.fromkeys(page for book in books for page in book.pages))
        chapters = {page: self.chapter(page) for page in pages}
        # First: the translator of HTML changes the addresses of images.
        paper = Paper(self, chapters, self.edition())
        self.write_epubs([book for book in books if book.with_epub], chapters)
        paper.write(books)
        self.note(books)

    def note(self, books: Sequence[Volume]) -> None:
        """Write down what books there are, for the next build of the site; delete all others."""
        record, names = Record(), set()
        for book in books:
            files = {}
            for kind in KINDS:
                path = Path(self.outdir) / f"{book.name}.{kind}"
                if path.is_file():
                    content = path.read_bytes()
                    files[kind] = [len(content), blake2b(content, digest_size=16).hexdigest()]
                    names.add(path.name)
            known = states(self.env, book.pages)
            record.books[book.page] = {"name": book.name, "files": files, "states": known}
        for path in Path(self.outdir).iterdir():
            if path.suffix in (".pdf", ".epub") and path.name not in names:
                path.unlink()
        record.save(Path(self.outdir) / BOOK_RECORD)

    def chapter(self, docname: str) -> Chapter:
        """Return the page *docname* as a chapter."""
        document = self.env.get_and_resolve_doctree(docname, self)
        self.post_process_images(document)
        return chapter_of(docname, document)

    def edition(self) -> Edition:
        """Return what is said of all books."""
        app, config = app_of(self), self.config
        return Edition(
            site=config.project,
            publisher=config.epub_publisher if config.epub_publisher != "unknown" else "",
            language=config.language,
            direction=text_direction(config.language),
            rights=config.copyright,
            address=lambda docname, anchor: site_address(app, docname, anchor),
        )

    def write_epubs(self, books: Sequence[Volume], chapters: dict[str, Chapter]) -> None:
        """Write *books* as EPUB."""
        catalog = catalog_of(self.env)
        written = {}
        for docname, chapter in chapters.items():
            body = body_of(self, docname, chapter.document)
            title = catalog.entries[docname].title
            written[docname] = Written(docname, title, body, self.sections(chapter))
        images = {
            Path(name).name: Path(self.srcdir, source).read_bytes()
            for source, name in self.images.items()
        }
        edition, style = self.edition(), STYLE.read_text("utf-8")
        told: set[tuple[str, str, str]] = set()
        for book in books:
            made, lost = epub(book, written, images, cover(book, edition.site), style, edition)
            write(Path(self.outdir) / f"{book.name}.epub", made)
            told |= set(lost)
        for docname, there, anchor in sorted(told):
            text = f'a link leads to "{anchor}" of {there}, which no book has: link to its section'
            warn(docname, None, "book-link", text)

    def sections(self, chapter: Chapter) -> tuple[tuple[str, str], ...]:
        """Return anchor and title, with its number, of the sections of *chapter*."""
        numbers = self.env.toc_secnumbers.get(chapter.docname, {})
        top = next(iter(chapter.document.findall(nodes.section)), None)
        found = []
        for section in top.children if top is not None else ():
            if isinstance(section, nodes.section):
                title: Any = next(iter(section.findall(nodes.title)))
                number = ".".join(map(str, numbers.get(f"#{section['ids'][0]}", ())))
                text = plain(title.children)
                found.append((section["ids"][0], f"{number} {text}".strip()))
        return tuple(found)
