"""The pages and the feed of the built site, parsed once, and figures on their pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree, html
from lxml.html import HtmlElement
from playwright.sync_api import Browser, BrowserContext

from tests.support.reading import parse, place
from tests.support.visits import DESK, NOTE_REFUSED, NOTE_SHIFTS
from tests.support.widget_page import Opened, open_figure
from tests.support.widgets import Figure

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@dataclass(frozen=True)
class FeedEntry:
    """An entry of the feed; ``page`` is the page that it announces."""

    id: str
    page: str
    title: str
    authors: list[str]
    summary: HtmlElement
    content: HtmlElement


@pytest.fixture(scope="session")
def trees(site: Path, pages: list[str]) -> dict[str, HtmlElement]:
    """All pages by address."""
    return {page: parse(site / page) for page in pages}


@pytest.fixture(scope="session")
def visited_trees(trees: dict[str, HtmlElement], visited: list[str]) -> dict[str, HtmlElement]:
    """Those of them that are looked at one by one: all, or in a sample some of each kind."""
    return {page: trees[page] for page in visited}


@pytest.fixture(scope="session")
def pieces(pages: list[str]) -> list[str]:
    """The addresses of posts and shorts."""
    return [
        page
        for page in pages
        if page.startswith(("posts/", "shorts/")) and not page.endswith("/index.html")
    ]


@pytest.fixture(scope="session")
def feed(site: Path) -> etree._Element:
    """The feed of the site."""
    return etree.parse(str(site / "atom.xml")).getroot()


@pytest.fixture(scope="session")
def base(feed: etree._Element) -> str:
    """The public address of the site, with a slash at its end."""
    return str(feed.findtext("a:id", namespaces=ATOM)).removesuffix("atom.xml")


@pytest.fixture(scope="session")
def feed_entries(feed: etree._Element, base: str) -> list[FeedEntry]:
    """The entries of the feed."""
    return [_entry(entry, base) for entry in feed.iterfind("a:entry", ATOM)]


@pytest.fixture
def fresh(browser: Browser, server: str) -> Iterator[BrowserContext]:
    """A reader on a desk, whose visit is watched."""
    context = browser.new_context(base_url=server, viewport=DESK, color_scheme="light")
    context.add_init_script(NOTE_SHIFTS)
    context.add_init_script(NOTE_REFUSED)
    yield context
    context.close()


@pytest.fixture
def opened(fresh: BrowserContext, figure: Figure) -> Opened:
    """The figure on its page, started."""
    return open_figure(fresh.new_page(), figure)


def _entry(entry: etree._Element, base: str) -> FeedEntry:
    [link] = entry.findall("a:link", ATOM)
    announced = place(link.get("href", ""), "", base)
    return FeedEntry(
        id=entry.findtext("a:id", "", ATOM),
        page=announced[0] if announced else "",
        title=entry.findtext("a:title", "", ATOM),
        authors=[name.text or "" for name in entry.iterfind("a:author/a:name", ATOM)],
        summary=html.fragment_fromstring(entry.findtext("a:summary", "", ATOM)),
        content=html.fragment_fromstring(entry.findtext("a:content", "", ATOM)),
    )
