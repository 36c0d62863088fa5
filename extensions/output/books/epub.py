"""Put a book together as EPUB 3.3: chapters, contents, cover, in the order of the series.

The same sources give the same bytes: files in one order with one date, and a date of the book that
is that of its last piece.
"""

from __future__ import annotations

import uuid
import zipfile
from dataclasses import dataclass
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING

from extensions.doctree.translation import _
from extensions.output.books.xhtml import ID, LINK, page

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Mapping

    from extensions.output.books.volumes import Volume

CONTAINER = """\
<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/content.opf" media-type="application/oebps-package+xml"/>\
</rootfiles>
</container>
"""
MEDIA = {
    ".css": "text/css",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".xhtml": "application/xhtml+xml",
}
# The first day that the format of archives knows.
DAY = (1980, 1, 1, 0, 0, 0)
FOLDER = "book"


@dataclass(frozen=True)
class Written:
    """A chapter as XHTML: its page, its title, its body, and the titles of its sections."""

    docname: str
    title: str
    body: str
    sections: tuple[tuple[str, str], ...] = ()

    @property
    def ids(self) -> set[str]:
        """The ids of all places in it."""
        return set(ID.findall(self.body))


@dataclass(frozen=True)
class Edition:
    """What is said of all books of the site."""

    site: str
    publisher: str
    language: str
    direction: str
    rights: str
    address: Callable[[str, str], str]


def file_of(docname: str) -> str:
    """Return the file of the chapter *docname*."""
    return f"{docname.replace('/', '-')}.xhtml"


def epub(
    volume: Volume,
    chapters: Mapping[str, Written],
    images: Mapping[str, bytes],
    cover: bytes,
    style: str,
    edition: Edition,
) -> tuple[bytes, list[tuple[str, str, str]]]:
    """Return *volume* as an EPUB, and its links to places that are not there.

    Each is the page that has it, and page and place that it names.
    """
    ids = {docname: chapters[docname].ids for docname in volume.pages}
    lost: list[tuple[str, str, str]] = []
    files: dict[str, bytes] = {
        "book.css": style.encode(),
        "cover.png": cover,
        "cover.xhtml": cover_page(volume, edition).encode(),
        "title.xhtml": title_page(volume, edition).encode(),
        "nav.xhtml": navigation(volume, chapters, edition).encode(),
    }
    spine = ["cover.xhtml", "title.xhtml", "nav.xhtml"]
    for number, part in enumerate(volume.parts, start=1):
        if part.title and not part.opening:
            name = f"part-{number}.xhtml"
            body = f"<section><h1>{escape(part.title)}</h1></section>"
            files[name] = page(part.title, body, edition.language, edition.direction).encode()
            spine.append(name)
        for docname in part.all_pages:
            text = led(docname, chapters[docname].body, ids, edition, lost)
            title = chapters[docname].title
            whole = page(title, text, edition.language, edition.direction)
            files[file_of(docname)] = whole.encode()
            spine.append(file_of(docname))
    used = "".join(files[name].decode() for name in spine)
    files |= {name: image for name, image in images.items() if f'"{name}"' in used}
    files["content.opf"] = package(volume, files, spine, edition).encode()
    return archive(files), lost


def led(
    docname: str,
    body: str,
    ids: Mapping[str, set[str]],
    edition: Edition,
    lost: list[tuple[str, str, str]],
) -> str:
    """Return *body* with its links leading within the book, or to the site."""

    def address(link: re.Match[str]) -> str:
        there, anchor = link[1], link[2] or ""
        if there not in ids:
            return f'href="{escape(edition.address(there, anchor), quote=True)}"'
        if anchor and anchor not in ids[there]:
            lost.append((docname, there, anchor))
            anchor = ""
        name = "" if there == docname and anchor else file_of(there)
        return f'href="{name}{"#" if anchor else ""}{anchor}"'

    return LINK.sub(address, body)


def cover_page(volume: Volume, edition: Edition) -> str:
    """Return the page of the cover."""
    alt = escape(_("Cover: {title}").format(title=volume.title), quote=True)
    body = f'<div class="cover" epub:type="cover"><img src="cover.png" alt="{alt}"/></div>'
    return page(volume.title, body, edition.language, edition.direction)


def title_page(volume: Volume, edition: Edition) -> str:
    """Return the page with the title, who wrote it, and whose it is."""
    address = escape(edition.address(volume.page or "index", ""), quote=True)
    lines = [
        f'<p class="kicker">{escape(volume.kicker)}</p>' if volume.kicker else "",
        f"<h1>{escape(volume.title)}</h1>",
        f"<p>{escape(', '.join(volume.authors))}</p>",
        f"<p>{escape(edition.site)}, {volume.date}</p>",
        f'<p><a href="{address}">{address}</a></p>',
        f"<p>© {escape(edition.rights)}</p>" if edition.rights else "",
    ]
    body = '<section epub:type="titlepage">\n' + "\n".join(filter(None, lines)) + "\n</section>"
    return page(volume.title, body, edition.language, edition.direction)


