"""What axe-core finds wrong with a page for those who use assistive technology."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

EVERYTHING = "axe.run({resultTypes: ['violations']})"


def faults(page: Page, run: str = EVERYTHING) -> list[str]:
    """Return a line for each element of *page* that breaks a rule; *run* says what is looked at."""
    page.evaluate(AXE_SCRIPT)
    return [
        f"{page.url}: {fault['id']}: {node['html'][:150]}"
        for fault in page.evaluate(run)["violations"]
        for node in fault["nodes"]
    ]
