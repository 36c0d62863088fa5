"""The menu at a place: its link, its TeX, and the way to report an error."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.project import ROOT
from tests.support.sample import sample
from tests.support.server import served

FORM = "https://forge.example/new?at={address}&said={quotation}&version={version}"
PAGE = "posts/alpha/first.html"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site of which errors can be reported."""
    project = sample(tmp_path_factory.mktemp("share"))
    for name in ("_static", "_templates"):
        shutil.copytree(ROOT / "docs" / name, project.docs / name, dirs_exist_ok=True)
    project.configure(f'report_url = "{FORM}"\n')
    result = project.build()
    assert result.warnings == []
    with served(Path(result.outdir)) as address:
        yield address


@pytest.fixture(params=[360, 1280])
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page, on a phone and on a desk, of a reader who lets it copy."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": request.param, "height": 740},
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = context.new_page()
    page.goto(PAGE)
    yield page
    context.close()


def copied(page: Page) -> str:
    """Return what was copied on *page*, once it says so."""
    expect(page.get_by_role("status")).to_have_text("Copied")
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_link_of_a_section_is_copied(page: Page, address: str) -> None:
    heading = page.locator("h2").first
    heading.hover()
    heading.locator(".headerlink").click()
    page.get_by_role("button", name="Copy link").click()
    assert copied(page) == f"{address}{PAGE}#first-section"
    # The place lights up, and has its address in the window as before.
    assert page.url.endswith("#first-section")


def test_menu_is_used_by_keyboard_alone(page: Page) -> None:
    page.locator("h2 .headerlink").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Copy link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".share")).to_be_hidden()
    expect(page.locator("h2 .headerlink").first).to_be_focused()


def test_formula_gives_its_tex_and_its_link(page: Page, address: str) -> None:
    page.locator("div.math .katex-display").first.click()
    page.get_by_role("button", name="Copy TeX").click()
    assert copied(page) == "y = 5 x"
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}{PAGE}#equation-eq-first"


def test_error_is_reported_with_page_place_quotation_and_date(page: Page, address: str) -> None:
    page.locator("h2 .headerlink").first.focus()
    page.keyboard.press("Enter")
    link = page.locator(".share").get_by_role("link", name="Report an error here")
    values = parse_qs(urlsplit(link.get_attribute("href") or "").query)
    assert values == {
        "at": [f"{address}{PAGE}#first-section"],
        "said": ["1. A section of The first post"],
        "version": ["2026-01-01"],
    }


def test_error_in_what_is_selected_is_reported(page: Page) -> None:
    box = page.locator("article p", has_text="Opening words").bounding_box()
    assert box
    page.mouse.move(box["x"] + 1, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 10, steps=4)
    page.mouse.up()
    link = page.locator(".share").get_by_role("link", name="Report an error here")
    expect(link).to_be_visible()
    values = parse_qs(urlsplit(link.get_attribute("href") or "").query)
    assert values["said"][0].startswith("Opening")


def test_menu_stands_in_the_window(page: Page) -> None:
    page.locator("div.math .katex-display").first.click()
    box = page.locator(".share").bounding_box()
    size = page.viewport_size
    assert box
    assert size
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    assert box["y"] + box["height"] <= size["height"]


def test_selection_of_a_formula_opens_no_menu(page: Page) -> None:
    formula = page.locator("div.math .katex-display").first
    formula.evaluate("formula => getSelection().selectAllChildren(formula)")
    formula.dispatch_event("click")
    expect(page.locator(".share")).to_be_hidden()
