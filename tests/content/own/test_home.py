"""The home page: where to go on, what is new, a figure to move; nothing moves unasked."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.support.axe import faults
from tests.support.visits import DESK, NOTE_SHIFTS, PHONE, SETTLED

pytestmark = pytest.mark.site

# The longest title of all.
POST = "posts/deep-learning-from-the-ground-up/gradients-in-practice.html"
LINE = ".resume.said"
SIZES = [PHONE, {"width": 768, "height": 1024}, DESK, {"width": 1440, "height": 900}]
VISIT = "groundwork-visit"
# One piece of each list was not there, an hour ago.
AN_HOUR_AGO = """([key, gone]) => {
    const visit = JSON.parse(localStorage.getItem(key));
    const seen = visit.seen.filter((_, place) => !gone.includes(place));
    localStorage.setItem(key, JSON.stringify({seen, at: visit.at - 3600e3}));
}"""
NARROW = ".widget input"


def read_some(page: Page, name: str = POST) -> str:
    """Read in the post *name*, down to its fourth section; return the title of the post."""
    page.goto(name)
    section = page.locator("article > section > section[id]").nth(3)
    section.evaluate("one => one.scrollIntoView({block: 'start'})")
    page.wait_for_function(
        "name => (localStorage.getItem('groundwork-read') ?? '').includes(`\"section\":\"${name}`)",
        arg=section.get_attribute("id"),
    )
    return page.locator("h1").inner_text().removesuffix("#").strip()


def test_reading_is_gone_on_with_from_home_at_the_place(page: Page) -> None:
    title = read_some(page)
    page.goto("index.html")
    expect(page.locator(LINE)).to_contain_text(f"Go on with {title}.")
    page.locator(f"{LINE} a").click()
    page.wait_for_url(re.compile(re.escape(POST)))
    page.wait_for_function("() => scrollY > innerHeight")
    assert "resume" not in page.url


def test_nothing_is_new_at_the_first_visit(page: Page) -> None:
    page.goto("index.html")
    expect(page.locator(LINE)).to_contain_text("New here?")
    expect(page.locator("[data-read=news]")).to_have_count(0)
    page.reload()
    expect(page.locator(LINE)).to_contain_text("New here?")


def test_what_is_new_is_told_and_marked_until_the_next_visit(page: Page) -> None:
    page.goto("index.html")
    page.evaluate(AN_HOUR_AGO, [VISIT, [0, 1, 5]])
    for _ in range(2):
        page.reload()
        expect(page.locator(LINE)).to_contain_text("3 new pieces since your last visit")
        expect(page.locator(".entry[data-read=news]")).to_have_count(2)
        card = page.locator(".card-short[data-read=news]")
        expect(card.locator(".read-mark")).to_have_text("New: ")
    page.evaluate(AN_HOUR_AGO, [VISIT, []])
    page.reload()
    expect(page.locator("[data-read=news]")).to_have_count(0)


def test_what_was_read_is_not_new(page: Page) -> None:
    page.goto("index.html")
    first = page.locator(".entries > .entry a").first
    name = first.get_attribute("href") or ""
    page.evaluate(AN_HOUR_AGO, [VISIT, [0]])
    read_some(page, name)
    page.goto("index.html")
    expect(page.locator(".entries > .entry").first).to_have_attribute("data-read", "begun")
    expect(page.locator(LINE)).not_to_contain_text("new piece")


@pytest.mark.many(2)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size["width"]))
def test_nothing_moves_for_those_who_come_back(
    browser: Browser, server: str, size: ViewportSize
) -> None:
    context = browser.new_context(base_url=server, viewport=size)
    page = context.new_page()
    page.add_init_script(NOTE_SHIFTS)
    page.goto("index.html")
    page.evaluate(SETTLED)
    assert page.evaluate("window.shifts") == []
    height = page.locator(LINE).evaluate("line => line.offsetHeight")
    page.evaluate(AN_HOUR_AGO, [VISIT, [0, 1, 2, 3, 4]])
    read_some(page)
    page.goto("index.html")
    expect(page.locator(LINE)).to_contain_text("5 new pieces")
    page.evaluate(SETTLED)
    assert page.evaluate("window.shifts") == []
    assert page.locator(LINE).evaluate("line => line.offsetHeight") == height
    context.close()


def test_figure_is_moved_by_keyboard_and_says_what_it_shows(page: Page) -> None:
    page.goto("index.html")
    said, slider = page.locator(".widget-said"), page.locator(NARROW)
    slider.scroll_into_view_if_needed()
    page.wait_for_selector("[data-started]")
    expect(page.locator(".widget [aria-live=polite]")).to_have_count(1)
    expect(said).to_contain_text("1,000 steps end 91.4 euros off")
    before = page.locator(".widget .drawing svg").inner_html()
    slider.focus()
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    expect(said).to_have_text(re.compile(r"A step of 0\.00050 explodes: .* has 104 digits\."))
    expect(page.locator(".widget output")).to_have_text("0.00050")
    assert slider.get_attribute("aria-valuetext") == "0.00050"
    assert page.locator(".widget .drawing svg").inner_html() != before
    expect(page).to_have_url(re.compile(r"\?step\.step=0\.0005$"))
    # A link shows the same, and what cannot be is put right.
    page.reload()
    slider.scroll_into_view_if_needed()
    expect(said).to_contain_text("explodes")
    page.goto("index.html?step.step=99")
    slider.scroll_into_view_if_needed()
    expect(slider).to_have_value("0.0005")
    page.get_by_role("button", name="Reset").click()
    expect(said).to_contain_text("91.4 euros off")
    expect(slider).to_be_focused()
    expect(page).to_have_url(re.compile(r"index\.html$"))


def test_figure_is_moved_by_touch(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto("index.html")
    slider = page.locator(NARROW)
    slider.scroll_into_view_if_needed()
    page.wait_for_selector("[data-started]")
    box = slider.bounding_box()
    assert box
    assert box["height"] >= 44
    slider.tap(position={"x": box["width"] - 4, "y": box["height"] / 2})
    expect(page.locator(".widget-said")).to_contain_text("explodes")
    # Its letters are legible on a phone.
    size = """text => parseFloat(getComputedStyle(text).fontSize)
        * text.ownerSVGElement.getScreenCTM().a"""
    assert page.locator(".widget .drawing text").first.evaluate(size) >= 9.5
    context.close()


def test_home_is_whole_without_scripts(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto("index.html")
    expect(page.locator(LINE)).to_contain_text("New here?")
    expect(page.locator(".widget .drawing svg")).to_be_visible()
    expect(page.locator(".widget-said")).to_contain_text("91.4 euros off")
    expect(page.locator(".widget-controls")).to_be_hidden()
    page.locator(".door li a").first.click()
    page.wait_for_url("**/posts/**")
    context.close()


@pytest.mark.many(1)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size["width"]))
def test_assistive_technology_finds_no_fault_for_those_who_come_back(
    browser: Browser, server: str, size: ViewportSize, scheme: str
) -> None:
    context = browser.new_context(
        base_url=server, viewport=size, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.goto("index.html")
    page.evaluate(AN_HOUR_AGO, [VISIT, [0, 6]])
    read_some(page)
    page.goto("index.html?step=5")
    expect(page.locator(LINE)).to_contain_text("2 new pieces")
    found = faults(page)
    context.close()
    assert not found, "\n".join(found)
