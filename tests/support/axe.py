"""What axe-core finds wrong with a page for those who use assistive technology."""

from __future__ import annotations

import json

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

EVERYTHING = "axe.run({resultTypes: ['violations']})"

# What stands over a page, or lights up on it, is looked at by itself: the page is looked at whole
# where all pages are.
WITHIN = "axe.run({include: %s}, {resultTypes: ['violations']})"


def within(*selectors: str) -> str:
    """Return what `faults` is to run for the elements that *selectors* name, and in them."""
    return WITHIN % json.dumps([[selector] for selector in selectors])


def faults(page: Page, run: str = EVERYTHING) -> list[str]:
    """Return a line for each element of *page* that breaks a rule; *run* says what is looked at."""
    page.evaluate(AXE_SCRIPT)
    return [
        f"{page.url}: {fault['id']}: {node['html'][:150]}"
        for fault in page.evaluate(run)["violations"]
        for node in fault["nodes"]
    ]
