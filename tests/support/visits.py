"""Visit every page of the site once, and note all that should not be there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, ViewportSize

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
# Before anything of the page, so that nothing is missed.
NOTE_REFUSED = """
window.refused = [];
addEventListener("securitypolicyviolation", event =>
    window.refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""
OPEN = """
for (const fold of document.querySelectorAll("details")) fold.open = true;
for (const box of document.querySelectorAll("input[type=checkbox]")) box.click();
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
    refused: list[str] = field(default_factory=list)
    too_wide: int = 0


class Reader:
    """Someone who goes from page to page, with what has been fetched at hand."""

    def __init__(self, browser: Browser, server: str, size: ViewportSize) -> None:
        self.context = browser.new_context(base_url=server, viewport=size, color_scheme="light")
        # What the policy forbids, it forbids on every screen.
        self.opens = size is DESK
        self.context.add_init_script(NOTE_SHIFTS)
        self.context.add_init_script(NOTE_REFUSED)
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
        if self.opens:
            self._open_all(visit)
        return shifts

    def _open_all(self, visit: Visit) -> None:
        """Unfold all that is folded, in the dark, and note what the policy forbids by then."""
        self.page.evaluate(OPEN)
        self.page.evaluate(SETTLED)
        self.page.emulate_media(color_scheme="dark")
        self.page.evaluate(SETTLED)
        visit.refused += self.page.evaluate("window.refused")
        self.page.emulate_media(color_scheme="light")


def visit_all(
    browser: Browser, server: str, size: ViewportSize, pages: list[str], posts: list[str]
) -> dict[str, Visit]:
    """Return what was seen on each of *pages* on a screen of *size*."""
    seen = {name: Visit() for name in pages}
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


def all_empty(seen: Mapping[str, object]) -> None:
    """Check that nothing was *seen* on any page."""
    faults = [f"{name}: {what}" for name, what in seen.items() if what]
    assert not faults, "\n".join(faults)
