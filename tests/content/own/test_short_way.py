"""The short way of a post: chosen in its head, kept in the address, and nothing out of reach."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.axe import faults
from tests.support.sampling import Some

pytestmark = pytest.mark.site

CLOSED = "document.querySelectorAll('details.detour:not([open])').length"
ALL = "document.querySelectorAll('details.detour').length"
# A post whose short way refers to figures and equations that it leaves out.
REFERRING = "posts/deep-learning-from-the-ground-up/gradient-descent.html"
INTO = "article section section > p > a[href='#fig-gd-floors']"


@pytest.fixture
def post(posts: list[str], site: Path) -> str:
    """The post with the most detours."""
    return max(posts, key=lambda name: (site / name).read_text("utf-8").count('class="detour"'))


@pytest.fixture
def heard(posts: list[str], post: str, site: Path, some: Some) -> list[str]:
    """The shortest post with a detour, and that with the most."""
    texts = {name: (site / name).read_text("utf-8") for name in posts}
    shortest = min((len(text), name) for name, text in texts.items() if 'class="detour"' in text)
    return some([shortest[1], post], 1)


def test_choice_folds_and_unfolds_and_is_in_the_address(page: Page, post: str) -> None:
    page.goto(post)
    assert page.evaluate(CLOSED) == 0
    short = page.locator(".depth-choice a").first
    short.focus()
    page.keyboard.press("Enter")
    expect(short).to_have_attribute("aria-current", "true")
    assert page.evaluate(CLOSED) == page.evaluate(ALL)
    assert page.url.endswith("?depth=short")
    line = page.locator("details.detour > summary").first
    expect(line).to_be_visible()
    line.click()
    assert page.evaluate(CLOSED) == page.evaluate(ALL) - 1
    page.locator(".depth-choice a").last.click()
    assert page.evaluate(CLOSED) == 0
    assert "depth" not in page.url
    expect(line).to_be_hidden()


def test_shared_link_shows_the_same_and_nothing_is_seen_to_fold(page: Page, post: str) -> None:
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => { for (const one of list.getEntries())"
        " window.moved += one.value; }).observe({type: 'layout-shift', buffered: true});"
    )
    page.goto(f"{post}?depth=short", wait_until="load")
    page.wait_for_function(f"() => {CLOSED} === {ALL}")
    assert page.evaluate("window.moved") < 0.02


def test_link_into_what_is_left_out_opens_it(page: Page) -> None:
    page.goto(f"{REFERRING}?depth=short")
    page.wait_for_function(f"() => {CLOSED} === {ALL}")
    page.locator(INTO).first.click()
    expect(page.locator("#fig-gd-floors")).to_be_visible()
    page.goto(f"{REFERRING}?depth=short#fig-gd-valley")
    page.reload()
    expect(page.locator("#fig-gd-valley")).to_be_visible()
    assert page.evaluate(CLOSED) == page.evaluate(ALL) - 1


def test_paper_has_everything(page: Page, post: str) -> None:
    page.goto(f"{post}?depth=short")
    page.wait_for_function(f"() => {CLOSED} === {ALL}")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(CLOSED) == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(CLOSED) == page.evaluate(ALL)


def test_without_scripts_all_is_there_with_the_list_of_the_short_way(
    browser: Browser, server: str, post: str
) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=server)
    page = context.new_page()
    page.goto(f"{post}?depth=short")
    expect(page.locator(".depth-choice")).to_be_hidden()
    expect(page.locator(".depth-list")).to_be_visible()
    assert page.locator("details.detour:not([open])").count() == 0
    expect(page.locator("details.detour > summary").first).to_be_hidden()
    context.close()


@pytest.mark.many(1)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_short_way_has_no_fault_for_assistive_technology(
    page: Page, heard: list[str], scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for name in heard:
        page.goto(f"{name}?depth=short")
        page.wait_for_function(f"() => {CLOSED} === {ALL}")
        assert faults(page) == []
