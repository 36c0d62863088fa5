"""Measure what an interactive figure costs its reader: ``python -m tests.bench widgets``.

Each figure of the site as ``make html`` has built it, in Chromium on a processor slowed down four
times: from an input to the end of the next frame, and the bytes that it asks for, compressed.
"""

from __future__ import annotations

import gzip
import statistics
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.support import chromium
from tests.support.project import ROOT
from tests.support.server import served
from tests.support.widget_page import Opened, open_figure
from tests.support.widgets import figures

SLOWDOWN = 4
ROUNDS = 3
SITE = ROOT / "_build/html"
# From the input to the message behind the frame that shows it, which is after its paint.
MOVE = """async (control) => {
  const times = [];
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    port2.postMessage(0);
  }));
  const [min, max, step] = [control.min, control.max, control.step].map(Number);
  const count = Math.floor((max - min) / step);
  const set = (at) => {
    if (control.type === "checkbox") control.checked = !control.checked;
    else control.value = String(min + Math.round((count * at) / 39) * step);
  };
  const inputs = control.type === "checkbox" ? 4 : 40;
  for (let at = 0; at < inputs; at += 1) {
    await painted();
    set(at);
    const start = performance.now();
    control.dispatchEvent(new Event("input", { bubbles: true }));
    times.push((await painted()) - start);
  }
  return times;
}"""


def measured(page: Page, opened: Opened) -> tuple[float, float, float]:
    """Return times from an input to the paint in ms: all, the slowest control, the slowest input.

    Sliders are moved, and boxes ticked where a figure has no slider.  Each is a median, but the
    last: of an input the least of all rounds counts, since what else the
    machine does can only make it longer.
    """
    sliders: list[list[float]] = []
    moved = opened.root.locator("input[type=range]")
    if not moved.count():
        moved = opened.root.locator("input[type=checkbox]")
    for control in moved.all():
        rounds = [page.evaluate(MOVE, control.element_handle()) for _ in range(ROUNDS)]
        sliders.append([min(times) for times in zip(*rounds, strict=True)])
    if not sliders:
        return 0.0, 0.0, 0.0
    every = [time for times in sliders for time in times]
    return statistics.median(every), max(map(statistics.median, sliders)), max(every)


def bytes_of(opened: Opened, site: Path) -> int:
    """Return how many bytes the module and the worker of the figure are, compressed."""
    names: list[str] = opened.root.evaluate(
        "root => ['module', 'worker'].filter((name) => root.dataset[name])"
        ".map((name) => new URL(root.dataset[name], location.href).pathname)"
    )
    files = [site / name.lstrip("/") for name in names]
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in files)


def main() -> None:
    """Print the table."""
    if not (SITE / "index.html").is_file():
        print("no site in _build/html: make html")
        return
    program = chromium.chromium()
    assert program, chromium.NONE
    print("| figure | input to paint, ms | slowest control | slowest input | bytes |")
    print("|---|--:|--:|--:|--:|")
    with served(SITE) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=chromium.FLAGS)
        for figure in figures():
            context = browser.new_context(base_url=server)
            page = context.new_page()
            opened = open_figure(page, figure)
            session = context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
            times = " | ".join(f"{time:.0f}" for time in measured(page, opened))
            print(f"| {figure.id} | {times} | {bytes_of(opened, SITE):,} |", flush=True)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
