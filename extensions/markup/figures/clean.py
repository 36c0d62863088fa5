"""Clean SVG drawings: keep elements and attributes that draw, and remove all others.

A drawing is inlined into the page, where a script in it would run as one of the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

# lxml has no public name for the class of its elements.
Element: TypeAlias = Any

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"

_ELEMENTS = """
svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan
textPath clipPath mask pattern marker linearGradient radialGradient stop filter image feBlend
feColorMatrix feComponentTransfer feComposite feDropShadow feFlood feFuncA feFuncB feFuncG
feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset feTile
"""
ELEMENTS = frozenset(_ELEMENTS.split())
_ATTRIBUTES = """
id class style role lang tabindex x y x1 y1 x2 y2 dx dy cx cy r rx ry fx fy d points width
height viewBox version transform preserveAspectRatio pathLength offset rotate startOffset
textLength lengthAdjust gradientUnits gradientTransform spreadMethod patternUnits
patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits markerUnits
markerWidth markerHeight refX refY orient filterUnits primitiveUnits in in2 result stdDeviation
mode operator values type k1 k2 k3 k4 radius slope intercept amplitude exponent tableValues href
alignment-baseline baseline-shift clip-path clip-rule color color-interpolation
color-interpolation-filters cursor direction display dominant-baseline fill fill-opacity
fill-rule filter flood-color flood-opacity font-family font-size font-size-adjust font-stretch
font-style font-variant font-weight image-rendering letter-spacing marker-end marker-mid
marker-start mask opacity overflow paint-order pointer-events shape-rendering stop-color
stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-rendering
unicode-bidi vector-effect visibility word-spacing writing-mode
"""
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
# In the style of an element, what could ask another host or hide that it does.
OUTWARDS = re.compile(r"url\(\s*(?!['\"]?#)|\\|@|expression|javascript|image-set", re.I)
PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*$")
# What HTML reads in another way than XML: a comment, a section of characters, an instruction.
READ_OTHERWISE = re.compile("<[!?]")


class NotSvgError(ValueError):
    """The text is no well-formed SVG; the message says why, in a few words."""


def is_drawn(content: bytes) -> bool:
    """Return whether *content* is a drawing to inline: its ``<svg>`` has the class "drawn"."""
    opening = content.lstrip().partition(b">")[0]
    return opening.startswith(b"<svg") and b'class="drawn"' in opening


def cleaned(svg: str) -> str:
    """Return *svg* without all that does not draw: itself, if it has nothing of that kind.

    Raises:
        NotSvgError: it cannot be read.
    """
    root = parsed(svg.encode())
    if not list(drop(root)) and not READ_OTHERWISE.search(svg):
        return svg
    etree.cleanup_namespaces(root)
    return str(etree.tostring(root, encoding="unicode"))


def dropped_from(content: bytes, *, whole: bool) -> list[str]:
    """Return what the SVG *content* may not have, each once, as in a message.

    Not the *whole* is looked at where it is shown as an image, in which nothing runs: what
    counts then is what runs when the file is opened by itself.

    Raises:
        NotSvgError: it cannot be read.
    """
    root = parsed(content)
    return list(dict.fromkeys(drop(root) if whole else running(root)))


def parsed(content: bytes) -> Element:
    """Return the root of the SVG *content*; nothing outside of it is read.

    Raises:
        NotSvgError: it cannot be read, or declares entities.
    """
    if re.search(rb"<!(DOCTYPE[^>]*\[|ENTITY)", content, re.I):
        raise NotSvgError("it declares entities")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        where = getattr(error, "lineno", None)
        raise NotSvgError(f"its XML breaks off or is wrong in line {where or 1}") from None
    if etree.QName(root).localname != "svg":
        raise NotSvgError("it begins with another element")
    return root


def drop(root: Element) -> Iterator[str]:
    """Take from *root* what does not draw, and yield what it was."""
    gone: set[Element] = set()
    for node in list(root.iter()):
        if node.getparent() in gone:
            gone.add(node)
        elif not isinstance(node.tag, str):
            # A comment, or an instruction to a program; neither is told.
            remove(node, root)
        elif is_unknown(node):
            yield f"<{etree.QName(node).localname}>"
            gone.add(node)
        else:
            for name, value in list(node.attrib.items()):
                if not may_have(node, str(name), str(value)):
                    yield etree.QName(name).localname
                    del node.attrib[name]
    for node in gone:
        remove(node, root)


def running(root: Element) -> Iterator[str]:
    """Yield what of *root* runs when the file is opened by itself."""
    for node in root.iter(etree.Element):
        if etree.QName(node).localname.lower() in ("script", "handler"):
            yield f"<{etree.QName(node).localname}>"
        for name, value in node.attrib.items():
            local = etree.QName(name).localname
            scheme = re.sub(r"[\x00-\x20]", "", str(value)).lower()
            is_script = local in ("href", "to", "values", "from") and "javascript:" in scheme
            if local.lower().startswith("on") or is_script:
                yield local


def is_unknown(node: Element) -> bool:
    """Return whether *node* is no element that draws."""
    name = etree.QName(node)
    return name.namespace not in (SVG, None) or name.localname not in ELEMENTS


def may_have(node: Element, name: str, value: str) -> bool:
    """Return whether *node* may have the attribute *name* with *value*."""
    qualified = etree.QName(name)
    local = qualified.localname
    if qualified.namespace not in (None, XLINK, XML):
        return False
    if qualified.namespace == XML:
        return local in ("space", "lang")
    if local == "href":
        is_image = etree.QName(node).localname == "image"
        return value.startswith("#") or (is_image and bool(PICTURE.match(value)))
    if qualified.namespace == XLINK or OUTWARDS.search(value):
        return False
    return local in ATTRIBUTES or local.startswith(("aria-", "data-"))


def remove(node: Element, root: Element) -> None:
    """Take *node* away, and leave the text behind it."""
    parent = node.getparent()
    if parent is None or node is root:
        return
    if node.tail:
        before = node.getprevious()
        if before is None:
            parent.text = (parent.text or "") + node.tail
        else:
            before.tail = (before.tail or "") + node.tail
    parent.remove(node)
