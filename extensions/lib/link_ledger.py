"""The ledger of links to other sites: when each was last seen, its title, its archived copy.

A file of the project, one line for each address, which ``make linkcheck`` keeps and builds read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from extensions.lib.files import write

if TYPE_CHECKING:
    from pathlib import Path

# Below the sources.
FILE = "links.json"
# What Sphinx says of a link that was answered, and of one that was not.
ANSWERED, SILENT = ("working", "redirected"), ("broken", "timeout")


@dataclass(frozen=True, slots=True)
class Link:
    """What is known of an address; days are year-month-day, what is not known is empty.

    ``seen`` is the day on which it last answered, ``failed`` the first on which it did not since.
    It ``is_dead`` when it did not answer on another day either.
    """

    seen: str = ""
    title: str = ""
    archived: str = ""
    failed: str = ""
    is_dead: bool = False


Ledger = Mapping[str, Link]


def load(path: Path) -> dict[str, Link]:
    """Return the ledger at *path*; an empty one if there is none.

    Raises:
        ValueError: the file is no ledger.
    """
    if not path.is_file():
        return {}
    try:
        rows = json.loads(path.read_text("utf-8"))
        return {address: Link(**row) for address, row in rows.items()}
    except (TypeError, AttributeError, UnicodeDecodeError) as error:
        raise ValueError(str(error)) from None


def save(path: Path, ledger: Ledger) -> None:
    """Write *ledger* to *path*, a line for each address, so that a change is one of few lines."""
    rows = (
        f"{json.dumps(address)}: {json.dumps(known_of(link), ensure_ascii=False)}"
        for address, link in sorted(ledger.items())
    )
    write(path, "{\n" + ",\n".join(rows) + "\n}\n")


def known_of(link: Link) -> dict[str, str | bool]:
    """Return what is known of *link*, without what is not."""
    return {name: value for name, value in asdict(link).items() if value}


def updated(
    ledger: Ledger,
    statuses: Iterable[tuple[str, str]],
    day: str,
    title_of: Callable[[str], str],
    archived: Callable[[str], str],
) -> dict[str, Link]:
    """Return *ledger* after a check on *day*, which gave *statuses* of addresses.

    *title_of* and *archived* ask for what is not known yet.  What nothing links to is left out.
    """
    found: dict[str, Link] = {}
    for address, status in statuses:
        if address in found or not address.startswith(("http://", "https://")):
            continue
        link = ledger.get(address, Link())
        if status in ANSWERED:
            title = link.title or title_of(address)
            link = replace(link, seen=day, title=title, failed="", is_dead=False)
        elif status in SILENT:
            is_dead = link.is_dead or bool(link.failed and link.failed < day)
            link = replace(link, failed=link.failed or day, is_dead=is_dead)
        if not link.archived and (link.failed or address not in ledger):
            link = replace(link, archived=archived(address))
        found[address] = link
    return found


def copies(ledger: Ledger) -> dict[str, Link]:
    """Return the dead links that have a copy, by address."""
    return {address: link for address, link in ledger.items() if link.is_dead and link.archived}
