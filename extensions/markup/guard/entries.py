"""Warn of addresses in the bibliography that may not be published."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from extensions.lib.messages import logger
from extensions.markup.bibliography.citations import place
from extensions.markup.bibliography.tex import addresses_in
from extensions.markup.guard.addresses import is_refused, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.domain import BibtexDomain


LINKS = ("url", "doi", "eprint", "note", "howpublished")


def check_entries(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Warn of the addresses of entries (answers ``env-before-read-docs``)."""
    for key, field, address in refused_fields(env):
        logger.warning(
            'the entry "%s", %s: %s',
            key,
            field,
            refusal(address),
            type="groundwork",
            subtype="refused-address",
            location=place(app, key),
        )


def refused_addresses(env: BuildEnvironment) -> set[str]:
    """Return the addresses in the bibliography that may not stand in a page."""
    return {address for _, _, address in refused_fields(env)}


def refused_fields(env: BuildEnvironment) -> Iterator[tuple[str, str, str]]:
    """Yield key, field and address of what may not stand in a page."""
    entries = cast("BibtexDomain", env.get_domain("cite")).bibdata.data.entries
    for key, entry in entries.items():
        for field, value in entry.fields.items():
            # A title may well begin with "Data: ".
            whole = [value.strip()] if field in LINKS else []
            for address in (*whole, *addresses_in(value)):
                if is_refused(address):
                    yield key, field, address
