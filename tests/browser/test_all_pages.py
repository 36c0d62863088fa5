"""What must hold on every page: no other host, no error, no sideways scroll, no shift."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, ViewportSize

from tests.conftest import QuietHandler, served

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
PAINTED = """
new Promise(done => new PerformanceObserver(done).observe({type: "paint", buffered: true}))
    .then(() => true)
"""
# Fonts are there and two frames are painted: nothing is left to move.
SETTLED = """
document.fonts.ready.then(() => new Promise(
    done => requestAnimationFrame(() => requestAnimationFrame(done))))
"""
# On a slow machine a preloaded font can come after the first paint, now and then.  What moves by
# the fault of the page moves at every visit.
VISITS_AT_MOST = 4
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass
class Visit:
    """What was seen on one page: lists are of what should not be there."""

    strangers: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    shifts: list[str] = field(default_factory=list)
    too_wide: int = 0


class Reader:
    """Someone who goes from page to page, with what has been fetched at hand."""

    def __init__(self, browser: Browser, server: str, size: ViewportSize) -> None:
        self.context = browser.new_context(base_url=server, viewport=size)
        self.context.add_init_script(NOTE_SHIFTS)
        self.visit = Visit()
        self.page = self.context.new_page()
        self.page.on("request", lambda request: self._note_request(request.url))
        self.page.on("websocket", lambda socket: self._note_request(socket.url))
        self.page.on("pageerror", lambda error: self.visit.errors.append(str(error)))
        self.page.on("console", self._note_console)

    def _note_request(self, url: str) -> None:
        if urlsplit(url).hostname not in (None, "127.0.0.1"):
            self.visit.strangers.append(url)

    def _note_console(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self.visit.errors.append(said.text)

    def go_to(self, name: str, visit: Visit) -> list[str]:
        """Note on *visit* what is seen on the page *name*, and return what moves."""
        self.visit = visit
        self.page.goto(name)
        self.page.evaluate(SETTLED)
        shifts: list[str] = self.page.evaluate("window.shifts")
        visit.too_wide = self.page.evaluate(TOO_WIDE)
        return shifts


@pytest.fixture(scope="module")
def visits(browser: Browser, server: str, pages: list[str], posts: list[str]) -> dict[str, Visit]:
    """What was seen on every page of the site, on a desk and on a phone."""
    seen = {name: Visit() for name in pages}
    for size in (DESK, PHONE):
        at_home = Reader(browser, server, size)
        for name, visit in seen.items():
            # Many come to a post first, and have no font at hand.
            shifts = [] if name in posts else at_home.go_to(name, visit)
            if shifts or name in posts:
                shifts = _shifts_at_every_visit(browser, server, size, name, visit)
            visit.shifts += shifts
        at_home.context.close()
    return seen


def _shifts_at_every_visit(
    browser: Browser, server: str, size: ViewportSize, name: str, visit: Visit
) -> list[str]:
    """Return what moves on the page *name* whenever readers come who were never here."""
    shifts: list[str] = []
    for _ in range(VISITS_AT_MOST):
        newcomer = Reader(browser, server, size)
        shifts = newcomer.go_to(name, visit)
        newcomer.context.close()
        if not shifts:
            break
    return shifts


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


def test_nothing_moves_when_the_rest_of_a_page_arrives(browser: Browser, site: Path) -> None:
    """A long page over a slow line is painted before it is there."""
    faults = {}
    for path in sorted(site.glob("posts/*/*.html")):
        page = path.read_bytes()
        margin = page.find(b'class="margin ')
        if margin >= 0:
            painted = Event()
            name = path.relative_to(site).as_posix()
            with served(site, _in_two(page[:margin], page[margin:], painted)) as address:
                faults[name] = _shifts(browser, address, name, painted)
    assert len(faults) > 3
    _all_empty(faults)


def _in_two(first: bytes, rest: bytes, between: Event) -> type[QuietHandler]:
    """Return a handler that gives a page as *first*, and *rest* once *between* has happened."""

    class InTwo(QuietHandler):
        def do_GET(self) -> None:  # noqa: N802 - the name that the server asks for
            if not self.path.endswith(".html"):
                super().do_GET()
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(first) + len(rest)))
            self.end_headers()
            self.wfile.write(first)
            self.wfile.flush()
            between.wait()
            self.wfile.write(rest)

    return InTwo


def _shifts(browser: Browser, address: str, name: str, painted: Event) -> list[str]:
    """Return what moves on the page *name* after the first paint, and tell of that paint."""
    newcomer = Reader(browser, address, DESK)
    page = newcomer.page
    try:
        page.goto(name, wait_until="commit")
        page.evaluate(PAINTED)
    finally:
        painted.set()
    page.wait_for_load_state()
    page.evaluate(SETTLED)
    shifts: list[str] = page.evaluate("window.shifts")
    newcomer.context.close()
    return shifts
