"""Measure what formulas cost the build: ``python -m tests.bench.formulas``.

First the setter alone, page by page, with an empty cache and with a full one, beside one
Node that sets the same list at a stroke; then whole builds of a site with these pages,
without its formulas and with them in the cache.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from extensions.building.node_process import node_of
from extensions.lib.node import NodeProcess
from extensions.markup.math.katex import KATEX, SERVER, TASK, Formula
from extensions.markup.math.setter import Setter
from tests.bench import samples
from tests.support.project import Project

FORMULAS = 10_000
PAGES = 100
WORDS = 2000
RUNS = 5
BUILDS = 2


def seconds(run: Callable[[], object]) -> float:
    """Return how long *run* took."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def set_pages(pages: list[list[Formula]], folder: Path) -> None:
    """Set the formulas of *pages* as a build does, with the cache in *folder*."""
    config = SimpleNamespace(katex_macros={}, formula_cache="formulas.sqlite")
    app: Any = SimpleNamespace(config=config, confdir=folder, emit=lambda *args: None)
    setter = Setter(app)
    for page in pages:
        answers = setter.set_formulas(page)
        assert all(isinstance(answer, str) for answer in answers.values())
    setter.close(app, None)
    node_of(app).close()


def set_alone(pages: list[list[Formula]]) -> None:
    """Set all formulas of *pages* by one Node in one batch, and do nothing with the answer."""
    request = [[formula.tex, formula.display] for page in pages for formula in page]
    node = NodeProcess()
    node.ask(SERVER, {"katex": str(KATEX), "macros": {}}, request, TASK)
    node.close()


def measure_setter(pages: list[list[Formula]]) -> tuple[float, float, float]:
    """Return the seconds for an empty cache, a full one, and Node alone: medians."""
    times: list[tuple[float, float, float]] = []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as folder:
            cold = seconds(lambda: set_pages(pages, Path(folder)))
            warm = seconds(lambda: set_pages(pages, Path(folder)))
        times.append((cold, warm, seconds(lambda: set_alone(pages))))
    cold, warm, alone = map(statistics.median, zip(*times, strict=True))
    return cold, warm, alone


def measure_builds(pages: list[list[tuple[str, bool]]]) -> tuple[float, float]:
    """Return the seconds of a build that sets *pages* and of one that finds them set."""
    posts = {f"p{n}": samples.post(f"p{n}", WORDS, page, 6) for n, page in enumerate(pages)}
    times: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        project = Project(root, samples.site(posts))
        project.configure('formula_cache = "cache/formulas.sqlite"')

        def build() -> None:
            shutil.rmtree(root / "_build", ignore_errors=True)
            result = project.build(jobs=2)
            assert result.status == 0, result.output
            assert not result.warnings, result.output

        for _ in range(BUILDS):
            shutil.rmtree(root / "cache", ignore_errors=True)
            times.append((seconds(build), seconds(build)))
    cold, warm = map(statistics.median, zip(*times, strict=True))
    return cold, warm


def main() -> None:
    """Print the tables."""
    found = samples.formulas(FORMULAS)
    per_page = FORMULAS // PAGES
    pages = [found[start : start + per_page] for start in range(0, FORMULAS, per_page)]
    cold, warm, alone = measure_setter([[Formula(*pair) for pair in page] for page in pages])
    print(f"| {FORMULAS} formulas on {PAGES} pages | seconds | |")
    print("|---|--:|--:|")
    print(f"| Node alone, in one batch | {alone:.2f} | |")
    print(f"| set page by page, none set before | {cold:.2f} | {cold / alone:.2f} × Node alone |")
    print(f"| set page by page, all set before | {warm:.2f} | {warm / cold:.1%} of none |")
    cold, warm = measure_builds(pages)
    print(f"| build of the site, none set before | {cold:.1f} | |")
    print(f"| build of the site, all set before | {warm:.1f} | {cold - warm:.1f} less |")


if __name__ == "__main__":
    main()
