"""The search as a reader uses it: from every page, by keyboard, on a phone, under a policy."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.content.own.queries import ATTENTION, PERCEPTRON, QUERIES
from tests.support.axe import EVERYTHING, faults, within
from tests.support.sampling import Some

pytestmark = pytest.mark.site

POLICY = "default-src 'self'"
# The addresses of all that is found, in the order in which it is shown.
FIND = """async ([root, queries]) => {
    const { Engine } = await import(`${root}_static/search-engine.js`);
    const { read } = await import(`${root}_static/search-files.js`);
    const { grouped } = await import(`${root}_static/search-results.js`);
    const engine = new Engine(read);
    const shown = async (query) =>
        grouped((await engine.find(query, {}, 10)).found).flatMap(([, list]) => list)
            .map(({ url }) => url);
    return Object.fromEntries(
        await Promise.all(queries.map(async (query) => [query, await shown(query)])),
    );
}"""
RESULTS = ".search-results a"
# Pages that are soon there.
SHORT = "shorts/gqa.html"
POST = "posts/inference-systems/floating-point.html"


def open_search(page: Page, address: str = SHORT, key: str = "/") -> None:
    """Open the dialog on the page *address*."""
    page.goto(address)
    page.keyboard.press(key)
    expect(page.locator("dialog.search-dialog .search-field")).to_be_focused()


@pytest.fixture(scope="module")
def found(browser: Browser, server: str) -> dict[str, list[str]]:
    """What is found for each query."""
    page = browser.new_page()
    page.goto(f"{server}search.html")
    answers: dict[str, list[str]] = page.evaluate(FIND, [server, list(QUERIES)])
    page.close()
    return answers


@pytest.mark.parametrize(("query", "wanted"), QUERIES.items())
def test_what_is_sought_is_among_the_first_three(
    query: str, wanted: str, found: dict[str, list[str]]
) -> None:
    first = found[query][:3]
    assert wanted in [*first, *(url.partition("#")[0] for url in first)]


def test_nothing_is_fetched_before_the_search_is_opened(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(POST, wait_until="networkidle")
    assert not [url for url in asked if "search" in url]
    held: list[Route] = []
    page.route("**/_search/index.json", lambda route: held.append(route))
    with page.expect_request("**/_search/index.json"):
        page.keyboard.press("/")
    # What is typed while it is being fetched is not lost, and but for its end not sought.
    page.keyboard.type("softmax")
    expect(page.locator("dialog .search-field")).to_have_value("softmax")
    for route in held:
        route.continue_()
    expect(page.locator(RESULTS).first).to_be_visible()
    # The script, its style, what is read first, the titles, and the words.
    fetched = [url for url in asked if "search" in url and "/_static/page-" not in url]
    before_quotations = [url for url in fetched if "/texts/" not in url]
    assert len(before_quotations) <= 6
    assert len(set(fetched)) == len(fetched)


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_keys_open_it_and_escape_gives_the_focus_back(page: Page, key: str) -> None:
    page.goto(POST)
    link = page.locator(".site-links a").first
    link.focus()
    page.keyboard.press(key)
    field = page.locator("dialog .search-field")
    expect(field).to_be_focused()
    # The key that opens it is a letter once one is typing.
    page.keyboard.type("a/b")
    expect(field).to_have_value("a/b")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).not_to_be_visible()
    expect(link).to_be_focused()


def test_arrows_move_and_enter_opens(page: Page) -> None:
    open_search(page)
    page.keyboard.type("perceptron")
    results = page.locator(RESULTS)
    expect(page.locator(".search-status")).to_contain_text("results")
    expect(page.locator(".search-results h2", has_text="Theorems")).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(results.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("dialog .search-field")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{PERCEPTRON}")


def test_focus_stays_on_a_result_when_those_for_the_last_letter_come(page: Page) -> None:
    open_search(page)
    page.keyboard.type("perceptro")
    results = page.locator(RESULTS)
    expect(results.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(results.first).to_be_focused()
    results.first.evaluate("link => { link.dataset.former = ''; }")
    page.locator("dialog .search-field").evaluate(
        "field => { field.value += 'n'; field.dispatchEvent(new Event('input')); }"
    )
    expect(page.locator("[data-former]")).to_have_count(0)
    expect(results.first).to_be_focused()


def test_enter_in_the_field_opens_the_first_result(page: Page) -> None:
    open_search(page)
    page.keyboard.type("strawberry")
    expect(page.locator(RESULTS).first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/shorts/strawberry.html")


def test_sections_are_found_in_their_page(page: Page) -> None:
    open_search(page)
    page.keyboard.type("causal mask")
    part = page.locator(".search-parts a[href*='#']").first
    expect(part).to_be_visible()
    part.click()
    page.wait_for_url("**#*")
    expect(page.locator(":target")).to_be_visible()
    expect(page.locator("dialog")).not_to_be_visible()


def test_a_misspelt_word_is_put_right_and_said(page: Page) -> None:
    open_search(page)
    page.keyboard.type("perceptorn")
    expect(page.locator(".search-status")).to_contain_text("for “perceptron”")
    page.locator("dialog .search-field").fill("zzyzxqq")
    expect(page.locator(".search-status")).to_have_text("Nothing found for “zzyzxqq”.")
    expect(page.locator(RESULTS)).to_have_count(0)


def test_results_are_narrowed_down(page: Page) -> None:
    open_search(page)
    page.keyboard.type("softmax")
    page.locator("summary", has_text="Narrow down").click()
    headings = page.locator(".search-results h2")
    page.get_by_label("Kind").select_option("Theorems and definitions")
    expect(headings).to_have_text(["Theorems and definitions"])
    page.get_by_label("Kind").select_option("Sections")
    expect(headings).to_have_text(["Sections"])
    page.get_by_label("Kind").select_option("Posts")
    page.locator("select[name=series]").select_option("Attention")
    expect(headings).to_have_text(["Posts"])
    addresses = page.locator(RESULTS).evaluate_all("links => links.map(one => one.pathname)")
    assert addresses
    assert all("/posts/attention/" in address for address in addresses)


def test_search_has_an_address_that_the_way_back_leads_to(page: Page) -> None:
    page.goto("search.html?q=novikoff&kind=theorem")
    expect(page.locator(".search-field")).to_have_value("novikoff")
    first = page.locator(RESULTS).first
    expect(first).to_contain_text("Novikoff")
    page.locator(".search-field").fill("novikoff bound")
    page.wait_for_url("**/search.html?q=novikoff+bound&kind=theorem")
    expect(first).to_be_visible()
    first.click()
    page.wait_for_url("**#thm-perceptron-novikoff")
    page.go_back()
    expect(page.locator(".search-field")).to_have_value("novikoff bound")
    expect(first).to_contain_text("Novikoff")


def test_dialog_leads_to_the_page_with_the_same_search(page: Page) -> None:
    open_search(page)
    page.keyboard.type("softmax")
    expect(page.locator(RESULTS).first).to_be_visible()
    page.get_by_role("link", name="Search as a page").click()
    page.wait_for_url("**/search.html?q=softmax")
    expect(page.locator(RESULTS).first).to_be_visible()


def test_without_scripts_the_search_page_lists_everything(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto(POST)
    page.locator("a.search-open").first.click()
    page.wait_for_url("**/search.html")
    # A field that does nothing is not offered.
    expect(page.get_by_role("searchbox")).to_have_count(0)
    page.get_by_role("main").get_by_role("link", name="Archive, by date").click()
    page.wait_for_url("**/archive.html")
    context.close()


class _UnderPolicy(SimpleHTTPRequestHandler):
    """Serves the site as a host with a strict policy does."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def strict(site: Path) -> Iterator[str]:
    """The address of the site under a strict policy."""
    handler = partial(_UnderPolicy, directory=site)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_search_works_under_a_strict_policy(browser: Browser, strict: str) -> None:
    page = browser.new_page()
    refused: list[str] = []
    open_search(page, f"{strict}{PERCEPTRON}")
    page.on("console", lambda said: refused.append(said.text))
    page.keyboard.type("sqrt(d_k)")
    expect(page.locator(RESULTS).first).to_be_visible()
    assert not [text for text in refused if "Content Security Policy" in text]
    page.close()


