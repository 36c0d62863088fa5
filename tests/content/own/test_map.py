"""The map in a browser: read by keyboard, on a phone and without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = pytest.mark.site

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 800}
POST = "posts/attention/positions-from-sinusoids-to-rope.html"
LINKS = "Array.from(document.querySelectorAll('svg.map a'), one => one.getAttribute('href'))"
FOCUSED = "document.activeElement.closest('svg.map a')?.getAttribute('href')"
# How the part of the map that has the focus is drawn, and how the same part is otherwise.
RING = """() => {
    const part = document.activeElement.querySelector("rect, text");
    const style = (one) => {
        const { stroke, strokeWidth, textDecorationLine } = getComputedStyle(one);
        return [stroke, strokeWidth, textDecorationLine].join();
    };
    const focused = style(part);
    document.activeElement.blur();
    const plain = style(part);
    part.closest("a").focus();
    return focused !== plain;
}"""
# Posts whose title or facts stand out of their box.
OVERFLOWING = """Array.from(document.querySelectorAll("svg.map a:has(rect)")).filter(link => {
    const box = link.querySelector("rect").getBoundingClientRect();
    return Array.from(link.querySelectorAll("text")).some(text => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        return left < box.left || right > box.right || top < box.top || bottom > box.bottom;
    });
}).map(link => link.textContent)"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def map_page(request: pytest.FixtureRequest, browser: Browser, server: str) -> Iterator[Page]:
    """The map, on a phone and on a desk."""
    context = browser.new_context(base_url=server, viewport=request.param)
    page = context.new_page()
    page.goto("map.html")
    yield page
    context.close()


def test_tab_reaches_every_part_of_the_map_and_shows_where_it_is(map_page: Page) -> None:
    reached = []
    map_page.locator("#map").focus()
    for _ in range(300):
        map_page.keyboard.press("Tab")
        if focused := map_page.evaluate(FOCUSED):
            reached.append(focused)
            assert map_page.evaluate(RING), focused
            assert map_page.evaluate(
                "document.activeElement.getBoundingClientRect().left < innerWidth"
            )
        elif reached:
            break
    assert reached == map_page.evaluate(LINKS)
    assert len(reached) > 10


def test_enter_follows_a_link_of_the_map(map_page: Page) -> None:
    map_page.locator("svg.map a", has_text="Backpropagation").focus()
    map_page.keyboard.press("Enter")
    map_page.wait_for_url("**/backpropagation.html")


def test_titles_are_as_large_as_labels_and_stay_in_their_boxes(map_page: Page) -> None:
    scale = "document.querySelector('svg.map').getScreenCTM().a"
    assert map_page.evaluate(scale) == 1
    assert map_page.evaluate(OVERFLOWING) == []


def test_the_map_scrolls_in_its_own_box(map_page: Page) -> None:
    assert map_page.evaluate(TOO_WIDE) == 0
    box = "document.querySelector('.drawing:has(.map)')"
    assert map_page.evaluate(f"getComputedStyle({box}).overflowX") == "auto"
    on_a_phone = map_page.viewport_size == PHONE
    assert map_page.evaluate(f"{box}.scrollWidth > {box}.clientWidth") == on_a_phone


def test_the_way_opens_by_keyboard(page: Page) -> None:
    page.goto(POST)
    steps = page.locator(".before-reading li")
    assert not steps.first.is_visible()
    page.locator(".before-reading summary").focus()
    page.keyboard.press("Enter")
    assert steps.first.is_visible()


def test_map_and_way_are_whole_without_scripts(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto("map.html")
    assert page.locator("svg.map a:visible").count() > 10
    page.locator("details.way > summary").click()
    assert page.locator("details.way li:visible").count() > 8
    page.goto(POST)
    page.locator(".before-reading summary").click()
    assert page.locator(".before-reading li:visible").count() == 5
    context.close()
