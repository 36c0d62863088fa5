"""What was measured of one tool, and how it is kept from one part of the bench to the next."""

from __future__ import annotations

import json
import statistics
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.bench.process import Cost


@dataclass(frozen=True)
class Page:
    """Bytes of a page, and of what in it leads to others."""

    html: int
    navigation: int


@dataclass
class Measured:
    """What one tool needed for a site of ``posts`` posts: costs by what was done.

    ``output`` is the bytes of all files, ``search`` those of the index of its search that
    a reader loads whole, ``pages`` what is said of some pages, ``growing`` the bytes of the largest
    file of each kind in ``GROWING``; ``missing`` says why there is nothing.  ``files`` is their
    number, ``reader`` what a first visit to a post costs (``pages.Cost``), ``done`` the number of
    builds, ``kinds`` the bytes and the number of files of each kind (``kinds``).
    """

    tool: str
    note: str
    posts: int
    costs: dict[str, list[Cost]] = field(default_factory=dict)
    output: int = 0
    search: int = 0
    pages: dict[str, Page] = field(default_factory=dict)
    growing: dict[str, int] = field(default_factory=dict)
    missing: str = ""
    files: int = 0
    reader: list[float] = field(default_factory=list)
    done: int = 0
    kinds: dict[str, tuple[int, int]] = field(default_factory=dict)

    def range_of(self, what: str) -> tuple[float, float] | None:
        """Return the least and the most seconds for *what*."""
        found = [cost.seconds for cost in self.costs.get(what, ())]
        return (min(found), max(found)) if found else None

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


def save(measured: Measured, folder: Path) -> None:
    """Keep *measured* in *folder*."""
    (folder / "measured.json").write_text(json.dumps(asdict(measured)), "utf-8")


def load(folder: Path) -> Measured | None:
    """Return what was measured in *folder* before."""
    path = folder / "measured.json"
    if not path.is_file():
        return None
    known = json.loads(path.read_text("utf-8"))
    known["costs"] = {what: [Cost(**one) for one in of] for what, of in known["costs"].items()}
    known["pages"] = {name: Page(**one) for name, one in known["pages"].items()}
    return Measured(**known)
