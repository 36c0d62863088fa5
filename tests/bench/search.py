"""Measure what search costs its reader: ``python -m tests.bench.search``.

Posts of 2,000 words from a vocabulary as skew as a language's, with six sections, two
theorems and four labelled equations each, and twice as many shorts, indexed as the site does it.
A reader who was never here opens the dialog in Chromium and types; what is fetched until the first
result is there is counted, and after that for what is quoted, as the bytes are sent.  Then the
same on a processor slowed down four times, and on a slow line.  Beside it the one file that
Sphinx's own search would load for the same texts, compressed as hosts do.
"""

from __future__ import annotations

import gzip
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlparse

from docutils import nodes
from docutils.utils import new_document
from playwright.sync_api import Browser, CDPSession, Request, sync_playwright
from sphinx.search import IndexBuilder, js_index

from extensions.output.search.chunks import FOLDER, Site
from extensions.output.search.facets import Facets
from extensions.output.search.page_text import Equation, Form, Formula, PageText, Passage, Statement
from extensions.output.search.parts import Parts
from extensions.output.search.records import Page
from tests.bench import samples
from tests.bench.pages import compressed, serve
from tests.support import chromium
from tests.support.project import ROOT, Project

SITES = (50, 200, 1000)
SHORTS_PER_POST = 2
WORDS, SHORT_WORDS = 2000, 350
SECTIONS = 6
VOCABULARY = 30_000
RUNS = 3
FIRST = ".search-results a"
QUOTED = ".search-quotation:not(:empty)"
SLOWDOWN = 4
# Mobile networks: 150 ms to and fro, 1.6 Mbit a second.
LINE = {"offline": False, "latency": 150, "downloadThroughput": 2e5, "uploadThroughput": 1e5}


