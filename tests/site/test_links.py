"""Every link leads somewhere, every page is found, every listing lists each piece once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import pytest
from lxml import etree, html
from lxml.html import HtmlElement

from extensions.model.catalog.publication import Publication
from tests.site.conftest import FeedEntry
from tests.support.pages import NO_PAGES
from tests.support.project import ROOT
from tests.support.reading import ids, parse, place, references, tell, text_of

# Served for addresses where nothing is: a page, but no place.
NOT_FOUND = "404.html"
HOME, SEARCH = "index.html", "search.html"
# Titles of pieces and series on a page that lists them, as cards, items and reading orders.
ENTRIES = (
    "//*[contains(@class, 'entry-title')]//a/@href"
    " | //*[contains(concat(' ', @class, ' '), ' series ')]/ol/li/p/a[1]/@href"
)
URL = re.compile(r"""url\(["']?([^"')]+)["']?\)""")

pytestmark = pytest.mark.site

Places = Mapping[str, tuple[str, str]]


def repeated(things: Iterable[str]) -> list[str]:
    """Return what is more than once among *things*."""
    return [thing for thing, times in Counter(things).items() if times > 1]


def entries(tree: HtmlElement, page: str, base: str) -> list[str]:
    """Return the pages that are listed on *page*, in their order."""
    listed = [place(str(href), page, base) for href in tree.xpath(ENTRIES)]
    return [found[0] for found in listed if found]


@pytest.fixture(scope="module")
def links(trees: dict[str, HtmlElement], base: str) -> dict[str, dict[str, tuple[str, str]]]:
    """File and anchor of each address within the site, by page and address."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for page, tree in trees.items():
        places = {address: place(address, page, base) for address in set(references(tree))}
        found[page] = {address: target for address, target in places.items() if target}
    return found


@pytest.fixture(scope="module")
def anchors(site: Path, trees: dict[str, HtmlElement]) -> dict[str, set[str]]:
    """The ids of each page and drawing."""
    drawings = {path: etree.parse(str(path)).getroot() for path in site.rglob("*.svg")}
    found = {path.relative_to(site).as_posix(): set(ids(tree)) for path, tree in drawings.items()}
    return found | {page: {"", "top", *ids(tree)} for page, tree in trees.items()}


@pytest.fixture(scope="module")
def listed(trees: dict[str, HtmlElement], base: str) -> dict[str, list[str]]:
    """What each page that is no piece lists, in its order."""
    return {page: entries(tree, page, base) for page, tree in trees.items()}


