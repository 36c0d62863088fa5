"""Fields of a figure far down the page are not there for a browser to fill in until one is near."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.support.axe import faults, within
from tests.support.project import ROOT, Result
from tests.support.sample import sample
from tests.support.server import served
from tests.support.visits import DESK, NOTE_SHIFTS, PHONE, SETTLED
from tests.support.widget_samples import block

FIGURE = """\
export const controls = [
  { name: "kind", type: "choice", label: "Kind", choices: ["solid", "dashed"], default: "solid" },
  { name: "size", type: "number", label: "Size", min: 0, max: 4, step: 1, default: 2 },
  { name: "word", type: "text", label: "Word", default: "a" },
  { name: "open", type: "flag", label: "Open", default: true },
  { name: "pairs", type: "lines", label: "Pairs", default: "one\\ntwo" },
];
export const draw = ({ size }) => `<svg viewBox="0 0 9 9"><path d="M0 0h${size}"/></svg>`;
export const describe = ({ kind, word }) => `It is ${kind}, and ${word}.`;
"""
FAR = "[data-name=far]"
STAND_INS = f"{FAR} .widget-stand-in"
FIELDS = f"{FAR} [data-control]:not([type=range])"
# What Chromium fills in, and where it is.
FILLED_IN = """[...document.querySelectorAll("article :is(select, textarea, input)")]
    .filter((one) => one.type !== "range").map((one) => one.closest(".widget-body").dataset.name)"""
HEIGHTS = "all => all.map((one) => one.offsetHeight)"
ROWS = f"{FAR} .widget-control"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A site with a page of two figures, one near its beginning and one far down."""
    words = "Words of a section that goes on for a while, and then for a while longer.\n\n" * 120
    text = f"""\
# About

## Near

{block(label="fig-near")}

## Long

[Before it](shorts/one.md).

{words}

## Far

{block(label="fig-far")}

{words}
"""
    project = sample(
        tmp_path_factory.mktemp("site"), {"about.md": text, "widgets/line/figure.js": FIGURE}
    )
    for name in ("_static", "_templates"):
        shutil.copytree(ROOT / "docs" / name, project.docs / name, dirs_exist_ok=True)
    result = project.build()
    assert result.warnings == []
    return result


@pytest.fixture
def visit(browser: Browser, small: Result) -> Iterator[Callable[..., Page]]:
    """Open the page in a window of a size, with a query."""
    with served(small.outdir) as address:

        def opened(size: ViewportSize = DESK, query: str = "") -> Page:
            page = browser.new_context(base_url=address, viewport=size).new_page()
            page.add_init_script(NOTE_SHIFTS)
            page.goto(f"about.html{query}")
            page.evaluate(SETTLED)
            return page

        yield opened
        for context in browser.contexts:
            context.close()


def test_only_fields_near_the_beginning_are_there_at_first(visit: Callable[..., Page]) -> None:
    page = visit()
    assert page.evaluate(FILLED_IN) == ["near"] * 4
    stand_ins = page.locator(STAND_INS)
    assert stand_ins.all_text_contents() == ["solid", "a", "", "one\ntwo"]
    # What a browser has no use for stays: it is reached and named as ever.
    expect(page.locator(f"{FAR} input[type=range]")).to_have_count(1)
    expect(page.locator(FAR).get_by_role("checkbox", name="Open")).to_be_checked()
    expect(page.locator(FAR).get_by_role("button", name="Kind")).to_have_count(1)
    assert faults(page, within("figure.widget")) == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_fields_that_come_are_as_large_as_what_stood_for_them(
    visit: Callable[..., Page], size: ViewportSize
) -> None:
    page = visit(size)
    # As it is laid out, which no reader sees before the fields are there.
    before = page.locator(ROWS).evaluate_all(HEIGHTS)
    page.locator(FAR).scroll_into_view_if_needed()
    expect(page.locator(FIELDS)).to_have_count(4)
    page.wait_for_selector(f"{FAR}[data-started]")
    assert page.locator(ROWS).evaluate_all(HEIGHTS) == before
    expect(page.locator(STAND_INS)).to_have_count(0)
    page.evaluate(SETTLED)
    assert page.evaluate("window.shifts") == []


def test_tab_from_the_link_before_it_reaches_the_first_field(visit: Callable[..., Page]) -> None:
    page = visit()
    link = page.get_by_role("link", name="Before it")
    link.evaluate("one => one.focus({ preventScroll: true })")
    # It is not near.
    expect(page.locator(STAND_INS)).to_have_count(4)
    for name in ("kind", "size", "word"):
        page.keyboard.press("Tab")
        if name == "kind":
            # Its place among the headings has links of its own.
            while page.evaluate("!document.activeElement.closest('.widget-body')"):
                page.keyboard.press("Tab")
        expect(page.locator(f"{FAR} [data-control={name}]")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator(f"{FAR} [data-control=size]")).to_be_focused()


def test_state_in_the_address_is_that_of_a_figure_far_down(visit: Callable[..., Page]) -> None:
    page = visit(query="?far.kind=dashed&far.word=b&far.open=no#fig-far")
    page.wait_for_selector(f"{FAR}[data-started]")
    expect(page.locator(f"{FAR} select")).to_have_value("dashed")
    expect(page.locator(f"{FAR} [data-control=word]")).to_have_value("b")
    expect(page.get_by_role("checkbox", name="Open").last).not_to_be_checked()
    expect(page.locator("#fig-far .widget-said")).to_have_text("It is dashed, and b.")


def test_paper_has_the_picture_and_no_fields(visit: Callable[..., Page]) -> None:
    page = visit()
    page.emulate_media(media="print")
    expect(page.locator(f"{FAR} svg")).to_be_visible()
    expect(page.locator(f"{FAR} .widget-controls")).to_be_hidden()
