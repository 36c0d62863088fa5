"""Cards beside links: by mouse and by keyboard, out of the way of touch."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from tests.support.axe import faults

pytestmark = pytest.mark.site

PAGE = "posts/welcome.html"
# A lemma and a figure of another page, a formula and a citation of this one.
LEMMA = "a[data-preview*='lem-gd-descent']"
FIGURE = "a[data-preview*='fig-gd-rates']"
FORMULA = "td a[href='#equation-eq-welcome-intact']"
CITATION = "a.footnote-reference"
SIZE = """() => {
    const {scrollWidth: width, scrollHeight: height} = document.documentElement;
    return {width, height};
}"""
# Longer than any pause of the script.
LONG = 5000
REPEATED = """() => {
    const ids = Array.from(document.querySelectorAll("[id]"), one => one.id);
    return ids.filter((id, place) => ids.indexOf(id) !== place);
}"""
WITHOUT_ADDRESS = """Array.from(document.querySelectorAll(".preview :is([href], [src]):not(svg *)"))
    .map(one => one.getAttribute("href") ?? one.getAttribute("src"))
    .filter(address => !address.startsWith("http"))"""
SIZE_OF_A_FORMULA = "one => getComputedStyle(one).fontFamily + getComputedStyle(one).color"


@pytest.fixture
def card(page: Page) -> Locator:
    """The card of the open page."""
    return page.locator(".preview")


def hover(page: Page, selector: str, name: str = PAGE) -> Locator:
    """Open the page *name*, put the pointer on its link *selector* and return the link."""
    page.goto(name)
    link = page.locator(f"article {selector}").first
    link.hover()
    return link


def focus(page: Page, selector: str) -> Locator:
    """Open the page, move the focus to its link *selector* by keyboard and return the link."""
    page.goto(PAGE)
    link = page.locator(f"article {selector}").first
    page.keyboard.press("Tab")
    link.focus()
    return link


def described(page: Page, link: Locator) -> str:
    """Return the description of *link* for assistive technology."""
    expect(link).to_have_attribute("aria-describedby", "preview-description")
    return page.locator("#preview-description").text_content() or ""


@pytest.mark.many(4)
@pytest.mark.parametrize("width", [360, 768, 1600])
@pytest.mark.parametrize("selector", [LEMMA, FIGURE, FORMULA, CITATION])
def test_card_is_beside_its_link_and_in_the_window(
    browser: Browser, server: str, width: int, selector: str
) -> None:
    context = browser.new_context(base_url=server, viewport={"width": width, "height": 800})
    page = context.new_page()
    link = hover(page, selector)
    card = page.locator(".preview")
    expect(card).to_be_visible()
    box, line = card.bounding_box(), link.bounding_box()
    assert box
    assert line
    assert 0 <= box["x"] <= box["x"] + box["width"] <= width
    assert 0 <= box["y"] <= box["y"] + box["height"] <= 800
    above = box["y"] + box["height"] <= line["y"] + line["height"]
    assert above or box["y"] >= line["y"]
    assert page.evaluate(SIZE)["width"] <= width
    with_card = page.evaluate(SIZE)
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    assert page.evaluate(SIZE) == with_card
    context.close()


def test_lemma_of_another_page_is_shown_with_its_formulas(page: Page, card: Locator) -> None:
    hover(page, LEMMA)
    expect(card).to_contain_text("Descent lemma")
    expect(card.locator(".katex-html").first).to_be_visible()
    family = card.locator(".katex").first.evaluate(SIZE_OF_A_FORMULA)
    assert page.locator("article .katex").first.evaluate(SIZE_OF_A_FORMULA) == family
    assert page.evaluate(REPEATED) == []
    assert page.evaluate(WITHOUT_ADDRESS) == []
    assert card.locator(".headerlink").count() == 0


def test_drawing_keeps_what_it_refers_to_in_itself(page: Page, card: Locator) -> None:
    hover(page, "td a[href='#fig-welcome-intact']")
    expect(card.locator("svg.drawn")).to_be_visible()
    assert page.evaluate(REPEATED) == []
    lost = """Array.from(document.querySelectorAll(".preview use"))
        .map(one => one.getAttribute("xlink:href") ?? one.getAttribute("href"))
        .filter(to => !document.querySelector(`.preview [id="${to.slice(1)}"]`))"""
    assert card.locator("use").count() > 0
    assert page.evaluate(lost) == []


def test_what_is_on_the_page_is_not_fetched(page: Page, card: Locator) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for selector, text in [
        (FORMULA, "(1)"),
        (CITATION, "Klein"),
        ("td a[href='#welcome-stale']", "…"),
    ]:
        hover(page, selector)
        expect(card).to_contain_text(text)
    assert [url for url in asked if "_previews" in url] == []


def test_preview_is_fetched_once(page: Page, card: Locator) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    link = hover(page, LEMMA)
    expect(card).to_be_visible()
    page.mouse.move(0, 0)
    expect(card).to_have_count(0)
    link.hover()
    expect(card).to_be_visible()
    assert len([url for url in asked if "_previews" in url]) == 1


def test_card_stays_while_the_pointer_is_in_it(page: Page, card: Locator) -> None:
    page.clock.install()
    hover(page, FORMULA)
    page.clock.run_for(LONG)
    expect(card).to_be_visible()
    card.hover()
    page.clock.run_for(LONG)
    expect(card).to_be_visible()
    page.mouse.move(0, 0)
    page.clock.run_for(LONG)
    expect(card).to_have_count(0)


def test_pointer_that_passes_opens_nothing(page: Page, card: Locator) -> None:
    page.clock.install()
    hover(page, FORMULA)
    page.mouse.move(0, 0)
    page.clock.run_for(LONG)
    expect(card).to_have_count(0)


def test_focus_opens_and_escape_closes_where_the_focus_stays(page: Page, card: Locator) -> None:
    link = focus(page, LEMMA)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(link).to_be_focused()
    assert link.get_attribute("aria-describedby") is None


def test_card_that_was_closed_stays_closed_under_the_pointer(page: Page, card: Locator) -> None:
    page.clock.install()
    link = hover(page, FORMULA)
    page.clock.run_for(LONG)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    link.hover(position={"x": 3, "y": 8})
    page.clock.run_for(LONG)
    expect(card).to_have_count(0)


def test_tab_leads_from_the_link_to_the_next_and_closes(page: Page, card: Locator) -> None:
    link = focus(page, LEMMA)
    expect(card).to_be_visible()
    after = link.evaluate(
        """link => { const all = [...document.querySelectorAll("a[href]:not(.preview *)")];
        return all[all.indexOf(link) + 1].href; }"""
    )
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.href") == after


def test_scrolling_on_closes_the_card(page: Page, card: Locator) -> None:
    hover(page, LEMMA)
    expect(card).to_be_visible()
    page.mouse.move(2, 400)
    page.mouse.wheel(0, 600)
    expect(card).to_have_count(0)


def test_description_has_the_text_and_not_the_name_again(page: Page) -> None:
    figure = hover(page, FIGURE)
    text = described(page, figure)
    assert text.startswith("The gap against the step")
    section = hover(page, "a[data-preview*='backprop-cost']")
    text = described(page, section)
    assert "Cost: two more forward passes" not in text
    assert r"m \times l" in text
    page.mouse.move(0, 0)
    expect(page.locator("#preview-description")).to_have_count(0)


def touched(browser: Browser, server: str) -> Iterator[Page]:
    """Yield a page on a phone."""
    context = browser.new_context(
        base_url=server, has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800}
    )
    yield context.new_page()
    context.close()


def test_tap_follows_the_link_and_shows_nothing(browser: Browser, server: str) -> None:
    for page in touched(browser, server):
        page.clock.install()
        page.goto(PAGE)
        page.locator(f"article {FORMULA}").first.tap()
        assert page.url.endswith("#equation-eq-welcome-intact")
        page.clock.run_for(LONG)
        expect(page.locator(".preview")).to_have_count(0)
        page.locator(f"article {LEMMA}").first.tap()
        page.wait_for_url("**/gradient-descent.html#lem-gd-descent")


def test_without_script_the_link_is_a_link(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto(PAGE)
    page.locator(f"article {LEMMA}").first.click()
    page.wait_for_url("**/gradient-descent.html#lem-gd-descent")
    context.close()


def test_what_cannot_be_fetched_leaves_the_link_as_it_is(
    context: BrowserContext, page: Page, card: Locator
) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    context.route("**/_previews/**", lambda route: route.fulfill(status=404))
    with page.expect_response("**/_previews/**"):
        hover(page, FIGURE)
    context.unroute("**/_previews/**")
    context.set_offline(True)
    with page.expect_event("requestfailed"):
        page.locator(f"article {LEMMA}").first.hover()
    expect(card).to_have_count(0)
    # Back on line, it is asked for again.
    context.set_offline(False)
    page.mouse.move(0, 0)
    link = page.locator(f"article {LEMMA}").first
    link.hover()
    expect(card).to_be_visible()
    assert errors == []
    page.mouse.move(0, 0)
    expect(card).to_have_count(0)
    link.click()
    page.wait_for_url("**/gradient-descent.html#lem-gd-descent")


def test_a_strict_content_security_policy_does_not_break_it(page: Page, card: Locator) -> None:
    def strict(route: Route) -> None:
        answer = route.fetch()
        policy = {"content-security-policy": "default-src 'self'"}
        route.fulfill(response=answer, headers={**answer.headers, **policy})

    page.route("**/*.html", strict)
    link = hover(page, "a[data-preview*='/kl-divergence']")
    expect(card).to_be_visible()
    box, line = card.bounding_box(), link.bounding_box()
    assert box
    assert line
    assert abs(box["y"] - line["y"] - line["height"]) < 20 or box["y"] < line["y"]


@pytest.mark.many(1)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_assistive_technology_finds_no_fault_in_a_card(
    browser: Browser, server: str, scheme: str
) -> None:
    context = browser.new_context(
        base_url=server, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    found: list[str] = []
    for selector in (LEMMA, FIGURE, CITATION, "a[data-preview*='backpropagation/~page']"):
        hover(page, selector)
        expect(page.locator(".preview")).to_be_visible()
        if selector == LEMMA:
            found += faults(page)
        # Contrast is for the eye, and is not looked at where assistive technology is kept out.
        page.locator(".preview").evaluate("card => card.removeAttribute('aria-hidden')")
        found += faults(page, "axe.run('.preview', {runOnly: ['color-contrast']})")
    context.close()
    assert not found, "\n".join(found)


def test_paper_has_no_card(page: Page, card: Locator) -> None:
    hover(page, LEMMA)
    expect(card).to_be_visible()
    page.emulate_media(media="print")
    expect(card).to_be_hidden()
