"""What must hold on every page: no other host, no error, no sideways scroll, no shift."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.support.server import QuietHandler, served
from tests.support.visits import DESK, PHONE, SETTLED, Reader, Visit, all_empty, visit_all

pytestmark = pytest.mark.site

PAINTED = """
new Promise(done => new PerformanceObserver(done).observe({type: "paint", buffered: true}))
    .then(() => true)
"""


@pytest.fixture(scope="module")
def visits(browser: Browser, server: str, visited: list[str], posts: list[str]) -> dict[str, Visit]:
    """What was seen on every page of the site, on a desk."""
    return visit_all(browser, server, DESK, visited, posts)


def test_no_page_asks_another_host(visits: dict[str, Visit]) -> None:
    all_empty({name: visit.strangers for name, visit in visits.items()})


def test_no_page_gives_an_error(visits: dict[str, Visit]) -> None:
    all_empty({name: visit.errors for name, visit in visits.items()})


def test_no_page_scrolls_sideways(visits: dict[str, Visit]) -> None:
    all_empty({name: visit.too_wide for name, visit in visits.items()})


def test_nothing_moves_after_the_first_paint(visits: dict[str, Visit]) -> None:
    all_empty({name: visit.shifts for name, visit in visits.items()})


def test_policy_forbids_nothing_on_any_page(visits: dict[str, Visit]) -> None:
    all_empty({name: visit.refused for name, visit in visits.items()})


def test_nothing_moves_when_the_rest_of_a_page_arrives(
    browser: Browser, site: Path, visited: list[str], many: bool
) -> None:
    """A long page over a slow line is painted before it is there."""
    faults = {}
    for name in (name for name in visited if name.count("/") > 1):
        page = (site / name).read_bytes()
        margin = page.find(b'class="margin ')
        if margin >= 0:
            painted = Event()
            with served(site, _in_two(page[:margin], page[margin:], painted)) as address:
                faults[name] = _shifts(browser, address, name, painted)
    assert not many or len(faults) > 3
    all_empty(faults)


@pytest.mark.parametrize(
    ("size", "button"), [(DESK, "toc-content-icon"), (PHONE, "toc-header-icon")]
)
@pytest.mark.parametrize("folder", ["posts/", "shorts/index"])
def test_a_button_that_arrives_moves_none_beside_it(
    browser: Browser,
    site: Path,
    pages: list[str],
    folder: str,
    size: ViewportSize,
    button: str,
    many: bool,
) -> None:
    mark = f'<label class="toc-overlay-icon {button}'.encode()
    found = (page for page in reversed(pages) if page.startswith(folder))
    name = next((page for page in found if mark in (site / page).read_bytes()), "")
    if not (name or many):
        pytest.skip("the site has no such page")
    page = (site / name).read_bytes()
    place = page.index(mark)
    painted = Event()
    with served(site, _in_two(page[:place], page[place:], painted)) as address:
        assert not _shifts(browser, address, name, painted, size)


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


def _shifts(
    browser: Browser, address: str, name: str, painted: Event, size: ViewportSize = DESK
) -> list[str]:
    """Return what moves on the page *name* after the first paint, and tell of that paint."""
    newcomer = Reader(browser, address, size)
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