def navigation(volume: Volume, chapters: Mapping[str, Written], edition: Edition) -> str:
    """Return the contents: parts, chapters, sections."""
    title = escape(_("Contents"))
    items = "".join(contents(volume, chapters))
    begin = file_of(volume.pages[0])
    body = (
        f'<nav epub:type="toc" role="doc-toc" id="toc"><h1>{title}</h1>\n<ol>\n{items}</ol></nav>\n'
        f'<nav epub:type="landmarks" hidden="hidden"><ol>'
        f'<li><a epub:type="cover" href="cover.xhtml">{escape(_("Cover"))}</a></li>'
        f'<li><a epub:type="bodymatter" href="{begin}">{escape(volume.title)}</a></li>'
        f"</ol></nav>"
    )
    return page(_("Contents"), body, edition.language, edition.direction)


def contents(volume: Volume, chapters: Mapping[str, Written]) -> Iterable[str]:
    """Yield the items of the contents of *volume*."""
    for number, part in enumerate(volume.parts, start=1):
        inner = "".join(item(chapters[one]) for one in part.pages)
        if not part.title and part.opening:
            yield f"{item(chapters[part.opening])}{inner}"
        elif part.title:
            first = file_of(part.opening) if part.opening else f"part-{number}.xhtml"
            title = f'<a href="{first}">{escape(part.title)}</a>'
            yield f"<li>{title}<ol>\n{inner}</ol></li>\n"
        else:
            yield inner


def item(chapter: Written) -> str:
    """Return the item of one chapter, with its sections."""
    name = file_of(chapter.docname)
    sections = "".join(
        f'<li><a href="{name}#{anchor}">{escape(title)}</a></li>\n'
        for anchor, title in chapter.sections
    )
    inner = f"<ol>\n{sections}</ol>" if sections else ""
    return f'<li><a href="{name}">{escape(chapter.title)}</a>{inner}</li>\n'


def package(volume: Volume, files: Mapping[str, bytes], spine: list[str], edition: Edition) -> str:
    """Return the package document of *volume*."""
    address = edition.address(volume.page or "index", "")
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"{address}#{volume.name}")
    creators = "\n".join(
        f'<dc:creator id="author-{n}">{escape(author)}</dc:creator>'
        for n, author in enumerate(volume.authors)
    )
    rights = f"<dc:rights>{escape(edition.rights)}</dc:rights>\n" if edition.rights else ""
    publisher = (
        f"<dc:publisher>{escape(edition.publisher)}</dc:publisher>\n" if edition.publisher else ""
    )
    items = "\n".join(manifest_item(name, content) for name, content in sorted(files.items()))
    order = "\n".join(f'<itemref idref="{id_of(name)}"/>' for name in spine)
    direction = ' page-progression-direction="rtl"' if edition.direction == "rtl" else ""
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book" \
xml:lang="{edition.language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="book">urn:uuid:{name}</dc:identifier>
<dc:title>{escape(volume.title)}</dc:title>
<dc:language>{edition.language}</dc:language>
{creators}
{publisher}{rights}<dc:source>{escape(address)}</dc:source>
<dc:date>{volume.date}</dc:date>
<meta property="dcterms:modified">{volume.date}T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityFeature">MathML</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta name="cover" content="{id_of("cover.png")}"/>
</metadata>
<manifest>
{items}
</manifest>
<spine{direction}>
{order}
</spine>
</package>
"""


def id_of(name: str) -> str:
    """Return the id of the file *name* in the package."""
    return "f-" + "".join(letter if letter.isalnum() else "-" for letter in name)


def manifest_item(name: str, content: bytes) -> str:
    """Return the item of the file *name* in the manifest."""
    suffix = f".{name.rpartition('.')[2].lower()}"
    marks = []
    if suffix == ".xhtml":
        marks += ["nav"] if name == "nav.xhtml" else []
        marks += ["mathml"] if b"<math" in content else []
        marks += ["svg"] if b"<svg" in content else []
        outside = (b'src="http://', b'src="https://')
        marks += ["remote-resources"] if any(one in content for one in outside) else []
    if name == "cover.png":
        marks.append("cover-image")
    properties = f' properties="{" ".join(marks)}"' if marks else ""
    return f'<item id="{id_of(name)}" href="{name}" media-type="{MEDIA[suffix]}"{properties}/>'


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return *files* in an archive whose first one says what it is."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        add(book, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        add(book, "META-INF/container.xml", CONTAINER.encode())
        for name in sorted(files):
            add(book, f"{FOLDER}/{name}", files[name])
    return made.getvalue()


def add(
    book: zipfile.ZipFile, name: str, content: bytes, method: int = zipfile.ZIP_DEFLATED
) -> None:
    """Add the file *name* to *book*, with the one date that all have."""
    info = zipfile.ZipInfo(name, DAY)
    info.compress_type = method
    info.external_attr = 0o644 << 16
    book.writestr(info, content)
