"""Several interactive figures on one page, and what the page itself has to do with them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.content.own.queries import DESCENT, ROTATION
from tests.support.visits import DESK, NOTE_SHIFTS, PHONE, SETTLED
from tests.support.widget_page import FRAMES, drag

pytestmark = pytest.mark.site

FIRST, SECOND = "[data-name=gd-valley]", "[data-name=gd-momentum]"
STEP = "[data-control=step]"
TENSORS = "posts/tensors/seeing-tensors.html"
SERVER = "posts/inference-systems/inference-from-black-box-to-pagedattention.html"


def started(page: Page, name: str) -> Locator:
    """Bring the figure *name* into view and wait until it has started."""
    root = page.locator(name)
    root.scroll_into_view_if_needed()
    page.wait_for_selector(f"{name}[data-started]")
    return root


def test_two_figures_of_one_folder_keep_their_states_apart(page: Page) -> None:
    page.goto(DESCENT)
    first, second = started(page, FIRST), started(page, SECOND)
    expect(second.locator(STEP)).to_have_value("1.42")
    expect(first.locator(STEP)).to_have_value("1.02")
    second.locator(STEP).press("ArrowRight")
    first.locator(STEP).press("ArrowLeft")
    page.evaluate(FRAMES)
    assert page.url.endswith("?gd-momentum.step=1.43&gd-valley.step=1.01")
    page.reload()
    first, second = started(page, FIRST), started(page, SECOND)
    expect(second.locator(STEP)).to_have_value("1.43")
    expect(first.locator(STEP)).to_have_value("1.01")
    first.locator("[data-act=reset]").click()
    page.evaluate(FRAMES)
    assert page.url.endswith("?gd-momentum.step=1.43")
    expect(first.locator(STEP)).to_be_focused()
    page.go_back()
    expect(first.locator(STEP)).to_have_value("1.01")


def test_nothing_moves_when_figures_start(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, viewport=DESK)
    context.add_init_script(NOTE_SHIFTS)
    page = context.new_page()
    page.goto(DESCENT)
    for name in (FIRST, SECOND):
        root = page.locator(name)
        root.scroll_into_view_if_needed()
        height = root.evaluate("one => one.closest('figure').offsetHeight")
        started(page, name)
        page.evaluate(SETTLED)
        assert root.evaluate("one => one.closest('figure').offsetHeight") == height
    context.close()


def test_a_page_with_many_figures_is_painted_as_if_it_had_none(
    browser: Browser, server: str
) -> None:
    context = browser.new_context(base_url=server, viewport=DESK)
    context.add_init_script(NOTE_SHIFTS)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(ROTATION)
    page.evaluate(SETTLED)
    bodies = page.locator(".widget-body")
    assert bodies.count() >= 3
    # The first may be near; of the others nothing is fetched.
    near = {url for url in asked if "/widget-" in url}
    assert len(near) <= 1
    for body in bodies.all():
        body.scroll_into_view_if_needed()
        height = body.evaluate("one => one.closest('figure').offsetHeight")
        page.wait_for_function("one => 'started' in one.dataset", arg=body.element_handle())
        page.evaluate(SETTLED)
        assert body.evaluate("one => one.closest('figure').offsetHeight") == height
    assert page.evaluate("window.shifts") == []
    context.close()


def test_sentence_is_read_aloud_when_the_figure_has_come_to_rest(page: Page) -> None:
    page.goto(DESCENT)
    root = started(page, FIRST)
    spoken = root.locator("[aria-live=polite]")
    expect(spoken).to_have_text("")
    root.locator(STEP).press("End")
    expect(spoken).to_contain_text("it explodes")
    said = page.locator("#fig-gd-valley .widget-said").inner_text()
    expect(spoken).to_have_text(said)


def test_slider_ends_where_there_is_nothing_more_to_see(page: Page) -> None:
    page.goto(TENSORS)
    root = started(page, "[data-name=tensors-views]")
    element, shape = root.locator("[data-control=k]"), root.locator("[data-control=shape]")
    expect(element).to_have_attribute("max", "11")
    expect(element).to_have_value("7")
    shape.fill("2, 3")
    expect(element).to_have_attribute("max", "5")
    expect(element).to_have_value("5")
    expect(element).to_have_attribute("aria-valuetext", "5")
    root.locator("[data-act=step]").click()
    expect(element).to_have_value("0")
    shape.fill("3, 4")
    expect(element).to_have_attribute("max", "11")


def test_figure_that_plays_goes_on_by_its_button_and_stops(page: Page) -> None:
    page.goto(DESCENT)
    root = started(page, FIRST)
    play, taken = root.locator("[data-act=play]"), root.locator("[data-control=k]")
    expect(taken).to_have_value("24")
    play.click()
    expect(play).to_have_text("Pause")
    page.wait_for_function("one => Number(one.value) > 26", arg=taken.element_handle())
    play.click()
    expect(play).to_have_text("Play")
    now = taken.input_value()
    page.evaluate(FRAMES)
    expect(taken).to_have_value(now)
    # Off screen it stops by itself.
    play.click()
    page.evaluate("scrollTo(0, 0)")
    expect(play).to_have_text("Play")


def test_page_stays_where_it_is_while_a_handle_is_dragged(browser: Browser, server: str) -> None:
    context = browser.new_context(
        base_url=server, viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=1
    )
    page = context.new_page()
    page.goto(SERVER)
    root = started(page, "[data-name=serve-pages]")
    # Its top is above the window, and the browser keeps in place what it sees below.
    root.evaluate("one => scrollBy(0, one.getBoundingClientRect().top + 50)")
    page.evaluate(FRAMES)
    before = page.evaluate("scrollY")
    place = root.locator(".widget-handle").first.bounding_box()
    assert place
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    drag(context.new_cdp_session(page), (x, y), (40, 60))
    page.wait_for_function("() => location.search.includes('serve-pages.requests')")
    page.evaluate(FRAMES)
    assert page.evaluate("scrollY") == before
    context.close()


def test_page_without_figures_asks_for_nothing_of_them(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("about.html")
    page.evaluate(SETTLED)
    assert [url for url in asked if "/widget" in url] == []