def word(rank: int) -> str:
    """Return the word of that *rank*; they begin as differently as the words of a language."""
    letters = [rank * 104_729 // 26**place % 26 for place in range(4)]
    return "".join(chr(ord("a") + letter) for letter in letters) + "ox"


# A word that about one post in ten has.
QUERY = word(1000)


@dataclass(frozen=True)
class Visit:
    """Bytes and requests until the first result, bytes until it is quoted, and milliseconds."""

    first: int
    requests: int
    quoted: int
    time: float


def post(number: int, words: int, sections: int) -> tuple[Page, PageText]:
    """Return the page *number* of so many *words*, and its text; one of one section is a short."""
    random = Random(number)
    weights = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))
    drawn = random.choices(range(VOCABULARY), cum_weights=weights, k=words)
    text = [word(n) for n in drawn]
    per_section = words // sections
    passages = [
        Passage(
            f"section-{n}",
            1 if n == 0 else 2,
            " ".join(text[n * per_section :][:4]),
            [(" ".join(text[n * per_section : (n + 1) * per_section]), str(Form.TEXT))],
        )
        for n in range(sections)
    ]
    is_short = sections == 1
    found = [tex for tex, displayed in samples.formulas(12, seed=number) if displayed]
    formulas = [Formula(tex, tex, "") for tex in [*found, *found][: 0 if is_short else 4]]
    equations = [
        Equation(f"eq-{n}", f"eq-{number}-{n}", str(n), f"\ue000{n}\ue001", passages[n].title, "")
        for n in range(len(formulas))
    ]
    statements = [
        Statement(f"thm-{n}", f"Theorem {n}", f"{QUERY} {text[n]}")
        for n in range(len(formulas) // 2)
    ]
    kind = "short" if is_short else "post"
    facets = Facets((kind,), (), (), ("attention",), ("foundation",))
    title = " ".join(text[:5])
    page = Page(f"{kind}s/{'-'.join(text[:5])}.html", title, "", (), ("Attention",), facets)
    return page, PageText(passages, statements, equations, formulas)


def sphinx_index(texts: dict[str, PageText]) -> int:
    """Return the size of Sphinx's index of *texts*, compressed."""
    names = "filenames titles mapping title_mapping all_titles index_entries objtypes objnames"
    kept: dict[str, Any] = {f"_search_index_{name}": {} for name in names.split()}
    domains = SimpleNamespace(sorted=lambda: [])
    env: Any = SimpleNamespace(**kept, domains=domains, version="")
    builder = IndexBuilder(env, "en", {}, "")
    for name, text in texts.items():
        document = new_document(name)
        for passage in text.passages:
            title = nodes.title("", passage.title)
            lines = (nodes.paragraph("", line) for line, _ in passage.blocks)
            document += nodes.section("", title, *lines, ids=[passage.anchor])
        document["docname"] = name
        builder.feed(name, f"{name}.md", text.passages[0].title, document)
    with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
        builder.dump(file, js_index)
        file.seek(0)
        return len(gzip.compress(file.read().encode()))


def visit(browser: Browser, server: str, slow: Callable[[CDPSession], object]) -> Visit:
    """Return what it costs who opens the search on a page and types, *slow* as that makes it."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{server}index.html", wait_until="networkidle")
    done: list[Request] = []
    page.on("requestfinished", lambda request: done.append(request))

    def fetched() -> list[int]:
        ours = [one for one in done if "search" in urlparse(one.url).path]
        return [one.sizes()["responseBodySize"] for one in ours]

    slow(context.new_cdp_session(page))
    start = time.perf_counter()
    page.keyboard.press("/")
    page.keyboard.type(QUERY)
    page.wait_for_selector(FIRST)
    elapsed = (time.perf_counter() - start) * 1000
    first = fetched()
    page.wait_for_selector(QUOTED)
    quoted = sum(fetched())
    context.close()
    return Visit(sum(first), len(first), quoted, elapsed)


def slow_processor(session: CDPSession) -> None:
    """Slow the processor down."""
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})


def slow_line(session: CDPSession) -> None:
    """Put a slow line between the page and its host."""
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)


def measure(outdir: Path, count: int, browser: Browser, server: str) -> str:
    """Return the row of a site of *count* posts and twice as many shorts."""
    posts = {f"posts/p{n:04}": post(n, WORDS, SECTIONS) for n in range(count)}
    shorts = range(count, count + SHORTS_PER_POST * count)
    posts |= {f"shorts/s{n:04}": post(n, SHORT_WORDS, 1) for n in shorts}
    pages = {name: page for name, (page, _) in posts.items()}
    texts = {name: text for name, (_, text) in posts.items()}
    kinds = {"post": "Posts", "short": "Shorts", "theorem": "Theorems", "equation": "Equations"}
    named = {"kind": kinds, "series": {}, "track": {}, "tag": {}, "level": {}}
    site = Site("", "en", (), named)
    kept = outdir.parent / "kept" / str(count)
    start = time.perf_counter()
    index = Parts(kept, outdir)
    index.begin(site, pages, dict.fromkeys(pages, ""), texts.__getitem__)
    names = index.end()
    seconds = time.perf_counter() - start
    start = time.perf_counter()
    index = Parts(kept, outdir)
    index.begin(site, pages, {**dict.fromkeys(pages, ""), "posts/p0000": "1"}, texts.__getitem__)
    names = index.end()
    again = time.perf_counter() - start
    on_disk = sum((outdir / name).stat().st_size for name in names)
    # In turn, so that a noisy moment falls on all alike.
    found = [
        [visit(browser, server, slow) for slow in (slow_processor, slow_line)] for _ in range(RUNS)
    ]
    slowed, far = (statistics.median(one.time for one in each) for each in zip(*found, strict=True))
    one = found[0][0]
    for name in names:
        (outdir / name).unlink()
    sizes = (one.first, one.quoted - one.first, on_disk, sphinx_index(texts))
    in_kb = " | ".join(f"{size / 1000:.0f}" for size in sizes)
    return (
        f"| {count} | {one.requests} | {in_kb} | {slowed:.0f} | {far:.0f} | {seconds:.1f} | "
        f"{again:.2f} |"
    )


HEADER = (
    "| posts | requests | kB to the first result | kB then | kB on disk | Sphinx, kB "
    "| slowed, ms | slow line, ms | seconds | after an edit |"
)


def main() -> None:
    """Print the table."""
    program = chromium.chromium()
    assert program, chromium.NONE
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder))
        shutil.copytree(ROOT / "docs/_static", project.docs / "_static", dirs_exist_ok=True)
        outdir = project.build().outdir
        for path in (outdir / FOLDER).rglob("*.*"):
            path.unlink()
        print(HEADER)
        print("|" + "--:|" * (HEADER.count("|") - 1))
        with (
            sync_playwright() as playwright,
            playwright.chromium.launch(executable_path=program, args=chromium.FLAGS) as browser,
        ):
            for count in SITES:
                with serve(outdir) as server:
                    print(measure(outdir, count, browser, server), flush=True)
                # Files of one name are others on the next site.
                compressed.cache_clear()


if __name__ == "__main__":
    main()
