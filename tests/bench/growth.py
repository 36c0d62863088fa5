"""Measure builds of whole sites that grow: ``python -m tests.bench growth``.

The site of :mod:`tests.bench.sites` is built by the project and by its rivals, each in
its own dialect and as its users run it: from nothing, with the formulas of an earlier build, with
nothing to do, and after each kind of edit, each of them three times.  With ``--minutes`` it
stops, and goes on when it is run again: all are to be measured on one machine, alone on it.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
import time
from contextlib import redirect_stdout
from dataclasses import astuple
from math import inf
from pathlib import Path

from bs4 import BeautifulSoup

from tests.bench import handbook, pages, plot, table
from tests.bench.kinds import by_kind
from tests.bench.measured import Measured, Page, load, save
from tests.bench.ours import Groundwork
from tests.bench.process import FailedError, run
from tests.bench.rivals.astro import Astro
from tests.bench.rivals.hugo import Hugo, HugoWithSearch
from tests.bench.rivals.plain import Plain, PlainWithTree
from tests.bench.rivals.zensical import Zensical
from tests.bench.sites import EDITS, make_site
from tests.bench.table import COLD, FIRST, IDLE, WARM
from tests.bench.tools import MissingError, Tool, sync
from tests.support import chromium
from tests.support.project import ROOT

TOOLS: dict[str, type[Tool]] = {
    "ours": Groundwork,
    "plain": Plain,
    "plain-tree": PlainWithTree,
    "hugo": Hugo,
    "hugo-search": HugoWithSearch,
    "astro": Astro,
    "zensical": Zensical,
}
POSTS = (50, 200, 1000)
# The plain stack needs more than twenty minutes for a thousand posts.
SLOW = {("plain", 1000), ("plain-tree", 1000)}
# What was measured, and the sites, so that a bench goes on where it stopped.
KEPT = ROOT / ".cache" / "bench" / "growth"


RUNS = 3
# The site whose numbers stand in the handbook.
IN_HANDBOOK = 200
NAVIGATION = ["nav", "aside", "header"]
# What may grow with the site in silence: the largest file of each of these kinds is told of.
GROWING = {
    "the contents of all series": "series.html",
    "a page of them": "series/**/*.html",
    "the map": "map.html",
    "a page of it": "map/**/*.html",
    "all titles": "all.html",
    "home": "index.html",
    "a part of the sitemap": "sitemap*.xml",
    "a feed": "**/atom.xml",
}


class Bench:
    """One tool and one site, in a folder that lasts; ``until`` is when no build is begun any more.

    The steps are the same whenever they are asked for, so that what is done is a number.
    """

    def __init__(self, tool: Tool, posts: int, runs: int, until: float) -> None:
        self.tool, self.runs, self.until = tool, runs, until
        self.site = make_site(posts)
        self.folder = KEPT / f"{tool.name.replace(' ', '-')}-{posts}"
        self.measured = load(self.folder) or Measured(tool.name, tool.note, posts)

    def measure(self) -> Measured:
        """Return all costs; after a failure, those before it and the reason."""
        try:
            if not self.measured.done:
                shutil.rmtree(self.folder, ignore_errors=True)
                self.place.mkdir(parents=True)
                self.tool.prepare(self.place)
                sync(self.place, {}, self.tool.files(self.site))
            for number, (what, turn) in enumerate(self.steps()):
                self._step(what, turn, is_done=number < self.measured.done)
        except (MissingError, FailedError) as reason:
            self.measured.missing = str(reason)
        return self.measured

    @property
    def place(self) -> Path:
        """The folder of the site."""
        return self.folder / "site"

    def steps(self) -> list[tuple[str, int]]:
        """Return what is measured, and for the how manieth time."""
        turns, kept = range(self.runs), [WARM] if self.tool.kept else []
        found = [(FIRST, 0)] if self.tool.more else []
        found += [(what, turn) for what in (COLD, *kept, IDLE) for turn in turns]
        return found + [(what, turn) for turn in turns for what in EDITS]

    def _step(self, what: str, turn: int, *, is_done: bool) -> None:
        """Make one build, or only the edit before it if it was made before."""
        before = self.site
        if what in EDITS:
            self.site = EDITS[what](self.site, turn)
        if is_done or time.monotonic() > self.until:
            return
        if what in EDITS:
            sync(self.place, self.tool.files(before), self.tool.files(self.site))
        if what in (COLD, WARM):
            clear(self.place, *self.tool.state, *(self.tool.kept if what == COLD else ()))
        cost = run(self.tool.command(self.place), self.place, self.folder / "said.txt")
        self.measured.costs.setdefault(what, []).append(cost)
        if what == COLD:
            self._look()
        self.measured.done += 1
        save(self.measured, self.folder)
        done = f"{self.tool.name}, {self.measured.posts} posts, {what}: {cost.seconds:.1f} s"
        print(f"{done}, processor {cost.work:.1f} s", file=sys.stderr, flush=True)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to be measured."""
        return bool(self.measured.missing) or self.measured.done == len(self.steps())

    def _look(self) -> None:
        """Note the sizes of the output."""
        built, middle = self.place / self.tool.built, self.site.posts[len(self.site.posts) // 2]
        sizes = {path: path.stat().st_size for path in built.rglob("*") if path.is_file()}
        self.measured.output, self.measured.files = sum(sizes.values()), len(sizes)
        search = ("searchindex.js", "search.json", "search_index.json")
        self.measured.search = sum(size for path, size in sizes.items() if path.name in search)
        self.measured.growing = {name: largest(built, kind) for name, kind in GROWING.items()}
        if self.tool.name == table.OURS:
            named = {path.relative_to(built).as_posix(): size for path, size in sizes.items()}
            self.measured.kinds = by_kind(named)
        post = self.tool.post.format(series=middle.series, slug=middle.slug)
        shown = {"a post": post, "home": self.tool.home, "shorts": self.tool.wall}
        self.measured.pages = {name: weigh(built / address) for name, address in shown.items()}
        if self.tool.readable and not self.measured.reader and chromium.chromium():
            self.measured.reader = list(astuple(pages.cost_of(built, post)))


def clear(folder: Path, *names: str) -> None:
    """Delete *names* in *folder*."""
    for path in (folder / name for name in names):
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)


