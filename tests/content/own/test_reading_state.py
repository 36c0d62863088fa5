"""What has been read: marked in this browser, and known to it alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.site

POST = "posts/attention/positions-from-sinusoids-to-rope.html"
IN_THE_CONTENTS = ".series > ol > li:has(> p > a[href='" + POST + "'])"


def read_to(page: Page, section: int) -> str:
    """Scroll *page* to its section number *section* and return the section's id."""
    found = page.locator("article > section > section[id]").nth(section)
    found.evaluate("one => one.scrollIntoView({block: 'start'})")
    # The heading at the top: the middle of the window is within the section.
    name = found.get_attribute("id") or ""
    page.wait_for_function(
        "name => (localStorage.getItem('groundwork-read') ?? '').includes(name)", arg=name
    )
    return name


def test_post_that_was_begun_is_marked_and_can_be_gone_on_with(page: Page) -> None:
    page.goto(POST)
    section = read_to(page, 2)
    page.goto("series.html")
    item = page.locator(IN_THE_CONTENTS)
    assert item.get_attribute("data-read") == "begun"
    expect(item.locator(".read-mark")).to_have_text("Begun: ")
    page.locator(".resume a").click()
    expect(page).to_have_url(re.compile(re.escape(f"{POST}#{section}") + "$"))


def test_post_that_was_read_to_its_end_is_marked_as_read(page: Page) -> None:
    page.goto(POST)
    page.locator("footer").scroll_into_view_if_needed()
    page.wait_for_function(
        "() => (localStorage.getItem('groundwork-read') ?? '').includes('\"done\":true')"
    )
    page.goto("series.html")
    assert page.locator(IN_THE_CONTENTS).get_attribute("data-read") == "done"
    expect(page.locator(".resume")).to_contain_text("What you read is marked here")


def test_what_was_read_can_be_forgotten(page: Page) -> None:
    page.goto(POST)
    read_to(page, 1)
    page.goto("series.html")
    button = page.get_by_role("button", name="Forget what I have read")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-read]")).to_have_count(0)
    # Who forgets by keyboard is not sent back to the top of the page.
    expect(page.locator(".resume").first).to_be_focused()
    expect(button).to_have_count(0)
    assert page.evaluate("localStorage.getItem('groundwork-read')") == "{}"


def test_nothing_moves_when_the_marks_come(page: Page) -> None:
    page.goto(POST)
    read_to(page, 1)
    place = "() => document.querySelector('.track').getBoundingClientRect().top + scrollY"
    page.goto("series.html")
    expect(page.locator(".resume a")).to_be_visible()
    marked = page.evaluate(place)
    page.get_by_role("button", name="Forget what I have read").click()
    assert page.evaluate(place) == marked


def test_reading_goes_on_where_storage_is_forbidden(page: Page) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error.stack)))
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('forbidden'); }})"
    )
    for name in (POST, "series.html"):
        page.goto(name)
    expect(page.locator(".resume")).to_contain_text("What you read is marked here")
    # Furo's own script does not ask whether it may.
    assert not [fault for fault in faults if "reading" in fault]


def test_without_scripts_the_contents_fold_and_nothing_is_promised(
    browser: Browser, server: str
) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto("series.html")
    expect(page.locator(".resume")).to_be_hidden()
    fold = page.locator("details.sections").first
    expect(fold.locator("li").first).to_be_hidden()
    fold.locator("summary").click()
    expect(fold.locator("li").first).to_be_visible()
    page.goto(POST)
    card = page.locator(".series-card")
    card.locator("summary").click()
    expect(card.locator("li[aria-current=page]")).to_be_visible()
    context.close()
