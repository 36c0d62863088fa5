"""Formulas as KaTeX writes them beside the same as the site does, in a browser."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from extensions.lib.node import NodeProcess
from extensions.markup.math.katex import KATEX, SERVER, TASK, Formula
from tests.support.project import ROOT

PLAIN = Path(__file__).with_name("plain_katex.js")
STYLES = [
    *(SERVER.parent / "static/katex" / f"{name}.css" for name in ("faces", "katex", "compact")),
    *(ROOT / "docs/_static" / f"{name}.css" for name in ("math", "math-widths")),
]
PAGE = """<!doctype html><meta charset=utf8>{links}<style>
* {{ box-sizing: border-box }} body {{ margin: 8px; font: 17px/1.6 serif }}
.pair {{ display: grid; grid-template-columns: {width}px {width}px; align-items: start }}
.pair > * {{ overflow: hidden; padding: 4px }} p {{ margin: 0 }}
</style>"""
# Of each side its height, and of each sign and drawing what it is and where.
READ = """() => [...document.querySelectorAll(".pair > *")].map((side) => {
  const start = side.getBoundingClientRect();
  const at = (one) => {
    const { left, bottom, width, height } = one.getBoundingClientRect();
    return [left - start.left, bottom - start.top, width, height];
  };
  const found = [];
  const forms = [...side.querySelectorAll(".katex-html")].filter((one) => one.checkVisibility());
  for (const form of forms) {
    for (const svg of form.querySelectorAll("svg")) found.push(["svg", ...at(svg)]);
    const texts = document.createTreeWalker(form, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      let place = 0;
      for (const sign of texts.currentNode.data) {
        const range = document.createRange();
        range.setStart(texts.currentNode, place);
        range.setEnd(texts.currentNode, (place += sign.length));
        if (sign !== "\\u200b") found.push([sign, ...at(range)]);
      }
    }
  }
  return [start.height, found];
})"""
READY = "() => document.fonts.ready.then(() => true)"
AT_ONCE = 40
# In pixels of CSS: what a browser rounds in another order.
CLOSE = 0.15


@dataclass(frozen=True)
class Pair:
    """A formula as KaTeX writes it, and as the site does."""

    formula: Formula
    plain: str
    ours: str

    def html(self, form: str) -> str:
        """Return a paragraph with *form*, between words if it is not displayed."""
        if self.formula.display:
            return f'<div class="math-wrapper"><div class="math">{form}</div></div>'
        return f'<p>word (<span class="math">{form}</span>), <span class="math">{form}</span>.</p>'


def pairs(formulas: Sequence[Formula]) -> list[Pair]:
    """Return *formulas* set in both ways."""
    request = {"formulas": [[one.tex, one.display] for one in formulas], "symbols": None}
    forms = []
    for service in (PLAIN, SERVER):
        node = NodeProcess()
        answer = node.ask(service, {"katex": str(KATEX), "macros": {}}, request, TASK)
        node.close()
        forms.append([one["html"] for one in answer["formulas"]])
    return [Pair(*one) for one in zip(formulas, *forms, strict=True)]


def pages(
    browser: Browser, folder: Path, some: Sequence[Pair], width: int
) -> Iterator[tuple[Sequence[Pair], Page]]:
    """Yield *some* by and by, each with the page on which they stand side by side."""
    links = "".join(f'<link rel=stylesheet href="{escape(path.as_uri())}">' for path in STYLES)
    context = browser.new_context(
        viewport={"width": 2 * width + 16, "height": 800}, device_scale_factor=2
    )
    page = context.new_page()
    for start in range(0, len(some), AT_ONCE):
        part = some[start : start + AT_ONCE]
        rows = "".join(
            f'<div class="pair"><div>{one.html(one.plain)}</div>'
            f"<div>{one.html(one.ours)}</div></div>"
            for one in part
        )
        path = folder / "formulas.html"
        path.write_text(PAGE.format(links=links, width=width) + rows, "utf-8")
        page.goto(path.as_uri())
        page.evaluate(READY)
        yield part, page
    context.close()


def farthest(signs: Sequence[list[Any]], others: Sequence[list[Any]]) -> float:
    """Return by how much one of *signs* differs most from the same of *others* that is nearest.

    Each is its text, its left and lower edge, its width and its height.
    """
    left: dict[str, list[list[float]]] = defaultdict(list)
    for one in others:
        left[one[0]].append(one[1:])
    most = 0.0
    for text, *place in signs:
        if not left[text]:
            return float("inf")
        near = min(left[text], key=lambda one: abs(one[0] - place[0]) + abs(one[1] - place[1]))
        left[text].remove(near)
        most = max(most, *(abs(a - b) for a, b in zip(near, place, strict=True)))
    return float("inf") if any(left.values()) else most
