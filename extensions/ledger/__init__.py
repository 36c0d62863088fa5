"""No published address dies: a ledger of them all, in ``docs/ledger.txt``, under version control.

At its end a build of the public site leaves its addresses beside the environment
(``addresses``).  ``make ledger`` adds to the ledger those that are new; ``make check``
tells of those that have gone, and fails (``compare``, pure; ``__main__``, the command).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.ledger import addresses

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what notes the addresses, after the record of the pages has been kept."""
    app.connect("build-finished", addresses.save, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
