"""Symbols in formulas: by mouse, by touch and by keyboard; nothing is loaded before."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.axe import faults, within

pytestmark = pytest.mark.site

PAGE = "posts/attention/scaled-dot-product-attention.html"
# The answers, in the formula that defines them.
FORMULA = "#sdpa-matrix-form .math-wrapper .katex-html:not(.rows)"
MEANING = "the answers, one a row"


def symbol(page: Page) -> Locator:
    """Return the first symbol of the formula."""
    marked = page.locator(f"{FORMULA} :is([class^='s'], [class*=' s'])")
    return marked.filter(has_text=re.compile("^O$")).first


@pytest.fixture
def asked(page: Page) -> list[str]:
    """The addresses of what shows symbols, as they are asked for; the page is open."""
    found: list[str] = []
    page.on("request", lambda one: found.append(one.url) if "symbols-view" in one.url else None)
    page.goto(PAGE)
    return found


def test_pointer_shows_the_meaning_and_lights_all_places(page: Page, asked: list[str]) -> None:
    assert asked == []
    symbol(page).hover()
    card = page.locator(".symbol-card")
    expect(card).to_contain_text(MEANING)
    assert len(asked) == 1
    assert page.locator(".lit").count() > 1
    assert faults(page, within(".symbol-card", "#sdpa-matrix-form")) == []
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(page.locator(".lit")).to_have_count(0)


def test_link_on_the_card_leads_to_the_definition(page: Page, asked: list[str]) -> None:
    symbol(page).hover()
    page.locator(".symbol-card a").click()
    defined = page.locator(FORMULA).first.locator("xpath=ancestor::div[@id][1]")
    expect(page).to_have_url(re.compile(f"#{defined.get_attribute('id')}$"))


def test_touch_shows_the_meaning(browser: Browser, server: str) -> None:
    phone = browser.new_context(
        base_url=server, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    page = phone.new_page()
    page.goto(PAGE)
    symbol(page).tap()
    card = page.locator(".symbol-card")
    expect(card).to_contain_text(MEANING)
    page.locator("h2").first.tap()
    expect(card).to_have_count(0)
    phone.close()


def test_arrow_keys_go_through_symbols_and_formulas(page: Page, asked: list[str]) -> None:
    page.keyboard.press("Tab")
    stops = page.locator("#sdpa-matrix-form .math[tabindex='0']")
    # A stop for the section and one for that within it, however many formulas they have.
    assert stops.count() <= 2
    stops.first.focus()
    said = page.locator(".symbol-status")
    expect(said).to_contain_text("number of tokens")
    page.keyboard.press("ArrowDown")
    expect(said).to_contain_text("the tokens, one a row")
    page.keyboard.press("ArrowLeft")
    expect(said).to_contain_text("number of tokens")
    assert faults(page, within(".symbol-status", "#sdpa-matrix-form")) == []


# The line of a detour names this symbol before the text that it leaves out does.
IN_A_LINE = "posts/deep-learning-from-the-ground-up/gradients-in-practice.html"
NAMED_IN_IT = "score of the unit"


@pytest.mark.parametrize("depth", ["", "?depth=short"])
def test_link_to_what_a_detour_defines_leads_to_what_is_seen(page: Page, depth: str) -> None:
    page.goto(f"{IN_A_LINE}{depth}")
    # The script has told how much is shown.
    told = page.locator(".depth-choice a[aria-current]")
    expect(told).to_have_attribute("href", depth or "?depth=all")
    page.locator("details.symbols > summary").click()
    line = page.locator(".symbols dd").filter(has_text=NAMED_IN_IT)
    link = line.locator("a")
    defined = page.locator(f"[id='{str(link.get_attribute('href')).removeprefix('#')}']")
    assert defined.locator("xpath=ancestor::details[contains(@class, 'detour')]").count() == 1
    link.click()
    expect(defined).to_be_visible()
    expect(defined).to_be_in_viewport()
    # Where it is shown, the line is none of the places.
    assert page.locator("details.detour > summary[id], details.detour > summary [id]").count() == 0