def largest(folder: Path, pattern: str) -> int:
    """Return the bytes of the largest file below *folder* that *pattern* matches; 0 without one."""
    return max((path.stat().st_size for path in folder.glob(pattern)), default=0)


def weigh(path: Path) -> Page:
    """Return the bytes of the page at *path*."""
    html = path.read_bytes()
    soup = BeautifulSoup(html, "lxml")
    found = soup.find_all(NAVIGATION)
    outermost = (str(node) for node in found if not node.find_parent(NAVIGATION))
    return Page(len(html), sum(len(node.encode()) for node in outermost))


def measure(names: list[str], posts: int, runs: int, until: float) -> list[Bench]:
    """Measure what each of the tools *names* needs for a site of *posts* posts."""
    benches = [Bench(TOOLS[name](), posts, runs, until) for name in names]
    for bench in benches:
        bench.measure()
    return benches


def main(arguments: list[str]) -> None:
    """Measure, print the tables and the numbers of the plot, and write them into the handbook."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench growth", description=__doc__)
    parser.add_argument("--posts", type=int, nargs="+", default=POSTS, help="sizes of the site")
    rivals = [name for name in TOOLS if name != "ours"]
    parser.add_argument("--rivals", nargs="*", choices=rivals, default=rivals)
    parser.add_argument("--runs", type=int, default=RUNS, help="of each build")
    parser.add_argument("--all", action="store_true", help="also what takes very long")
    parser.add_argument("--minutes", type=float, default=inf, help="begin no build after these")
    parser.add_argument("--anew", action="store_true", help="forget what was measured before")
    parser.add_argument("--write", action="store_true", help="write the tables into the handbook")
    options = parser.parse_args(arguments)
    if options.anew:
        shutil.rmtree(KEPT, ignore_errors=True)
    until = time.monotonic() + 60 * options.minutes
    names = ["ours", *options.rivals]
    benches: list[Bench] = []
    for posts in options.posts:
        asked = [name for name in names if options.all or (name, posts) not in SLOW]
        benches += measure(asked, posts, options.runs, until)
    found = [bench.measured for bench in benches]
    formulas = {posts: make_site(posts).formulas() for posts in options.posts}
    said = io.StringIO()
    with redirect_stdout(said):
        table.show(found, formulas)
    print(said.getvalue(), end="")
    left = [bench.folder.name for bench in benches if not bench.is_complete]
    if left:
        print(f"\nNot complete, run the same command again: {', '.join(left)}")
    elif options.write:
        shown = [one for one in found if one.posts == IN_HANDBOOK and one.costs]
        handbook.write("growth", table.summary(shown))
    if len(options.posts) > 1:
        print("\nThe plot is drawn by docs/handbook/figures/performance.py, from these numbers:")
        print(f"SECONDS = {plot.seconds(found)}")
