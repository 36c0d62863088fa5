"""Notes and citations on a phone: a sheet from below in place of a jump to the foot."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.axe import faults, within
from tests.support.visits import PHONE

pytestmark = pytest.mark.site

PAGE = "posts/attention/positions-from-sinusoids-to-rope.html"
MARK = "article a.footnote-reference"
SHEET = "dialog.note-sheet"


@pytest.fixture
def phone(browser: Browser, server: str) -> Iterator[Page]:
    """A page with citations on a phone."""
    context = browser.new_context(base_url=server, viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(PAGE)
    yield page
    context.close()


def test_tap_shows_the_note_and_the_text_stays_where_it_is(phone: Page) -> None:
    mark = phone.locator(MARK).first
    mark.scroll_into_view_if_needed()
    before = phone.evaluate("scrollY")
    mark.tap()
    sheet = phone.locator(SHEET)
    expect(sheet).to_be_visible()
    expect(sheet).to_contain_text("Vaswani")
    assert sheet.get_attribute("aria-label") == f"Note {mark.inner_text()}"
    box = sheet.bounding_box()
    assert box
    assert (box["x"], box["width"]) == (0, PHONE["width"])
    assert abs(box["y"] + box["height"] - PHONE["height"]) < 1
    assert phone.evaluate("scrollY") == before
    assert "#" not in phone.url
    phone.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(mark).to_be_focused()
    assert phone.evaluate("scrollY") == before


def test_tap_outside_and_the_button_close_it(phone: Page) -> None:
    mark, sheet = phone.locator(MARK).first, phone.locator(SHEET)
    mark.tap()
    expect(sheet).to_be_visible()
    phone.touchscreen.tap(180, 60)
    expect(sheet).to_have_count(0)
    mark.tap()
    sheet.get_by_role("button", name="Close").tap()
    expect(sheet).to_have_count(0)
    expect(mark).to_be_focused()


def test_link_in_it_goes_to_the_list(phone: Page) -> None:
    mark, sheet = phone.locator(MARK).first, phone.locator(SHEET)
    name = (mark.get_attribute("href") or "").removeprefix("#")
    mark.tap()
    sheet.get_by_role("link", name="Go to the list").tap()
    expect(sheet).to_have_count(0)
    expect(phone).to_have_url(re.compile(re.escape(f"#{name}") + "$"))
    expect(phone.locator(f"[id='{name}']")).to_be_in_viewport()


def test_what_is_in_it_can_be_hit_and_read(phone: Page) -> None:
    phone.locator(MARK).first.tap()
    sheet = phone.locator(SHEET)
    expect(sheet).to_be_visible()
    assert sheet.locator("[tabindex]").count() == 0
    for control in sheet.locator(":scope > div > p:last-child > *").all():
        box = control.bounding_box()
        assert box
        assert box["height"] >= 44
    assert faults(phone, within(SHEET)) == []


def test_with_a_mouse_and_without_scripts_the_link_leads_to_the_list(
    browser: Browser, server: str
) -> None:
    for options in ({"viewport": {"width": 1280, "height": 800}}, {"java_script_enabled": False}):
        context = browser.new_context(base_url=server, **options)
        page = context.new_page()
        page.goto(PAGE)
        page.locator(MARK).first.click()
        expect(page).to_have_url(re.compile("#"))
        expect(page.locator(SHEET)).to_have_count(0)
        context.close()
