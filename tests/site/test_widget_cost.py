"""What an interactive figure costs its page and its reader, and what its faults do."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize, expect

from extensions.markup.widgets.faults import MOST_BYTES
from extensions.markup.widgets.picture import MOST_ELEMENTS
from tests.support.visits import SETTLED
from tests.support.widget_page import Opened, move_first, open_figure, visit
from tests.support.widgets import Figure, figures

pytestmark = [
    pytest.mark.site,
    pytest.mark.many(1, by="figure.kind", weight="figure.weight"),
    pytest.mark.parametrize("figure", figures(), ids=lambda figure: figure.id),
]

MOST_LOST = 0.5
# How many elements the picture had and has, and how many one step has taken away.
STEP_ON = """async (control) => {
    const root = control.closest(".widget-body");
    const elements = () => [...root.querySelectorAll("svg *")];
    const before = elements();
    const isLast = Number(control.value) + Number(control.step) > Number(control.max);
    control[isLast ? "stepDown" : "stepUp"]();
    control.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const lost = before.filter((one) => !one.isConnected).length;
    return [before.length, elements().length, lost];
}"""
SMALL: ViewportSize = {"width": 640, "height": 160}
FAILED = "The script of this figure has failed"
SCRIPT = re.compile(r"/_static/widget-.*\.js$")


def test_script_that_fails_leaves_the_picture_and_one_line(
    fresh: BrowserContext, figure: Figure, server: str
) -> None:
    page = fresh.new_page()
    first = open_figure(page, figure).root
    built = first.locator("svg").inner_html()
    address = first.evaluate("root => new URL(root.dataset.module, location.href).href")
    page.route(
        address,
        lambda route: route.fulfill(body="throw new Error('no');", content_type="text/javascript"),
    )
    opened = visit(page, figure)
    opened.begin()
    expect(opened.note).to_contain_text(FAILED)
    assert opened.root.locator("svg").inner_html() == built
    # What else can be moved on the page, can still be.
    others = page.locator(f".widget-body[data-module]:not([data-widget='{figure.name}'])")
    for other in others.all():
        other.scroll_into_view_if_needed()
        if (load := other.locator("[data-act=load]")).count():
            load.click()
        page.wait_for_function("one => 'started' in one.dataset", arg=other.element_handle())


def test_state_that_fails_brings_the_first_picture_back(opened: Opened) -> None:
    built = opened.root.locator("svg").inner_html()
    opened.page.evaluate("""
        const { createElement } = document;
        document.createElement = (name) => {
            if (name === "template") throw new Error("no");
            return createElement.call(document, name);
        };
    """)
    control = opened.root.locator("[data-control]").first
    control.focus()
    for key in ("ArrowRight", "ArrowLeft", "Space"):
        opened.page.keyboard.press(key)
    expect(opened.note).to_contain_text(FAILED)
    assert opened.root.locator("svg").inner_html() == built
    expect(control).to_be_disabled()


def test_it_is_light_and_fetched_only_when_it_is_near(
    browser: Browser, server: str, site: Path, figure: Figure
) -> None:
    context = browser.new_context(base_url=server, viewport=SMALL)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(figure.pages[0])
    page.evaluate(SETTLED)
    root = Opened(page, figure).root
    far = root.evaluate("one => one.getBoundingClientRect().top > 2 * innerHeight")
    assert far, "it stands at the top of its page: put some words before it"
    assert [url for url in asked if f"/widget-{figure.name}-" in url] == []
    opened = open_figure(page, figure)
    assert [url for url in asked if SCRIPT.search(url)] != []
    names = opened.root.evaluate(
        "root => ['module', 'worker'].filter((name) => root.dataset[name])"
        ".map((name) => new URL(root.dataset[name], location.href).pathname)"
    )
    files = [site / name.lstrip("/") for name in names]
    files += site.glob(f"_static/widget-{figure.name}-*.css")
    size = sum(len(gzip.compress(path.read_bytes(), 9)) for path in files)
    assert size <= MOST_BYTES, f"{size:,} bytes"
    context.close()


def test_nothing_moves_and_nothing_is_refused(opened: Opened) -> None:
    shown = opened.root.locator("svg").inner_html()
    opened.page.evaluate(SETTLED)
    assert opened.root.locator("svg").inner_html() == shown
    assert opened.page.evaluate("window.shifts") == []
    move_first(opened)
    assert opened.page.evaluate("window.refused") == []


def test_many_inputs_are_drawn_once_a_frame_and_said_when_at_rest(opened: Opened) -> None:
    control = opened.root.locator("input[type=range]").first
    if not control.count():
        pytest.skip("it has no slider")
    drawn, told = opened.page.evaluate(
        """async (control) => {
            const root = control.closest(".widget-body");
            const spoken = root.querySelector(".widget-told");
            const before = spoken.textContent;
            let drawn = 0;
            const { figure } = await import(new URL(root.dataset.module, location.href).href);
            const { draw } = figure;
            figure.draw = (...given) => {
                drawn += 1;
                return draw(...given);
            };
            await new Promise(requestAnimationFrame);
            for (let at = 0; at < 20; at += 1) {
                control.value = String(Number(control.min) + at * Number(control.step));
                control.dispatchEvent(new Event("input", { bubbles: true }));
            }
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            return [drawn, spoken.textContent !== before];
        }""",
        control.element_handle(),
    )
    assert drawn <= 1
    assert not told


def test_a_step_leaves_most_of_the_picture_as_it_is(opened: Opened) -> None:
    """What is made anew has to be styled, laid out and painted: that is what takes time."""
    for control in opened.root.locator("input[type=range]").all():
        before, after, lost = opened.page.evaluate(STEP_ON, control.element_handle())
        name = control.get_attribute("data-control")
        assert after <= MOST_ELEMENTS, f"{name}: {after} elements"
        assert lost <= before * MOST_LOST, f"{name}: {lost} of {before} elements were replaced"


def test_what_stands_beside_it_is_not_painted_again(opened: Opened) -> None:
    """Each box beside it is painted by itself: half of the time of an input went into them."""
    beside = opened.whole.evaluate(
        "figure => [...figure.parentElement.children].map((one) => getComputedStyle(one).isolation)"
    )
    assert set(beside) == {"isolate"}
