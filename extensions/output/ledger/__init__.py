"""The ledger of all published addresses, ``docs/ledger.txt``: none may stop working.

``make ledger`` adds new ones to the ledger; ``make check`` reports those that have gone, and fails
(``command``, with the pure functions of ``compare``).  Both take the addresses from what the last
build has left (``addresses``): a build does nothing for them.
"""

from __future__ import annotations

from extensions.output.ledger.gone import gone_addresses

__all__ = ["gone_addresses"]
