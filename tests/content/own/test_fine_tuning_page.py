"""A reader trains a model in the page: by keyboard, under the policy, on a phone."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.support.gpu import AS_GPU, gpu_page
from tests.support.server import QuietHandler, served
from tests.support.visits import NOTE_REFUSED, PHONE
from tests.support.widget_page import FRAMES

pytestmark = [pytest.mark.site, pytest.mark.slow]

PAGE = "posts/training-and-scaling/fine-tuning-in-your-browser.html"
BODY = "[data-widget=fine-tune]"
SAID = f"figure.widget:has({BODY}) .widget-said"
TRAINED = 240_000


def begun(page: Page, query: str = "") -> Page:
    """Open the page, go to the figure and let its data be fetched."""
    page.goto(f"{PAGE}{query}")
    page.locator(BODY).scroll_into_view_if_needed()
    page.get_by_role("button", name="Start: fetches").click()
    expect(page.locator(f"{BODY}[data-started]")).to_have_count(1)
    return page


@pytest.fixture
def fresh(browser: Browser, server: str) -> Iterator[BrowserContext]:
    """A reader whose browser tells what the policy refuses."""
    context = browser.new_context(base_url=server)
    context.add_init_script(NOTE_REFUSED)
    yield context
    context.close()


def test_default_run_by_keyboard_ends_as_the_built_picture_says(fresh: BrowserContext) -> None:
    page = begun(fresh.new_page())
    built = page.locator(SAID).inner_text()
    page.get_by_role("button", name="Run").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Pause")).to_be_focused()
    expect(page.locator(f"{BODY} progress")).to_have_js_property("value", 1, timeout=TRAINED)
    expect(page.locator(SAID)).to_contain_text("After 200 steps", timeout=TRAINED)
    said = page.locator(SAID).inner_text()
    form, right = (int(one) for one in re.findall(r"(\d+) (?:are answered|right)", said))
    assert form >= 40
    assert right >= 30
    # What the build has drawn is this run.
    assert said.partition("After")[2] == built.partition("after")[2]
    assert page.evaluate("window.refused") == []


def test_pairs_are_changed_and_the_run_is_another(fresh: BrowserContext) -> None:
    page = begun(fresh.new_page())
    pairs = page.locator("textarea[data-control=pairs]")
    lines = pairs.input_value().split("\n")
    pairs.fill("\n".join([*lines[:3], "what is the colour of snow? white as milk."]))
    pairs.blur()
    expect(page.locator(f"{BODY} svg")).to_contain_text("Pair 1 of 4")
    step = page.get_by_role("button", name="One step")
    step.click()
    expect(page.locator(SAID)).to_contain_text("After 1 step")
    page.locator("[data-control=own]").fill("what is the plural of ant?")
    page.locator("[data-control=own]").blur()
    expect(page.locator(SAID)).to_contain_text("To “what is the plural of ant?” the base said")
    page.locator("[data-control=what]").select_option("low rank")
    expect(page.locator(SAID)).to_contain_text("needs a run of its own")
    expect(page.locator(f"{BODY} svg")).to_contain_text("40,960 of 356,560")
    page.get_by_role("button", name="Begin again").click()
    expect(page.locator(SAID)).to_contain_text("The run that the page begins with")
    assert page.evaluate("window.refused") == []


def test_run_goes_on_while_settings_change(fresh: BrowserContext) -> None:
    page = begun(fresh.new_page(), "?tune.steps=25")
    page.get_by_role("button", name="Run").click()
    page.locator("[data-control=rate]").focus()
    for key in ("ArrowRight", "ArrowLeft") * 6:
        page.keyboard.press(key)
    expect(page.locator(SAID)).to_contain_text("After 25 steps", timeout=TRAINED)
    expect(page.get_by_role("button", name="Run")).to_be_visible()


# Many answers of the worker at once, of work that runs and of work that rests: how often is drawn.
REDRAWS = """async (progress) => {
    const root = document.querySelector("[data-widget=fine-tune]");
    const { figure } = await import(new URL(root.dataset.module, location.href).href);
    const { draw } = figure;
    let drawn = 0;
    figure.draw = (...given) => {
        drawn += 1;
        return draw(...given);
    };
    const frames = () =>
        new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    await frames();
    drawn = 0;
    const { run } = window.told;
    for (let step = 1; step <= 50; step += 1) {
        const data = { result: { run: { ...run, step } }, progress };
        window.hears.dispatchEvent(new MessageEvent("message", { data }));
    }
    await frames();
    figure.draw = draw;
    return drawn;
}"""
# The worker takes no message but the first two: what it would say is said for it.
QUIET_WORKER = """
window.Worker = class extends Worker {
    constructor(...given) {
        super(...given);
        window.hears = this;
        this.left = 2;
        this.addEventListener("message", ({ data }) => {
            window.told = data.result ?? window.told;
        });
    }
    postMessage(message) {
        this.left -= 1;
        if (this.left >= 0) super.postMessage(message);
    }
};
"""


def test_many_answers_are_drawn_once_a_frame_at_most(fresh: BrowserContext) -> None:
    fresh.add_init_script(QUIET_WORKER)
    page = begun(fresh.new_page())
    page.get_by_role("button", name="Run").click()
    page.wait_for_function("() => window.told?.run.step === 1")
    assert page.evaluate(REDRAWS, 0.5) <= 1
    page.get_by_role("button", name="Pause").click()
    assert page.evaluate(REDRAWS, 0.5) == 1


def test_gpu_is_at_work_where_there_is_one_and_can_be_left(browser: Browser, server: str) -> None:
    with gpu_page(browser, server) as page:
        page.add_init_script(NOTE_REFUSED)

        def offer(route: Route) -> None:
            route.fulfill(response=(answer := route.fetch()), body=AS_GPU + answer.text())

        page.route("**/*.session.js", offer)
        begun(page)
        page.get_by_role("button", name="One step").click()
        expect(page.locator(SAID)).to_contain_text(
            "Computed on the GPU. After 1 step", timeout=TRAINED
        )
        expect(page.locator(f"{BODY} svg")).to_contain_text("ms for the last step, on the GPU")
        page.get_by_label("Run on").select_option("processor")
        expect(page.locator(SAID)).to_contain_text("needs a run of its own")
        page.get_by_role("button", name="One step").click()
        expect(page.locator(SAID)).to_contain_text(
            "Computed on the processor. After 1 step", timeout=TRAINED
        )
        expect(page.locator(f"{BODY} svg")).to_contain_text("on the processor, by WebAssembly")
        assert page.evaluate("window.refused") == []


def test_first_step_says_where_it_was_taken_and_no_more(fresh: BrowserContext) -> None:
    page = begun(fresh.new_page())
    page.get_by_role("button", name="One step").click()
    line = "No GPU is offered here: the processor computes. After 1 step"
    expect(page.locator(SAID)).to_contain_text(line, timeout=TRAINED)
    # It has not been asked yet: what the built picture says it says is of another run.
    expect(page.locator(SAID)).to_contain_text("wolf?” the base says “")


def test_damaged_weights_leave_the_picture_and_a_line(fresh: BrowserContext) -> None:
    page = fresh.new_page()

    def damage(route: Route) -> None:
        body = bytearray(route.fetch().body())
        body[200_000] ^= 1
        route.fulfill(body=bytes(body))

    page.route("**/*.data.bin", damage)
    page.goto(PAGE)
    page.locator(BODY).scroll_into_view_if_needed()
    built = page.locator(f"{BODY} svg").inner_html()
    page.get_by_role("button", name="Start: fetches").click()
    expect(page.locator(f"{BODY} .widget-note")).to_contain_text("arrived damaged")
    assert page.locator(f"{BODY} svg").inner_html() == built


def test_phone_and_no_motion(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, viewport=PHONE, reduced_motion="reduce")
    page = begun(context.new_page(), "?tune.steps=25")
    shown = page.locator(f"{BODY} svg").inner_html()
    page.get_by_role("button", name="Run").click()
    expect(page.locator(SAID)).to_contain_text("After 25 steps", timeout=TRAINED)
    page.evaluate(FRAMES)
    assert page.locator(f"{BODY} svg").inner_html() != shown
    context.close()


def test_all_that_is_fetched_is_at_most_800_kb(site: Path) -> None:
    files = [*site.glob("_static/widget-fine-tune-*")]
    assert {".bin", ".js"} <= {path.suffix for path in files}
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in files) <= 800_000


KIND = """async () => {
    const root = document.querySelector("[data-widget=fine-tune]");
    const at = (name) => new URL(root.dataset[name], location.href).href;
    const data = await (await fetch(at("data"))).arrayBuffer();
    const worker = new Worker(at("session"), { type: "module" });
    const ask = (message) => new Promise((done) => {
        worker.onmessage = ({ data }) => done(data);
        worker.postMessage(message);
    });
    await ask({ data, set: JSON.parse(root.dataset.state) });
    const { result } = await ask({ step: true });
    worker.terminate();
    let compiles = true;
    try {
        new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
    } catch {
        compiles = false;
    }
    return [result.run.kind, compiles];
}"""
COMPILE = " 'wasm-unsafe-eval'"


@pytest.mark.parametrize(("strict", "kind"), [(False, "WebAssembly"), (True, "JavaScript")])
def test_worker_may_compile_and_page_may_not(
    browser: Browser, site: Path, strict: bool, kind: str
) -> None:
    """A host that forbids it to workers as well gets the same in JavaScript."""
    headers = (site / "_headers").read_text("utf-8").splitlines()
    [policy] = [line.partition(": ")[2] for line in headers if "Security-Policy" in line]
    assert COMPILE in policy
    sent = policy.replace(COMPILE, "") if strict else policy

    class Host(QuietHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", sent)
            super().end_headers()

    with served(site, Host) as address:
        page = browser.new_page()
        page.goto(f"{address}{PAGE}")
        assert page.evaluate(KIND) == [kind, False]
        page.close()
