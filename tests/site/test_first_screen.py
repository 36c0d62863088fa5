"""What a reader sees of a long piece before scrolling: its first picture."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.content.pieces import RULES
from tests.support.visits import SETTLED

pytestmark = pytest.mark.site

# How much of the first picture is in the first screen: most of it, on a phone its upper third.
SCREENS: dict[str, tuple[ViewportSize, float]] = {
    "desk": ({"width": 1440, "height": 900}, 0.6),
    "phone": ({"width": 360, "height": 780}, 1 / 3),
}
# How the rest of a summary begins.
FOLDED = "<details><summary aria-label="
SEEN = """
() => {
    const { top, height } = document.querySelector("article figure svg").getBoundingClientRect();
    return (innerHeight - top) / height;
}
"""


@pytest.mark.skipif(not RULES.picture, reason="the rules of the site ask for no picture")
@pytest.mark.parametrize("screen", SCREENS)
def test_first_picture_is_in_the_first_screen(
    browser: Browser, server: str, visited_posts: list[str], screen: str
) -> None:
    size, least = SCREENS[screen]
    page = browser.new_context(viewport=size, base_url=server).new_page()
    below = {}
    assert visited_posts
    for post in visited_posts:
        page.goto(post)
        page.evaluate(SETTLED)
        seen = page.evaluate(SEEN)
        if seen < least:
            below[post] = f"{seen:.0%} of the first picture is in the first screen"
    page.context.close()
    assert below == {}


def test_the_rest_of_a_summary_unfolds_by_keyboard(
    browser: Browser, server: str, site: Path, posts: list[str], many: bool
) -> None:
    folded = [post for post in posts if FOLDED in (site / post).read_text("utf-8")]
    if not (folded or many):
        pytest.skip("the site has no summary that is folded")
    page = browser.new_page(base_url=server)
    page.goto(folded[0])
    rest = page.locator(".opening > details > p")
    assert not rest.first.is_visible()
    page.locator(".opening summary").press("Enter")
    assert rest.first.is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".opening summary").is_visible()
    page.close()
