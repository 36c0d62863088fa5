"""What is wrong with the picture that an interactive figure draws."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extensions.markup.figures.clean import NotSvgError, dropped_from
from extensions.model.frontmatter.fields import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

# How much of an element that holds no number is shown.
PIECE = 60
# A letter may stand before it, as in "h" of a path.
NO_NUMBER = re.compile(
    r"""(NaN|undefined)\b|=(["'])(null)\2|(\[object \w+\])|=\"[^\"]*(Infinity)\b"""
)
# What neither SVG nor UTF-8 can hold: signs that steer, and halves of characters.
NO_SIGN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Browsers and processors differ in the last digits of a sine.
LONG_NUMBER = re.compile(r"\d\.\d{7,}")
# XML knows five names; those of HTML it does not.
NAMED_SIGN = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[a-z]\w*;", re.I)
WORDS = re.compile(r"<text\b.*?</text>", re.S)
ELEMENT = re.compile(r"<[a-z]", re.I)
# So many are styled, laid out and painted between two frames.
MOST_ELEMENTS = 700
# In a column of 300 px, a line that is one unit wide is not seen in a wider drawing.
WIDEST = 2_000
SIZE = 'write viewBox="0 0 400 300" into <svg>'


def no_sign(sign: str) -> str:
    """Say that *sign* cannot stand in a page."""
    code = ord(sign)
    what = "half of a character" if 0xD800 <= code <= 0xDFFF else "which no page can hold"
    return f"the sign U+{code:04X}, {what}: cut words with [...words], and leave such signs out"


def view_of(svg: str) -> str:
    """Return the size of the drawing *svg*."""
    found = re.match(r'<svg\b[^>]*\bviewBox="([^"]*)"', svg)
    return found[1] if found else ""


def faults_of_svg(svg: str, name: str) -> Iterator[str]:
    """Yield what keeps *svg* from the page of the figure *name*; who asks takes the first."""
    if sign := NO_SIGN.search(svg):
        yield no_sign(sign[0])
        return
    if no_number := NO_NUMBER.search(svg):
        start = svg.rfind("<", 0, no_number.start())
        piece = svg[start : start + PIECE]
        value = next(filter(None, no_number.group(1, 3, 4, 5)))
        yield f"{value}, in {piece}…: look for a division by zero or a value that is not there"
        return
    if long := LONG_NUMBER.search(WORDS.sub("", svg)):
        yield (
            f"{long[0]}…, whose last digits a browser may compute otherwise: round it, with round "
            "or the other functions of svg.js, or toFixed(2)"
        )
        return
    try:
        refused = dropped_from(svg.encode(), whole=True)
    except NotSvgError as error:
        yield _no_svg(svg, error)
        return
    if refused:
        yield f"{', '.join(refused)}, which may not stand in a page: leave it out"
    yield from _faults_of_size(svg)
    yield from _faults_of_ids(svg, name)


def _no_svg(svg: str, error: NotSvgError) -> str:
    """Say why *svg* is no drawing, and what to write."""
    if not svg.startswith("<svg"):
        return f'no SVG: it begins with "{svg[:20]}": begin with <svg'
    if named := NAMED_SIGN.search(svg):
        return f"no SVG: {named[0]} is a sign of HTML: write the character itself"
    return f"no SVG: {error}: in words, write &lt; for < and &amp; for &, as text of svg.js does"


def _faults_of_size(svg: str) -> Iterator[str]:
    """Yield what is wrong with the size of *svg*, and with how much is in it."""
    if not svg.startswith("<svg"):
        yield f'no SVG at its beginning, but "{svg[:20]}": begin with <svg'
    elif not (view := view_of(svg)):
        yield f"no size: {SIZE}"
    elif not (size := _size_in(view)):
        yield f'a viewBox of "{view}", which is no size: {SIZE}'
    elif max(size) > WIDEST:
        yield (
            f'a viewBox of "{view}", in which nothing can be read on a phone: draw 400 units wide'
        )
    opening = svg[: svg.index(">")]
    if given := re.search(r'\s((?:width|height)="[^"]*")', opening):
        yield f"{given[1]} on <svg>: leave it out, the picture is as wide as its column"
    if (count := len(ELEMENT.findall(svg)) - 1) > MOST_ELEMENTS:
        yield (
            f"{count:,} elements, and {MOST_ELEMENTS} are the most that move smoothly: draw marks "
            "of one look as one path, with lines or dots of svg.js"
        )


def _size_in(view: str) -> tuple[float, float] | None:
    """Return width and height of a viewBox; nothing if it has none."""
    try:
        _, _, width, height = map(float, re.split(r"[\s,]+", view.strip()))
    except ValueError:
        return None
    return (width, height) if width > 0 and height > 0 else None


def _faults_of_ids(svg: str, name: str) -> Iterator[str]:
    """Yield an id that is not unique, and one that is asked for and is not there."""
    ids = re.findall(r'\sid="([^"]*)"', svg)
    for given in ids:
        if ids.count(given) > 1:
            yield f'the id "{given}" twice: give each a name of its own'
        if not given.startswith(name):
            yield (
                f'the id "{given}", which a second figure of the page would have too: begin it '
                "with id, of the second argument of draw"
            )
    for asked in re.findall(r"""url\(\s*['"]?#([^'")\s]+)|\shref="#([^"]*)\"""", svg):
        wanted = asked[0] or asked[1]
        if wanted not in ids:
            yield f"#{wanted}, and nothing in it has the id{did_you_mean(wanted, ids)}"
