"""A figure that goes on by itself does so in view alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.support.widget_page import Opened
from tests.support.widgets import figures

PLAYS = re.compile(r"\bplay:\s*[\d.]+")
ALL = [one for one in figures() if PLAYS.search((one.path / "figure.js").read_text("utf-8"))]

pytestmark = [
    pytest.mark.site,
    pytest.mark.many(2, weight="figure.weight"),
    pytest.mark.parametrize("figure", ALL, ids=lambda figure: figure.id),
]

FAR = """root => {
    const { top, bottom } = root.getBoundingClientRect();
    const below = document.documentElement.scrollHeight - scrollY - bottom;
    scrollBy(0, below > 3 * innerHeight ? bottom + innerHeight : top - 2 * innerHeight);
}"""
OUT_OF_VIEW = """root => {
    const { top, bottom } = root.getBoundingClientRect();
    return bottom < 0 || top > innerHeight;
}"""

PLAYED = """async root => {
    const { figure } = await import(new URL(root.dataset.module, location.href).href);
    return figure.controls.find(({ play }) => play).name;
}"""


def test_what_plays_stops_out_of_view(opened: Opened) -> None:
    button = opened.root.locator("[data-act=play]")
    play, pause = button.get_attribute("data-play"), button.get_attribute("data-pause")
    assert play
    assert pause
    button.click()
    expect(button).to_have_text(pause)
    opened.root.evaluate(FAR)
    expect(button).to_have_text(play)
    assert opened.root.evaluate(OUT_OF_VIEW)
    # It has not come to its end, where it would have stopped by itself.
    slider = opened.root.locator(f"[data-control='{opened.root.evaluate(PLAYED)}']")
    assert slider.input_value() != slider.get_attribute("max")
