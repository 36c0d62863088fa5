"""Read built pages and the feed as a reader does, not as a machine: text, links, formulas."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml import etree, html
from lxml.html import HtmlElement

from extensions.markup.cleantext.unicode_math import readable

# Text in these is quoted as it is, or is no text.
UNREAD = {"pre", "code", "script", "style", "annotation"}
# Attributes that are read out or shown.
SPOKEN = ("aria-label", "aria-description", "alt", "title", "placeholder", "content")
LINKING = ("href", "src", "action", "poster", "data", "xlink:href")
OPENING = "<math><semantics>"
# Signs of MathML that nobody sees.
UNSEEN = re.compile("[\u200b\u2061-\u2064\\s]")


def parse(path: Path) -> HtmlElement:
    """Return the page in the file *path*."""
    parser = html.HTMLParser(encoding="utf-8")
    tree: HtmlElement = html.parse(str(path), parser=parser).getroot()
    return tree


def tell(faults: Mapping[str, Iterable[object]]) -> None:
    """Fail with all *faults*, listed by the page that they are on."""
    lines = [f"{name}: {fault}" for name, found in faults.items() for fault in found]
    assert not lines, "\n" + "\n".join(lines)


def texts(tree: HtmlElement) -> Iterator[str]:
    """Yield the pieces of text in *tree* that are seen or read out, attributes included."""
    if isinstance(tree.tag, str) and tree.tag not in UNREAD:
        yield from filter(None, (tree.text, *map(tree.get, SPOKEN)))
        for child in tree:
            yield from texts(child)
            if child.tail:
                yield child.tail


def maths(tree: HtmlElement) -> list[HtmlElement]:
    """Return the ``<math>`` elements in *tree*."""
    return list(tree.iter("math"))


def tex(math: HtmlElement) -> str:
    """Return the TeX that *math* was written in, white space folded, or else its text."""
    notes = "".join(note.text or "" for note in math.iter("annotation"))
    # In feeds it is an attribute.
    return " ".join((notes or math.get("alttext") or said(math)).split())


def said(math: HtmlElement) -> str:
    """Return the text of *math* as one gets it by cutting tags off, without its TeX."""
    semantics = next(math.iter("semantics"), None)
    heard = math if semantics is None else semantics[0]
    return UNSEEN.sub("", "".join(heard.itertext()))


def in_unicode(math: HtmlElement) -> str:
    """Return the formula *math* as a line of Unicode text."""
    if math.find("semantics") is not None:
        return readable(as_xml(math))
    [row] = math
    return readable(f"{OPENING}{as_xml(row)}<annotation/></semantics></math>")


def as_xml(math: HtmlElement) -> str:
    """Return *math* as XML, without what follows it."""
    return str(etree.tostring(math, encoding="unicode", with_tail=False))


def text_of(tree: HtmlElement, formula: Callable[[HtmlElement], str] = said) -> str:
    """Return the text of *tree* in one line: *formula* says what stands for each formula.

    Left out are what is hidden from those who listen (KaTeX's second form of each
    formula) and the permalinks of headings.
    """
    return " ".join("".join(_parts(tree, formula)).split())


def _parts(tree: HtmlElement, formula: Callable[[HtmlElement], str]) -> Iterator[str]:
    if tree.tag == "math":
        yield formula(tree)
    elif not _is_silent(tree):
        yield tree.text or ""
        for child in tree:
            yield from _parts(child, formula)
            yield child.tail or ""


def _is_silent(element: HtmlElement) -> bool:
    return (
        not isinstance(element.tag, str)
        or element.tag in {"script", "style"}
        or element.get("aria-hidden") == "true"
        or element.get("class") == "headerlink"
    )


def references(tree: HtmlElement) -> Iterator[str]:
    """Yield the address of all that *tree* links to or loads."""
    for element in tree.iter(etree.Element):
        yield from (element.get(name) for name in LINKING if element.get(name) is not None)
        yield from (part.split()[0] for part in (element.get("srcset") or "").split(",") if part)


def place(address: str, page: str, base: str) -> tuple[str, str] | None:
    """Return the file of the site and the anchor that *address* on *page* stands for.

    ``None`` if it leads out of the site, whose own address is *base*.
    """
    url, anchor = urldefrag(urljoin(base + page, address))
    if urlsplit(url).scheme in {"data", "mailto"} or not url.startswith(base):
        return None
    name = unquote(urlsplit(url.removeprefix(base)).path)
    return (f"{name}index.html" if not name or name.endswith("/") else name), unquote(anchor)


def ids(tree: etree._Element) -> list[str]:
    """Return all ids in *tree*, in their order."""
    return [str(one) for one in tree.xpath("//@id")]
