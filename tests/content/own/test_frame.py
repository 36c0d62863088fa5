"""One frame: what stands around the text is at the same place on every kind of page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.support.visits import SETTLED, VISITS_AT_MOST

pytestmark = pytest.mark.site

WIDTHS = (360, 768, 1100, 1280, 1440, 1920)
# A page of each kind: the first whose address begins so.
KINDS = (
    "index.html",
    "posts/attention/before",
    "posts/attention/index.html",
    "shorts/",
    "shorts/index.html",
    "series.html",
    "map.html",
    "search.html",
    "handbook/",
    "tags/",
    "topics/",
    "tags.html",
    "archive.html",
    "feeds.html",
    "about.html",
    "404.html",
)
# Of the title, which may have several lines, the beginning; of what follows, how far it is below.
PLACES = """() => {
    const shown = (...selectors) => selectors.flatMap(one => [...document.querySelectorAll(one)])
        .find(one => one.checkVisibility({visibilityProperty: true}));
    const box = element => element?.getBoundingClientRect() ?? {left: -1, top: -1, width: -1};
    const title = document.querySelector("article h1");
    const [brand, column, header, first] = [
        shown(".sidebar-brand-text", ".mobile-header .brand"),
        shown(".sidebar-container"), shown(".mobile-header"), title.nextElementSibling,
    ].map(box);
    const {left, top, bottom} = box(title);
    return {
        "brand, x": brand.left, "brand, y": brand.top,
        "left column, x": column.left, "left column, width": column.width,
        "header, height": header.height ?? 0,
        "title, x": left, "title, y": top,
        "first line, x": first.left, "first line, below the title": first.top - bottom,
    };
}"""


def moved_parts(page: Page, names: list[str]) -> list[str]:
    """Return what stands elsewhere on the pages *names* than on the first of them."""
    seen: dict[str, dict[str, float]] = {}
    for name in names:
        page.goto(name)
        page.evaluate(SETTLED)
        seen[name] = page.evaluate(PLACES)
    frame = seen[names[0]]
    return [
        f"{name}: {part} {place:.1f}, at home {frame[part]:.1f}"
        for name, places in seen.items()
        for part, place in places.items()
        if abs(place - frame[part]) > 1
    ]


@pytest.mark.many(3)
@pytest.mark.parametrize("width", WIDTHS)
def test_frame_is_the_same_on_every_kind_of_page(
    browser: Browser, server: str, pages: list[str], width: int
) -> None:
    context = browser.new_context(base_url=server, viewport={"width": width, "height": 900})
    page = context.new_page()
    firsts = {kind: next(name for name in pages if name.startswith(kind)) for kind in KINDS}
    # A font that comes late is not used at that visit; what a page has wrong it has at every one.
    for _ in range(VISITS_AT_MOST):
        moved = moved_parts(page, [*firsts.values()])
        if not moved:
            break
    context.close()
    assert not moved, "\n".join(moved)


def test_wall_grows_to_the_right(browser: Browser, server: str) -> None:
    ends = []
    for width in (1100, 1280, 1440):
        context = browser.new_context(base_url=server, viewport={"width": width, "height": 900})
        page = context.new_page()
        page.goto("shorts/index.html")
        wall = page.locator(".wall").bounding_box()
        title = page.locator("h1").bounding_box()
        assert wall
        assert title
        assert abs(wall["x"] - title["x"]) <= 1
        ends.append(width - wall["x"] - wall["width"])
        context.close()
    # What is left at the right is no more than half of a card.
    assert max(ends) < 100, ends
