"""Measure the site and print Markdown tables: ``python -m tests.bench``.

``build`` measures ``make html``, ``formulas`` what formulas cost it, ``pages`` what a page
with formulas costs its reader, ``wall`` the same of the wall of 2,000 shorts.
"""

from __future__ import annotations

from tests.bench import build, formulas, pages, wall

if __name__ == "__main__":
    for module in (build, formulas, pages, wall):
        module.main()
        print()
