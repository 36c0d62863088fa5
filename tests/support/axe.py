"""What axe-core finds wrong with a page for those who use assistive technology."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

EVERYTHING = "axe.run({resultTypes: ['violations']})"

# What stands over a page, or lights up on it, is looked at by itself: the page is looked at whole
# where all pages are.
WITHIN = "axe.run({include: %s}, {resultTypes: ['violations']})"


def within(*selectors: str) -> str:
    """Return what `faults` is to run for the elements that *selectors* name, and in them."""
    return WITHIN % json.dumps([[selector] for selector in selectors])


@contextmanager
def at_rest(page: Page) -> Iterator[None]:
    """Let nothing of *page* be on its way from one colour to another, as it is while it fades in.

    With less motion asked for, the site has no transitions: those that run end at once, and none
    begins, however late a script of the page shows or hides something.
    """
    if page.evaluate("matchMedia('(prefers-reduced-motion: reduce)').matches"):
        yield
        return
    page.emulate_media(reduced_motion="reduce")
    yield
    page.emulate_media(reduced_motion="no-preference")


def faults(page: Page, run: str = EVERYTHING) -> list[str]:
    """Return a line for each element of *page* that breaks a rule; *run* says what is looked at."""
    page.evaluate(AXE_SCRIPT)
    with at_rest(page):
        found = page.evaluate(run)["violations"]
    return [
        f"{page.url}: {fault['id']}: {node['html'][:150]}"
        for fault in found
        for node in fault["nodes"]
    ]
