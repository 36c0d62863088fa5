"""Figures on a phone: in view as a whole, and legible at one tap."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.sampling import Some
from tests.support.visits import DESK, PHONE, SETTLED

pytestmark = pytest.mark.site

# The least size of a label that can be read, in pixels.
LEGIBLE = 11
CUT_OFF = """() => [...document.querySelectorAll("figure .drawing:has(> .enlarge)")].filter(box => {
    const {left, right} = box.querySelector("svg").getBoundingClientRect();
    return box.scrollWidth > box.clientWidth || left < 0 || right > innerWidth || right <= left;
}).map(box => box.querySelector("svg").getAttribute("aria-label"))"""
# The height of a letter box on the screen, of the smallest label that is no index.
SMALLEST = """drawing => Math.min(...[...drawing.querySelectorAll("text")].map(text => {
    const {a, b} = text.getScreenCTM();
    return Math.hypot(a, b) * parseFloat(getComputedStyle(text).fontSize);
}))"""


@pytest.fixture
def phone(browser: Browser, server: str) -> Iterator[Page]:
    """A page on a phone."""
    context = browser.new_context(base_url=server, viewport=PHONE, has_touch=True)
    yield context.new_page()
    context.close()


def test_every_figure_is_in_view_as_a_whole(phone: Page, visited_posts: list[str]) -> None:
    cut: list[str] = []
    figures = 0
    for name in visited_posts:
        phone.goto(name)
        phone.evaluate(SETTLED)
        cut += [f"{name}: {figure}" for figure in phone.evaluate(CUT_OFF)]
        figures += phone.locator(".enlarge").count()
    assert figures > 20
    assert not cut, "\n".join(cut)


@pytest.mark.many(1)
@pytest.mark.parametrize("upright", [True, False], ids=["upright", "turned"])
def test_labels_are_legible_at_one_tap(
    phone: Page, read_posts: list[str], some: Some, *, upright: bool
) -> None:
    width, height = PHONE["width"], PHONE["height"]
    phone.set_viewport_size(PHONE if upright else {"width": height, "height": width})
    small: list[str] = []
    for name in read_posts:
        phone.goto(name)
        phone.evaluate(SETTLED)
        # Wide windows have legible labels in the column.
        for link in some(phone.locator(".enlarge:visible").all(), 3):
            link.tap()
            drawing = phone.locator(".figure-view svg.drawn")
            expect(drawing).to_be_in_viewport(ratio=1)
            size = drawing.evaluate(SMALLEST)
            if size < LEGIBLE:
                small.append(f"{name}: {size:.1f} px in {drawing.get_attribute('aria-label')}")
            phone.get_by_role("button", name="Close").tap()
            expect(drawing).to_have_count(0)
    assert not small, "\n".join(small)


def test_figure_opens_and_closes_by_keyboard(phone: Page, read_posts: list[str]) -> None:
    phone.goto(read_posts[0])
    link = phone.locator(".enlarge").first
    drawings = phone.locator("article svg.drawn")
    before = drawings.count()
    link.focus()
    phone.evaluate(SETTLED)
    place = phone.locator(".drawing:has(> .enlarge)").first
    before_it_opens = place.bounding_box()
    phone.keyboard.press("Enter")
    caption = phone.locator("figure:has(.enlarge) .caption-number").first.inner_text().strip()
    dialog = phone.get_by_role("dialog", name=caption)
    expect(dialog).to_be_visible()
    assert place.bounding_box() == before_it_opens
    phone.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(link).to_be_focused()
    expect(drawings).to_have_count(before)


def test_figure_leads_to_its_file_where_scripts_do_not_run(
    browser: Browser, server: str, read_posts: list[str]
) -> None:
    context = browser.new_context(base_url=server, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(read_posts[0])
    page.locator(".enlarge").first.click()
    page.wait_for_url("**/_images/*.svg")
    context.close()


def test_figure_on_a_desk_is_no_link(browser: Browser, server: str, read_posts: list[str]) -> None:
    context = browser.new_context(base_url=server, viewport=DESK)
    page = context.new_page()
    page.goto(read_posts[0])
    page.evaluate(SETTLED)
    assert page.locator(".enlarge").count()
    assert page.locator(".enlarge:visible").count() == 0
    context.close()
