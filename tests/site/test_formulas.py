"""Formulas on every post, on a phone and on a desk: what scrolls, breaks or is out of view."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.support.sampling import POSTS, Some
from tests.support.visits import PHONE, SETTLED

pytestmark = pytest.mark.site

DESK: ViewportSize = {"width": 1440, "height": 900}
# Matrices, and fractions as wide as the screen, have no place for a break.
SCROLL_ON_A_PHONE = 15
SIZES = {"phone": PHONE, "desk": DESK}

# In em of the formula; the faults are given by the TeX, or by the words before a citation.
SEEN = r"""() => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
    const shown = element => element.checkVisibility() && element.getClientRects().length > 0;
    const all = (selector, at = document) => [...at.querySelectorAll(selector)].filter(shown);
    const tex = at => at.querySelector("annotation").textContent;
    const overflows = box => box.scrollWidth > box.clientWidth + 1;
    const displays = all("div.math");
    const scrolling = displays.filter(display =>
        overflows(display.parentElement) || all(".line, .katex-display", display).some(overflows));
    const numbers = displays.flatMap(display => all(".eqno, .tag", display));
    const isOut = number => {
        const { left, right } = number.getBoundingClientRect();
        const column = number.closest(".math-wrapper").getBoundingClientRect();
        return left < 0 || right > column.right + 1;
    };
    const isShort = formula => {
        const size = parseFloat(getComputedStyle(formula).fontSize);
        const widths = all(".base", formula).map(base => base.getBoundingClientRect().width);
        return widths.reduce((sum, width) => sum + width, 0) <= 12 * size;
    };
    const isBroken = formula => {
        const boxes = all(".base", formula).map(base => base.getBoundingClientRect());
        return boxes.some((box, n) => n > 0 && box.left < boxes[n - 1].left);
    };
    const inline = all("span.math > .katex").filter(isShort);
    const wordsBefore = mark => {
        const range = document.createRange();
        const block = mark.closest("p, li, td, th, dd, figcaption, h1, h2, h3");
        range.setStart(block ?? mark.parentElement, 0);
        range.setEndBefore(mark);
        return range;
    };
    const beginsLine = mark => {
        const before = wordsBefore(mark);
        const last = [...before.getClientRects()].filter(box => box.width > 0).at(-1);
        return before.toString().trim() && last &&
            mark.getBoundingClientRect().left < last.left - 1;
    };
    const marks = all("a.footnote-reference");
    return {
        displays: displays.length, numbers: numbers.length, inline: inline.length,
        citations: marks.length,
        scrolling: scrolling.map(tex),
        out_of_view: numbers.filter(isOut).map(number => number.textContent),
        broken: inline.filter(isBroken).map(tex),
        beginning: marks.filter(beginsLine).map(mark => wordsBefore(mark).toString().slice(-40)),
    };
}"""


@dataclass
class Seen:
    """What stands on the posts, and of that the faults."""

    displays: int = 0
    numbers: int = 0
    inline: int = 0
    citations: int = 0
    scrolling: list[str] = field(default_factory=list)
    out_of_view: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    beginning: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def seen(browser: Browser, server: str, posts: list[str], some: Some) -> dict[str, Seen]:
    """What is seen on the posts on screens of several sizes: a load costs most."""
    all_seen = {name: Seen() for name in SIZES}
    context = browser.new_context(base_url=server)
    page = context.new_page()
    # Not the smallest, which have few formulas.
    for post in some(posts, POSTS):
        page.set_viewport_size(PHONE)
        page.goto(post)
        for size, seen in all_seen.items():
            page.set_viewport_size(SIZES[size])
            page.evaluate(SETTLED)
            for name, value in page.evaluate(SEEN).items():
                faults = (
                    [f"{post}: {fault}" for fault in value] if isinstance(value, list) else value
                )
                setattr(seen, name, getattr(seen, name) + faults)
    context.close()
    return all_seen


def test_few_displays_scroll_on_a_phone(seen: dict[str, Seen], many: bool) -> None:
    phone = seen["phone"]
    assert not many or phone.displays > 100
    assert len(phone.scrolling) <= SCROLL_ON_A_PHONE, "\n".join(phone.scrolling)


def test_no_display_scrolls_on_a_desk(seen: dict[str, Seen], many: bool) -> None:
    desk = seen["desk"]
    assert not many or desk.displays > 100
    assert not desk.scrolling, "\n".join(desk.scrolling)


@pytest.mark.parametrize("size", SIZES)
def test_every_number_is_in_view(size: str, seen: dict[str, Seen], many: bool) -> None:
    assert not many or seen[size].numbers > 0
    assert not seen[size].out_of_view, "\n".join(seen[size].out_of_view)


@pytest.mark.parametrize("size", SIZES)
def test_no_short_formula_breaks(size: str, seen: dict[str, Seen], many: bool) -> None:
    assert not many or seen[size].inline > 0
    assert not seen[size].broken, "\n".join(seen[size].broken)


@pytest.mark.parametrize("size", SIZES)
def test_no_line_begins_with_a_citation(size: str, seen: dict[str, Seen], many: bool) -> None:
    assert not many or seen[size].citations > 0
    assert not seen[size].beginning, "\n".join(seen[size].beginning)
