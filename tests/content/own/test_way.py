"""A reader who begins at the perceptron arrives at a language model that is served."""

from __future__ import annotations

import posixpath
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

START = "posts/deep-learning-from-the-ground-up/the-perceptron.html"
PIECES = [
    "posts/attention/inside-a-transformer.html",
    "posts/attention/positions-from-sinusoids-to-rope.html",
    "posts/attention/linear-attention-and-the-delta-rule.html",
    "posts/attention/selective-state-spaces.html",
    "posts/attention/attention-over-depth.html",
    "posts/inference-systems/floating-point.html",
    "posts/inference-systems/inference-from-black-box-to-pagedattention.html",
    "posts/inference-systems/prefill-decode-and-the-storage-wall.html",
]


class Reader:
    """Who follows the links of the site's pages, which stand in *site*."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.follow = cache(self._follow)

    def _follow(self, page: str, selector: str) -> tuple[str, ...]:
        html = BeautifulSoup((self.site / page).read_text("utf-8"), "lxml")
        folder = posixpath.dirname(page)
        links = [str(link["href"]).partition("#")[0] for link in html.select(selector)]
        return tuple(posixpath.normpath(posixpath.join(folder, link)) for link in links)

    def before(self, page: str) -> tuple[str, ...]:
        """Return what "before you read" on *page* names."""
        return self.follow(page, ".before-reading > p a")

    def next(self, page: str) -> tuple[str, ...]:
        """Return the piece that *page* offers to read next."""
        return self.follow(page, "a.read-next")


@pytest.fixture(scope="module")
def reader(site: Path) -> Reader:
    return Reader(site)


@pytest.mark.parametrize("piece", PIECES, ids=lambda page: Path(page).stem)
def test_what_a_piece_needs_has_been_read_when_one_comes_to_it(piece: str, reader: Reader) -> None:
    way = [*reader.follow(piece, ".before-reading .way li a"), piece]
    read: set[str] = set()
    for page in way:
        assert {*reader.before(page)} <= read, page
        read.add(page)


def test_next_and_before_lead_from_the_perceptron_to_the_last_piece(reader: Reader) -> None:
    series = "posts/deep-learning-from-the-ground-up", "posts/attention", "posts/inference-systems"
    pages = {
        page.relative_to(reader.site).as_posix()
        for folder in series
        for page in (reader.site / folder).glob("*.html")
    }
    read, reached = set[str](), {START}
    while reached > read:
        page = min(reached - read)
        read.add(page)
        # On to the next, back to what it needs, or to one that needs a piece that was read.
        reached |= {*reader.next(page), *reader.before(page)} & pages
        reached |= {other for other in pages if {*reader.before(other)} & read}
    assert {*PIECES} <= read
