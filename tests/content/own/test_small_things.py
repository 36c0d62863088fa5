"""Small things that add up: what can be hit, what a page does without, what paper shows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.visits import PHONE, TOO_WIDE

pytestmark = pytest.mark.site

POST = "posts/attention/scaled-dot-product-attention.html"
LONG_POST = "posts/attention/positions-from-sinusoids-to-rope.html"
PAGES = ["index.html", POST, "shorts/index.html", "series.html", "table.html", "feeds.html"]
# What can be pressed and is lower or narrower than it may be; not a link in a sentence.
TOO_SMALL = """least => [...document.querySelectorAll(
    "article :is(a[href], button, summary, select, input)")]
    .filter(one => one.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true}))
    .filter(one => !one.closest(".claim, .lead, .unseen, p:not(.facts, .kicker) > bdi"))
    .map(one => [one.getBoundingClientRect(), one])
    .filter(([{width, height}]) => width && (width < least || height < least))
    .map(([{width, height}, one]) => `${width} × ${height} ${one.outerHTML.slice(0, 120)}`)"""
# WCAG 2.2, 1.4.12.
SPACING = """* {
    line-height: 1.5 !important;
    letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important;
}
p { margin-bottom: 2em !important; }"""
# Boxes that scroll lose nothing; formulas and drawings are no text.
CUT_OFF = """[...document.querySelectorAll("body *")]
    .filter(one => one.checkVisibility({visibilityProperty: true}))
    .filter(one => !one.closest(".katex, svg, pre, .unseen, .drawing, .skip-to-content"))
    .filter(one => ["hidden", "clip"].includes(getComputedStyle(one).overflowX)
        || ["hidden", "clip"].includes(getComputedStyle(one).overflowY))
    .filter(one => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
    .map(one => one.outerHTML.slice(0, 120))"""
FORBIDDEN = """for (const name of ["localStorage", "sessionStorage"])
    Object.defineProperty(window, name, {
        get() { throw new DOMException("", "SecurityError"); }
    });"""


@pytest.fixture
def phone(browser: Browser, server: str) -> Iterator[BrowserContext]:
    """A reader on a phone."""
    context = browser.new_context(base_url=server, viewport=PHONE, has_touch=True, is_mobile=True)
    yield context
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_all_on_the_wall_is_large_enough_to_hit(browser: Browser, server: str, width: int) -> None:
    context = browser.new_context(base_url=server, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto("shorts/index.html?q=a")
    expect(page.locator(".wall-clear")).to_be_visible()
    for box in page.locator(".facets summary").all():
        box.click()
    assert page.evaluate(TOO_SMALL, 24) == []
    context.close()


def test_choices_on_a_phone_are_as_high_as_a_finger(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto("shorts/index.html")
    summary = page.locator(".facets summary").first
    summary.tap()
    for one in [summary, page.locator(".facets li a").first, page.locator("#wall-words")]:
        box = one.bounding_box()
        assert box
        assert box["height"] >= 44


@pytest.mark.parametrize("name", [POST, "index.html"])
def test_icons_are_small_without_style_sheets(browser: Browser, server: str, name: str) -> None:
    context = browser.new_context(base_url=server)
    page = context.new_page()
    page.route("**/*.css", lambda route: route.abort())
    page.goto(name)
    sizes = page.evaluate(
        """[...document.querySelectorAll("svg:not(article svg)")]
            .map(one => one.getBoundingClientRect().width)"""
    )
    assert len(sizes) > 5
    assert max(sizes) <= 24
    context.close()


@pytest.mark.many(3)
@pytest.mark.parametrize("name", PAGES)
def test_page_works_where_storage_is_forbidden(page: Page, name: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(FORBIDDEN)
    page.goto(name)
    page.locator(".theme-toggle:visible").first.click()
    expect(page.locator("body")).to_have_attribute("data-theme", "dark")
    page.keyboard.press("End")
    page.keyboard.press("/")
    expect(page.locator("dialog.search-dialog")).to_be_visible()
    assert errors == []


def test_wall_is_filtered_where_nothing_can_be_observed(page: Page) -> None:
    page.add_init_script("delete window.IntersectionObserver;")
    page.goto("shorts/index.html?tag=memory")
    expect(page.locator(".wall-count")).to_contain_text(" of ")
    cards = page.locator(".wall > .card-short")
    expect(cards.first.locator(".card-tags")).to_contain_text("Memory")
    page.locator("#wall-words").fill("cache")
    page.wait_for_url("**/shorts/index.html?q=cache&tag=memory")
    page.locator(".wall-clear").click()
    page.locator("#wall-order").select_option("title")
    more = page.locator(".wall-more")
    before = cards.count()
    more.click()
    expect(cards).not_to_have_count(before)


def test_bar_of_the_browser_has_the_colour_that_the_reader_chose(page: Page) -> None:
    metas = "[...document.querySelectorAll('meta[name=theme-color]')].map(one => one.content)"
    page.goto("about.html")
    light, dark = page.evaluate(metas)
    assert light != dark
    toggle = page.locator(".theme-toggle:visible").first
    for expected in ([dark, dark], [light, light], [light, dark]):
        toggle.click()
        assert page.evaluate(metas) == expected
    toggle.click()
    page.goto("series.html")
    page.wait_for_function(f"() => new Set({metas}).size === 1")
    assert page.evaluate(metas) == [dark, dark]


@pytest.mark.many(3)
@pytest.mark.parametrize("name", PAGES)
def test_wider_spacing_of_text_cuts_nothing_off(browser: Browser, server: str, name: str) -> None:
    context = browser.new_context(base_url=server, viewport=PHONE, bypass_csp=True)
    page = context.new_page()
    page.goto(name)
    page.add_style_tag(content=SPACING)
    assert page.evaluate(TOO_WIDE) <= 0
    assert page.evaluate(CUT_OFF) == []
    context.close()


def test_sections_that_were_read_are_marked_in_the_contents(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, viewport={"width": 1440, "height": 800})
    page = context.new_page()
    page.goto(LONG_POST)
    links = page.locator(".toc-tree ul ul > li > a")
    for place in (0, 1, 2):
        links.nth(place).click()
        page.wait_for_function(
            "id => (localStorage.getItem('groundwork-read') ?? '').includes(id)",
            arg=(links.nth(place).get_attribute("href") or "").removeprefix("#"),
        )
    expect(page.locator(".toc-tree a[data-read]")).to_have_count(2)
    sign = "link => getComputedStyle(link, '::before').content"
    assert "✓" in links.nth(0).evaluate(sign)
    page.reload()
    expect(page.locator(".toc-tree a[data-read]")).to_have_count(2)
    expect(links.nth(1).locator(".read-mark")).to_have_text("Read: ")
    context.close()


def test_thin_line_tells_how_far_one_is(page: Page) -> None:
    share = """() => {
        const line = document.querySelector(".series-card ~ section");
        const { transform } = getComputedStyle(line, "::before");
        return new DOMMatrix(transform).a;
    }"""
    page.goto(LONG_POST)
    assert page.evaluate(share) == 0
    page.keyboard.press("End")
    page.wait_for_function(f"() => ({share})() > 0.95")
    page.goto("about.html")
    assert page.locator(".series-card").count() == 0


def test_what_refers_to_a_section_does_not_part_its_title_from_its_sentence(
    phone: BrowserContext,
) -> None:
    page = phone.new_page()
    page.goto(POST)
    assert page.locator("section > .margin.referred-to-by").count() > 3
    parted = "document.querySelectorAll(':is(h2, h3, h4) + .referred-to-by').length"
    assert page.evaluate(parted) == 0


def test_paper_has_no_triangle_no_bibtex_and_an_address_once(page: Page) -> None:
    page.goto(POST)
    page.emulate_media(media="print")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    shown = "one => getComputedStyle(one, '::before').content + getComputedStyle(one).listStyleType"
    signs = page.locator("article summary").evaluate_all(f"all => all.map({shown})")
    assert len(signs) > 3
    assert set(signs) == {"nonenone"}
    expect(page.locator(".cite-this .highlight")).to_be_hidden()
    # Folds are open, and what they hold is seen.
    expect(page.locator("details.proof p").nth(1)).to_be_visible()
    expect(page.locator(".cite-this p").first).to_be_visible()
    after = "one => getComputedStyle(one, '::after').content"
    assert page.locator(".cite-this a.external").evaluate(after) == "none"
    for link in page.locator("article a.external:not(.footnote a)").all():
        same = link.evaluate("one => one.textContent === one.getAttribute('href')")
        assert same == (link.evaluate(after) == "none")


def test_pages_of_paper_are_numbered(page: Page, server: str) -> None:
    page.goto("about.html")
    boxes = """[...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
        .flatMap(rule => rule.media?.mediaText === "print" ? [...rule.cssRules] : [])
        .filter(rule => rule instanceof CSSPageRule).map(rule => rule.cssText).join("")"""
    assert "counter(page)" in page.evaluate(boxes)
