"""A derivation is gone through line by line, and a checked number answers where it comes from."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.axe import faults, within

pytestmark = pytest.mark.site

PAGE = "posts/attention/positions-from-sinusoids-to-rope.html"
DERIVATION = "#der-positions-pair"
# The formulas that do not stand in the line that they are of.
ASTRAY = """() => [...document.querySelectorAll(".step .math-wrapper .katex-html")].filter(
  (formula) => {
  const [box, line] = [formula, formula.closest(".step")].map((one) => one.getBoundingClientRect());
  return !(box.width > 0 && box.top > line.top - 20 && box.bottom < line.bottom + 20);
  }
).length"""
# As tests/support/axe.py runs it, on a part of the page.
NUMBER = "article section section p a.checked:not(.of-line)"


def test_lines_are_gone_through_by_keyboard_and_kept_in_the_address(page: Page) -> None:
    page.goto(PAGE)
    derivation = page.locator(DERIVATION)
    lines = derivation.locator(".step")
    height = derivation.evaluate("one => one.getBoundingClientRect().height")
    derivation.get_by_role("button", name="Step by step").press("Enter")
    expect(lines.nth(0)).to_be_visible()
    expect(lines.nth(1)).to_be_hidden()
    page.keyboard.press("ArrowRight")
    expect(lines.nth(1)).to_be_visible()
    expect(derivation.get_by_role("status")).to_have_text("Line 2 of 4")
    assert page.url.endswith("?der-positions-pair=2")
    # Nothing moves: what is still to come keeps its room.
    assert derivation.evaluate("one => one.getBoundingClientRect().height") == height
    assert lines.nth(1).locator(".changed").count() > 0
    assert faults(page, within(DERIVATION)) == []
    page.keyboard.press("End")
    expect(lines.nth(3)).to_be_visible()
    derivation.get_by_role("button", name="Next").press("Enter")
    expect(derivation.get_by_role("status")).to_have_text("Line 4 of 4")
    page.reload()
    expect(derivation.get_by_role("status")).to_have_text("Line 4 of 4")
    page.go_back()
    expect(derivation.get_by_role("status")).to_have_text("")
    expect(lines.nth(3)).to_be_visible()


def test_a_link_into_a_line_leads_on_to_it(page: Page) -> None:
    page.goto(f"{PAGE}?der-positions-pair=1#equation-eq-positions-pair")
    derivation = page.locator(DERIVATION)
    expect(derivation.get_by_role("status")).to_have_text("Line 4 of 4")
    page.keyboard.press("Tab")
    derivation.get_by_role("button", name="Previous").focus()
    page.keyboard.press("Escape")
    expect(derivation.get_by_role("status")).to_have_text("")
    assert "der-positions-pair=" not in page.url


def test_without_a_script_and_on_paper_all_lines_are_there(browser: Browser, server: str) -> None:
    with browser.new_context(base_url=server, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(PAGE)
        expect(page.locator(f"{DERIVATION} .step").last).to_be_visible()
        expect(page.locator(f"{DERIVATION} button").first).to_be_hidden()
        page.locator(NUMBER).first.click()
        expect(page.locator(".checked-numbers p:target")).to_be_visible()
    with browser.new_context(base_url=server) as context:
        page = context.new_page()
        page.goto(f"{PAGE}?der-positions-pair=1")
        expect(page.locator(f"{DERIVATION} .step").nth(2)).to_be_hidden()
        page.emulate_media(media="print")
        expect(page.locator(f"{DERIVATION} .step").nth(2)).to_be_visible()


@pytest.mark.parametrize(
    "name",
    [
        "posts/attention/scaled-dot-product-attention.html",
        "posts/bitmaps-that-carry-numbers/a-numeric-vector-on-bitmaps.html",
        "posts/black-box-optimisation/gaussian-processes.html",
    ],
)
def test_derivation_fits_its_page_and_formulas_stand_in_their_lines(page: Page, name: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(name)
    for width in (320, 1600):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(ASTRAY) == 0


def test_a_number_shows_its_expression_under_the_pointer(page: Page) -> None:
    page.goto(PAGE)
    number = page.locator(NUMBER).first
    number.hover()
    card = page.locator(".preview")
    expect(card).to_be_visible()
    expect(card.locator("code")).to_contain_text("log2(")
    expect(number).to_have_attribute("aria-describedby", "preview-description")


def test_a_number_shows_its_expression_to_a_finger(browser: Browser, server: str) -> None:
    with browser.new_context(
        base_url=server, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    ) as context:
        page = context.new_page()
        page.goto(PAGE)
        page.locator(NUMBER).first.tap()
        sheet = page.get_by_role("dialog")
        expect(sheet.locator("code")).to_contain_text("log2(")
        assert faults(page, within("dialog")) == []
