"""The margin: contents, and what is wider than the column, never one over the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.visits import SETTLED

pytestmark = pytest.mark.site

LAPTOP = 1280
# Whether the contents are shown, whether some of the text crosses them or comes near, and where
# they end.
STATE = """() => {
    const box = document.querySelector(".toc-sticky").getBoundingClientRect();
    const title = document.querySelector(".toc-title").getBoundingClientRect();
    const tree = document.querySelector(".toc-tree").getBoundingClientRect();
    const place = {left: box.left, right: box.right, top: title.top,
        bottom: Math.min(tree.bottom, box.bottom)};
    const crosses = air => block => {
        if (!block.checkVisibility({contentVisibilityAuto: true})) return false;
        const {left, right, top, bottom, width} = block.getBoundingClientRect();
        return width > 0 && right > place.left && left < place.right
            && bottom > place.top - air && top < place.bottom + air;
    };
    const blocks = document.querySelectorAll(
        "article :is(p, li, pre, figure, svg, table, .margin, .highlight, .katex-display .line)");
    return {
        free: document.querySelector(".toc-drawer").classList.contains("free"),
        crossed: [...blocks].some(crosses(0)), near: [...blocks].some(crosses(24)),
        right: place.right,
    };
}"""
FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
DOWN = """step => {
    scrollBy({top: step, behavior: "instant"});
    const {scrollHeight, clientHeight} = document.documentElement;
    return scrollY + 1 < scrollHeight - clientHeight;
}"""
# Code that scrolls though there is room beside it, up to the edge of the margin.
SCROLLS = """() => {
    const column = document.querySelector(".article-container").getBoundingClientRect();
    const reach = parseFloat(getComputedStyle(document.querySelector(".content")).paddingInlineEnd);
    return [...document.querySelectorAll("article > section pre")].filter(pre =>
        pre.scrollWidth > pre.clientWidth + 1
        && pre.getBoundingClientRect().right < column.right + reach - 1)
        .map(pre => pre.textContent.slice(0, 60));
}"""
NOTES = "article :is(.margin, aside.sidebar)"


@pytest.fixture
def reader(browser: Browser, server: str) -> Iterator[Callable[..., Page]]:
    """A page in a window of some width."""
    opened: list[BrowserContext] = []

    def page(width: int, **options: bool) -> Page:
        size = {"width": width, "height": 800}
        context = browser.new_context(base_url=server, viewport=size, **options)  # type: ignore[arg-type]
        opened.append(context)
        return context.new_page()

    yield page
    for one in opened:
        one.close()


@pytest.fixture(scope="module")
def noted(posts: list[str], browser: Browser, server: str) -> str:
    """A post with something in its margin."""
    with browser.new_context(base_url=server) as context:
        page = context.new_page()
        for name in posts:
            page.goto(name)
            if page.locator(NOTES).count():
                return name
    raise AssertionError("no post has a note")


@pytest.mark.many(1)
@pytest.mark.parametrize("width", [1100, LAPTOP])
def test_contents_give_way_and_come_back(
    reader: Callable[..., Page], read_posts: list[str], width: int
) -> None:
    page = reader(width)
    free = steps = 0
    for name in read_posts:
        page.goto(name)
        page.evaluate(SETTLED)
        more = True
        while more:
            # The answer comes with the frames that follow.
            page.wait_for_function(
                f"() => (state => state.free ? !state.crossed : state.near)(({STATE})())"
            )
            state = page.evaluate(STATE)
            assert state["right"] <= width
            free, steps = free + state["free"], steps + 1
            more = page.evaluate(DOWN, 1600)
            page.evaluate(FRAMES)
    assert free > steps / 2, f"contents are in view at {free} of {steps} places"


def test_contents_that_gave_way_are_there_for_the_keyboard(
    reader: Callable[..., Page], noted: str
) -> None:
    page = reader(LAPTOP)
    page.goto(noted)
    page.evaluate(SETTLED)
    page.locator(NOTES).first.evaluate(
        "note => scrollBy({top: note.getBoundingClientRect().top - 100, behavior: 'instant'})"
    )
    drawer = page.locator(".toc-drawer")
    expect(drawer).not_to_have_class("toc-drawer free")
    expect(page.locator(".toc-sticky")).to_have_css("opacity", "0")
    page.locator(".toc-tree a:visible").first.focus()
    page.keyboard.press("Tab")
    expect(page.locator(".toc-sticky")).to_have_css("opacity", "1")


def test_contents_stay_where_scripts_do_not_run(reader: Callable[..., Page], noted: str) -> None:
    page = reader(LAPTOP, java_script_enabled=False)
    page.goto(noted)
    expect(page.locator(".toc-sticky")).to_have_css("opacity", "1")
    contents = page.locator(".toc-tree").bounding_box()
    note = page.locator(NOTES).first.bounding_box()
    assert contents
    assert note
    assert note["x"] + note["width"] < contents["x"]


@pytest.mark.parametrize("width", [360, 768, 1099])
def test_notes_fold_into_the_text_of_a_narrow_window(
    reader: Callable[..., Page], noted: str, width: int
) -> None:
    page = reader(width)
    page.goto(noted)
    column = page.locator(".article-container").bounding_box()
    note = page.locator(NOTES).first.bounding_box()
    assert column
    assert note
    assert abs(note["x"] - column["x"]) <= 1
    assert note["x"] + note["width"] <= column["x"] + column["width"] + 1


@pytest.mark.many(1)
@pytest.mark.parametrize("width", [LAPTOP, 1440])
def test_wide_code_takes_the_margin_before_it_scrolls(
    reader: Callable[..., Page], read_posts: list[str], width: int
) -> None:
    page = reader(width)
    scrolling: list[str] = []
    for name in read_posts:
        page.goto(name)
        page.evaluate(SETTLED)
        scrolling += [f"{name}: {code}" for code in page.evaluate(SCROLLS)]
    assert not scrolling, "\n".join(scrolling)


@pytest.mark.parametrize("width", [360, LAPTOP])
def test_code_of_76_letters_is_as_wide_as_the_column(
    reader: Callable[..., Page], read_posts: list[str], width: int
) -> None:
    page = reader(width)
    page.goto(read_posts[0])
    code = page.locator("article pre").first
    code.evaluate("pre => { pre.textContent = 'x'.repeat(76); }")
    code.scroll_into_view_if_needed()
    scrolls = code.evaluate("pre => pre.scrollWidth > pre.clientWidth")
    assert scrolls == (width == 360)
    if not scrolls:
        column = page.locator(".article-container").bounding_box()
        box = code.bounding_box()
        assert column
        assert box
        assert abs(box["width"] - column["width"] - 32) <= 1
