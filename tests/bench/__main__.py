"""Measure the site and print Markdown tables: ``python -m tests.bench``.

``build`` measures ``make html``, ``formulas`` what formulas cost it, ``pages`` what a page
with formulas costs its reader.
"""

from __future__ import annotations

from tests.bench import build, formulas, pages

if __name__ == "__main__":
    for module in (build, formulas, pages):
        module.main()
        print()
