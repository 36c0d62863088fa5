"""Keep the ledger of links after ``make linkcheck``, where ``site.toml`` asks for one."""

from __future__ import annotations

import datetime
import html
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urldefrag
from urllib.request import Request, urlopen

from extensions.building.publish import say
from extensions.lib.link_ledger import FILE, copies, load, save, updated

SECONDS = 15.0
MOST_BYTES = 100_000
TITLE = re.compile(rb"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)
# The archive of archive.org answers with the copy that is closest to today.
ARCHIVE = "https://archive.org/wayback/available?url="

Fetch = Callable[[str], bytes]


def keep(output: Path, docs: Path, day: datetime.date, fetch: Fetch | None = None) -> None:
    """Bring the ledger in *docs* up to what Sphinx has written to *output* on *day*."""
    fetch = fetch or fetched
    path = docs / FILE
    try:
        before = load(path)
    except ValueError:
        say(f"{path}:1: it is no ledger of links: it is written anew")
        before = {}
    after = updated(
        before,
        statuses(output),
        day.isoformat(),
        lambda address: title_in(asked(fetch, address)),
        lambda address: copy_in(asked(fetch, ARCHIVE + quote(urldefrag(address)[0], safe=""))),
    )
    save(path, after)
    dead = sum(link.is_dead for link in after.values())
    say(f"{path}: {len(after)} links, {dead} dead, {len(copies(after))} of these with a copy")


def statuses(output: Path) -> Iterator[tuple[str, str]]:
    """Yield address and status of each link that Sphinx has written to *output*."""
    for line in output.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield row["uri"], row["status"]


def asked(fetch: Fetch, address: str) -> bytes:
    """Return what *fetch* gives for *address*; nothing if it cannot be had."""
    try:
        return fetch(address)
    except (OSError, ValueError):
        return b""


def fetched(address: str) -> bytes:
    """Return the beginning of what is at *address*.

    Raises:
        OSError: it cannot be had.
    """
    with urlopen(Request(address, headers={"User-Agent": "Groundwork"}), timeout=SECONDS) as answer:
        content: bytes = answer.read(MOST_BYTES)
    return content


def title_in(page: bytes) -> str:
    """Return the title of *page* as one line; nothing if it has none.

    >>> title_in(b"<title>Caf&eacute;\\n at dusk</title>")
    'Café at dusk'
    """
    found = TITLE.search(page)
    if found is None:
        return ""
    charset = CHARSET.search(page)
    try:
        text = found[1].decode(charset[1].decode() if charset else "utf-8", "replace")
    except LookupError:
        text = found[1].decode("utf-8", "replace")
    return " ".join(html.unescape(text).split())[:200]


def copy_in(answer: bytes) -> str:
    """Return the address of the copy that the archive names in *answer*; nothing without one."""
    try:
        copy = json.loads(answer)["archived_snapshots"]["closest"]["url"]
    except (ValueError, KeyError, TypeError):
        return ""
    safe = str(copy).replace("http://", "https://", 1)
    return safe if safe.startswith("https://web.archive.org/web/") else ""
