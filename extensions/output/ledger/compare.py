"""Compare the ledger with the addresses of a site: pure functions.

An address is ``page`` or ``page#anchor``, one a line, sorted.  The page is named as in
``redirect_from``, without suffix, so that the ledger holds for every builder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import quote, unquote

from extensions.doctree.notebooks import SUFFIX, cell_place
from extensions.model.catalog.publication import SUFFIXES
from extensions.output.ledger.addresses import Page, Site

FILE = "ledger.txt"
# What would split an address or a line is escaped, as in a URL; letters stay readable.
SPLITS = re.compile(r"[%#\s\x00-\x1f\x7f]")
HEADER = """\
# Every address that was ever published.  `make ledger` adds what is new and removes nothing;
# `make check` fails when one has gone.  To give one up for good, delete its line by hand.
"""


@dataclass(frozen=True)
class Fault:
    """What is wrong, and the place to mend it: a path below the sources, a 1-based line."""

    path: str
    line: int
    text: str


def address(page: str, anchor: str = "") -> str:
    """Return the address of *anchor* on *page*, or of the page, fit for a line of the ledger."""
    return "#".join(
        SPLITS.sub(lambda char: quote(char[0]), part) for part in (page, anchor) if part
    )


def parts(line: str) -> tuple[str, str]:
    """Return page and anchor of the address *line*; the anchor of a whole page is empty."""
    page, _, anchor = line.partition("#")
    return unquote(page), unquote(anchor)


def read(text: str) -> dict[str, int]:
    """Return the line (1-based) of each address in the ledger *text*."""
    lines = enumerate(text.splitlines(), start=1)
    return {line: number for number, line in lines if line and not line.startswith("#")}


def write(addresses: set[str]) -> str:
    """Return the text of a ledger of *addresses*."""
    return HEADER + "".join(f"{line}\n" for line in sorted(addresses))


def public(site: Site) -> set[str]:
    """Return every address that *site* answers to, and that its readers are given."""
    anchors = {
        address(name, anchor) for name, page in site.pages.items() for anchor in page.anchors
    }
    return anchors | {address(name) for name in (*site.pages, *site.redirects)}


def told(docs: Path, fault: Fault) -> str:
    """Return *fault* as a line, with the cell where its place is in a notebook below *docs*."""
    path, line, cell = docs / fault.path, fault.line, ""
    if path.suffix == SUFFIX:
        line, cell = cell_place(path, line)
    return f"{path}:{line}: {cell + ': ' if cell else ''}{fault.text}"


def gone(ledger: Mapping[str, int], site: Site) -> Iterator[Fault]:
    """Yield what is in *ledger* and no longer leads anywhere on *site*.

    The anchors of a page that has gone are not reported: most come back with its redirect.
    """
    for line in sorted(ledger):
        name, anchor = parts(line)
        home = site.redirects.get(name, name)
        if home not in site.pages:
            if not anchor:
                yield gone_page(name, ledger, site)
        elif anchor and anchor not in site.pages[home].ids:
            yield gone_anchor(name, anchor, ledger, site)


def gone_page(name: str, ledger: Mapping[str, int], site: Site) -> Fault:
    """Say where to put the redirect from the page *name*."""
    fact = f'the address "{name}" has gone'
    if name.endswith((".xml", ".json")):
        text = f"{fact}: make it again, since feed readers follow no redirect of a page"
        return Fault(FILE, ledger[address(name)], text)
    if source := next((f"{name}{end}" for end in SUFFIXES if f"{name}{end}" in site.left_out), ""):
        text = (
            f"{fact}: this page was published and is now a draft, or of a day to come: "
            f'publish it, or write "redirect_from: [{name}]" in the page that readers are to find'
        )
        return Fault(source, 1, text)
    heir = heir_of(name, ledger, site)
    if heir is None:
        text = f'{fact}: write "redirect_from: [{name}]" in the page that readers are to find'
        return Fault(FILE, ledger[address(name)], text)
    page = site.pages[heir]
    if page.redirects_line:
        text = f'{fact}: add "{name}" to redirect_from, which lists all former addresses'
        return Fault(page.source, page.redirects_line, text)
    return Fault(page.source, 1, f'{fact}: write "redirect_from: [{name}]" in this front matter')


def heir_of(name: str, ledger: Mapping[str, int], site: Site) -> str | None:
    """Return the page that has most of the anchors of *name*, or is new and has its slug."""
    anchors = {parts(line)[1] for line in ledger if line.startswith(f"{address(name)}#")}
    sourced = sorted(docname for docname, page in site.pages.items() if page.source)

    def kept(docname: str) -> int:
        return len(anchors & site.pages[docname].ids.keys())

    best = max(sourced, key=kept, default=None)
    if best and 2 * kept(best) > len(anchors):
        return best
    slug = name.rpartition("/")[2]
    new = (docname for docname in sourced if address(docname) not in ledger)
    return next((docname for docname in new if docname.rpartition("/")[2] == slug), None)


def gone_anchor(name: str, anchor: str, ledger: Mapping[str, int], site: Site) -> Fault:
    """Say where to put the alias of *anchor*, once on the page *name*."""
    home = site.redirects.get(name, name)
    page, fact = site.pages[home], f'the anchor "{address(name, anchor)}" has gone'
    if not page.source:
        text = f"{fact}: the page has no source: delete this line"
        return Fault(FILE, ledger[address(name, anchor)], text)
    for other in sorted(site.pages):
        if other != home and anchor in site.pages[other].anchors:
            heir = site.pages[other]
            text = (
                f"{fact}, its label is here: give it another label, and write ({anchor})= "
                f"in {page.source} before the words that lead here"
            )
            return Fault(heir.source, heir.ids[anchor], text)
    near = successor_of(name, home, anchor, ledger, page)
    if near is None:
        text = f"{fact}: write ({anchor})= on a line of its own before what has its place"
        return Fault(page.source, 1, text)
    text = f'{fact}: write ({anchor})= on a line of its own before what is now "{near}"'
    return Fault(page.source, page.ids[near], text)


def successor_of(
    name: str, home: str, anchor: str, ledger: Mapping[str, int], page: Page
) -> str | None:
    """Return the anchor on *page* that has most likely taken the place of *anchor*."""
    known = {parts(line)[1] for line in ledger if parts(line)[0] in (name, home)}
    new = [other for other in page.anchors if other not in known]
    if len(new) == 1:
        return new[0]
    return next(iter(get_close_matches(anchor, new or page.anchors, n=1)), None)


def unlisted(ledger: Mapping[str, int], site: Site) -> list[str]:
    """Return the public addresses of *site* that are not in *ledger*, sorted."""
    return sorted(public(site) - ledger.keys())
