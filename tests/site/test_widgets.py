"""Every interactive figure keeps the contract of all, whoever wrote it: what it shows."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from extensions.markup.widgets.drawer import dressed
from tests.support.widget_page import (
    Opened,
    address,
    move_first,
    open_figure,
    random_state,
    texts_of,
)
from tests.support.widgets import Figure, figures

pytestmark = [
    pytest.mark.site,
    pytest.mark.many(1, by="figure.kind", weight="figure.weight"),
    pytest.mark.parametrize("figure", figures(), ids=lambda figure: figure.id),
]

STATES, IN_A_SAMPLE = 50, 10
BOTH = re.compile(r'<svg role="img" aria-label="[^"]*"')


def test_built_picture_is_what_the_browser_draws(opened: Opened, site: Path) -> None:
    asked = opened.ask()
    html = (site / opened.figure.pages[0]).read_text("utf-8")
    drawn = dressed(asked["svg"]).replace(' xmlns="http://www.w3.org/2000/svg"', "", 1)
    built = BOTH.sub("<svg", html)
    assert drawn in built
    assert asked["said"] in opened.whole.locator(".widget-said").inner_text()
    expect(opened.root.locator("svg")).to_have_attribute("aria-label", re.compile(r"\S"))


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
    opened.begin()
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


def test_back_undoes(opened: Opened) -> None:
    before = opened.root.locator("svg").inner_html()
    move_first(opened)
    assert "?" in opened.page.url
    opened.page.go_back()
    opened.settle()
    assert opened.root.locator("svg").inner_html() == before


def test_paper_shows_the_present_state_and_no_controls(opened: Opened) -> None:
    move_first(opened)
    shown = opened.root.locator("svg").inner_html()
    opened.page.emulate_media(media="print")
    expect(opened.root.locator("svg")).to_be_visible()
    assert opened.root.locator("svg").inner_html() == shown
    for hidden in (".widget-controls", ".widget-handle"):
        for one in opened.root.locator(hidden).all():
            expect(one).to_be_hidden()
