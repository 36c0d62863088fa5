"""Run some of the cases that are many, which differ in little; each night all are run.

A test marked ``many(n)`` has cases that differ in little: ``make test`` runs n of them, from the
first on at like distances, and ``make test-all`` each.  Where they are of several kinds, a test
marked ``many(n, by="parameter")`` runs n for each value of that parameter, or of an attribute of
it.  Where a case costs what it weighs, ``weight="parameter.attribute"`` lets the lightest be taken
of each stretch of cases.  A test with several cases in one takes them by the fixture ``some``.
What looks at every page of the site looks at some of each kind, the smallest of their stretch: a
browser takes several times as long for the largest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise
from operator import attrgetter
from pathlib import PurePosixPath
from types import SimpleNamespace
from typing import Any, Protocol, TypeVar

import pytest

MARK = "many"
# Of all series together.
POSTS = 5
Case = TypeVar("Case")


class Some(Protocol):
    """Take so many of *cases*, or all of them: ``spread`` or ``every``."""

    def __call__(
        self, cases: Sequence[Case], count: int, weight: Callable[[Case], Any] = ...
    ) -> list[Case]:
        """Return *count* of *cases*, the lighter ones by *weight*, or all."""


def alike(_: object) -> int:
    """Return the weight of cases of which none costs more than another."""
    return 0


def spread(cases: Sequence[Case], count: int, weight: Callable[[Case], Any] = alike) -> list[Case]:
    """Return *count* of *cases*, all if they are fewer: of as many stretches the lightest each.

    Where all weigh the same it is the first.
    """
    count = min(count, len(cases))
    starts = [place * len(cases) // count for place in range(count + 1)] if count else []
    return [min(cases[start:end], key=weight) for start, end in pairwise(starts)]


def every(cases: Sequence[Case], count: int, weight: Callable[[Case], Any] = alike) -> list[Case]:
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
    kind, weight = (_of_a_case(mark.kwargs.get(name)) for name in ("by", "weight"))
    for case in cases:
        kinds[kind(case)].append(case)
    return [one for like in kinds.values() for one in spread(like, mark.args[0], weight)]


def _of_a_case(name: str | None) -> Callable[[pytest.Item], Any]:
    """Return what gives the value of a parameter of a case, or of its attribute, by *name*."""
    if not name:
        return alike
    value = attrgetter(name)
    return lambda case: value(SimpleNamespace(**case.callspec.params))  # type: ignore[attr-defined]


def some_pages(pages: Sequence[str], size: Callable[[str], int] = alike) -> list[str]:
    """Return pages of each kind among *pages*, addresses within the site; *size* weighs them.

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
        for kind, like in kinds.items()
        for page in spread(like, POSTS if kind == ("posts", 3, False) else 1, size)
    ]
