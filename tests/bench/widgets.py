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
  for (let at = 0; at < 40; at += 1) {
    await painted();
    const count = Math.floor((max - min) / step);
    control.value = String(min + Math.round((count * at) / 39) * step);
    const start = performance.now();
    control.dispatchEvent(new Event("input", { bubbles: true }));
    times.push((await painted()) - start);
  }
  return times;
}"""


def measured(page: Page, opened: Opened) -> tuple[float, float]:
    """Return the median and the longest time from an input to the paint, in ms, of all sliders."""
    times: list[float] = []
    for control in opened.root.locator("input[type=range]").all():
        times += page.evaluate(MOVE, control.element_handle())
    return (statistics.median(times), max(times)) if times else (0.0, 0.0)


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
    print("| figure | input to paint, ms | longest | bytes |")
    print("|---|--:|--:|--:|")
    with served(SITE) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=chromium.FLAGS)
        for figure in figures():
            context = browser.new_context(base_url=server)
            page = context.new_page()
            opened = open_figure(page, figure)
            session = context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
            median, longest = measured(page, opened)
            print(f"| {figure.id} | {median:.0f} | {longest:.0f} | {bytes_of(opened, SITE):,} |")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
