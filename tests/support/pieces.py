"""A page that comes in piece by piece, as on a slow line: a browser paints what there is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue

from playwright.sync_api import Page

from tests.support.server import QuietHandler, served

# Before and after each block of the head of a piece, down to its first section.
BETWEEN = re.compile(r"(?<=</p>)|(?<=</svg>)|(?<=</div>)|(?=<(?:p|div|details|figure|nav|ol|h1)\b)")
HEAD = re.compile(r"<article.*?(?=<section[^>]*>\s*(?:<span[^>]*></span>)*<h2)", re.DOTALL)
# A remark changes no rule of a style sheet.
LAST = "<!--piece {}-->"
CAME = """number => {
    const remarks = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
    while (remarks.nextNode()) if (remarks.currentNode.data === `piece ${number}`) return true;
    return false;
}"""
FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def pieces(html: str) -> list[str]:
    """Return *html* in pieces: all before its head, each block of that, and all after it."""
    head = HEAD.search(html)
    assert head, "no head"
    return [html[: head.start()], *filter(None, BETWEEN.split(head[0])), html[head.end() :]]


@contextmanager
def in_pieces(folder: Path) -> Iterator[Callable[[Page, str], None]]:
    """Serve *folder*; yield what opens a page of it in pieces, each painted before the next."""
    waiting: Queue[bytes] = Queue()

    class Handler(QuietHandler):
        def do_GET(self) -> None:  # noqa: N802
            if not self.path.endswith(".html"):
                super().do_GET()
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            while piece := waiting.get():
                self.wfile.write(piece)

    with served(folder, Handler) as address:

        def go_to(page: Page, name: str) -> None:
            parts = pieces((folder / name).read_text("utf-8"))
            waiting.put((parts[0] + LAST.format(0)).encode())
            page.goto(address + name, wait_until="commit")
            for number, part in enumerate([*parts[1:], ""], 1):
                page.wait_for_function(CAME, arg=number - 1)
                page.evaluate(FRAMES)
                waiting.put((part + LAST.format(number)).encode() if part else b"")
            page.wait_for_load_state("networkidle")

        yield go_to
