"""Measure what a page with formulas costs its reader: ``python -m tests.bench.pages``.

Each page is measured as the site makes it and with its formulas set in the browser, and then the
heaviest posts of the built site, as far as there is one, in Chromium on a processor slowed down
four times, by a reader who was never here.  Text is sent compressed, as hosts do.
"""

from __future__ import annotations

import gzip
import shutil
import statistics
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import sphinxcontrib.katex
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, CDPSession, sync_playwright

from tests.bench import samples
from tests.support import chromium
from tests.support.pages import select_first
from tests.support.project import ROOT, Project

BUILT = ROOT / "_build" / "html"
# So many of its posts, those with the longest HTML.
HEAVIEST = 5

RUNS = 5
SLOWDOWN = 4
PATIENCE_MS = 1000

# Words, formulas and sections of each page.
PAGES = {"post": (2000, 60, 6), "long page": (5000, 400, 12)}

TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
TYPES |= {".svg": "image/svg+xml", ".woff2": "font/woff2"}

WATCH = """
window.tasks = [];
window.shift = 0;
new PerformanceObserver((list) => tasks.push(...list.getEntries()))
  .observe({ type: "longtask", buffered: true });
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
# A task that began before the first paint counts from the paint on.
READ = """() => {
  const paint = performance.getEntriesByName("first-contentful-paint")[0].startTime;
  const over = (from) => tasks
    .map((task) => task.startTime + task.duration - Math.max(task.startTime, from))
    .reduce((sum, length) => sum + Math.max(length - 50, 0), 0);
  return [paint, over(paint), over(0), shift, document.querySelectorAll("*").length];
}"""


@dataclass(frozen=True)
class Cost:
    """What one visit cost: times in milliseconds, bytes as they were sent.

    ``blocking`` is what tasks took beyond 50 ms each after the first paint, ``in_all`` the
    same from the first byte on.
    """

    paint: float
    blocking: float
    in_all: float
    shift: float
    nodes: float
    sent: float
    # A table that was begun before they were counted has none.
    requests: float = 0

    def row(self) -> str:
        """Return the cells of a table."""
        return (
            f"{self.paint:.0f} | {self.blocking:.0f} | {self.in_all:.0f} | {self.shift:.3f} | "
            f"{self.requests:.0f} | {self.sent / 1000:.0f} | {self.nodes:.0f}"
        )


HEADER = "first paint, ms | blocking, ms | with before, ms | shift | requests | kB | nodes"


def median(costs: Sequence[Cost]) -> Cost:
    """Return the median of each number."""
    return Cost(*map(statistics.median, zip(*map(astuple, costs), strict=True)))


def build(folder: Path) -> Path:
    """Build the pages with the face of the site; return the folder of the result."""
    posts = {name: _post(name, *size) for name, size in PAGES.items()}
    project = Project(folder, samples.site(posts))
    for name in ("_static", "_templates"):
        shutil.copytree(ROOT / "docs" / name, project.docs / name, dirs_exist_ok=True)
    result = project.build()
    assert result.status == 0, result.output
    assert not result.warnings, result.output
    for name in PAGES:
        page = result.outdir / "posts" / f"{name}.html"
        page.with_stem(f"{name} in browser").write_text(in_browser(page.read_text("utf-8")))
    static = result.outdir / "_static"
    katex = Path(sphinxcontrib.katex.__file__).with_name("katex.min.js")
    for script in (katex, Path(__file__).with_name("in_browser.js")):
        shutil.copy(script, static)
    return result.outdir


def _post(name: str, words: int, count: int, sections: int) -> str:
    return samples.post(name, words, samples.formulas(count, seed=count), sections)


def in_browser(page: str) -> str:
    """Return *page* with its formulas as TeX and scripts that set them."""
    soup = BeautifulSoup(page, "html5lib")
    for element in soup.select(".math"):
        tex = select_first(element, "annotation").get_text()
        displayed = element.name == "div"
        select_first(element, ".katex-display" if displayed else ".katex").decompose()
        element.insert(0, rf"\[{tex}\]" if displayed else rf"\({tex}\)")
    # Which faces it needs only the build could tell.
    for link in soup.select("link[rel=preload][href*=katex]"):
        link.decompose()
    head = select_first(soup, "head")
    for name in ("katex.min.js", "in_browser.js"):
        head.append(soup.new_tag("script", src=f"../_static/{name}", defer=""))
    return str(soup)


@cache
def compressed(path: Path) -> bytes:
    """Return the bytes of a file as hosts send them."""
    return gzip.compress(path.read_bytes())


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve *folder* on loopback; yield the address, with a slash at its end."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = folder / self.path.lstrip("/").partition("?")[0].replace("%20", " ")
            if not path.is_file():
                self.send_error(404)
                return
            text = path.suffix != ".woff2"
            body = compressed(path) if text else path.read_bytes()
            self.send_response(200)
            self.send_header("Content-Type", TYPES.get(path.suffix, "text/plain"))
            self.send_header("Content-Length", str(len(body)))
            if text:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            # Also when what was measured failed: the thread would keep the process.
            server.shutdown()
            thread.join()


def counted(session: CDPSession) -> list[float]:
    """Return a list to which the size of each answer is added, in bytes as it was sent."""
    sent: list[float] = []
    inside: set[str] = set()

    def note(event: dict[str, Any]) -> None:
        # What stands in a file is sent with it.
        if event["request"]["url"].startswith("data:"):
            inside.add(event["requestId"])

    def count(event: dict[str, Any]) -> None:
        if event["requestId"] not in inside:
            sent.append(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", note)
    session.on("Network.loadingFinished", count)
    session.send("Network.enable")
    return sent


def visit(browser: Browser, address: str) -> Cost:
    """Return what a first visit to *address* costs."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    sent = counted(session)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    page.goto(address)
    page.wait_for_timeout(PATIENCE_MS)
    paint, blocking, in_all, shift, nodes = page.evaluate(READ)
    context.close()
    return Cost(paint, blocking, in_all, shift, nodes, sent=sum(sent), requests=len(sent))


