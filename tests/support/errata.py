"""Errata in the sample site."""

from __future__ import annotations

from tests.support.sample import FILES

FIRST, PAGE = "posts/alpha/first.md", "# Errata\n\n```{errata}\n```\n"
ERRATUM = "\n:::{{erratum}} {date}\n:at: {label}\n\n{said}\n\n---\n\n{says}\n:::\n"


def erratum(
    date: str = "2026-03-04",
    label: str = "first-section",
    said: str = "It was $a^2$.",
    says: str = "It is $b^2$, see [](#second-section).",
) -> str:
    """Return the source of an erratum."""
    return ERRATUM.format(date=date, label=label, said=said, says=says)


def corrected(*errata: str, name: str = FIRST) -> dict[str, str]:
    """Return the source of the piece *name* with *errata* at its end, and the page of errata."""
    return {name: FILES[name] + "".join(errata), "errata.md": PAGE}
