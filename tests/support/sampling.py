"""Run some of the cases that are many, which differ in little; each night all are run.

A test marked ``many(n)`` has cases that differ in little: ``make test`` runs n of them, from the
first on at like distances, and ``make test-all`` each.  Where they are of several kinds, a test
marked ``many(n, by="parameter")`` runs n for each value of that parameter.  A test with several
cases in one takes them by the fixture ``some``.  What looks at every page of the site looks at
some of each kind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Protocol, TypeVar

import pytest

MARK = "many"
# Of all series together.
POSTS = 5
Case = TypeVar("Case")


class Some(Protocol):
    """Take so many of *cases*, or all of them: ``spread`` or ``every``."""

    def __call__(self, cases: Sequence[Case], count: int) -> list[Case]:
        """Return *count* of *cases*, or all."""


def spread(cases: Sequence[Case], count: int) -> list[Case]:
    """Return *count* of *cases*, from the first on at like distances; all if they are fewer."""
    count = min(count, len(cases))
    return [cases[place * len(cases) // count] for place in range(count)]


def every(cases: Sequence[Case], count: int) -> list[Case]:
    """Return all *cases*, where no sample is asked for."""
    return [*cases]


def chosen(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """Return those of *items* that a sample runs, in their order."""
    tests: dict[tuple[object, ...], list[pytest.Item]] = defaultdict(list)
    for item in items:
        tests[item.path, getattr(item, "originalname", item.name)].append(item)
    kept: set[pytest.Item] = set()
    for cases in tests.values():
        mark = cases[0].get_closest_marker(MARK)
        kept.update(_some(cases, mark) if mark else cases)
    return [item for item in items if item in kept]


def _some(cases: Sequence[pytest.Item], mark: pytest.Mark) -> list[pytest.Item]:
    """Return those of *cases* that *mark* asks for."""
    kinds: dict[object, list[pytest.Item]] = defaultdict(list)
    name = mark.kwargs.get("by")
    for case in cases:
        kinds[case.callspec.params[name] if name else name].append(case)  # type: ignore[attr-defined]
    return [case for alike in kinds.values() for case in spread(alike, mark.args[0])]


def some_pages(pages: Sequence[str]) -> list[str]:
    """Return pages of each kind among *pages*, addresses within the site.

    Pages at the root are each of a kind of their own.  Below a folder of the root, those that are
    equally deep are of a kind, and so are those that list what is in their folders.  Of the posts
    of series, which differ most among each other, there are some.
    """
    kinds: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for page in pages:
        path = PurePosixPath(page)
        root, deep = path.parts[0], len(path.parts)
        kinds[(page,) if deep == 1 else (root, deep, path.name == "index.html")].append(page)
    return [
        page
        for kind, alike in kinds.items()
        for page in spread(alike, POSTS if kind == ("posts", 3, False) else 1)
    ]
