"""Write the books for paper: each chapter in Typst's markup once, each book from its chapters."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.logging import getLogger
from typst import TypstError

from extensions.doctree.compat import app_of
from extensions.lib.cache import Cache
from extensions.lib.files import write
from extensions.lib.messages import warn
from extensions.markup.figures.standalone import standalone
from extensions.markup.math.transform import line_in
from extensions.output.books import formula_check
from extensions.output.books.pdf import Set, Typesetter, source_of
from extensions.output.books.typst_text import TypstTranslator

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.builders.epub3 import Epub3Builder

    from extensions.output.books.chapters import Chapter
    from extensions.output.books.epub import Edition
    from extensions.output.books.volumes import Volume

logger = getLogger(__name__)
# A book of a piece has some 200 kB, the whole 10 MB.
MOST = 200


class Paper:
    """The books of *builder* for paper, of its *chapters*."""

    def __init__(
        self, builder: Epub3Builder, chapters: Mapping[str, Chapter], edition: Edition
    ) -> None:
        self.builder, self.env, self.edition = builder, builder.env, edition
        self.folder = Path(builder.doctreedir) / "typst"
        app = app_of(builder)
        self.cache = Cache[bytes](Path(app.confdir) / app.config.book_cache, MOST)
        self.nodes: dict[str, nodes.Element] = {}
        self.set = {name: self.chapter(chapter) for name, chapter in chapters.items()}

    def chapter(self, chapter: Chapter) -> Set:
        """Return *chapter* in Typst's markup."""
        images = dict(self.builder.images.items())
        translator = TypstTranslator(chapter.document, chapter.docname, self.env, images, self.tell)
        chapter.document.walkabout(translator)
        self.nodes |= {name: node for name, (node, _html) in translator.formulas.items()}
        pictures = {name: standalone(svg) for name, svg in translator.pictures.items()}
        for name, svg in pictures.items():
            write(self.folder / name, svg)
        for source, name in images.items():
            write(self.folder / Path(name).name, Path(self.builder.srcdir, source).read_bytes())
        formulas = {name: html for name, (_node, html) in translator.formulas.items()}
        return Set(chapter.docname, "".join(translator.body), formulas, pictures)

    def tell(self, node: nodes.Node, text: str) -> None:
        """Warn of *text* at the line of the formula *node*."""
        assert isinstance(node, nodes.Element)
        logger.warning(
            "%s", text, type="groundwork", subtype="book-formula", location=line_in(node, 0)
        )

    def write(self, books: Sequence[Volume]) -> None:
        """Write each of *books* as PDF."""
        told: set[tuple[str, str, str]] = set()
        for book in books:
            source, lost = source_of(book, self.set, self.edition)
            told |= set(lost)
            write(self.folder / f"{book.name}.typ", source)
            path = Path(self.builder.outdir) / f"{book.name}.pdf"
            if made := self.made(book, source):
                write(path, made)
            else:
                # One of an older text is none of this one.
                path.unlink(missing_ok=True)
        for docname, there, anchor in sorted(told):
            text = f'a link leads to "{anchor}" of {there}, which no book has: link to its section'
            warn(docname, None, "book-link", text)
        self.cache.close()

    def made(self, book: Volume, source: str) -> bytes:
        """Return *book* as PDF, from the cache or from Typst; empty where it cannot be set."""
        pictures = [text for page in book.pages for text in self.set[page].pictures.values()]
        fonts = [Path(self.builder.confdir) / one for one in self.builder.config.book_fonts]
        known_fonts = [one.name for folder in fonts for one in sorted(folder.rglob("*"))]
        parts = [version("typst"), source, *known_fonts, *pictures]
        key = hashlib.blake2b("\0".join(parts).encode(), digest_size=20).hexdigest()
        if known := self.cache.get([key]).get(key):
            return known
        typesetter = Typesetter(self.folder, f"{book.name}.typ", fonts)
        page = book.page or book.pages[0]
        try:
            made, warnings = typesetter.pdf()
        except TypstError as error:
            text = f"Typst cannot set the book {book.name}: {one_line(error)}"
            if "could not be displayed" in text:
                text += ": name a folder with a font that has it in book_fonts"
            warn(page, None, "book", text)
            return b""
        for text in warnings:
            warn(page, None, "book", f"Typst on the book {book.name}: {text}")
        agree = self.compare(book, typesetter)
        if agree and not warnings:
            self.cache.put({key: made})
        return made

    def compare(self, book: Volume, typesetter: Typesetter) -> bool:
        """Return whether all formulas of *book* say what those of the pages say; tell of others."""
        set_here = typesetter.formulas()
        agree = True
        for page in book.pages:
            for name, katex in self.set[page].formulas.items():
                there = formula_check.on_page(katex)
                here = formula_check.on_paper(set_here[name]) if name in set_here else ""
                if here != there:
                    agree = False
                    self.tell(
                        self.nodes[name],
                        f'formula: the PDF would say "{here}" where the page says "{there}": '
                        "write it in another way",
                    )
        return agree


def one_line(error: Exception) -> str:
    """Return what *error* says, in one line, with its hints."""
    hints = getattr(error, "hints", None) or []
    return " ".join(" ".join([str(getattr(error, "message", error)), *map(str, hints)]).split())
