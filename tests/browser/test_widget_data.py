"""A figure with data of its own says how much it will fetch, and fetches it when it is told to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.support.project import ROOT, Result
from tests.support.sample import sample
from tests.support.server import served
from tests.support.visits import SETTLED
from tests.support.widget_samples import block

FIGURE = """\
export const controls = [
  { name: "row", type: "number", label: "Row", min: 0, max: 2, step: 1, default: 0 },
];
export const draw = ({ row }, { data }) =>
  `<svg viewBox="0 0 9 9"><path d="M0 0h${data.lengths[row]}"/></svg>`;
export const describe = ({ row }, { data }) => `Row ${row} is ${data.lengths[row]} long.`;
"""
DATA = '{"lengths": [3, 5, 7]}'
BODY = "[data-widget=line]"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A site with one figure, whose data are a file."""
    text = "# About\n\n" + "Words.\n\n" * 20 + block()
    files = {
        "about.md": text,
        "widgets/line/figure.js": FIGURE,
        "widgets/line/data.json": DATA + " " * 1_500_000,
    }
    project = sample(tmp_path_factory.mktemp("site"), files)
    shutil.copytree(ROOT / "docs/_static", project.docs / "_static", dirs_exist_ok=True)
    result = project.build()
    assert result.warnings == []
    return result


@pytest.fixture
def page(browser: Browser, small: Result) -> Iterator[Page]:
    """The page with the figure, at its figure."""
    with served(small.outdir) as address:
        context = browser.new_context(base_url=address)
        page = context.new_page()
        page.goto("about.html")
        page.locator(BODY).scroll_into_view_if_needed()
        page.evaluate(SETTLED)
        yield page
        context.close()


def test_nothing_is_fetched_before_it_is_asked_for_by_its_size(page: Page, small: Result) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.locator(BODY).scroll_into_view_if_needed()
    page.evaluate(SETTLED)
    assert [url for url in asked if "widget-line" in url] == []
    expect(page.locator(f"{BODY} path")).to_have_attribute("d", "M0 0h3")
    expect(page.locator(f"{BODY} [data-control]")).to_be_disabled()
    start = page.get_by_role("button", name="Start: fetches 1.5 MB")
    start.focus()
    page.keyboard.press("Enter")
    control = page.locator(f"{BODY} [data-control]")
    expect(control).to_be_focused()
    expect(start).to_have_count(0)
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"{BODY} path")).to_have_attribute("d", "M0 0h5")
    expect(page.locator(".widget-said")).to_have_text("Row 1 is 5 long.")
    [data] = {url for url in asked if "widget-line" in url and ".data.json" in url}
    assert (small.outdir / "_static" / Path(data).name).is_file()


def test_data_that_do_not_arrive_leave_the_picture_and_can_be_asked_for_again(page: Page) -> None:
    def refuse(route: Route) -> None:
        route.fulfill(status=503)

    page.route("**/*.data.json", refuse)
    start = page.get_by_role("button", name="Start: fetches")
    start.click()
    note = page.locator(".widget-note")
    expect(note).to_have_text("The data of this figure did not arrive: try again.")
    expect(page.locator(f"{BODY} path")).to_have_attribute("d", "M0 0h3")
    page.unroute("**/*.data.json", refuse)
    start.click()
    expect(page.locator(f"{BODY}[data-started]")).to_have_count(1)
    expect(note).to_have_text("")
