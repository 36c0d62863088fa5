"""What a reader waits for before a post is seen, and what the page around the text then does."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Route, ViewportSize, expect

from tests.bench import pages as bench
from tests.support.tracing import Trace, asked_for
from tests.support.visits import DESK, NOTE_SHIFTS, PHONE, SETTLED

# Wide enough for the contents beside the text.
WIDE: ViewportSize = {"width": 1440, "height": 800}
MOST_REQUESTS = 15
MOST_BYTES = 160_000
LATE_SECONDS = 0.5
# Rules for what is below it, such as "html.class > *", may depend on any of its attributes.
NOTE_ROOT = """
window.changed = [];
addEventListener("DOMContentLoaded", () => new MutationObserver(records => {
    for (const { attributeName } of records) changed.push(attributeName);
}).observe(document.documentElement, { attributes: true }));
"""
NO_OBSERVERS = "delete window.IntersectionObserver;"


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a post as it is measured, sent as hosts send it."""
    with bench.serve(bench.build(tmp_path_factory.mktemp("measured"))) as address:
        yield f"{address}posts/post.html"


@pytest.fixture
def newcomer(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """A reader who was never here."""
    opened: list[BrowserContext] = []

    def context(size: ViewportSize, **options: object) -> BrowserContext:
        opened.append(browser.new_context(viewport=size, **options))  # type: ignore[arg-type]
        return opened[-1]

    yield context
    for one in opened:
        one.close()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_post_asks_for_little(
    newcomer: Callable[..., BrowserContext], measured: str, size: ViewportSize
) -> None:
    page = newcomer(size).new_page()
    sent = bench.counted(page.context.new_cdp_session(page))
    asked: list[str] = []
    page.on("request", lambda one: None if one.url.startswith("data:") else asked.append(one.url))
    page.goto(measured, wait_until="networkidle")
    page.evaluate(SETTLED)
    assert len(asked) <= MOST_REQUESTS, "\n".join(asked)
    assert len([url for url in asked if url.endswith(".css")]) == 1
    assert len([url for url in asked if url.endswith(".js")]) == 1
    assert sum(sent) <= MOST_BYTES


@pytest.mark.parametrize("size", [PHONE, DESK, WIDE], ids=["phone", "desk", "wide"])
def test_no_script_has_the_page_laid_out_while_it_comes_in(
    newcomer: Callable[..., BrowserContext], measured: str, size: ViewportSize
) -> None:
    page = newcomer(size).new_page()
    trace = Trace(page)
    page.goto(measured, wait_until="networkidle")
    page.evaluate(SETTLED)
    events = trace.end()
    assert [event for event in events if event["name"] == "Layout"]
    assert asked_for(events) == []


def test_no_script_has_the_whole_page_styled_anew(
    newcomer: Callable[..., BrowserContext], measured: str
) -> None:
    page = newcomer(DESK).new_page()
    page.add_init_script(NOTE_ROOT)
    page.goto(measured, wait_until="networkidle")
    page.evaluate(SETTLED)
    # Before the first paint there is little of it.
    assert page.evaluate("window.changed") == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_moves_when_the_faces_of_formulas_come_late(
    newcomer: Callable[..., BrowserContext], measured: str, size: ViewportSize
) -> None:
    late: list[str] = []

    def wait(route: Route) -> None:
        late.append(route.request.url)
        time.sleep(LATE_SECONDS)
        route.continue_()

    page = newcomer(size).new_page()
    page.add_init_script(NOTE_SHIFTS)
    page.route("**/KaTeX_*", wait)
    page.goto(measured, wait_until="networkidle")
    page.evaluate(SETTLED)
    assert len(late) > 1
    assert page.evaluate("window.shifts") == []


def test_a_formula_is_seen_without_its_faces(
    newcomer: Callable[..., BrowserContext], measured: str
) -> None:
    page = newcomer(DESK).new_page()
    page.route("**/KaTeX_*", lambda route: route.abort())
    page.goto(measured)
    stand_ins = "[...document.fonts].filter(one => one.display === 'fallback').length"
    page.wait_for_function(f"() => {stand_ins} === 0")


def test_stand_ins_are_there_until_the_faces_are(
    newcomer: Callable[..., BrowserContext], measured: str
) -> None:
    page = newcomer(DESK).new_page()
    page.goto(measured, wait_until="networkidle")
    loaded = """[...document.fonts].filter(one => one.display === 'fallback')
        .map(one => one.status)"""
    assert set(page.evaluate(loaded)) == {"loaded"}


def test_choice_of_colours_follows_the_system_and_is_kept(
    newcomer: Callable[..., BrowserContext], measured: str
) -> None:
    for system, order in (("light", ["dark", "light"]), ("dark", ["light", "dark"])):
        page = newcomer(DESK, color_scheme=system).new_page()
        page.goto(measured)
        for theme in [*order, "auto"]:
            page.locator(".theme-toggle:visible").first.click()
            expect(page.locator("body")).to_have_attribute("data-theme", theme)
            assert page.evaluate("localStorage.getItem('theme')") == theme
        page.locator(".theme-toggle:visible").first.click()
        page.reload()
        expect(page.locator("body")).to_have_attribute("data-theme", order[0])


def test_header_has_a_line_below_it_once_the_page_is_scrolled(
    newcomer: Callable[..., BrowserContext], measured: str
) -> None:
    page = newcomer(PHONE).new_page()
    page.goto(measured)
    header = page.locator(".mobile-header")
    expect(header).not_to_have_class("mobile-header scrolled")
    page.mouse.wheel(0, 300)
    expect(header).to_have_class("mobile-header scrolled")
    page.evaluate("scrollTo(0, 0)")
    expect(header).to_have_class("mobile-header")


CURRENT = ".toc-tree li.scroll-current > a[aria-current]"


def test_contents_follow_the_reader(newcomer: Callable[..., BrowserContext], measured: str) -> None:
    page = newcomer(WIDE).new_page()
    page.goto(measured)
    links = page.locator(".toc-tree ul ul a")
    assert links.count() > 4
    assert page.locator(CURRENT).count() == 0
    for place in (2, 4, 1):
        link = links.nth(place)
        link.click()
        expect(page.locator(CURRENT)).to_have_text(link.inner_text())
    page.keyboard.press("End")
    expect(page.locator(CURRENT)).to_have_text(links.last.inner_text())
    page.keyboard.press("Home")
    expect(page.locator(CURRENT)).to_have_count(0)


def test_place_in_long_contents_is_in_view(
    newcomer: Callable[..., BrowserContext], measured: str
) -> None:
    page = newcomer({"width": 1440, "height": 180}).new_page()
    page.goto(measured)
    box = page.locator(".toc-scroll")
    assert box.evaluate("box => box.scrollHeight > box.clientHeight + 20")
    page.keyboard.press("End")
    expect(page.locator(CURRENT)).to_have_text(page.locator(".toc-tree a").last.inner_text())
    expect(page.locator(CURRENT)).to_be_in_viewport()


def test_what_a_browser_cannot_observe_stops_nothing_else(
    newcomer: Callable[..., BrowserContext], measured: str
) -> None:
    page = newcomer(DESK).new_page()
    page.add_init_script(NO_OBSERVERS)
    page.goto(measured)
    page.locator(".theme-toggle:visible").first.click()
    expect(page.locator("body")).to_have_attribute("data-theme", "dark")
    page.keyboard.press("/")
    expect(page.locator("dialog.search-dialog")).to_be_visible()


def test_code_is_copied_without_prompts_and_numbers(
    newcomer: Callable[..., BrowserContext], measured: str
) -> None:
    context = newcomer(DESK, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(measured)
    page.locator(".cite-this summary").click()
    # As Pygments marks a session.
    page.locator(".cite-this pre").evaluate(
        """pre => { pre.innerHTML = '<span class="linenos">1</span>'
            + '<span class="gp">>>> </span><span>one</span>\\n'; }"""
    )
    button = page.locator(".cite-this .copybtn")
    assert button.get_attribute("aria-label") == "Copy"
    button.click()
    expect(button).to_have_attribute("aria-label", "Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "one\n"
