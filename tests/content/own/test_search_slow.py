"""Nothing that a reader does is lost while the search, or the page itself, is still on its way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.content.own.queries import ATTENTION
from tests.support.server import QuietHandler, served

pytestmark = pytest.mark.site

FIELD = "dialog.search-dialog .search-field"
RESULTS = ".search-results a"
# Press "/" until it opens the dialog: when the script has run, nothing else tells.
PRESS = """() => {
    const key = new KeyboardEvent("keydown", { key: "/", bubbles: true, cancelable: true });
    document.body.dispatchEvent(key);
    return key.defaultPrevented;
}"""


def test_keys_pressed_before_the_search_is_here_are_not_lost(page: Page) -> None:
    held: list[Route] = []
    page.route("**/search-view.js*", lambda route: held.append(route))
    page.goto(ATTENTION)
    with page.expect_request("**/search-view.js*"):
        page.keyboard.press("/")
    field = page.locator(FIELD)
    expect(field).to_be_focused()
    page.keyboard.type("sofd")
    page.keyboard.press("Backspace")
    page.keyboard.insert_text("tmäx")
    page.keyboard.press("Escape")
    expect(field).not_to_be_visible()
    # Opened again, it has what was typed, and the next key replaces it.
    page.keyboard.press("Control+k")
    expect(field).to_have_value("softmäx")
    page.keyboard.type("softmax")
    for route in held:
        route.continue_()
    expect(page.locator(RESULTS).first).to_be_visible()
    expect(field).to_have_value("softmax")


def test_enter_before_the_search_is_here_searches_on_its_page(page: Page) -> None:
    page.route("**/search-view.js*", lambda route: None)
    page.goto(ATTENTION)
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type("softmax")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=softmax", wait_until="commit")


def test_enter_before_the_results_are_here_opens_the_first(page: Page) -> None:
    held: list[Route] = []
    page.route("**/_search/index.json", lambda route: held.append(route))
    page.goto(ATTENTION)
    with page.expect_request("**/_search/index.json"):
        page.keyboard.press("/")
    # What searches is here: before that, Enter leads to the page of the search.
    expect(page.locator("dialog.search-dialog [role=status]")).to_be_attached()
    page.keyboard.type("strawberry")
    page.keyboard.press("Enter")
    for route in held:
        route.continue_()
    page.wait_for_url("**/shorts/strawberry.html")


def test_search_that_does_not_come_leads_to_its_page(page: Page) -> None:
    page.route("**/search-view.js*", lambda route: route.abort())
    page.goto(ATTENTION)
    page.keyboard.press("/")
    page.wait_for_url("**/search.html?q=*", wait_until="commit")


@pytest.fixture
def half(site: Path) -> Iterator[tuple[str, Event]]:
    """The address of the site, whose posts come half, and what lets the rest of them come."""
    rest = Event()

    class Halting(QuietHandler):
        def copyfile(self, source, outputfile) -> None:  # type: ignore[no-untyped-def]
            if self.path.startswith("/posts/"):
                content = source.read()
                outputfile.write(content[: len(content) // 2])
                outputfile.flush()
                rest.wait(120)
                outputfile.write(content[len(content) // 2 :])
            else:
                super().copyfile(source, outputfile)

    with served(site, Halting) as address:
        yield address, rest
        rest.set()


def test_search_opens_while_the_page_is_still_coming_in(
    browser: Browser, half: tuple[str, Event]
) -> None:
    address, rest = half
    page = browser.new_page()
    page.goto(address + ATTENTION, wait_until="commit")
    page.wait_for_function(PRESS, polling=50)
    assert page.evaluate("document.readyState") == "loading"
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type("softmax")
    rest.set()
    page.wait_for_load_state()
    expect(page.locator(FIELD)).to_have_value("softmax")
    expect(page.locator(RESULTS).first).to_be_visible()
    page.close()
