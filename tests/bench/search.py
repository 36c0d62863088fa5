"""Measure what search costs its reader: ``python -m tests.bench.search``.

Posts of 2,000 words from a vocabulary as skew as a language's, with six sections, two
theorems and four labelled equations each, indexed as the site does it.  A reader who was
never here searches them in Chromium; what is fetched until the first result is there is
counted, and after that for theorems and equations, as the bytes are sent.  Beside it the
one file that Sphinx's own search would load for the same texts, compressed as hosts do.
"""

from __future__ import annotations

import gzip
import tempfile
import time
from itertools import accumulate
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlparse

from docutils import nodes
from docutils.utils import new_document
from playwright.sync_api import Browser, Request, Route, sync_playwright
from sphinx.search import IndexBuilder, js_index

from extensions.search.bundle import FOLDER, Site
from extensions.search.facets import Facets
from extensions.search.parts import Parts
from extensions.search.records import Page
from extensions.search.shards import divided
from extensions.search.texts import Equation, PageText, Passage, Said, page_text
from tests.bench import samples
from tests.bench.pages import compressed, serve
from tests.browser import chromium
from tests.project import ROOT, Project

SITES = (50, 200, 1000)
WORDS = 2000
SECTIONS = 6
VOCABULARY = 30_000
# A word that about one post in ten has.
QUERY = "word1000"
PATIENCE_MS = 50
FIRST = ".search-results a"
SAID = "document.querySelector('.search-status').textContent"


def post(number: int) -> tuple[Page, PageText]:
    """Return the post *number* and its text."""
    random = Random(number)
    weights = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))
    words = [f"word{n}" for n in random.choices(range(VOCABULARY), cum_weights=weights, k=WORDS)]
    per_section = WORDS // SECTIONS
    passages = [
        Passage(
            f"section-{n}",
            1 if n == 0 else 2,
            " ".join(words[n * per_section :][:4]),
            [(" ".join(words[n * per_section : (n + 1) * per_section]), False)],
        )
        for n in range(SECTIONS)
    ]
    formulas = [tex for tex, displayed in samples.formulas(12, seed=number) if displayed]
    equations = [
        Equation(f"eq-{n}", f"eq-{number}-{n}", n, tex, tex, " ".join(words[n * 9 :][:20]), "")
        for n, tex in enumerate([*formulas, *formulas][:4])
    ]
    # Also the query: what is fetched for theorems is seen by one of them.
    statements = [Said(f"thm-{n}", f"Theorem {n}", f"{QUERY} {words[n]}") for n in range(2)]
    facets = Facets(("post",), (), (), ("attention",), ("foundation",))
    title = " ".join(words[:5])
    page = Page(f"posts/p{number:04}.html", title, "post", "", 1.0, facets)
    return page, page_text(passages, statements, equations)


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


def visit(browser: Browser, address: str) -> tuple[int, int]:
    """Return the bytes fetched until the first result, and until theorems are there."""
    page = browser.new_page()
    done: list[Request] = []
    page.on("requestfinished", lambda request: done.append(request))

    def fetched() -> int:
        ours = [one for one in done if "search" in urlparse(one.url).path]
        return sum(one.sizes()["responseBodySize"] for one in ours)

    # Theorems come after the first result, and may come fast: they wait until that is counted.
    held: list[Route] = []
    let_through = False

    def hold(route: Route) -> None:
        if let_through:
            route.continue_()
        else:
            held.append(route)

    page.route("**/statements/**/pagefind-entry.json*", hold)
    page.goto(address)
    page.wait_for_selector(FIRST)
    first = fetched()
    while not held:
        page.wait_for_timeout(PATIENCE_MS)
    # How many results there are is another number once theorems are among them.
    before = page.evaluate(SAID)
    let_through = True
    for route in held:
        route.continue_()
    page.wait_for_function(f"before => {SAID} !== before", arg=before)
    both = fetched()
    page.close()
    return first, both


def measure(outdir: Path, count: int, browser: Browser, server: str) -> str:
    """Return the row of a site of *count* posts."""
    posts = dict(enumerate(map(post, range(count))))
    pages = {f"p{n:04}": page for n, (page, _) in posts.items()}
    texts = {f"p{n:04}": text for n, (_, text) in posts.items()}
    kinds = {"post": "Posts", "theorem": "Theorems", "equation": "Equations"}
    named = {"kind": kinds, "series": {}, "track": {}, "tag": {}, "level": {}}
    shards = [{name: pages[name] for name in part} for part in divided(pages)]
    index = Parts(outdir.parent / "kept" / str(count), outdir)
    start = time.perf_counter()
    site = Site("", "en", named, len(shards))
    index.begin(site, shards, dict.fromkeys(pages, ""), texts.__getitem__, at_once=2)
    names = index.end()
    seconds = time.perf_counter() - start
    on_disk = sum((outdir / name).stat().st_size for name in names)
    first, both = visit(browser, f"{server}search.html?q={QUERY}")
    for name in names:
        (outdir / name).unlink()
    sizes = (first, both - first, on_disk, sphinx_index(texts))
    return f"| {count} | {' | '.join(f'{size / 1000:.0f}' for size in sizes)} | {seconds:.1f} |"


def main() -> None:
    """Print the table."""
    program = chromium.chromium()
    assert program, chromium.NONE
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder))
        for path in (ROOT / "docs/_static").glob("search*"):
            project.write(f"_static/{path.name}", path.read_text("utf-8"))
        outdir = project.build().outdir
        for path in (outdir / FOLDER).rglob("*.*"):
            path.unlink()
        print("| posts | kB to the first result | kB then | kB on disk | Sphinx, kB | seconds |")
        print("|--:|--:|--:|--:|--:|--:|")
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
