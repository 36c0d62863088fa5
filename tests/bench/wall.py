"""Measure what the wall of many shorts costs its reader: ``python -m tests.bench.wall``.

The shorts are made from a seed, with as many different words as texts of their length
have.  The wall is visited by a reader who was never there, in Chromium on a processor
slowed down four times; text is sent compressed, as hosts do.
"""

from __future__ import annotations

import datetime
import shutil
import statistics
import tempfile
from collections import Counter
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.bench import samples
from tests.bench.pages import RUNS, SLOWDOWN, WATCH, serve
from tests.support import chromium
from tests.support.project import ROOT, Project

SHORTS = 2000
WORDS = 200
VOCABULARY = 12_000
TRACKS, TOPICS, TAGS = 6, 24, 60

SHORT = """\
---
date: {date}
tags: [{tags}]
topic: topic-{topic}
claim: {claim}
distils: null
---

(short-{number})=
# {title}

{text}
"""
TYPED = "seko pami laru"
PAUSE_MS = 150
PATIENCE_MS = 1500

WATCH_KEYS = """
window.keys = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (entry.name === "keydown" || entry.name === "input") keys.push(entry.duration);
  }
}).observe({ type: "event", durationThreshold: 16, buffered: true });
"""


class Writer:
    """Writes shorts in words whose number and frequency are those of real texts."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        syllables = [a + b for a in "bdfgklmnprstv" for b in "aeiou"]
        found: dict[str, None] = {}
        while len(found) < VOCABULARY:
            length = self.random.choices((1, 2, 3, 4), (1, 6, 8, 3))[0]
            found["".join(self.random.choices(syllables, k=length))] = None
        self.words = list(found)
        # Zipf's law: the word of rank r comes with frequency 1/r.
        self.weights = list(accumulate(1 / rank for rank in range(2, VOCABULARY + 2)))

    def text(self, count: int) -> str:
        """Return *count* words."""
        return " ".join(self.random.choices(self.words, cum_weights=self.weights, k=count))

    def short(self, number: int) -> str:
        """Return the short *number*; every other claim has a formula."""
        formula = f" ${samples.inline(self.random)}$" if number % 2 else ""
        tags = self.random.sample(range(TAGS), self.random.randint(2, 5))
        return SHORT.format(
            number=number,
            date=datetime.date(2020, 1, 1) + datetime.timedelta(number // 2),
            tags=", ".join(f"tag-{tag}" for tag in tags),
            topic=self.random.randrange(TOPICS),
            claim=f"{self.text(30)}{formula}.",
            title=f"{self.text(6)} {number}",
            text=self.text(WORDS),
        )


def vocabulary() -> str:
    """Return the file of the terms."""
    lines = ["tracks:"]
    lines += [f"  track-{at}: {{title: Track {at}, line: A line.}}" for at in range(TRACKS)]
    lines += ["topics:"]
    for at in range(TOPICS):
        lines += [f"  topic-{at}:", f"    title: Topic {at}", "    line: A line."]
        lines += [f"    track: track-{at % TRACKS}"]
    lines += ["tags:"]
    lines += [f"  tag-{at}: {{title: Tag {at}, line: A line.}}" for at in range(TAGS)]
    return "\n".join(lines) + "\n"


def build(folder: Path) -> Path:
    """Build a site of many shorts with the face of the site; return the folder of the result."""
    writer = Writer(seed=1)
    project = Project(
        folder,
        {
            "shorts/index.md": "# Shorts\n\n```{shorts-wall}\n```\n",
            "vocabulary.yml": vocabulary(),
            **{f"shorts/short-{at}.md": writer.short(at) for at in range(SHORTS)},
        },
    )
    for name in ("_static", "_templates"):
        shutil.copytree(ROOT / "docs" / name, project.docs / name, dirs_exist_ok=True)
    result = project.build(jobs=2)
    assert result.status == 0, result.output
    assert not result.warnings, result.output[:2000]
    return result.outdir


def first_load(browser: Browser, address: str) -> tuple[Counter[str], int]:
    """Return the bytes of a first visit to *address* by their kind, and the number of nodes."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    session = context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    sent: Counter[str] = Counter()

    def note(event: dict[str, Any]) -> None:
        sent[kinds[event["requestId"]]] += event["encodedDataLength"]

    session.on(
        "Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]})
    )
    session.on("Network.loadingFinished", note)
    session.send("Network.enable")
    page.goto(address)
    page.wait_for_timeout(PATIENCE_MS)
    count: int = page.evaluate("document.querySelectorAll('*').length")
    context.close()
    return sent, count


def typing(browser: Browser, address: str) -> tuple[list[float], list[float], int]:
    """Type into the wall; return ms per key to the next paint, long tasks, and most nodes."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.add_init_script(WATCH + WATCH_KEYS)
    session = context.new_cdp_session(page)
    page.goto(address)
    page.locator("#wall-words").focus()
    page.wait_for_timeout(PATIENCE_MS)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    page.evaluate("tasks.length = 0")
    most = 0
    for key in TYPED:
        page.keyboard.press(key if key != " " else "Space")
        page.wait_for_timeout(PAUSE_MS)
        most = max(most, page.evaluate("document.querySelectorAll('*').length"))
    for _ in range(8):
        page.keyboard.press("Backspace")
        page.wait_for_timeout(PAUSE_MS)
        most = max(most, page.evaluate("document.querySelectorAll('*').length"))
    page.wait_for_timeout(PATIENCE_MS)
    # What took less than 16 ms is not told of.
    keys: list[float] = page.evaluate("keys")
    tasks: list[float] = page.evaluate("tasks.map((task) => task.duration)")
    context.close()
    pressed = len(TYPED) + 8
    return [*keys, *[16.0] * max(pressed - len(keys), 0)], tasks, most


def main() -> None:
    """Print the tables."""
    program = chromium.chromium()
    assert program, chromium.NONE
    with tempfile.TemporaryDirectory() as folder:
        outdir = build(Path(folder))
        with (
            serve(outdir) as server,
            sync_playwright() as playwright,
            playwright.chromium.launch(executable_path=program, args=chromium.FLAGS) as browser,
        ):
            address = f"{server}shorts/index.html"
            sent, nodes = first_load(browser, address)
            typed = [typing(browser, address) for _ in range(RUNS)]
    text = sum(size for kind, size in sent.items() if kind != "Font")
    print(f"| the wall of {SHORTS:,} shorts | |\n|---|--:|")
    print(f"| first load, kB without fonts | {text / 1000:.0f} |")
    print(f"| of it the page | {sent['Document'] / 1000:.0f} |")
    print(f"| fonts, kB | {sent['Font'] / 1000:.0f} |")
    print(f"| elements on it; most while typing | {nodes}; {max(most for *_, most in typed)} |")
    keys = [statistics.median(keys) for keys, *_ in typed]
    print(f"| ms from a key to the next paint, median | {statistics.median(keys):.0f} |")
    worst = [max(keys) for keys, *_ in typed]
    print(f"| the worst key of a visit, median of {RUNS} | {statistics.median(worst):.0f} |")
    longest = [max(tasks, default=0) for _, tasks, _ in typed]
    print(f"| its longest task beyond 50 ms, median of {RUNS} | {statistics.median(longest):.0f} |")


if __name__ == "__main__":
    main()
