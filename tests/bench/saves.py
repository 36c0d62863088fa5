"""Measure what a save costs whose process was set up before: ``python -m tests.bench saves``.

On the generated site an author adds a sentence to a post, again and again, and waits until the page
has it, until all is built, and until the next process is set up.  The file system's word that a
file was saved, which takes a twentieth of a second, is not in it.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from contextlib import chdir, closing
from functools import partial
from pathlib import Path

from extensions.tools.live.build import Build
from tests.bench.ours import Groundwork
from tests.bench.process import run
from tests.bench.sites import edit_body, make_site
from tests.bench.tools import sync

POSTS = (200,)
RUNS = 5


def seconds(posts: int, runs: int) -> list[tuple[str, float]]:
    """Return what was waited for on a site of *posts* posts, with the median of its seconds."""
    tool, site = Groundwork(), make_site(posts)
    with tempfile.TemporaryDirectory() as place, chdir(place):
        folder = Path(place)
        tool.prepare(folder)
        written = tool.files(site)
        sync(folder, {}, written)
        run(tool.command(folder), folder, folder / "said.txt")
        os.environ["GROUNDWORK_DRAFTS"] = "1"
        costs: dict[str, list[float]] = {}

        def note(what: str, since: float) -> None:
            costs.setdefault(what, []).append(time.perf_counter() - since)

        with closing(Build(Path("_build"), "auto")) as build:
            began = time.perf_counter()
            build([])
            note("the first build, after make html", began)
            for turn in range(runs):
                began = time.perf_counter()
                build.prepare()
                note("until the next can be asked for", began)
                site = edit_body(site, turn)
                files = tool.files(site)
                began = time.perf_counter()
                sync(folder, written, files)
                written = files
                build([], partial(note, "the page has it", began))
                note("all is built", began)
        return [(what, statistics.median(found)) for what, found in costs.items()]


def main(arguments: list[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench saves", description=__doc__)
    parser.add_argument("--posts", type=int, nargs="+", default=POSTS, help="sizes of the site")
    parser.add_argument("--runs", type=int, default=RUNS, help="saves")
    options = parser.parse_args(arguments or [])
    print("| after a save of a body | posts | seconds |")
    print("|---|--:|--:|")
    for posts in options.posts:
        for what, found in seconds(posts, options.runs):
            print(f"| {what} | {posts} | {found:.2f} |")
