"""Write what was measured into the handbook, between two comments that name it."""

from __future__ import annotations

import re

from tests.support.project import ROOT

PAGE = ROOT / "docs" / "handbook" / "performance.md"


def replaced(page: str, name: str, tables: str) -> str:
    """Return *page* with *tables* at the place *name*.

    Raises:
        ValueError: there is no such place.
    """
    begin, end = f"<!-- bench {name}: written by make bench -->", f"<!-- end of bench {name} -->"
    found = re.compile(f"{re.escape(begin)}\n.*?{re.escape(end)}", re.DOTALL)
    if not found.search(page):
        raise ValueError(f"no place for the bench {name}: write {begin} and {end}")
    return found.sub(lambda _: f"{begin}\n\n{tables.strip()}\n\n{end}", page)


def write(name: str, tables: str) -> None:
    """Write *tables* at the place *name* of the handbook."""
    PAGE.write_text(replaced(PAGE.read_text("utf-8"), name, tables), "utf-8")
