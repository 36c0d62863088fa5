"""Anybody can move an interactive figure, and see it without moving it."""

from __future__ import annotations

import random
import re

import pytest
from playwright.sync_api import Browser, expect

from tests.support.axe import faults, within
from tests.support.visits import DESK, PHONE, TOO_WIDE
from tests.support.widget_page import (
    Opened,
    address,
    drag,
    move_by_key,
    open_figure,
    random_state,
    texts_of,
    visit,
)
from tests.support.widgets import Figure, figures

pytestmark = [
    pytest.mark.site,
    pytest.mark.many(1, by="figure.kind", weight="figure.weight"),
    pytest.mark.parametrize("figure", figures(), ids=lambda figure: figure.id),
]

RESTING = "[data-control]:disabled"
# Of each that rests, the words in its place, which can be seen where the input cannot.
REASONS = """all => all.map((one) => {
    const words = one.closest(".widget-control").querySelector(".widget-idle");
    const isSeen = getComputedStyle(words).display !== "none";
    return getComputedStyle(one).visibility === "hidden" && isSeen && words.textContent.trim();
})"""
STATES = 30
FINGER = 60
SWIPE = 150
INSIDE = within("figure.widget")
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

LABELS = """root => {
    const box = root.querySelector("svg").getBoundingClientRect();
    const { width } = root.querySelector("svg").viewBox.baseVal;
    return [...root.querySelectorAll("svg text")].map((one) =>
        parseFloat(getComputedStyle(one).fontSize) * box.width / width);
}"""


def test_keyboard_alone_reaches_and_moves_all(opened: Opened) -> None:
    # What rests is moved in a state in which it does not: see the next test.
    elements = "[data-control]:enabled, .widget-handle"
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


def test_control_that_rests_says_why_and_can_be_moved_in_another_state(opened: Opened) -> None:
    asked = opened.ask()
    controls, chance = asked["controls"], random.Random(opened.figure.id)
    first = texts_of(asked["state"], controls)
    resting = opened.root.locator(RESTING)
    left = set(resting.evaluate_all("all => all.map((one) => one.dataset.control)"))
    for _ in range(resting.count() and STATES):
        assert all(resting.evaluate_all(REASONS))
        left = {one for one in left if resting.and_(opened.control(one)).count()}
        if not left:
            break
        state = texts_of(random_state(controls, chance), controls)
        opened.go_to(address(opened, state, first))
    assert not left, "it can be moved in no state"


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
    expect(opened.whole.locator(".widget-said")).to_have_text(re.compile(r"\S"))
    expect(opened.root.locator(".widget-controls")).to_be_hidden()
    context.close()


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
