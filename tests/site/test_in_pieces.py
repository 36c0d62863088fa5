"""What of a post has been painted stays where it is while the rest comes in."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.support.pieces import in_pieces
from tests.support.visits import DESK, NOTE_SHIFTS, PHONE, all_empty

pytestmark = pytest.mark.site


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_head_of_a_post_stays_while_the_rest_comes_in(
    browser: Browser, site: Path, read_posts: list[str], size: ViewportSize
) -> None:
    moved: dict[str, list[str]] = {}
    with in_pieces(site) as go_to:
        for post in read_posts:
            context = browser.new_context(viewport=size)
            page = context.new_page()
            page.add_init_script(NOTE_SHIFTS)
            go_to(page, post)
            moved[post] = page.evaluate("window.shifts")
            context.close()
    all_empty(moved)
