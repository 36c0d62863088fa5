"""A page with an interactive figure, in a browser, and what can be asked of it."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import CDPSession, Page

from tests.support.widgets import Figure

BODY = ".widget-body[data-widget='{name}']"
# What the figure is in the browser: its module, its address, what its state has drawn.
ASK = """
async (root, state) => {
    const at = (name) => new URL(root.dataset[name], location.href).href;
    const { figure } = await import(at("module"));
    const file = root.dataset.data && (await fetch(at("data")));
    const data = file && (await (file.url.endsWith(".json") ? file.json() : file.arrayBuffer()));
    let result;
    if (root.dataset.worker) {
        const { work } = await import(at("worker"));
        const steps = work.run(state ?? JSON.parse(root.dataset.state), data);
        let step = steps.next();
        while (!step.done) step = steps.next();
        result = step.value;
    }
    const more = { id: root.dataset.name, result, data };
    const now = state ?? JSON.parse(root.dataset.state);
    return { svg: figure.draw(now, more), said: figure.describe(now, more),
             controls: figure.controls, state: now, name: root.dataset.name };
}
"""
SHOWN = """
(root, drawn) => {
    const other = document.createElement("template");
    other.innerHTML = drawn;
    return root.querySelector("svg").innerHTML === other.content.querySelector("svg").innerHTML;
}
"""
FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
GO_TO_STATE = """
async (root, address) => {
    history.pushState(null, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}
"""


@dataclass
class Opened:
    """A figure that has started on its ``page``."""

    page: Page
    figure: Figure

    @property
    def root(self) -> Any:
        """The box with the picture and the controls."""
        return self.page.locator(BODY.format(name=self.figure.name)).first

    @property
    def whole(self) -> Any:
        """The figure, its caption included."""
        return self.page.locator("figure.widget", has=self.root).first

    @property
    def note(self) -> Any:
        """What is said of what went wrong."""
        return self.root.locator(".widget-note")

    def control(self, name: str) -> Any:
        """The input of the control *name*."""
        return self.root.locator(f"[data-control='{name}']")

    def ask(self, state: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return what the code of the figure gives in *state*, or in its first."""
        answer: dict[str, Any] = self.root.evaluate(ASK, state)
        return answer

    def shows(self, drawn: str) -> bool:
        """Whether the picture on the page is *drawn*."""
        return bool(self.root.evaluate(SHOWN, drawn))

    def begin(self) -> None:
        """Bring the figure into view, and have its data fetched if it waits for that."""
        self.root.scroll_into_view_if_needed()
        load = self.root.locator("[data-act=load]")
        if load.count():
            load.click()

    def settle(self) -> None:
        """Wait until what was asked for is drawn."""
        self.page.evaluate(FRAMES)
        self.page.wait_for_function(
            "root => !root.hasAttribute('aria-busy')", arg=self.root.element_handle()
        )
        self.page.evaluate(FRAMES)

    def go_to(self, address: str) -> None:
        """Go to *address* of the same page, as Back would."""
        self.root.evaluate(GO_TO_STATE, address)
        self.settle()


def open_figure(page: Page, figure: Figure, query: str = "") -> Opened:
    """Open the first page of *figure*, go there and wait until it has started."""
    opened = visit(page, figure, query)
    opened.begin()
    opened.page.wait_for_function(
        "root => 'started' in root.dataset", arg=opened.root.element_handle()
    )
    opened.settle()
    return opened


def visit(page: Page, figure: Figure, query: str = "") -> Opened:
    """Open the first page of *figure* and bring it into view."""
    assert figure.pages, f"no page beside {figure.id} shows it"
    page.goto(f"{figure.pages[0]}{query}")
    opened = Opened(page, figure)
    opened.root.scroll_into_view_if_needed()
    return opened


def texts_of(state: dict[str, Any], controls: list[dict[str, Any]]) -> dict[str, str]:
    """Return each value of *state* as it stands in an address."""
    return {one["name"]: text_of(one, state[one["name"]]) for one in controls}


def address(opened: Opened, texts: dict[str, str], first: dict[str, str]) -> str:
    """Return the address of the page with *texts*, where they are not the *first*."""
    name = opened.ask()["name"]
    path = opened.page.url.partition("?")[0].partition("#")[0]
    other = {f"{name}.{key}": text for key, text in texts.items() if text != first[key]}
    return f"{path}?{urlencode(other)}" if other else path


def text_of(control: dict[str, Any], value: Any) -> str:
    """Return *value* as it stands in an address."""
    if control["type"] == "flag":
        return "yes" if value else "no"
    if control["type"] == "points":
        return ";".join(",".join(map(number, point)) for point in value)
    return number(value) if control["type"] == "number" else str(value)


def number(value: float) -> str:
    """Return *value* as JavaScript writes it."""
    return str(int(value)) if value == int(value) else repr(value)


def random_state(controls: list[dict[str, Any]], chance: random.Random) -> dict[str, Any]:
    """Return a state that a reader can reach."""
    return {control["name"]: random_value(control, chance) for control in controls}


def random_value(control: dict[str, Any], chance: random.Random) -> Any:
    """Return a value of *control*."""
    kind = control["type"]
    if kind == "number":
        return on_step(control, chance)
    if kind == "points":
        count = chance.randint(0, min(control.get("most", 20), 6))
        axes = [{**control, **control.get(name, {})} for name in ("x", "y")]
        return [[on_step(axis, chance) for axis in axes] for _ in range(count)]
    if kind == "flag":
        return chance.random() < 0.5
    if kind == "choice":
        choice = chance.choice(control["choices"])
        return choice[0] if isinstance(choice, list) else choice
    return control.get("default", "") or "a"


def on_step(control: dict[str, Any], chance: random.Random) -> float:
    """Return a number on a step of the range of *control*."""
    low, high, step = (float(control[name]) for name in ("min", "max", "step"))
    count = int((high - low) / step + 1e-9)
    digits = max(len(re.sub(r"^[^.]*\.?", "", repr(one))) for one in (step, low))
    return round(low + chance.randint(0, count) * step, digits)


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


def move_first(opened: Opened) -> None:
    """Change the first input or handle that is no text by a key."""
    # What is typed counts as one change with what is typed after it.
    first = opened.root.locator("[data-control]:not([type=text]), .widget-handle").first
    first.evaluate("one => { one.dataset.mine = ''; one.focus(); }")
    move_by_key(opened, "[data-mine]")


def drag(session: CDPSession, start: tuple[float, float], way: tuple[float, float]) -> None:
    """Put a finger down at *start*, draw it by *way* in five steps, and lift it."""
    # A whole gesture of the browser's own ends only for the first page of a browser.
    send = partial(session.send, "Input.dispatchTouchEvent")
    send({"type": "touchStart", "touchPoints": [{"x": start[0], "y": start[1]}]})
    for step in range(1, 6):
        x, y = (begun + step * by / 5 for begun, by in zip(start, way, strict=True))
        send({"type": "touchMove", "touchPoints": [{"x": x, "y": y}]})
    send({"type": "touchEnd", "touchPoints": []})
