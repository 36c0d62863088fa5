"""Reading with the keyboard, in the dark, without scripts, with assistive technology."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.axe import faults
from tests.support.reading import parse
from tests.support.sampling import Some

pytestmark = pytest.mark.site

FOCUSED = """() => {
    const element = document.activeElement;
    // A card is one link: the ring is around the card.
    const ringed = [element, element.closest(".sd-card")].filter(Boolean).map(getComputedStyle);
    return {
        name: element.getAttribute("href") ?? element.getAttribute("aria-label")
            ?? element.id ?? element.tagName,
        body: element === document.body,
        shown: ringed.some(style => style.outlineStyle !== "none"
            && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none"),
    };
}"""
FORMULAS = "Array.from(document.querySelectorAll('article .katex'), one => one.outerHTML)"
LINKS = "Array.from(document.querySelectorAll('article a[href]'), one => one.href)"
# Every link that can be seen, in any part of the page.
VISIBLE_LINKS = """Array.from(document.querySelectorAll("a[href]"))
    .filter(one => one.checkVisibility({visibilityProperty: true}))
    .map(one => one.getAttribute("href"))"""


@pytest.fixture
def post(posts: list[str], site: Path) -> str:
    """The post with the most formulas."""
    return max(posts, key=lambda name: (site / name).read_text("utf-8").count('class="katex"'))


@pytest.fixture
def heard(posts: list[str], post: str, site: Path, some: Some) -> list[str]:
    """The shortest post and that with the most formulas, which takes axe ten times as long."""
    shortest = min(posts, key=lambda name: (site / name).stat().st_size)
    return some([shortest, post], 1)


def test_theme_toggle_goes_through_three_states(page: Page) -> None:
    page.goto("index.html")
    states = []
    for _ in range(4):
        states.append(page.evaluate("document.body.dataset.theme"))
        page.locator(".theme-toggle:visible").first.click()
    assert sorted(states[:3]) == ["auto", "dark", "light"]
    assert states[3] == states[0]


def test_chosen_theme_is_kept_from_page_to_page(page: Page) -> None:
    page.goto("index.html")
    page.locator(".theme-toggle:visible").first.click()
    chosen = page.evaluate("document.body.dataset.theme")
    page.goto("about.html")
    assert page.evaluate("document.body.dataset.theme") == chosen


def test_first_tab_offers_to_skip_to_the_text(page: Page) -> None:
    page.goto("index.html")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["name"] == "#furo-main-content"
    page.keyboard.press("Enter")
    assert page.url.endswith("#furo-main-content")


@pytest.mark.parametrize("drawer", ["Site", "On this page"])
def test_drawers_open_and_close_by_keyboard(
    browser: Browser, server: str, read_posts: list[str], drawer: str
) -> None:
    context = browser.new_context(base_url=server, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(read_posts[0])
    switch = page.locator(f'.mobile-header button[aria-label="{drawer}"]')
    switch.focus()
    page.keyboard.press("Enter")
    assert switch.get_attribute("aria-expanded") == "true"
    expect(page.locator(f'aside[aria-label="{drawer}"] a:visible').first).to_be_in_viewport()
    page.keyboard.press("Escape")
    assert switch.get_attribute("aria-expanded") == "false"
    context.close()


def test_tab_reaches_every_link_and_shows_where_it_is(page: Page) -> None:
    page.goto("index.html")
    wanted = set(page.evaluate(VISIBLE_LINKS))
    reached, unseen = set(), []
    for _ in range(500):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["body"]:
            break
        reached.add(focused["name"])
        if not focused["shown"]:
            unseen.append(focused["name"])
    assert wanted - reached == set()
    assert not unseen, "\n".join(unseen)


def test_a_post_is_whole_without_scripts(browser: Browser, server: str, post: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto(post)
    article = page.locator("article")
    # Not the inner text: a section is laid out only when it comes near the window.
    assert len((article.text_content() or "").split()) > 1000
    assert article.locator("a[href]").count() > 10
    # A proof is folded until it is opened.
    formulas = article.locator(".katex:not(details *)")
    assert formulas.count() > 10
    assert formulas.locator(".katex-html:visible").count() == formulas.count()
    context.close()


def test_scripts_change_neither_formulas_nor_links(page: Page, site: Path, post: str) -> None:
    page.goto(post, wait_until="networkidle")
    # Parsed by the same browser, so that only a script can make a difference.
    source = (site / post).read_text("utf-8")
    parse = """([source, url]) => {
        const page = new DOMParser().parseFromString(source, "text/html");
        page.head.prepend(Object.assign(page.createElement("base"), {href: url}));
        return page;
    }"""
    for question in (FORMULAS, LINKS):
        written = page.evaluate(
            f"(arguments) => {{ const document = ({parse})(arguments); return {question}; }}",
            [source, page.url],
        )
        assert page.evaluate(question) == written


def test_formulas_are_set_in_the_html(posts: list[str], site: Path) -> None:
    for name in posts:
        for formula in parse(site / name).find_class("math"):
            assert formula.find_class("katex-html"), f"{name}: {formula.text_content()[:80]}"


@pytest.mark.many(1)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_assistive_technology_finds_no_fault(
    browser: Browser, server: str, pages: list[str], heard: list[str], scheme: str, width: int
) -> None:
    lists = ["index.html", "shorts/index.html", "series.html", "map.html", "archive.html"]
    context = browser.new_context(
        base_url=server,
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 800},
    )
    page = context.new_page()
    found: list[str] = []
    for name in (name for name in [*lists, *heard] if name in pages):
        page.goto(name)
        found += faults(page)
    context.close()
    assert not found, "\n".join(found)
