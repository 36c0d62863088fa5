"""The numbers of the plot in ``docs/handbook/figures/performance.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bench.table import COLD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.bench.measured import Measured


def seconds(found: Iterable[Measured]) -> dict[str, dict[int, float]]:
    """Return the seconds of a build of all pages, by tool and number of posts."""
    known: dict[str, dict[int, float]] = {}
    for one in found:
        if taken := one.seconds(COLD):
            known.setdefault(one.tool, {})[one.posts] = round(taken, 1)
    return known
