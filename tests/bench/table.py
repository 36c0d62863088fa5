"""What was measured as Markdown tables, targets beside values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from tests.bench.sites import EDITS, SHORTS

if TYPE_CHECKING:
    from tests.bench.growth import Measured

FIRST, COLD = "all, for the first time", "all, no formula set before"
WARM, IDLE = "all, formulas set before", "nothing to do"
BUILDS = (FIRST, COLD, WARM, IDLE, *EDITS)
OURS, PLAIN = "Groundwork", "plain stack"
MB = 1e6


def show(found: list[Measured], formulas: Mapping[int, tuple[int, int]]) -> None:
    """Print all tables; *formulas* are the numbers of formulas by the number of posts."""
    for posts in dict.fromkeys(one.posts for one in found):
        group = [one for one in found if one.posts == posts]
        of_all, different = formulas[posts]
        print(
            f"{posts} posts of 2,000 words, {posts * SHORTS} shorts, {of_all:,} formulas, "
            f"{different:,} of them different\n"
        )
        show_builds(group)
        show_sizes(group)
    show_targets(found)


def show_builds(group: list[Measured]) -> None:
    """Print the seconds of each build, with their ratio to those of the plain stack."""
    print_row("seconds", *(f"{one.tool}, {one.note}" for one in group))
    print("|---|" + "--:|" * len(group))
    plain = next((one for one in group if one.tool == PLAIN), None)
    for what in BUILDS:
        print_row(name_of(what), *(beside_plain(one, what, plain) for one in group))
    work = (one.work(COLD) for one in group)
    print_row(f"{COLD}: processor", *(f"{one:.1f}" if one else "–" for one in work))
    print_row("most memory, MB", *(megabytes(one.memory()) for one in group))
    missing = [f"{one.tool}: {one.missing}" for one in group if one.missing]
    print("\n" + "".join(f"{line}\n\n" for line in missing), end="")


def name_of(what: str) -> str:
    """Return the name of a row."""
    return what if what not in EDITS else f"after an edit: {what}"


def beside_plain(one: Measured, what: str, plain: Measured | None) -> str:
    """Return the seconds of *one*, and what share they are of the plain stack's."""
    seconds = one.seconds(what)
    if seconds is None:
        return "–"
    # Where nothing is kept, every build is the first.
    base = plain.seconds(COLD if what in (FIRST, WARM) else what) if plain else None
    share = f" ({seconds / base:.2f})" if base and one is not plain else ""
    return f"{seconds:.1f}{share}"


def show_sizes(group: list[Measured]) -> None:
    """Print the bytes of the output and of pages."""
    rows: list[tuple[str, Callable[[Measured], int]]] = [
        ("all files, MB", lambda one: one.output),
        ("index of the search, MB", lambda one: one.search),
    ]
    print_row("bytes", *(one.tool for one in group))
    print("|---|" + "--:|" * len(group))
    for name, size in rows:
        print_row(name, *(megabytes(size(one)) for one in group))
    for page in dict.fromkeys(page for one in group for page in one.pages):
        print_row(f"{page}, kB (navigation)", *(weight(one, page) for one in group))
    print()


def weight(one: Measured, page: str) -> str:
    """Return the kilobytes of *page*, and those of its navigation."""
    size = one.pages.get(page)
    return f"{size.html / 1e3:.0f} ({size.navigation / 1e3:.1f})" if size else "–"


def show_targets(found: list[Measured]) -> None:
    """Print what the project wants to reach beside what was measured."""
    rows = [row for row in targets(found) if row[2] is not None]
    if rows:
        print_row("target", "at most", "measured", "")
        print("|---|--:|--:|---|")
    for name, most, value in rows:
        print_row(name, f"{most:.2f}", f"{value:.2f}", "met" if value <= most else "not met")


def targets(found: list[Measured]) -> Iterable[tuple[str, float, float | None]]:
    """Yield name, limit and value of each target; the value is None where it is unknown."""
    known = {(one.tool, one.posts): one for one in found}
    ours, plain = known.get((OURS, 200)), known.get((PLAIN, 200))
    large = known.get((OURS, 1000))
    for what, most in ((COLD, 0.20), (WARM, 0.15), (IDLE, 0.06), ("a body", 0.10)):
        base = COLD if what == WARM else what
        share = ratio(ours and ours.seconds(what), plain and plain.seconds(base))
        yield f"200 posts, {name_of(what)}: share of the plain stack's time", most, share
    growth = ratio(large and large.seconds(COLD), ours and ours.seconds(COLD))
    yield "1,000 posts against 200, all: times the time", 5.3, growth
    memory = large.memory() / 1e9 if large and large.memory() else None
    yield "1,000 posts: most memory, GB", 1.2, memory
    for page in ("a post", "home"):
        sizes = [one.pages[page].html if one and one.pages else None for one in (large, ours)]
        yield f"1,000 posts against 200: times the bytes of {page}", 1.02, ratio(*sizes)


def ratio(value: float | None, base: float | None) -> float | None:
    """Return *value* / *base*, or None where either is unknown."""
    return value / base if value and base else None


def megabytes(size: int) -> str:
    """Return *size* in millions of bytes."""
    return f"{size / MB:.1f}" if size else "–"


def print_row(*cells: str) -> None:
    """Print a row of a table."""
    print(f"| {' | '.join(cells)} |")
