"""Convert the HTML of a page to that of a feed entry, which any feed reader can show.

The finished page is converted and not its doctree, because to write that again would take as long
as the first time.  Nothing that a feed reader may lack is relied upon.  Formulas are MathML alone:
KaTeX's HTML is unreadable without its style sheet, and both show every formula twice.  Drawings
are images with a text: most readers remove inline SVG and leave its labels.  Nothing is folded.
Every link is absolute, within the page too, so that no id is needed and none can clash with that
of another entry.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from lxml.html import Element, HtmlElement, fragment_fromstring, tostring

from extensions.markup.cleantext.unicode_math import mathml

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# What is no part of the piece: a reader shows the title and the facts of an entry itself.
LEFT_OUT = (
    "//h1 | /div/section/p[@class='facts'] | //a[@class='headerlink' or @class='enlarge']"
    " | //*[contains(concat(' ', @class, ' '), ' margin ')]"
    " | //*[@class='depth'] | //details[@class='detour']/summary"
    " | //*[contains(concat(' ', @class, ' '), ' symbols ')]"
    " | //*[contains(@class, 'referred-to-by') or contains(@class, 'before-reading')]"
    " | //span[@class='linenos' or @class='backrefs']"
    " | //*[contains(concat(' ', @class, ' '), ' widget-controls ')]"
    " | //*[@class='derivation-controls' or @class='checked of-line']"
    " | //*[contains(@class, 'checked-numbers')]"
    " | //button | //input | //form | //script | //style | //link | //svg | //comment()"
)
DRAWN = "//svg[contains(concat(' ', @class, ' '), ' drawn ')]"
ERRATA = "//li[contains(concat(' ', @class, ' '), ' erratum ')]"
# Attributes that mean something without a style sheet and a script.
KEPT = {
    *("href", "src", "alt", "title", "lang", "dir", "open", "width", "height"),
    *("colspan", "rowspan", "scope", "start", "reversed", "type", "value"),
}
PLACE = re.compile(r'<math id="([0-9]+)"></math>')
# What XML 1.0 has no way to say.
UNSAYABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def strip_invalid_xml_chars(text: str) -> str:
    """Return *text* without the control characters that XML cannot hold."""
    return UNSAYABLE.sub("", text)


def feed_html(
    body: str, url: str, formulas: Iterable[str], drawings: Sequence[str]
) -> tuple[str, str, dict[str, str]]:
    """Return the HTML of a piece for feeds, that of its summary, and that of its errata by anchor.

    *body* is the HTML of its page, *url* the public address of the page, *formulas* are all
    that KaTeX made on it, *drawings* the addresses of the files of its drawings, in order.
    """
    # Formulas are most of the page, and nothing in them changes: they stay out of the tree.
    apart = list(dict.fromkeys(formulas))
    for number, formula in enumerate(apart):
        body = body.replace(formula, f'<math id="{number}"></math>')
    root = fragment_fromstring(strip_invalid_xml_chars(body), create_parent="div")
    for svg, address in zip(root.xpath(DRAWN), drawings, strict=True):
        put(svg, Element("img", src=address, alt=svg.get("aria-label", "")))
    for node in root.xpath(LEFT_OUT):
        node.drop_tree()
    for number in root.xpath("//a[@class='checked']"):
        number.drop_tag()
    for block in root.xpath("//div[@class='highlight']/pre"):
        put(block, code(block))
    for address in root.xpath("//@href | //@src"):
        address.getparent().set(address.attrname, urljoin(url, address))
    openings = root.xpath("//div[@class='opening'] | //p[@class='excerpt']")
    errata = {item.get("id"): item for item in root.xpath(ERRATA)}
    strip_presentation(root)
    sources = [with_tex_aside(formula) for formula in apart]
    summary = "".join(map(written, openings))
    apart_too = {
        anchor: with_formulas("".join(map(written, item)), sources)
        for anchor, item in errata.items()
    }
    return with_formulas(written(root), sources), with_formulas(summary, sources), apart_too


def put(new_for: HtmlElement, new: HtmlElement) -> None:
    """Put *new* in the place of *new_for*."""
    new.tail = new_for.tail
    new_for.getparent().replace(new_for, new)


@lru_cache(maxsize=512)
def with_tex_aside(katex: str) -> str:
    """Return the MathML of the formula *katex* with its TeX as an attribute.

    As an element it would be read as a second formula where MathML is not known.
    """
    math = fragment_fromstring(strip_invalid_xml_chars(mathml(katex)))
    [semantics] = math
    math.set("alttext", semantics[-1].text or "")
    math.attrib.pop("xmlns", None)
    math[:] = [semantics[0]]
    return written(math)


def with_formulas(html: str, formulas: Sequence[str]) -> str:
    """Return *html* with its *formulas* in their places."""
    return PLACE.sub(lambda place: formulas[int(place[1])], html)


def code(block: HtmlElement) -> HtmlElement:
    """Return the highlighted *block* as code without marks."""
    plain = Element("code")
    plain.text = block.text_content()
    bare = Element("pre")
    bare.append(plain)
    return bare


def strip_presentation(root: HtmlElement) -> None:
    """Unfold what is folded in *root*, and take off what only the site's own pages know."""
    for fold in root.iter("details"):
        fold.set("open", "")
    for node in root.xpath("//*[@*][not(self::math)]"):
        for name in set(node.attrib) - KEPT:
            del node.attrib[name]
    for node in root.xpath("//span[not(@*)] | //div[not(node())]"):
        node.drop_tag()


def written(node: HtmlElement) -> str:
    """Return *node* as HTML."""
    return str(tostring(node, encoding="unicode", with_tail=False))
