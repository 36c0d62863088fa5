"""Edits of the site: each a name and three numbers, which choose among what is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.edits import pieces, structure, whole
from tests.edits.site import Site


@dataclass(frozen=True)
class Edit:
    """One change: the function ``name`` of one of the modules, and what it chooses by."""

    name: str
    a: int = 0
    b: int = 0
    c: int = 0

    def make(self, site: Site) -> None:
        """Change *site*."""
        EDITS[self.name](site, self.a, self.b, self.c)


EDITS: dict[str, Callable[[Site, int, int, int], None]] = {
    edit.__name__: edit for edit in (*pieces.EDITS, *structure.EDITS, *whole.EDITS)
}
