"""The place that a reader is at, kept over a reload and found again from elsewhere."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.support.sampling import Some
from tests.support.visits import PHONE

pytestmark = pytest.mark.site

DESK: ViewportSize = {"width": 1440, "height": 900}
# A line of text, in pixels, on a phone.
LINE = 28
SHARES = (0.2, 0.5, 0.8, 1)
# The text or figure that stands first below the top fifth of the window: its position among all.
# What is folded has a place too, where nobody sees it.
TEXTS = "[...document.querySelectorAll('article :is(p, pre, li, h2, h3, figure, .math-wrapper)')]"
SEEN = (
    TEXTS
    + """.findIndex(text => {
    const { top, height } = text.getBoundingClientRect();
    return height && text.checkVisibility() && top >= innerHeight / 5;
})"""
)
TOP = f"place => {TEXTS}[place].getBoundingClientRect().top"
TO_SHARE = """share => {
    const { scrollHeight, clientHeight } = document.documentElement;
    scrollTo(0, share * (scrollHeight - clientHeight));
}"""
# Many more frames than layout needs, once all is there.
AT_REST = """async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 12; frame++) await new Promise(requestAnimationFrame);
}"""
FROM_THE_END = """() => {
    const { scrollHeight, clientHeight } = document.documentElement;
    return scrollHeight - clientHeight - scrollY;
}"""


def read_on(page: Page, share: float) -> int:
    """Scroll to *share* of the way down *page*; return which text is there."""
    page.evaluate(AT_REST)
    page.evaluate(TO_SHARE, share)
    page.evaluate(AT_REST)
    seen: int = page.evaluate(SEEN)
    return seen


@pytest.mark.slow
@pytest.mark.many(1)
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_reload_shows_the_same_line(
    browser: Browser, server: str, read_posts: list[str], size: ViewportSize, some: Some
) -> None:
    context = browser.new_context(base_url=server, viewport=size)
    page = context.new_page()
    drifts = {}
    for number, post in enumerate(read_posts):
        page.goto(post)
        # In a sample each post is read at other places.
        for share in some([*SHARES[number % 2 :], *SHARES[: number % 2]], 2):
            place = read_on(page, share)
            before = page.evaluate(TOP, place)
            page.reload()
            page.evaluate(AT_REST)
            drifts[post, share] = abs(page.evaluate(TOP, place) - before)
    context.close()
    assert not {where: drift for where, drift in drifts.items() if drift >= LINE}


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_way_back_shows_the_same_line(
    browser: Browser, server: str, read_posts: list[str], size: ViewportSize
) -> None:
    context = browser.new_context(base_url=server, viewport=size)
    page = context.new_page()
    page.goto(read_posts[0])
    place = read_on(page, 0.6)
    before = page.evaluate(TOP, place)
    page.goto("series.html")
    page.go_back()
    page.evaluate(AT_REST)
    assert abs(page.evaluate(TOP, place) - before) < LINE
    # A link to the page leads to its beginning all the same.
    page.goto("series.html")
    page.goto(read_posts[0])
    page.evaluate(AT_REST)
    assert page.evaluate("scrollY") == 0
    context.close()


@pytest.mark.many(1)
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_end_reaches_the_end(
    browser: Browser, server: str, read_posts: list[str], size: ViewportSize
) -> None:
    context = browser.new_context(base_url=server, viewport=size)
    page = context.new_page()
    for post in read_posts:
        page.goto(post)
        page.evaluate(AT_REST)
        page.keyboard.press("End")
        page.evaluate(AT_REST)
        assert page.evaluate(FROM_THE_END) <= 1, post
    context.close()


def test_window_of_another_width_shows_the_same_text(page: Page, read_posts: list[str]) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(read_posts[0])
    place = read_on(page, 0.5)
    page.set_viewport_size({"width": 740, "height": 360})
    page.evaluate(AT_REST)
    page.reload()
    page.evaluate(AT_REST)
    assert 0 <= page.evaluate(TOP, place) < 360


def test_reading_is_gone_on_with_at_the_line(page: Page, read_posts: list[str]) -> None:
    page.goto(read_posts[0])
    place = read_on(page, 0.4)
    before = page.evaluate(TOP, place)
    page.goto("series.html")
    page.locator(".resume a").click()
    page.wait_for_url(f"**/{read_posts[0]}*")
    page.evaluate(AT_REST)
    assert abs(page.evaluate(TOP, place) - before) < LINE
    # The address is that of the section, for whoever copies it.
    assert "resume" not in page.url


def test_page_is_read_where_storage_is_forbidden(page: Page, read_posts: list[str]) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty("
        "window, name, { get() { throw new DOMException('', 'SecurityError'); } });"
    )
    page.goto(read_posts[0])
    read_on(page, 0.5)
    page.reload()
    page.goto("series.html")
    expect(page.locator(".series").first).to_be_visible()
    assert not faults
