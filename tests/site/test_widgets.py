"""Every interactive figure of the site keeps the contract of all, whoever wrote it."""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, ViewportSize, expect

from extensions.markup.widgets.drawer import dressed
from tests.support.axe import faults
from tests.support.visits import DESK, NOTE_REFUSED, NOTE_SHIFTS, PHONE, SETTLED, TOO_WIDE
from tests.support.widget_page import (
    Opened,
    open_figure,
    random_state,
    texts_of,
    visit,
)
from tests.support.widgets import LIMIT, Figure, figures

pytestmark = [
    pytest.mark.site,
    pytest.mark.many(2),
    pytest.mark.parametrize("figure", figures(), ids=lambda figure: figure.id),
]

STATES, IN_A_SAMPLE = 50, 10
# How far a finger goes down while it drags.
FINGER = 60
# How far a finger goes to scroll the page.
SWIPE = 150
SMALL: ViewportSize = {"width": 640, "height": 160}
FAILED = "The script of this figure has failed"
INSIDE = "axe.run('figure.widget', {resultTypes: ['violations']})"
SCRIPT = re.compile(r"/_static/widget-.*\.js$")
BOTH = re.compile(r'<svg role="img" aria-label="[^"]*"')
# When the page has not been scrolled for ten frames.
AT_REST = """new Promise((done) => {
    let [last, frames] = [scrollY, 0];
    const look = () => {
        frames = scrollY === last ? frames + 1 : 0;
        last = scrollY;
        if (frames > 10) done();
        else requestAnimationFrame(look);
    };
    look();
})"""
FOCUSED = "document.activeElement?.closest('.widget-body') !== null"

# How high the letters of its labels are.
LABELS = """root => {
    const box = root.querySelector("svg").getBoundingClientRect();
    const { width } = root.querySelector("svg").viewBox.baseVal;
    return [...root.querySelectorAll("svg text")].map((one) =>
        parseFloat(getComputedStyle(one).fontSize) * box.width / width);
}"""


@pytest.fixture
def fresh(browser: Browser, server: str) -> Iterator[BrowserContext]:
    """A reader on a desk, whose visit is watched."""
    context = browser.new_context(base_url=server, viewport=DESK, color_scheme="light")
    context.add_init_script(NOTE_SHIFTS)
    context.add_init_script(NOTE_REFUSED)
    yield context
    context.close()


@pytest.fixture
def opened(fresh: BrowserContext, figure: Figure) -> Opened:
    """The figure on its page, started."""
    return open_figure(fresh.new_page(), figure)


def address(opened: Opened, texts: dict[str, str], first: dict[str, str]) -> str:
    """Return the address of the page with *texts*, where they are not the *first*."""
    name = opened.ask()["name"]
    path = opened.page.url.partition("?")[0].partition("#")[0]
    other = {f"{name}.{key}": text for key, text in texts.items() if text != first[key]}
    return f"{path}?{urlencode(other)}" if other else path


def test_built_picture_is_what_the_browser_draws(opened: Opened, site: Path) -> None:
    asked = opened.ask()
    html = (site / opened.figure.pages[0]).read_text("utf-8")
    drawn = dressed(asked["svg"]).replace(' xmlns="http://www.w3.org/2000/svg"', "", 1)
    built = BOTH.sub("<svg", html)
    assert drawn in built
    assert asked["said"] in opened.whole.locator(".widget-said").inner_text()
    expect(opened.root.locator("svg")).to_have_attribute("aria-label", re.compile(r"\w"))


def test_state_goes_through_the_address_and_back(
    opened: Opened, request: pytest.FixtureRequest
) -> None:
    asked = opened.ask()
    controls, chance = asked["controls"], random.Random(opened.figure.id)
    first = texts_of(asked["state"], controls)
    for _ in range(IN_A_SAMPLE if request.config.getoption("--sample") else STATES):
        state = random_state(controls, chance)
        opened.go_to(address(opened, texts_of(state, controls), first))
        assert opened.shows(opened.ask(state)["svg"]), state
        expect(opened.note).to_have_text("")
    # A link that is opened, or a page that is loaded again, shows the same.
    opened.page.reload()
    opened.root.scroll_into_view_if_needed()
    opened.load()
    opened.page.wait_for_selector("[data-started]")
    opened.settle()
    assert opened.shows(opened.ask(state)["svg"])
    reset = opened.root.locator("[data-act=reset]")
    if reset.is_enabled():
        reset.click()
        opened.settle()
    assert opened.shows(asked["svg"])
    assert "?" not in opened.page.url


