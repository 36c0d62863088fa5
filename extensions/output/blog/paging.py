"""Divide a long list into pages whose addresses and contents last.

The page of the list itself holds the newest; all others are numbered from the oldest end.
A new piece changes the first page and the youngest numbered one, which fills up; a page
that is full never changes, and an address that was noted down leads to the same pieces.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from extensions.doctree.translation import _

if TYPE_CHECKING:
    from collections.abc import Sequence

LENGTH = 20

T = TypeVar("T")


@dataclass(frozen=True)
class Part(Generic[T]):
    """One page of the list whose own page is ``page``.

    ``number`` is 0 for the newest, else counted from the oldest; ``last`` is the highest.
    """

    page: str
    number: int
    last: int
    items: tuple[T, ...]

    def name(self, number: int) -> str:
        """Return the name of the page *number* of the list."""
        return f"{self.page}/page-{number}" if number else self.page

    def links(self) -> list[tuple[str, str, str]]:
        """Return the way through the list: (text, page, its relation), no page twice.

        The relation is that of HTML, "current" for this page itself, or empty.  The
        number of pages is left out, so that a new page does not change all others.
        """
        if not self.last:
            return []
        newer = self.number + 1 if self.number < self.last else 0
        older = self.number - 1 if self.number else self.last
        other_parts = [
            (_("Newest"), 0, "", bool(self.number and newer)),
            (_("Newer"), newer, "prev", bool(self.number)),
            (
                _("Page {number}").format(number=self.number) if self.number else _("Newest"),
                self.number,
                "current",
                True,
            ),
            (_("Older"), older, "next", older > 0),
            (_("Oldest"), 1, "", older > 1),
        ]
        return [(text, self.name(to), rel) for text, to, rel, wanted in other_parts if wanted]


def parts(page: str, items: Sequence[T]) -> list[Part[T]]:
    """Return the pages of the list *items*, the newest first, at *page*; none if it is empty."""
    if not items:
        return []
    older = items[LENGTH:]
    last = -(-len(older) // LENGTH)
    all_parts = [Part(page, 0, last, tuple(items[:LENGTH]))]
    for number in range(last, 0, -1):
        end = len(older) - (number - 1) * LENGTH
        all_parts.append(Part(page, number, last, tuple(older[max(0, end - LENGTH) : end])))
    return all_parts
