"""Measure the site and print Markdown tables: ``python -m tests.bench [what] [options]``.

``build`` measures ``make html``, ``formulas`` what formulas cost it, ``pages`` what a page
with formulas costs its reader, ``wall`` the same of the wall of 2,000 shorts, ``search`` what
a search costs its reader, ``widgets`` what a figure that is moved does, ``saves`` what an author
waits for, ``growth`` whole sites beside those of other tools; the last two have options of their
own.  Without *what*, all of them.
"""

from __future__ import annotations

import argparse

from tests.bench import build, formulas, growth, pages, saves, search, wall, widgets

ALONE = {
    "build": build,
    "formulas": formulas,
    "pages": pages,
    "wall": wall,
    "search": search,
    "widgets": widgets,
}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("what", nargs="?", choices=[*ALONE, "saves", "growth"])
    asked, rest = parser.parse_known_args()
    for name, module in ALONE.items():
        if asked.what in (None, name):
            module.main()
            print()
    if asked.what in (None, "saves"):
        saves.main(rest if asked.what else [])
        print()
    if asked.what in (None, "growth"):
        growth.main(rest)
    elif rest and asked.what != "saves":
        parser.error(f"{asked.what} has no options: {' '.join(rest)}")
