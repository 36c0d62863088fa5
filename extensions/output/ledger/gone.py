"""The addresses that the present build has lost, for an author who is writing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from extensions.building.incremental.record import Record
from extensions.output.ledger import compare
from extensions.output.ledger.addresses import FEEDS, WRITTEN, site_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def gone_addresses(app: Sphinx) -> Iterator[str]:
    """Yield a line for each address in the ledger that leads nowhere after the build of *app*."""
    path = Path(app.srcdir) / compare.FILE
    if not path.is_file():
        return
    written = Record.load(Path(app.doctreedir) / WRITTEN)
    feeds = [name for name in written.made if name.rpartition("/")[2] in FEEDS]
    site = site_of(app.env, [*written.shown, *feeds], ())
    for fault in compare.gone(compare.read(path.read_text("utf-8")), site):
        yield compare.told(Path("docs"), fault)
