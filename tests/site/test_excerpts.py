"""A summary or claim says the same wherever it is shown, formula by formula."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from lxml import html
from lxml.html import HtmlElement

from tests.site.conftest import FeedEntry
from tests.support.reading import in_unicode, place, tell, tex, text_of

# What shows another page, and in it its title and its excerpt.
ENTRY = (
    # The title of a card stands in a box that has the direction of its script.
    "//*[contains(concat(' ', @class, ' '), ' entry-title ')]/ancestor::*[position() <= 2]"
    "[*[contains(@class, 'entry-summary') or contains(@class, 'claim')]"
    # A list of series in few lines shows no summary.
    " or (contains(concat(' ', @class, ' '), ' series ') and p[not(@class)])]"
)
EXCERPT = "./*[contains(@class, 'entry-summary') or contains(@class, 'claim')] | ./p[not(@class)]"
# A piece without a summary is shown elsewhere by its first paragraph.
OPENING = "//*[@class='opening'] | //p[@class='excerpt']"

MATH = (
    "<math><semantics><mrow><msup><mi>n</mi><mn>2</mn></msup></mrow>"
    '<annotation encoding="application/x-tex">n ^2</annotation></semantics></math>'
    '<span aria-hidden="true">n2</span>'
)


def with_tex(tree: HtmlElement) -> str:
    """Return the text of *tree* with its formulas as TeX."""
    return text_of(tree, lambda math: f"⟦{tex(math)}⟧")


def with_unicode(tree: HtmlElement) -> str:
    """Return the text of *tree* with its formulas in Unicode."""
    return text_of(tree, in_unicode)


def says(cut: str, whole: str) -> bool:
    """Tell whether *cut* is *whole*, or the words that it starts with and an ellipsis."""
    start = cut.removesuffix("…")
    return cut == whole or (start != cut and bool(start) and f"{whole} ".startswith(f"{start} "))


def excerpts(tree: HtmlElement, page: str, base: str) -> Iterator[tuple[str, HtmlElement]]:
    """Yield the pages whose excerpts *page* shows, with the excerpts."""
    for entry in tree.xpath(ENTRY):
        [href] = entry.xpath(".//*[contains(@class, 'entry-title')]//a/@href")
        shown = place(str(href), page, base)
        yield (shown[0] if shown else ""), entry.xpath(EXCERPT)[0]


@pytest.fixture(scope="module")
def openings(trees: dict[str, HtmlElement], pages: list[str]) -> dict[str, HtmlElement]:
    """The summary or claim of each page that has one, as it stands on the page."""
    found = {page: trees[page].xpath(OPENING) for page in pages}
    return {page: heads[0] for page, heads in found.items() if heads}


@pytest.fixture(scope="module")
def shown(trees: dict[str, HtmlElement], base: str) -> dict[str, list[tuple[str, HtmlElement]]]:
    """Where each piece is shown, and what is shown of it there."""
    found: dict[str, list[tuple[str, HtmlElement]]] = {}
    for page, tree in trees.items():
        for piece, excerpt in excerpts(tree, page, base):
            found.setdefault(piece, []).append((page, excerpt))
    return found


@pytest.mark.parametrize(
    ("write", "expected"), [(with_tex, "in ⟦n ^2⟧ steps"), (with_unicode, "in n² steps")]
)
def test_text_with_formulas(write: Callable[[HtmlElement], str], expected: str) -> None:
    tree = html.fromstring(f"<div><p>in\n {MATH}  <em>st</em>eps</p><script>x</script></div>")
    assert write(tree) == expected


@pytest.mark.parametrize(
    ("cut", "whole", "same"),
    [
        ("one two", "one two", True),
        ("one…", "one two", True),
        ("one two…", "one two", True),
        ("one", "one two", False),
        ("on…", "one two", False),
        ("two…", "one two", False),
        ("…", "one two", False),
    ],
)
def test_what_is_cut_says_the_same(cut: str, whole: str, same: bool) -> None:
    assert says(cut, whole) == same


@pytest.mark.site
def test_every_piece_has_an_excerpt_of_its_own(
    openings: dict[str, HtmlElement], pieces: list[str]
) -> None:
    texts = [with_tex(openings[piece]) for piece in pieces if piece in openings]
    assert len(texts) == len(set(texts)) == len(pieces)


@pytest.mark.site
def test_excerpts_read_the_same_on_all_pages(
    openings: dict[str, HtmlElement],
    shown: dict[str, list[tuple[str, HtmlElement]]],
    pieces: list[str],
    many: bool,
) -> None:
    series = {name for name, places in shown.items() if "series.html" in dict(places)}
    assert series or not many
    for piece in (*pieces, *sorted(series)):
        own = with_tex(openings[piece])
        tell({f"{piece} on {p}": _differs(with_tex(excerpt), own) for p, excerpt in shown[piece]})


@pytest.mark.site
def test_every_piece_is_shown_in_the_archive_and_by_its_tags(
    shown: dict[str, list[tuple[str, HtmlElement]]],
    pieces: list[str],
    trees: dict[str, HtmlElement],
) -> None:
    for piece in pieces:
        where = [page for page, _ in shown[piece]]
        assert any(re.fullmatch("archive(/page-[0-9]+)?.html", page) for page in where), piece
        is_tagged = bool(trees[piece].xpath("//p[@class='facts']/*[@class='tags']/a"))
        assert any(page.startswith("tags/") for page in where) == is_tagged, piece
        assert piece.startswith("posts/") or "shorts/index.html" in where, piece


@pytest.mark.site
def test_excerpts_read_the_same_in_the_feed(
    openings: dict[str, HtmlElement], feed_entries: list[FeedEntry]
) -> None:
    tell(
        {
            entry.page: _differs(with_tex(entry.summary), with_tex(openings[entry.page]))
            for entry in feed_entries
        }
    )


@pytest.mark.site
def test_descriptions_say_what_excerpts_say(
    openings: dict[str, HtmlElement], trees: dict[str, HtmlElement]
) -> None:
    faults = {}
    for page, opening in openings.items():
        [description] = trees[page].xpath("//meta[@name='description']/@content")
        whole = with_unicode(opening)
        faults[page] = [] if says(description, whole) else _differs(description, whole)
    tell(faults)


@pytest.mark.site
def test_titles_read_the_same_wherever_they_are_shown(
    trees: dict[str, HtmlElement], feed_entries: list[FeedEntry], base: str, pieces: list[str]
) -> None:
    """The tab, the lists and the feed name a piece as its own page does."""
    headings = {piece: trees[piece].find(".//h1") for piece in pieces}
    for page, tree in trees.items():
        for title in tree.xpath("//*[contains(@class, 'entry-title')]//a"):
            named = place(title.get("href"), page, base)
            if named and named[0] in headings:
                assert with_tex(title) == with_tex(headings[named[0]]), page
    for piece, heading in headings.items():
        assert trees[piece].findtext(".//title").startswith(f"{with_unicode(heading)} – "), piece
    assert {e.page: e.title for e in feed_entries} == {
        e.page: with_unicode(headings[e.page]) for e in feed_entries
    }


def _differs(text: str, own: str) -> list[str]:
    return [] if text == own else [f"\n  {text}\nis not\n  {own}"]