def test_value_out_of_range_is_put_right_with_a_word(fresh: BrowserContext, figure: Figure) -> None:
    page = fresh.new_page()
    asked = open_figure(page, figure).ask()
    numbers = [one for one in asked["controls"] if one["type"] == "number"]
    if not numbers:
        pytest.skip("it has no number")
    query = f"?{asked['name']}.{numbers[0]['name']}=1e9"
    opened = open_figure(page, figure, query)
    expect(opened.note).to_contain_text(numbers[0]["label"])
    state = {**asked["state"], numbers[0]["name"]: numbers[0]["max"]}
    assert opened.shows(opened.ask(state)["svg"])


def move_by_key(opened: Opened, element: str) -> None:
    """Change the input or handle *element*, which has the focus, by a key."""
    value = "one => [one.value, one.checked, one.getAttribute('aria-valuetext')].join()"
    control = opened.root.locator(element)
    before = control.evaluate(value)
    kind = control.evaluate("one => one.type ?? one.getAttribute('role')")
    typed = ["End", "a"]
    known = {"checkbox": ["Space"], "text": typed, "textarea": typed}
    keys = known.get(kind, ["ArrowRight", "ArrowLeft"])
    if kind == "select-one":
        keys = ["ArrowDown", "ArrowUp"]
    for key in keys:
        opened.page.keyboard.press(key)
        opened.settle()
        if control.evaluate(value) != before:
            return
    raise AssertionError(f"{element} is not moved by {keys}")


def test_keyboard_alone_reaches_and_moves_all(opened: Opened) -> None:
    elements = "[data-control], .widget-handle"
    all_of_them = opened.root.locator(elements)
    count = all_of_them.count()
    assert count, "nothing can be moved"
    opened.root.evaluate("root => { root.tabIndex = -1; root.focus(); }")
    reached = 0
    for _ in range(count + 12):
        opened.page.keyboard.press("Tab")
        if not opened.page.evaluate(FOCUSED):
            break
        at = opened.root.evaluate(
            "(root, elements) => [...root.querySelectorAll(elements)]"
            ".indexOf(document.activeElement)",
            elements,
        )
        if at >= 0:
            reached += 1
            name = all_of_them.nth(at)
            name.evaluate("one => { one.dataset.mine = ''; }")
            move_by_key(opened, "[data-mine]")
            name.evaluate("one => { delete one.dataset.mine; }")
    assert reached == count


def test_back_undoes(opened: Opened) -> None:
    before = opened.root.locator("svg").inner_html()
    # What is typed counts as one change with what is typed after it.
    first = opened.root.locator("[data-control]:not([type=text]), .widget-handle").first
    first.evaluate("one => { one.dataset.mine = ''; one.focus(); }")
    move_by_key(opened, "[data-mine]")
    assert "?" in opened.page.url
    opened.page.go_back()
    opened.settle()
    assert opened.root.locator("svg").inner_html() == before


def drag(session: CDPSession, start: tuple[float, float], way: tuple[float, float]) -> None:
    """Put a finger down at *start*, draw it by *way* in five steps, and lift it."""
    # A whole gesture of the browser's own ends only for the first page of a browser.
    send = partial(session.send, "Input.dispatchTouchEvent")
    send({"type": "touchStart", "touchPoints": [{"x": start[0], "y": start[1]}]})
    for step in range(1, 6):
        x, y = (begun + step * by / 5 for begun, by in zip(start, way, strict=True))
        send({"type": "touchMove", "touchPoints": [{"x": x, "y": y}]})
    send({"type": "touchEnd", "touchPoints": []})


def test_touch_drags_handles_and_leaves_the_page_to_be_scrolled(
    browser: Browser, server: str, figure: Figure
) -> None:
    context = browser.new_context(
        base_url=server, viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=1
    )
    opened = open_figure(context.new_page(), figure)
    session = context.new_cdp_session(opened.page)
    box = opened.root.locator("svg").bounding_box()
    assert box
    # One can go past it with a finger on it.
    before = opened.page.evaluate("scrollY")
    top = max(box["y"], 0)
    foot = min(box["y"] + box["height"], PHONE["height"])
    drag(session, (box["x"] + 3, (top + foot) / 2), (0, -SWIPE))
    # A page goes on for a while, and the next finger would only stop it.
    opened.page.evaluate(AT_REST)
    assert opened.page.evaluate("scrollY") != before
    for handle in opened.root.locator(".widget-handle:not(.whole)").all():
        handle.scroll_into_view_if_needed()
        opened.page.evaluate(AT_REST)
        place = handle.bounding_box()
        assert place
        assert min(place["width"], place["height"]) >= 24
        told = handle.get_attribute("aria-valuetext")
        x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
        top = opened.page.evaluate("scrollY")
        way = -40 if x > PHONE["width"] / 2 else 40
        drag(session, (x, y), (way, FINGER))
        opened.settle()
        if handle.get_attribute("aria-valuetext") == told:
            # It stood at the end of its range.
            drag(session, (x, y), (-way, FINGER))
            opened.settle()
        assert handle.get_attribute("aria-valuetext") != told
        # Sections above may find their height meanwhile.
        assert abs(opened.page.evaluate("scrollY") - top) < FINGER / 4
    context.close()


