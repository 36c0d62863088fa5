"""``make linkcheck``: Sphinx's check of links to other sites, where there is a network.

Without a network Sphinx 9.0.4 tries each link for minutes and reports every one as broken.  So the
sites that are linked most are tried first, all at once: if none can be reached, there is no
network.
"""

from __future__ import annotations

import datetime
import os
import re
import socket
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from queue import Empty, Queue
from time import monotonic
from urllib.parse import urlsplit
from urllib.request import getproxies

from extensions.building.conf_errors import settings_fault
from extensions.building.publish import run, say
from extensions.lib.site_file import SiteFileError, read_site
from extensions.model.catalog.publication import SUFFIXES
from extensions.tools.link_archive import keep

DOCS = Path("docs")
ADDRESS = re.compile(r"https?://[^\s<>\"'`)\]}]+")
ASKED = 5
SECONDS = 4.0
FAILED = 2

Place = tuple[str, int]


def main(options: Sequence[str], seconds: float = SECONDS) -> int:
    """Check the links with the *options* of ``sphinx-build``; return the exit status."""
    if fault := settings_fault(Path("conf.py")):
        say(fault)
        return FAILED
    places = proxies() or most_linked(path.read_text("utf-8", "replace") for path in sources())
    if places and not any_reached(places, seconds):
        names = ", ".join(host for host, _ in places)
        say(f"error: no network: none of {names} can be reached: connect, and check again")
        return FAILED
    status = run([*options[:-2], "-b", "linkcheck", *options[-2:]])
    output = Path(options[-1], "output.json")
    if output.is_file() and keeps_ledger():
        keep(output, DOCS, datetime.date.today())
    return status


def keeps_ledger() -> bool:
    """Return whether the site asks for a ledger of links; what is wrong the build has told."""
    try:
        return read_site().link_ledger
    except SiteFileError:
        return False


def sources() -> list[Path]:
    """Return the files that links stand in."""
    return [path for path in sorted(DOCS.rglob("*")) if path.suffix in {*SUFFIXES, ".bib"}]


def most_linked(texts: Iterable[str]) -> list[Place]:
    """Return host and port of the sites that *texts* link most."""
    counts: Counter[Place] = Counter()
    for text in texts:
        for address in ADDRESS.findall(text):
            if place := place_of(address):
                counts[place] += 1
    return [place for place, _ in counts.most_common(ASKED)]


def place_of(address: str) -> Place | None:
    """Return host and port of *address*; nothing if it is no address."""
    try:
        parts = urlsplit(address)
        port = parts.port or (80 if parts.scheme == "http" else 443)
    except ValueError:
        return None
    return (parts.hostname, port) if parts.hostname else None


def proxies() -> list[Place]:
    """Return the proxies through which the links are asked for, if there are any."""
    known = getproxies()
    places = [place_of(known[scheme]) for scheme in ("http", "https") if scheme in known]
    return list(dict.fromkeys(place for place in places if place))


def any_reached(
    places: Iterable[Place],
    seconds: float,
    reach: Callable[[Place, float], object] | None = None,
) -> bool:
    """Return whether *reach*, which raises if not, reaches one of *places* within *seconds*."""
    reach = reach or (lambda place, patience: socket.create_connection(place, patience).close())
    answers: Queue[bool] = Queue()

    def ask(place: Place) -> None:
        try:
            reach(place, seconds)
        except OSError:
            answers.put(False)
        else:
            answers.put(True)

    # The system may look for a name for longer than it is given: such threads are left behind.
    waiting = [threading.Thread(target=ask, args=(place,), daemon=True) for place in places]
    for thread in waiting:
        thread.start()
    end = monotonic() + seconds
    try:
        return any(answers.get(timeout=max(0.0, end - monotonic())) for _ in waiting)
    except Empty:
        return False


if __name__ == "__main__":
    try:
        status = main(sys.argv[1:])
    except KeyboardInterrupt:
        say("interrupted: check again")
        status = FAILED
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    # Without waiting for a thread that looks for a name.
    os._exit(status)
