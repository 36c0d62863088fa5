"""What must hold on every page on a phone; by itself, for it takes as long as on a desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.support.visits import PHONE, Visit, all_empty, visit_all

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def visits(browser: Browser, server: str, visited: list[str], posts: list[str]) -> dict[str, Visit]:
    """What was seen on every page of the site, on a phone."""
    return visit_all(browser, server, PHONE, visited, posts)


def test_no_page_asks_another_host(visits: dict[str, Visit]) -> None:
    all_empty({name: visit.strangers for name, visit in visits.items()})


def test_no_page_gives_an_error(visits: dict[str, Visit]) -> None:
    all_empty({name: visit.errors for name, visit in visits.items()})


def test_no_page_scrolls_sideways_on_a_phone(visits: dict[str, Visit]) -> None:
    all_empty({name: visit.too_wide for name, visit in visits.items()})


def test_nothing_moves_after_the_first_paint(visits: dict[str, Visit]) -> None:
    all_empty({name: visit.shifts for name, visit in visits.items()})
