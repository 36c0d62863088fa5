"""``make inventories``: fetch the inventories of the sites that ``site.toml`` names.

They are files of the project, to be committed: builds take them from there, and ask no network.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urljoin
from urllib.request import Request, urlopen

from sphinx.util.inventory import InventoryFile

from extensions.building.publish import say
from extensions.lib.files import write
from extensions.lib.site_file import SiteFileError, read_site
from extensions.markup.elsewhere import file_of

DOCS = Path("docs")
SECONDS = 30.0
# That of Python has 150 kB, that of a large library 1 MB.
MOST_BYTES = 20_000_000
FAILED = 2


def main(fetch: Callable[[str], bytes] | None = None) -> int:
    """Fetch them; return the exit status."""
    fetch = fetch or fetched
    try:
        sites = read_site().inventories
    except SiteFileError as error:
        say(str(error))
        return FAILED
    if not sites:
        say("site.toml names no site below [inventories]: nothing is fetched")
    status = 0
    for name, address in sites:
        place = urljoin(address, "objects.inv")
        try:
            content = fetch(place)
            found = len(InventoryFile.loads(content, uri=address).data)
        except (OSError, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            say(f"error: {place}: {reason}: mend its address in site.toml, or try again later")
            status = FAILED
            continue
        write(DOCS / file_of(name), content)
        say(f"{DOCS / file_of(name)}: {found} kinds of things in {address}")
    return status


def fetched(address: str) -> bytes:
    """Return what is at *address*.

    Raises:
        OSError: it cannot be had.
    """
    asked = Request(address, headers={"User-Agent": "Groundwork"})
    with urlopen(asked, timeout=SECONDS) as answer:
        content: bytes = answer.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise URLError("it is larger than an inventory can be")
    return content


if __name__ == "__main__":
    sys.exit(main())