def on_all_pages(listed: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return what each list has on all of its pages together, by its first."""
    found: dict[str, list[str]] = {}
    for page, pieces in listed.items():
        found.setdefault(re.sub(r"/page-\d+\.html$", ".html", page), []).extend(pieces)
    return found


def dead(places: Places, site: Path, anchors: Mapping[str, set[str]]) -> list[str]:
    """Return the addresses among *places* that lead to no file or no id."""
    return [
        address
        for address, (name, anchor) in sorted(places.items())
        if not (site / name).is_file() or (anchor and anchor not in anchors.get(name, set()))
    ]


def test_addresses_are_resolved_as_browsers_do() -> None:
    base, page = "https://a.example/b/", "posts/one.html"
    assert place("../tags/x.html#y%20z", page, base) == ("tags/x.html", "y z")
    assert place("#here", page, base) == (page, "here")
    assert place("", page, base) == (page, "")
    assert place("two.html?q=1", page, base) == ("posts/two.html", "")
    assert place("https://a.example/b/", page, base) == (HOME, "")
    assert place("https://a.example/b/c/#d", page, base) == ("c/index.html", "d")
    for outside in ("https://b.example/", "mailto:a@b.example", "data:image/png;base64,AA", "/c"):
        assert place(outside, page, base) is None


def test_dead_links_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<p id="p">')
    places = {"1": ("a.html", "p"), "2": ("a.html", "q"), "3": ("b.html", ""), "4": ("a.html", "")}
    assert dead(places, tmp_path, {"a.html": {"p"}}) == ["2", "3"]


def test_all_references_of_a_page_are_read() -> None:
    page = '<p><a href="a"></a><img src="b" srcset="c 1x, d 2x"><svg><use xlink:href="#e"/></svg>'
    assert list(references(html.fromstring(page))) == ["a", "b", "c", "d", "#e"]


def test_every_link_on_a_page_leads_somewhere(
    links: dict[str, Places], site: Path, anchors: dict[str, set[str]], many: bool
) -> None:
    assert not many or len(links[HOME]) > 10
    tell({page: dead(places, site, anchors) for page, places in links.items()})


def test_no_link_on_a_page_leaves_the_site_by_its_root(
    links: dict[str, Places], trees: dict[str, HtmlElement]
) -> None:
    """An address that starts with a slash is dead where the site lies in a folder."""
    tell(
        {
            page: [address for address in references(tree) if address.startswith("/")]
            for page, tree in trees.items()
            # Shown at any depth, it can name nothing in another way.
            if page != NOT_FOUND
        }
    )


def test_no_link_leads_to_a_page_that_only_sends_on(
    links: dict[str, Places], pages: list[str]
) -> None:
    tell(
        {
            page: [a for a, (to, _) in places.items() if to.endswith(".html") and to not in pages]
            for page, places in links.items()
        }
    )


def test_pages_that_send_on_send_to_pages(site: Path, pages: list[str], base: str) -> None:
    for path in site.rglob("*.html"):
        page = path.relative_to(site).as_posix()
        if page not in pages and not NO_PAGES & {*path.parts}:
            [target, *more] = set(parse(path).xpath("//a/@href | //link[@rel='canonical']/@href"))
            assert not more, page
            assert (place(target, page, base) or ("",))[0] in pages, page


def test_every_link_of_the_feed_leads_somewhere(
    feed: etree._Element,
    feed_entries: list[FeedEntry],
    base: str,
    site: Path,
    anchors: dict[str, set[str]],
) -> None:
    addresses = set(map(str, feed.xpath("//*[local-name()='link']/@href")))
    addresses |= {address for entry in feed_entries for address in references(entry.content)}
    assert [address for address in addresses if "://" not in address] == []
    places = {address: place(address, "", base) for address in addresses}
    tell({"atom.xml": dead({a: to for a, to in places.items() if to}, site, anchors)})


def test_every_file_that_a_style_sheet_asks_for_is_there(site: Path) -> None:
    sheets = sorted(site.rglob("*.css"))
    assert sheets
    tell(
        {
            sheet.relative_to(site).as_posix(): [
                url
                for url in URL.findall(sheet.read_text("utf-8"))
                if not url.startswith(("data:", "#"))
                and not (sheet.parent / re.sub("[?#].*", "", url)).is_file()
            ]
            for sheet in sheets
        }
    )


def test_no_draft_is_published_and_none_is_linked(site: Path, links: dict[str, Places]) -> None:
    hidden = [
        Path(source).with_suffix(".html").as_posix()
        for source in Publication().today(ROOT / "docs", code="").hidden(date.today())
    ]
    assert [name for name in hidden if (site / name).exists()] == []
    tell(
        {page: [to for to, _ in places.values() if to in hidden] for page, places in links.items()}
    )


def test_every_page_is_reached_from_the_home_page(
    links: dict[str, Places], pages: list[str]
) -> None:
    reached, ahead = {HOME}, [HOME]
    while ahead:
        fresh = {to for to, _ in links[ahead.pop()].values() if to in links} - reached
        reached |= fresh
        ahead += fresh
    assert sorted(set(pages) - reached) == [NOT_FOUND]


def test_ids_are_unique(trees: dict[str, HtmlElement]) -> None:
    tell({page: repeated(ids(tree)) for page, tree in trees.items()})


def test_labels_and_descriptions_name_an_id(trees: dict[str, HtmlElement]) -> None:
    naming = "//@for | //@aria-labelledby | //@aria-describedby | //@aria-controls"
    tell(
        {
            page: {name for names in tree.xpath(naming) for name in names.split()} - set(ids(tree))
            for page, tree in trees.items()
        }
    )


def test_no_page_lists_a_piece_twice(listed: dict[str, list[str]], many: bool) -> None:
    assert not many or len(listed[HOME]) > 5
    tell({page: repeated(found) for page, found in listed.items()})


def test_archive_and_series_and_shorts_list_every_piece(
    listed: dict[str, list[str]], pieces: list[str]
) -> None:
    whole = on_all_pages(listed)
    assert sorted(whole["archive.html"]) == sorted(pieces)
    years = [page for page in whole if page.startswith("archive/")]
    assert sorted(piece for year in years for piece in whole[year]) == sorted(pieces)
    # A site need not have a page of all shorts, nor one of all series.
    shorts = [piece for piece in pieces if piece.startswith("shorts/")]
    assert sorted(listed.get("shorts/index.html", shorts)) == shorts
    series = [page for page in listed if re.fullmatch("posts/[^/]+/index.html", page)]
    members = [piece for page in series for piece in listed[page]]
    assert sorted(members) == [
        piece for piece in pieces if piece.startswith("posts/") and (piece.count("/") == 2)
    ]
    assert sorted(listed.get("series.html", series + members)) == sorted(series + members)


def test_tag_pages_list_what_shows_the_tag(
    listed: dict[str, list[str]], trees: dict[str, HtmlElement], pieces: list[str], base: str
) -> None:
    whole = on_all_pages(listed)
    shown: dict[str, list[str]] = {page: [] for page in whole if page.startswith("tags/")}
    for piece in pieces:
        for href in trees[piece].xpath(
            "//article/section/p[@class='facts']/*[@class='tags']/a/@href"
        ):
            shown[(place(href, piece, base) or ("",))[0]].append(piece)
    assert {page: sorted(whole[page]) for page in shown} == shown
    assert all(shown.values())


def test_author_pages_list_what_the_feed_says_is_theirs(
    listed: dict[str, list[str]], trees: dict[str, HtmlElement], feed_entries: list[FeedEntry]
) -> None:
    whole = on_all_pages(listed)
    names = {text_of(trees[p].find(".//h1")): p for p in whole if p.startswith("authors/")}
    for entry in feed_entries:
        theirs = {names[author] for author in entry.authors}
        assert {page for page in names.values() if entry.page in whole[page]} == theirs, entry.page


@pytest.mark.parametrize("overview", ["tags.html", "topics.html", "authors.html"])
def test_overviews_count_what_is_listed(
    overview: str, listed: dict[str, list[str]], trees: dict[str, HtmlElement], base: str
) -> None:
    if overview not in trees:
        assert not [page for page in listed if page.startswith(overview.replace(".html", "/"))]
        return
    terms = trees[overview].findall(".//article//dt")
    counts = {}
    for term in terms:
        page = place(term.find(".//a").get("href"), overview, base)
        counts[page[0] if page else ""] = int(term.find_class("facts")[0].text)
    folder = overview.removesuffix(".html") + "/"
    whole = on_all_pages(listed)
    assert counts == {page: len(found) for page, found in whole.items() if page.startswith(folder)}


def test_each_page_names_its_own_address(trees: dict[str, HtmlElement], base: str) -> None:
    for page, tree in trees.items():
        # A folder is the address of its index; what is no place to arrive at has none.
        address = re.sub(r"(^|/)index\.html$", r"\1", base + page)
        wanted = [] if page in (NOT_FOUND, SEARCH) else [address]
        assert tree.xpath("//link[@rel='canonical']/@href") == wanted, page


def test_feed_has_one_entry_for_each_of_the_newest_pieces(
    feed_entries: list[FeedEntry], listed: dict[str, list[str]], base: str
) -> None:
    assert repeated(entry.id for entry in feed_entries) == []
    newest = listed["archive.html"][: len(feed_entries)]
    assert [entry.page for entry in feed_entries] == newest
    assert [entry.id for entry in feed_entries] == [base + page for page in newest]
