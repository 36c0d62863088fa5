"""An index of several shards: an edit costs one of them, and all are found in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from extensions.search.bundle import FOLDER, Site
from extensions.search.facets import Facets
from extensions.search.parts import Parts
from extensions.search.records import Page
from extensions.search.shards import MOST, PAGES, divided, number_of
from extensions.search.texts import PageText, Passage, Said, page_text
from tests.conftest import served
from tests.project import ROOT, Project

NAMES = [f"shorts/s{number}" for number in range(9)]
SHARDS = 3
TITLES = {"kind": {"short": "Shorts", "theorem": "Theorems"}, "tag": {"odd": "Odd", "even": "Even"}}
# The titles of all that is found.
FIND = """async ([root, query, chosen]) => {
    const { find, withStatements } = await import(`${root}_static/search-engine.js`);
    await withStatements();
    return (await find(query, chosen, 20)).found.map(({ title }) => title);
}"""
EMPTY: dict[str, dict[str, str]] = {"series": {}, "track": {}, "level": {}}


class Index:
    """An index of ``NAMES`` that can be made, edited and made again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.out = folder / "out"
        self.texts = {name: text(name) for name in NAMES}
        self.titles = {**TITLES, **EMPTY}

    def make(self) -> int:
        """Make what has changed; return the number of shards that are made."""
        shards = [{name: page(name) for name in NAMES[n::SHARDS]} for n in range(SHARDS)]
        parts = Parts(self.folder / "kept", self.out)
        digests = {name: repr(text) for name, text in self.texts.items()}
        site = Site("", "en", self.titles, SHARDS)
        made = parts.begin(site, shards, digests, self.texts.__getitem__, at_once=2)
        files = parts.end()
        on_disk = {path.relative_to(self.out).as_posix() for path in self.out.rglob("*.*")}
        assert set(files) <= on_disk
        return made

    def of_shard(self, number: int) -> dict[str, bytes]:
        """Return the files of the shard *number*."""
        paths = (self.out / FOLDER / "pages" / str(number)).rglob("*.*")
        return {path.name: path.read_bytes() for path in paths}

    def read(self, name: str) -> object:
        """Return what the file *name* says."""
        return json.loads((self.out / FOLDER / name).read_bytes())


def page(name: str) -> Page:
    """Return where *name* stands."""
    tag = ("even", "odd")[int(name[-1]) % 2]
    facets = Facets(("short",), (), (), (tag,), ())
    return Page(f"{name}.html", f"Short {name[-1]}", "short", "", 1.0, facets)


def text(name: str, words: str = "gradient") -> PageText:
    """Return a text with a statement."""
    said = Said("thm", f"Theorem {name[-1]}", "A bound on the margin")
    return page_text([Passage("top", 1, "Top", [(f"All of {words}", False)])], [said], [])


@pytest.fixture
def index(tmp_path: Path) -> Index:
    """An index that was made."""
    index = Index(tmp_path)
    assert index.make() == SHARDS
    return index


def test_number_of_shards_is_bounded_and_changes_seldom() -> None:
    assert [number_of(pages) for pages in (0, 1, PAGES)] == [1, 1, 1]
    assert [number_of(pages) for pages in (PAGES + 1, 2 * PAGES, 2 * PAGES + 1)] == [2, 2, 4]
    assert number_of(100 * PAGES) == MOST


def test_page_stays_in_its_shard_when_others_come_and_go() -> None:
    names = [f"posts/p{number}" for number in range(2 * PAGES)]
    before, after = divided(names), divided(names[5:])
    assert [set(shard) - set(names[:5]) for shard in before] == [set(shard) for shard in after]
    assert min(len(shard) for shard in before) > PAGES / 2


def test_nothing_is_made_where_nothing_has_changed(index: Index) -> None:
    assert index.make() == 0


def test_edit_costs_one_shard(index: Index) -> None:
    before = [index.of_shard(number) for number in range(SHARDS)]
    index.texts[NAMES[4]] = text(NAMES[4], "curvature")
    index.texts[NAMES[7]] = text(NAMES[7], "curvature")
    assert index.make() == 1
    after = [index.of_shard(number) for number in range(SHARDS)]
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, False, True]
    # What tells of all shards was made of what the others have left.
    words = index.read("words.json")
    assert isinstance(words, list)
    assert {"curvature", "gradient"} <= set(words)


def test_facet_that_is_new_to_the_site_is_known_to_every_shard(index: Index) -> None:
    index.titles = {**index.titles, "series": {"alpha": "Alpha"}}
    assert index.make() == SHARDS


@pytest.mark.parametrize("gone", ["out/_search/pages/1/pagefind-entry.json", "kept/shards/1.json"])
def test_shard_that_is_not_whole_is_made_again(index: Index, gone: str) -> None:
    words = index.read("words.json")
    (index.folder / gone).unlink()
    assert index.make() == 1
    assert (index.folder / gone).is_file()
    assert index.read("words.json") == words


def test_facets_that_no_page_has_are_not_offered(index: Index) -> None:
    offered = index.read("index.json")
    assert isinstance(offered, dict)
    assert offered["shards"] == SHARDS
    assert [one["value"] for one in offered["facets"]["tag"]] == ["odd", "even"]
    assert offered["facets"]["series"] == []


@pytest.fixture(scope="module")
def sharded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site whose index has several shards."""
    folder = tmp_path_factory.mktemp("sharded")
    index = Index(folder)
    project = Project(folder / "site")
    for path in (ROOT / "docs/_static").glob("search*"):
        project.write(f"_static/{path.name}", path.read_text("utf-8"))
    index.out = project.build().outdir
    index.texts[NAMES[4]] = text(NAMES[4], "gradient and curvature")
    index.make()
    with served(index.out) as address:
        yield address


def found(browser: Browser, address: str, query: str, **chosen: str) -> list[str]:
    """Return the titles of what is found for *query* once theorems are searched too, sorted."""
    page = browser.new_page()
    page.goto(f"{address}search.html")
    titles: list[str] = page.evaluate(FIND, [address, query, chosen])
    page.close()
    return sorted(titles)


def test_reader_finds_pages_of_every_shard(browser: Browser, sharded: str) -> None:
    shown = found(browser, sharded, "gradient")
    assert shown == [f"Short {number}" for number in range(len(NAMES))]


def test_reader_finds_what_stands_on_pages_of_every_shard(browser: Browser, sharded: str) -> None:
    shown = found(browser, sharded, "margin")
    assert shown == [f"Theorem {number}" for number in range(len(NAMES))]


def test_reader_narrows_down_what_every_shard_has(browser: Browser, sharded: str) -> None:
    # No theorem has the word: that each is "odd" or not makes none of them a result.
    shown = found(browser, sharded, "gradient", tag="odd")
    assert shown == ["Short 1", "Short 3", "Short 5", "Short 7"]


def test_what_one_shard_alone_has_is_all_that_is_found(browser: Browser, sharded: str) -> None:
    assert found(browser, sharded, "gradient curvature") == ["Short 4"]
    assert found(browser, sharded, "curvature", tag="even") == ["Short 4"]


def test_result_page_shows_what_is_found(browser: Browser, sharded: str) -> None:
    page = browser.new_page()
    page.goto(f"{sharded}search.html?q=curvature&tag=even")
    expect(page.locator(".search-status")).to_have_text("1 result")
    expect(page.locator(".search-results a")).to_have_text(["Short 4"])
    page.close()
