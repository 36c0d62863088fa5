"""Errata of a piece: taken out of its doctree while it is read, and kept with its entry.

They are no part of the text: they stand in no section, and add nothing to its length, its numbers
or what is found in it.
"""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from docutils import nodes

from extensions.doctree.fragments import dump_fragment
from extensions.lib.digest import UNSHOWN
from extensions.model.catalog.targets import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator


class erratum(nodes.General, nodes.Element):
    """A correction of what stands at ``label``, or of the page if that is empty, on the ``date``.

    Its two children hold what the page said, and what it says.
    """


@dataclass(frozen=True)
class Erratum:
    """A correction as plain values.

    ``said`` and ``says`` are frozen fragments, ``references`` the names that both refer to.
    ``anchor`` is that of its entry at the foot of the page, ``line`` its line in the source.
    """

    date: datetime.date
    label: str
    anchor: str
    said: bytes
    says: bytes
    references: tuple[str, ...]
    line: int = field(metadata=UNSHOWN)


def take_errata(doctree: nodes.document) -> tuple[Erratum, ...]:
    """Take the errata out of *doctree* and return them, the newest first."""
    errata = list(errata_in(doctree))
    for node in list(doctree.findall(erratum)):
        node.parent.remove(node)
    return tuple(sorted(errata, key=lambda one: one.date, reverse=True))


def errata_in(doctree: nodes.document) -> Iterator[Erratum]:
    """Yield the errata in *doctree*, in the order of the source."""
    of_day: Counter[datetime.date] = Counter()
    for node in doctree.findall(erratum):
        said, says = cast("list[nodes.Element]", node.children)
        date: datetime.date = node["date"]
        of_day[date] += 1
        # The label may change; the day stays, and what is added on one stands below the others.
        suffix = f"-{of_day[date]}" if of_day[date] > 1 else ""
        yield Erratum(
            date=date,
            label=node["label"],
            anchor=f"erratum-{date.isoformat()}{suffix}",
            said=dump_fragment(said.children, quoted=True, placed=True),
            says=dump_fragment(says.children, quoted=True, placed=True),
            references=names_in(node),
            line=node.line or 1,
        )
