"""A figure with a session runs when it is told to, pauses, goes one step, and begins again."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.project import ROOT, Result
from tests.support.sample import sample
from tests.support.server import served
from tests.support.visits import SETTLED
from tests.support.widget_samples import block

FIGURE = """\
export const controls = [
  { name: "by", type: "number", label: "By", min: 1, max: 9, step: 1, default: 1 },
  { name: "pairs", type: "lines", label: "Pairs", default: "one\\ntwo" },
];
const at = (result) => result?.at ?? 100;
export const isWhole = ({ whole }) => whole;
export const draw = ({ by }, { result }) =>
  `<svg viewBox="0 0 9 9"><path d="M${by} 0h${at(result)}"/></svg>`;
export const describe = ({ pairs }, { result }) =>
  `It is at ${at(result)}, with ${pairs.split("\\n").length} lines.`;
"""
SESSION = """\
export function open({ end }) {
  let now;
  let at;
  const told = () => (at === undefined ? undefined : { at });
  return {
    set: (state) => {
      now = state;
      return told();
    },
    step: () => {
      at = (at ?? 0) + now.by;
      if (at === 13) throw new Error("thirteen");
      return { result: told(), progress: Math.min(at / end, 1) };
    },
  };
}
"""
BODY = "[data-widget=line]"
SAID = ".widget-said"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A site with one figure that has a session."""
    files = {
        "about.md": "# About\n\n" + "Words.\n\n" * 20 + block() + "\nWords.\n" * 40,
        "widgets/line/figure.js": FIGURE,
        "widgets/line/session.js": SESSION,
        "widgets/line/data.json": '{"end": 8, "whole": true}',
    }
    project = sample(tmp_path_factory.mktemp("site"), files)
    shutil.copytree(ROOT / "docs/_static", project.docs / "_static", dirs_exist_ok=True)
    result = project.build()
    assert result.warnings == []
    return result


@pytest.fixture
def page(browser: Browser, small: Result) -> Iterator[Page]:
    """The page, with the figure started."""
    with served(small.outdir) as address:
        context = browser.new_context(base_url=address)
        page = context.new_page()
        page.goto("about.html")
        page.locator(BODY).scroll_into_view_if_needed()
        page.get_by_role("button", name="Start: fetches").click()
        expect(page.locator(f"{BODY}[data-started]")).to_have_count(1)
        yield page
        context.close()


def test_one_step_at_a_time_and_from_the_beginning(page: Page) -> None:
    expect(page.locator(SAID)).to_have_text("It is at 100, with 2 lines.")
    again = page.get_by_role("button", name="Begin again")
    expect(again).to_be_disabled()
    step = page.get_by_role("button", name="One step")
    step.click()
    expect(page.locator(f"{BODY} path")).to_have_attribute("d", "M1 0h1")
    page.locator("[data-control=by]").focus()
    page.keyboard.press("ArrowRight")
    step.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"{BODY} path")).to_have_attribute("d", "M2 0h3")
    again.click()
    expect(page.locator(f"{BODY} path")).to_have_attribute("d", "M2 0h100")
    expect(again).to_be_disabled()
    expect(page.get_by_role("button", name="Run")).to_be_focused()


def test_it_runs_to_its_end(page: Page) -> None:
    page.get_by_role("button", name="Run").click()
    expect(page.locator(SAID)).to_have_text("It is at 8, with 2 lines.")
    expect(page.get_by_role("button", name="Run")).to_have_text("Run")
    expect(page.locator(f"{BODY} progress")).to_have_js_property("value", 1)


def test_who_wants_no_motion_sees_where_it_comes_to_rest(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.get_by_role("button", name="Run").click()
    expect(page.locator(SAID)).to_have_text("It is at 8, with 2 lines.")


def test_what_fails_in_it_leaves_the_built_picture(page: Page) -> None:
    page.locator("[data-control=by]").evaluate(
        "one => { one.value = 9; one.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    step = page.get_by_role("button", name="One step")
    step.click()
    expect(page.locator(f"{BODY} path")).to_have_attribute("d", "M9 0h9")
    page.locator("[data-control=by]").evaluate(
        "one => { one.value = 4; one.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    step.click()
    expect(page.locator(".widget-note")).to_contain_text("The script of this figure has failed")
    expect(page.locator(f"{BODY} path")).to_have_attribute("d", "M1 0h100")


def test_lines_stand_in_the_address(page: Page) -> None:
    lines = page.locator("textarea[data-control=pairs]")
    expect(lines).to_have_value("one\ntwo")
    lines.fill("one\ntwo\nthree & four?")
    lines.blur()
    expect(page.locator(SAID)).to_have_text("It is at 100, with 3 lines.")
    expect(page).to_have_url(re.compile(r"line\.pairs=one%0Atwo%0Athree"))
    page.reload()
    page.locator(BODY).scroll_into_view_if_needed()
    page.get_by_role("button", name="Start: fetches").click()
    expect(lines).to_have_value("one\ntwo\nthree & four?")


def test_data_that_are_damaged_are_told_and_can_be_asked_for_again(page: Page) -> None:
    page.route("**/*.data.json", lambda route: route.fulfill(json={"end": 8, "whole": False}))
    page.reload()
    page.locator(BODY).scroll_into_view_if_needed()
    page.evaluate(SETTLED)
    start = page.get_by_role("button", name="Start: fetches")
    start.click()
    note = page.locator(".widget-note")
    expect(note).to_have_text("The data of this figure arrived damaged: try again.")
    expect(page.locator(f"{BODY} path")).to_have_attribute("d", "M1 0h100")
    page.unroute("**/*.data.json")
    start.click()
    expect(page.locator(f"{BODY}[data-started]")).to_have_count(1)
