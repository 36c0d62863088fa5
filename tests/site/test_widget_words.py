"""The words in an interactive figure can be read in any state: none is cut off, or on another."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.widget_page import Opened, random_state
from tests.support.widgets import Figure, figures

pytestmark = [
    pytest.mark.site,
    pytest.mark.many(1, by="figure.kind", weight="figure.weight"),
    pytest.mark.parametrize("figure", figures(), ids=lambda figure: figure.id),
]

STATES, IN_A_SAMPLE = 30, 10
# Words are larger in the units of a narrow drawing.
WIDTHS = (1440, 360)
# Of each state, what is wrong with the words of its picture.  Above and below letters is some room.
WORDS = """async (root, states) => {
    const { figure } = await import(new URL(root.dataset.module, location.href).href);
    const name = root.dataset.data;
    const file = name && (await fetch(new URL(name, location.href)));
    const data = file && (await (name.endsWith(".json") ? file.json() : file.arrayBuffer()));
    const svg = root.querySelector("svg");
    const box = svg.viewBox.baseVal;
    const boxesOf = (text) => {
        // Letters that have a place each stand among those of another text.
        const isOne = text.x.baseVal.numberOfItems < 2;
        const letters = isOne ? [text.getBBox()] :
            [...Array(text.getNumberOfChars()).keys()].map((at) => text.getExtentOfChar(at));
        const turn = svg.getCTM().inverse().multiply(text.getCTM());
        return letters.map(({ x, y, width, height }) => {
            const corners = [0, 1].flatMap((across) => [0.2, 0.8].map((down) =>
                new DOMPoint(x + across * width, y + down * height).matrixTransform(turn)));
            const [xs, ys] = ["x", "y"].map((axis) => corners.map((one) => one[axis]));
            const [left, right] = [Math.min(...xs), Math.max(...xs)];
            return { left, right, top: Math.min(...ys), bottom: Math.max(...ys) };
        });
    };
    const areOne = (a, b) =>
        Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 &&
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5;
    const isOut = ({ left, right, top, bottom }) =>
        left < box.x - 0.5 || right > box.x + box.width + 0.5 ||
        top < box.y - 0.5 || bottom > box.y + box.height + 0.5;
    const found = [];
    for (const state of states) {
        const made = document.createElement("template");
        made.innerHTML = figure.draw(state, { id: root.dataset.name, data });
        svg.innerHTML = made.content.querySelector("svg").innerHTML;
        const texts = [...svg.querySelectorAll("text")].filter((one) => one.textContent.trim());
        const boxes = texts.map(boxesOf);
        texts.forEach((one, at) => {
            const tell = (what) =>
                found.push(`"${one.textContent}" ${what}: ${JSON.stringify(state)}`);
            if (boxes[at].some(isOut)) tell("leaves the picture");
            for (let n = at + 1; n < texts.length; n += 1) {
                const meet = boxes[at].some((a) => boxes[n].some((b) => areOne(a, b)));
                if (meet) tell(`lies on "${texts[n].textContent}"`);
            }
        });
    }
    return found;
}"""


def ends(control: dict[str, Any]) -> list[Any]:
    """Return the values at the ends of *control*, and words that are none it hopes for."""
    kind = control["type"]
    if kind == "number":
        return [control["min"], control["max"]]
    if kind == "choice":
        return [one[0] if isinstance(one, list) else one for one in control["choices"]]
    others: dict[str, list[Any]] = {
        "flag": [False, True],
        "text": ["", "a"],
        "lines": ["", "a"],
    }
    return others.get(kind, [])


def states(asked: dict[str, Any], chance: random.Random, count: int) -> Iterator[dict[str, Any]]:
    """Yield the first state, those at the end of one control, and *count* others."""
    first, controls = asked["state"], asked["controls"]
    yield first
    for control in controls:
        for value in ends(control):
            yield {**first, control["name"]: value}
    # Where marks lie on each other, so do their names.
    points = {one["name"]: first[one["name"]] for one in controls if one["type"] == "points"}
    for _ in range(count):
        yield {**random_state(controls, chance), **points}


def test_no_words_are_cut_off_or_lie_on_others(
    opened: Opened, figure: Figure, request: pytest.FixtureRequest
) -> None:
    if (figure.path / "worker.js").is_file():
        pytest.skip("what a worker finds takes long")
    count = IN_A_SAMPLE if request.config.getoption("--sample") else STATES
    wanted = list(states(opened.ask(), random.Random(figure.id), count))
    for width in WIDTHS:
        opened.page.set_viewport_size({"width": width, "height": 800})
        opened.settle()
        assert opened.root.evaluate(WORDS, wanted) == [], f"{width} px"
