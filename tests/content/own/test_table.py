"""The table of all pieces: sorted by its heads, in the address, by keyboard, without scripts."""

from __future__ import annotations

import datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.axe import faults
from tests.support.visits import PHONE, TOO_WIDE

pytestmark = pytest.mark.site

LEVELS = ["Short", "Foundation", "Intermediate", "Advanced"]


def column(page: Page, number: int) -> list[str]:
    """Return the texts of the column *number*, from 1."""
    return page.locator(f"table.pieces tbody td:nth-child({number})").all_inner_texts()


def dates(page: Page) -> list[datetime.date]:
    """Return the days in the table."""
    return [
        datetime.datetime.strptime(day, "%d %b %Y").replace(tzinfo=datetime.UTC).date()
        for day in column(page, 4)
    ]


def test_table_is_sorted_by_its_heads_and_the_order_is_in_the_address(page: Page) -> None:
    page.goto("table.html")
    assert dates(page) == sorted(dates(page), reverse=True)
    expect(page.locator("th[aria-sort]")).to_have_attribute("aria-sort", "descending")
    minutes = page.get_by_role("button", name="Minutes")
    minutes.click()
    numbers = [int(one) for one in column(page, 3)]
    assert numbers == sorted(numbers)
    assert page.url.endswith("table.html?sort=minutes")
    minutes.click()
    assert [int(one) for one in column(page, 3)] == sorted(numbers, reverse=True)
    level = page.get_by_role("button", name="Level")
    level.focus()
    page.keyboard.press("Enter")
    ranks = [LEVELS.index(one) for one in column(page, 2)]
    assert ranks == sorted(ranks)
    expect(page.locator("th[aria-sort]")).to_have_text("Level")
    page.go_back()
    assert [int(one) for one in column(page, 3)] == sorted(numbers, reverse=True)
    page.goto("table.html?sort=title")
    titles = [one.casefold() for one in column(page, 1)]
    assert titles[0] < titles[-1]
    expect(page.locator("th[aria-sort]")).to_have_attribute("aria-sort", "ascending")


def test_table_is_in_order_of_days_without_scripts(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto("archive.html")
    page.locator(".listings").get_by_text("Table").click()
    page.wait_for_url("**/table.html")
    assert len(dates(page)) > 40
    assert dates(page) == sorted(dates(page), reverse=True)
    expect(page.locator("table.pieces button")).to_have_count(0)
    context.close()


@pytest.mark.many(2)
@pytest.mark.parametrize("width", [320, 1280, 360])
def test_table_fits_and_assistive_technology_finds_no_fault(
    browser: Browser, server: str, width: int
) -> None:
    context = browser.new_context(base_url=server, viewport={**PHONE, "width": width})
    page = context.new_page()
    page.goto("table.html?sort=minutes")
    assert page.evaluate(TOO_WIDE) <= 0
    found = faults(page)
    context.close()
    assert not found, "\n".join(found)
