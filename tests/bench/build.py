"""Measure ``make html`` as a whole process: ``python -m tests.bench.build``.

Works on a copy of the project, so that nothing of an earlier build helps.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.support.checkout import checkout

RUNS = 5


def seconds(folder: Path) -> float:
    """Return how long ``make html`` took in *folder*."""
    command = ["make", "--silent", "-o", "venv", "html", f"VENV={sys.prefix}"]
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        copy = checkout(Path(folder))
        pages = len(list((copy / "docs").rglob("*.md")))
        cold = seconds(copy)
        idle = statistics.median(seconds(copy) for _ in range(RUNS))
    print("| `make html` | pages | seconds |")
    print("|---|--:|--:|")
    print(f"| everything, no formula set before | {pages} | {cold:.1f} |")
    print(f"| nothing to do, median of {RUNS} | {pages} | {idle:.1f} |")


if __name__ == "__main__":
    main()