def cost_of(folder: Path, name: str) -> Cost:
    """Return what a first visit to the page *name* of the site in *folder* costs, as a median."""
    with (
        serve(folder) as server,
        sync_playwright() as playwright,
        playwright.chromium.launch(
            executable_path=chromium.chromium(), args=chromium.FLAGS
        ) as browser,
    ):
        visit(browser, server + name)
        return median([visit(browser, server + name) for _ in range(RUNS)])


def heaviest(site: Path) -> list[str]:
    """Return the addresses of the posts in *site* that have the longest HTML, that first."""
    posts = sorted((site / "posts").rglob("*.html"), key=lambda page: -page.stat().st_size)
    return [page.relative_to(site).as_posix() for page in posts[:HEAVIEST]]


def in_turn(browser: Browser, addresses: Sequence[str]) -> list[Cost]:
    """Return what a visit to each of *addresses* costs, as a median.

    They are visited in turn, so that a noisy moment falls on all alike.
    """
    visit(browser, addresses[0])
    rounds = [[visit(browser, address) for address in addresses] for _ in range(RUNS)]
    return [median(costs) for costs in zip(*rounds, strict=True)]


def print_table(heads: str, rows: Iterable[tuple[str, Cost]]) -> None:
    """Print what pages cost, behind the cells that tell of them."""
    print(f"| {heads} | {HEADER} |")
    print("|---" * (heads.count("|") + 1) + "|--:" * (HEADER.count("|") + 1) + "|")
    for cells, cost in rows:
        print(f"| {cells} | {cost.row()} |")


def main() -> None:
    """Print the tables."""
    program = chromium.chromium()
    assert program, chromium.NONE
    suffixes = {"build": "", "browser": " in browser"}
    pages = [(name, who) for name in PAGES for who in suffixes]
    real = heaviest(BUILT)
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(build(Path(folder))) as server,
        serve(BUILT) as site,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=program, args=chromium.FLAGS) as browser,
    ):
        costs = in_turn(
            browser, [f"{server}posts/{name}{suffixes[who]}.html" for name, who in pages]
        )
        found = in_turn(browser, [site + address for address in real]) if real else []
    cells = [f"{name} | {PAGES[name][1]} | {who}" for name, who in pages]
    print_table("page | formulas | set by the", zip(cells, costs, strict=True))
    print()
    if real:
        print_table("heaviest posts of this site", zip(real, found, strict=True))
    else:
        print(f"No post in {BUILT.relative_to(ROOT)}: make html builds the site.")


if __name__ == "__main__":
    main()
