"""Measure builds of whole sites that grow: ``python -m tests.bench growth``.

The site of :mod:`tests.bench.sites` is built by the project and by its rivals, each in
its own dialect and as its users run it: from nothing, with the formulas of an earlier build, with
nothing to do, and after each kind of edit.  All are measured in one run, so that ratios
hold on any machine.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bs4 import BeautifulSoup

from tests.bench import plot, table
from tests.bench.ours import Groundwork
from tests.bench.process import Cost, FailedError, run
from tests.bench.rivals.hugo import Hugo
from tests.bench.rivals.plain import Plain
from tests.bench.rivals.zensical import Zensical
from tests.bench.sites import EDITS, Site, make_site
from tests.bench.table import COLD, FIRST, IDLE, WARM
from tests.bench.tools import MissingError, Tool, sync

TOOLS: dict[str, type[Tool]] = {
    "ours": Groundwork,
    "plain": Plain,
    "hugo": Hugo,
    "zensical": Zensical,
}
POSTS = (50, 200, 1000)
# The plain stack needs more than twenty minutes for a thousand posts.
SLOW = {("plain", 1000)}


RUNS = 3
PATIENCE_S = 60
NAVIGATION = ["nav", "aside", "header"]


@dataclass(frozen=True)
class Page:
    """Bytes of a page, and of what in it leads to others."""

    html: int
    navigation: int


@dataclass
class Measured:
    """What one tool needed for a site of ``posts`` posts: costs by what was done.

    ``output`` is the bytes of all files, ``search`` those of the index of its search that
    a reader loads whole, ``pages`` what is said of some pages; ``missing`` says why there is
    nothing.
    """

    tool: str
    note: str
    posts: int
    costs: dict[str, list[Cost]] = field(default_factory=dict)
    output: int = 0
    search: int = 0
    pages: dict[str, Page] = field(default_factory=dict)
    missing: str = ""

    def work(self, what: str) -> float | None:
        """Return the median of the seconds of processor for *what*, all cores together."""
        found = self.costs.get(what)
        return statistics.median(cost.work for cost in found) if found else None

    def seconds(self, what: str) -> float | None:
        """Return the median of the seconds for *what*."""
        found = self.costs.get(what)
        return statistics.median(cost.seconds for cost in found) if found else None

    def memory(self) -> int:
        """Return the most bytes that any build had at one time."""
        return max((cost.memory for costs in self.costs.values() for cost in costs), default=0)


class Bench:
    """One tool and one site in a folder."""

    def __init__(self, tool: Tool, site: Site, folder: Path, runs: int) -> None:
        self.tool, self.site, self.folder, self.runs = tool, site, folder, runs
        self.measured = Measured(tool.name, tool.note, len(site.posts))
        self._written: dict[str, str] = {}

    def measure(self) -> Measured:
        """Return all costs; after a failure, those before it and the reason."""
        try:
            self.tool.prepare(self.folder)
            self._write(self.site)
            self._cold()
            self._look()
            self._repeat(self._idle)
            self._repeat(self._edits)
        except (MissingError, FailedError) as reason:
            self.measured.missing = str(reason)
        return self.measured

    def _repeat(self, once: Callable[[int], float]) -> None:
        """Call *once* with its turn, as often as was asked for and there is patience for."""
        spent = 0.0
        for turn in range(self.runs):
            spent += once(turn)
            if spent > PATIENCE_S:
                break

    def _cold(self) -> None:
        def from_nothing(turn: int) -> float:
            self._clear(*self.tool.state, self.tool.formulas)
            return self._build(COLD)

        def with_formulas(turn: int) -> float:
            self._clear(*self.tool.state)
            return self._build(WARM)

        if self.tool.more:
            self._build(FIRST)
        self._repeat(from_nothing)
        if self.tool.formulas:
            self._repeat(with_formulas)

    def _idle(self, turn: int) -> float:
        return self._build(IDLE)

    def _edits(self, turn: int) -> float:
        spent = 0.0
        for name, edit in EDITS.items():
            self._write(edit(self.site, turn))
            spent += self._build(name)
        return spent

    def _build(self, what: str) -> float:
        cost = run(self.tool.command(self.folder), self.folder, self.folder / "said.txt")
        self.measured.costs.setdefault(what, []).append(cost)
        done = f"{self.tool.name}, {self.measured.posts} posts, {what}: {cost.seconds:.1f} s"
        done += f", processor {cost.work:.1f} s"
        print(done, file=sys.stderr, flush=True)
        return cost.seconds

    def _write(self, site: Site) -> None:
        files = self.tool.files(site)
        sync(self.folder, self._written, files)
        self.site, self._written = site, files

    def _clear(self, *names: str) -> None:
        for path in (self.folder / name for name in names if name):
            if path.is_dir():
                shutil.rmtree(path)
            path.unlink(missing_ok=True)

    def _look(self) -> None:
        """Note the sizes of the output."""
        built, middle = self.folder / self.tool.built, self.site.posts[len(self.site.posts) // 2]
        sizes = {path: path.stat().st_size for path in built.rglob("*") if path.is_file()}
        self.measured.output = sum(sizes.values())
        search = ("searchindex.js", "search.json", "search_index.json")
        self.measured.search = sum(size for path, size in sizes.items() if path.name in search)
        post = self.tool.post.format(series=middle.series, slug=middle.slug)
        shown = {"a post": post, "home": self.tool.home, "shorts": self.tool.wall}
        self.measured.pages = {name: weigh(built / address) for name, address in shown.items()}


def weigh(path: Path) -> Page:
    """Return the bytes of the page at *path*."""
    html = path.read_bytes()
    soup = BeautifulSoup(html, "lxml")
    found = soup.find_all(NAVIGATION)
    outermost = (str(node) for node in found if not node.find_parent(NAVIGATION))
    return Page(len(html), sum(len(node.encode()) for node in outermost))


def measure(names: list[str], posts: int, runs: int) -> list[Measured]:
    """Return what each of the tools *names* needs for a site of *posts* posts."""
    site, found = make_site(posts), []
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            found.append(Bench(TOOLS[name](), site, Path(folder) / "site", runs).measure())
    return found


def main(arguments: list[str]) -> None:
    """Print the tables and draw the plot."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench growth", description=__doc__)
    parser.add_argument("--posts", type=int, nargs="+", default=POSTS, help="sizes of the site")
    rivals = [name for name in TOOLS if name != "ours"]
    parser.add_argument("--rivals", nargs="*", choices=rivals, default=rivals)
    parser.add_argument("--runs", type=int, default=RUNS, help="of each build, at most")
    parser.add_argument("--all", action="store_true", help="also what takes very long")
    options = parser.parse_args(arguments)
    found: list[Measured] = []
    for posts in options.posts:
        names = ["ours", *options.rivals]
        if not options.all:
            names = [name for name in names if (name, posts) not in SLOW]
        found += measure(names, posts, options.runs)
    formulas = {posts: make_site(posts).formulas() for posts in options.posts}
    table.show(found, formulas)
    if len(options.posts) > 1:
        plot.draw(found)
