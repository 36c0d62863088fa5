"""What must hold on every page: no other host, no error, no sideways scroll, no shift."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, ViewportSize

pytestmark = pytest.mark.site

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 800}

NOTE_SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => {
    for (const entry of list.getEntries())
        window.shifts.push(...(entry.sources ?? []).map(source =>
            `${entry.value.toFixed(4)} ${source.node?.outerHTML ?? source.node?.data}`
                .slice(0, 99)));
}).observe({type: "layout-shift", buffered: true});
"""
# Fonts are there and two frames are painted: nothing is left to move.
SETTLED = """
document.fonts.ready.then(() => new Promise(
    done => requestAnimationFrame(() => requestAnimationFrame(done))))
"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass
class Visit:
    """What was seen on one page: lists are of what should not be there."""

    strangers: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    shifts: list[str] = field(default_factory=list)
    too_wide: int = 0


@pytest.fixture(scope="module")
def visits(browser: Browser, server: str, pages: list[str], posts: list[str]) -> dict[str, Visit]:
    """What was seen on every page of the site, on a desk and on a phone."""
    seen = {name: Visit() for name in pages}
    for size in (DESK, PHONE):
        context = _context(browser, server, size)
        for name, visit in seen.items():
            if name not in posts:
                _visit(context, name, visit)
                continue
            # Many come to a post first, and have no font at hand.
            fresh = _context(browser, server, size)
            _visit(fresh, name, visit)
            fresh.close()
        context.close()
    return seen


def _context(browser: Browser, server: str, size: ViewportSize) -> BrowserContext:
    context = browser.new_context(base_url=server, viewport=size)
    context.add_init_script(NOTE_SHIFTS)
    return context


def _visit(context: BrowserContext, name: str, visit: Visit) -> None:
    """Note on *visit* what is seen on the page *name*."""

    def note_request(url: str) -> None:
        if urlsplit(url).hostname not in (None, "127.0.0.1"):
            visit.strangers.append(url)

    def note_console(said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            visit.errors.append(said.text)

    page = context.new_page()
    page.on("request", lambda request: note_request(request.url))
    page.on("websocket", lambda socket: note_request(socket.url))
    page.on("pageerror", lambda error: visit.errors.append(str(error)))
    page.on("console", note_console)
    page.goto(name)
    page.evaluate(SETTLED)
    visit.shifts += page.evaluate("window.shifts")
    visit.too_wide = page.evaluate(TOO_WIDE)
    page.close()


def _all_empty(seen: Mapping[str, object]) -> None:
    faults = [f"{name}: {what}" for name, what in seen.items() if what]
    assert not faults, "\n".join(faults)


def test_no_page_asks_another_host(visits: dict[str, Visit]) -> None:
    _all_empty({name: visit.strangers for name, visit in visits.items()})


def test_no_page_gives_an_error(visits: dict[str, Visit]) -> None:
    _all_empty({name: visit.errors for name, visit in visits.items()})


def test_no_page_scrolls_sideways_on_a_phone(visits: dict[str, Visit]) -> None:
    _all_empty({name: visit.too_wide for name, visit in visits.items()})


def test_nothing_moves_after_the_first_paint(visits: dict[str, Visit]) -> None:
    _all_empty({name: visit.shifts for name, visit in visits.items()})
