"""What was measured as Markdown tables, targets beside values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from tests.bench.pages import HEADER, Cost
from tests.bench.sites import EDITS, SHORTS

if TYPE_CHECKING:
    from tests.bench.measured import Measured

FIRST, COLD = "all, for the first time", "all, without caches"
WARM, IDLE = "all, with the caches of an earlier build", "nothing to do"
BUILDS = (FIRST, COLD, WARM, IDLE, *EDITS)
OURS, PLAIN = "Groundwork", "plain stack"
MB = 1e6
# What readers fetch whole is no larger on a large site.
MOST_KB = {
    "the contents of all series": 250,
    "a page of them": 250,
    "the map": 250,
    "a page of it": 250,
    "a feed": 524,
}


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
    ours = [one for one in found if one.tool == OURS]
    show_kinds([one for one in ours if one.kinds])
    show_growing([one for one in ours if one.growing])
    show_targets(found)


def show_builds(group: list[Measured]) -> None:
    """Print seconds on the clock with their range, then seconds of processor and memory."""
    print_row("seconds: median, range", *(f"{one.tool}, {one.note}" for one in group))
    print("|---|" + "--:|" * len(group))
    for what in BUILDS:
        print_row(name_of(what), *(with_range(one, what) for one in group))
    print()
    print_row("seconds of processor", *(one.tool for one in group))
    print("|---|" + "--:|" * len(group))
    for what in BUILDS:
        work = (one.work(what) for one in group)
        print_row(name_of(what), *(f"{one:.1f}" if one else "–" for one in work))
    print_row("most memory, MB", *(megabytes(one.memory()) for one in group))
    missing = [f"{one.tool}: {one.missing}" for one in group if one.missing]
    print("\n" + "".join(f"{line}\n\n" for line in missing), end="")


def summary(group: list[Measured]) -> str:
    """Return the table of the handbook: a row for each tool that was measured."""
    shown = (COLD, WARM, IDLE, "a body", "a title", "a post more")
    heads = [*map(name_of, shown), "processor, s, all", "memory, MB", "MB; files"]
    rows = [["Seconds: median (range)", *heads], ["---", *["--:"] * len(heads)]]
    for one in group:
        work = one.work(COLD)
        rows.append(
            [
                f"{one.tool}, {one.note}",
                *(with_range(one, what) for what in shown),
                f"{work:.0f}" if work else "–",
                f"{one.memory() / MB:.0f}",
                f"{one.output / MB:.0f}; {one.files:,}",
            ]
        )
    columns = HEADER.split(" | ")
    read = [["First visit to a post", *columns], ["---", *["--:"] * len(columns)]]
    read += [[one.tool, *Cost(*one.reader).row().split(" | ")] for one in group if one.reader]
    tables = ("\n".join(f"| {' | '.join(row)} |" for row in table) for table in (rows, read))
    return "\n\n".join(tables)


def with_range(one: Measured, what: str) -> str:
    """Return the median of the seconds of *one*, and the least and the most if they differ."""
    seconds, found = one.seconds(what), one.range_of(what)
    if seconds is None or found is None:
        return "–"
    said = f"{found[0]:.1f}–{found[1]:.1f}"
    return f"{seconds:.1f}" + (f" ({said})" if found[0] < found[1] else "")


def name_of(what: str) -> str:
    """Return the name of a row."""
    return what if what not in EDITS else f"after an edit: {what}"


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
    print_row("files", *(f"{one.files:,}" if one.files else "–" for one in group))
    for page in dict.fromkeys(page for one in group for page in one.pages):
        print_row(f"{page}, kB (navigation)", *(weight(one, page) for one in group))
    read = [one for one in group if one.reader]
    if read:
        print("\nA first visit to a post, on a processor slowed down four times:\n")
        print(f"| | {HEADER} |\n|---|" + "--:|" * (HEADER.count("|") + 1))
        for one in read:
            print(f"| {one.tool} | {Cost(*one.reader).row()} |")
    print()


def show_kinds(found: list[Measured]) -> None:
    """Print the megabytes and the files of each kind, by the number of posts."""
    if not found:
        return
    print_row("MB; files", *(f"{one.posts:,} posts" for one in found))
    print("|---|" + "--:|" * len(found))
    for kind in found[-1].kinds:
        said = (one.kinds.get(kind, (0, 0)) for one in found)
        print_row(kind, *(f"{size / MB:.1f}; {files:,}" for size, files in said))
    print()


def show_growing(found: list[Measured]) -> None:
    """Print the bytes of what may grow with the site, by the number of posts."""
    if not found:
        return
    print_row("kB, the largest", *(f"{one.posts:,} posts" for one in found))
    print("|---|" + "--:|" * len(found))
    for name in found[0].growing:
        print_row(name, *(f"{one.growing[name] / 1e3:.0f}" for one in found))
    print()


def weight(one: Measured, page: str) -> str:
    """Return the kilobytes of *page*, and those of its navigation."""
    size = one.pages.get(page)
    return f"{size.html / 1e3:.0f} ({size.navigation / 1e3:.1f})" if size else "–"


def show_targets(found: list[Measured]) -> None:
    """Print what the project wants to reach beside what was measured."""
    rows = [(name, most, value) for name, most, value in targets(found) if value is not None]
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
        share = ratio(seconds(ours, what), seconds(plain, base))
        yield f"200 posts, {name_of(what)}: share of the plain stack's time", most, share
    growth = ratio(seconds(large, COLD), seconds(ours, COLD))
    yield "1,000 posts against 200, all: times the time", 5.3, growth
    memory = large.memory() / 1e9 if large and large.memory() else None
    yield "1,000 posts: most memory, GB", 1.2, memory
    for name, most in MOST_KB.items():
        size = large.growing.get(name) if large else None
        yield f"1,000 posts: kB of {name}", most, size / 1e3 if size else None
    yield "200 posts: MB of all files", 80, ours.output / MB if ours and ours.output else None
    for page in ("a post", "home"):
        sizes = [one.pages[page].html if one and one.pages else None for one in (large, ours)]
        yield f"1,000 posts against 200: times the bytes of {page}", 1.02, ratio(*sizes)


def seconds(measured: Measured | None, what: str) -> float | None:
    """Return the seconds of *measured* for *what*, or None where nothing was measured."""
    return measured.seconds(what) if measured else None


def ratio(value: float | None, base: float | None) -> float | None:
    """Return *value* / *base*, or None where either is unknown."""
    return value / base if value and base else None


def megabytes(size: int) -> str:
    """Return *size* in millions of bytes."""
    return f"{size / MB:.1f}" if size else "–"


def print_row(*cells: str) -> None:
    """Print a row of a table."""
    print(f"| {' | '.join(cells)} |")
