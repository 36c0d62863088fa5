"""addresses.json: paths and titles, in which the page 404 looks for similar addresses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from extensions.doctree.urls import NOT_INDEXED, address, base_of
from extensions.model.catalog.domain import catalog_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def addresses(app: Sphinx) -> str:
    """Return pairs of address, relative to the site, and title, as JSON, one a line."""
    base, entries = base_of(app), catalog_of(app.env).listed
    pairs = [
        [address(app, page).removeprefix(base), entries[page].title]
        for page in sorted(entries.keys() - NOT_INDEXED)
    ]
    return "[" + ",\n".join(json.dumps(pair, ensure_ascii=False) for pair in pairs) + "]\n"
