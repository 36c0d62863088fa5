"""All pages that readers may find, with the day on which each last changed its meaning."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from extensions.doctree.fragments import html_builder
from extensions.doctree.urls import NOT_INDEXED
from extensions.features.entries import shown_pieces
from extensions.model.catalog.domain import catalog_of
from extensions.model.views import data_of_views

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx

    from extensions.model.catalog.domain import Entry

Dated = dict[str, "datetime.date | None"]


class Generated:
    """The pages without a source, and what each shows: noted as they are made."""

    def __init__(self) -> None:
        self.shown: dict[str, object] = {}

    def note(self, app: Sphinx, page: str, giver: str, value: object) -> None:
        """Note that *page* shows *value* (hears ``page-is-current``)."""
        self.shown[page] = value

    def _listed(self, app: Sphinx) -> dict[str, object]:
        """Return those that are pages without a source, are no redirect, and are to be found."""
        catalog = catalog_of(app.env)
        left_out = catalog.redirects.keys() | catalog.entries.keys() | NOT_INDEXED
        return {
            page: value
            for page, value in self.shown.items()
            if page not in left_out and Path(html_builder(app).get_output_path(page)).is_file()
        }

    def dated(self, app: Sphinx) -> Dated:
        """Return the day of each page of the site, by page.

        That of a piece is its own; that of a list, the one of the newest piece in it.
        """
        env, catalog = app.env, catalog_of(app.env)
        dates = {entry.docname: day_of(entry) for entry in catalog.pieces()}
        pages: Dated = dict(dates)
        for page in catalog.listed.keys() - dates.keys() - NOT_INDEXED:
            shown = tuple(value for _view, value in data_of_views(env, page))
            pages[page] = newest(shown, dates)
        for page, value in self._listed(app).items():
            pages[page] = newest(value, dates)
        return pages


def day_of(entry: Entry) -> datetime.date | None:
    """Return the day on which the meaning of a piece last changed, if it has a date at all."""
    return entry.updated if entry.updated != datetime.date.min else None


def newest(value: object, dates: Mapping[str, datetime.date | None]) -> datetime.date | None:
    """Return the latest of the *dates* of the pieces that the plain *value* shows."""
    days = (dates.get(piece) for piece in shown_pieces(value))
    return max((day for day in days if day), default=None)