def test_axe_finds_nothing(opened: Opened) -> None:
    for scheme in ("light", "dark"):
        opened.page.emulate_media(color_scheme=scheme)
        opened.settle()
        assert faults(opened.page, INSIDE) == [], scheme


def test_without_script_the_picture_and_its_words_are_there(
    browser: Browser, server: str, figure: Figure
) -> None:
    context = browser.new_context(base_url=server, viewport=DESK, java_script_enabled=False)
    opened = visit(context.new_page(), figure)
    expect(opened.root.locator("svg")).to_be_visible()
    expect(opened.whole.locator(".widget-said")).to_have_text(re.compile(r"\w"))
    expect(opened.root.locator(".widget-controls")).to_be_hidden()
    context.close()


def test_paper_shows_the_present_state_and_no_controls(opened: Opened) -> None:
    # What is typed counts as one change with what is typed after it.
    first = opened.root.locator("[data-control]:not([type=text]), .widget-handle").first
    first.evaluate("one => { one.dataset.mine = ''; one.focus(); }")
    move_by_key(opened, "[data-mine]")
    shown = opened.root.locator("svg").inner_html()
    opened.page.emulate_media(media="print")
    expect(opened.root.locator("svg")).to_be_visible()
    assert opened.root.locator("svg").inner_html() == shown
    for hidden in (".widget-controls", ".widget-handle"):
        for one in opened.root.locator(hidden).all():
            expect(one).to_be_hidden()


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
    opened.load()
    expect(opened.note).to_contain_text(FAILED)
    assert opened.root.locator("svg").inner_html() == built
    # What else can be moved on the page, can still be.
    others = page.locator(f".widget-body[data-module]:not([data-widget='{figure.name}'])")
    for other in others.all():
        other.scroll_into_view_if_needed()
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
    assert size <= LIMIT, f"{size:,} bytes"
    context.close()


def test_nothing_moves_and_nothing_is_refused(opened: Opened) -> None:
    shown = opened.root.locator("svg").inner_html()
    opened.page.evaluate(SETTLED)
    assert opened.root.locator("svg").inner_html() == shown
    assert opened.page.evaluate("window.shifts") == []
    # What is typed counts as one change with what is typed after it.
    first = opened.root.locator("[data-control]:not([type=text]), .widget-handle").first
    first.evaluate("one => { one.dataset.mine = ''; one.focus(); }")
    move_by_key(opened, "[data-mine]")
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
            const watch = new MutationObserver((all) => {
                for (const { addedNodes } of all)
                    drawn += [...addedNodes].filter((one) => one.localName === "svg").length;
            });
            watch.observe(root.querySelector(".drawing"), { childList: true });
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


def test_motion_is_a_matter_of_steps_for_who_wants_none(
    browser: Browser, server: str, figure: Figure
) -> None:
    context = browser.new_context(base_url=server, viewport=DESK, reduced_motion="reduce")
    opened = open_figure(context.new_page(), figure)
    if opened.root.locator("[data-act=play]").count():
        expect(opened.root.locator("[data-act=play]")).to_be_hidden()
        shown = opened.root.locator("svg").inner_html()
        opened.root.locator("[data-act=step]").click()
        opened.settle()
        assert opened.root.locator("svg").inner_html() != shown
    context.close()


def test_it_fits_every_width(opened: Opened) -> None:
    for direction in ("ltr", "rtl"):
        opened.page.evaluate("way => { document.documentElement.dir = way; }", direction)
        for width in (320, 360, 1600):
            opened.page.set_viewport_size({"width": width, "height": 800})
            opened.settle()
            place = f"{width} px, {direction}"
            assert opened.page.evaluate(TOO_WIDE) <= 0, place
            sizes = opened.root.evaluate(LABELS)
            assert min(sizes, default=9) >= 9, f"labels are too small to read at {place}"