@pytest.mark.many(1)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_assistive_technology_finds_no_fault_with_the_search(
    browser: Browser, server: str, scheme: Any, width: int, some: Some
) -> None:
    context = browser.new_context(
        base_url=server, color_scheme=scheme, viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    found: list[str] = []
    # What is below the dialog is not looked at, and takes axe its time on a post.
    for address in ("search.html?q=softmax&kind=post", *some([SHORT, ATTENTION], 1)):
        page.goto(address)
        if "search" not in address:
            if width == 360:
                page.locator(".header-search-open").click()
            else:
                page.locator(".sidebar-search-open").click()
            expect(page.locator("dialog .search-field")).to_be_focused()
            page.keyboard.type("softmax")
            page.locator("summary", has_text="Narrow down").click()
        expect(page.locator(RESULTS).first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        found += faults(page, EVERYTHING if "search" in address else within("dialog"))
    context.close()
    assert not found, "\n".join(found)


def test_nothing_moves_when_the_search_is_opened(page: Page) -> None:
    page.goto(POST)
    place = "() => document.querySelector('article h1').getBoundingClientRect().toJSON()"
    before = page.evaluate(place)
    page.keyboard.press("/")
    expect(page.locator("dialog .search-field")).to_be_focused()
    assert page.evaluate(place) == before


def test_what_has_been_shown_does_not_move(page: Page) -> None:
    held: list[Route] = []
    page.route("**/_search/texts/**", lambda route: held.append(route))
    open_search(page)
    page.keyboard.type("softmax")
    links = page.locator(RESULTS)
    expect(links.first).to_be_visible()
    places = "links => links.map((one) => one.getBoundingClientRect().top)"
    before = links.evaluate_all(places)
    for route in held:
        route.continue_()
    expect(page.locator(".search-quotation mark").first).to_be_visible()
    assert links.evaluate_all(places) == before


def test_quoted_formulas_are_set_on_a_page_that_has_none(page: Page) -> None:
    open_search(page, "archive.html")
    page.keyboard.type("scaled dot product")
    formula = page.locator(".search-quotation .katex-html").first
    expect(formula).to_be_attached()
    expect(page.locator(".search-quotation .katex-mathml").first).to_have_css(
        "position", "absolute"
    )
    expect(formula).to_have_css("font-family", re.compile("^KaTeX"))


def test_search_that_cannot_be_loaded_says_so(page: Page) -> None:
    page.route("**/_search/**", lambda route: route.abort())
    open_search(page)
    page.keyboard.type("softmax")
    expect(page.locator(".search-status")).to_have_text(
        "Search cannot be loaded. Everything is listed under Archive, Tags and Series."
    )
