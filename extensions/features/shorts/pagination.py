"""Which shorts stand on the wall, and which on the numbered pages behind it.

The pages are numbered from the oldest short on, so that a new one changes the wall alone:
their addresses and what stands on them last as long as no older short comes or goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extensions.doctree.compat import app_of
from extensions.doctree.fragments import is_site
from extensions.model.catalog.domain import catalog_of
from extensions.model.frontmatter import Kind

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from extensions.model.catalog.domain import Entry

FOLDER = "shorts"


@dataclass(frozen=True)
class Pagination:
    """All shorts, the newest first: those on the wall, and those of each numbered page."""

    wall: list[Entry]
    pages: list[list[Entry]]

    @property
    def shorts(self) -> list[Entry]:
        """All shorts, the newest first."""
        return [*self.wall, *(short for page in reversed(self.pages) for short in page)]


def pagination_of(env: BuildEnvironment) -> Pagination:
    """Return the pagination of the site; all is on the wall where no pages can be numbered."""
    return divided(
        catalog_of(env).pieces(Kind.SHORT), env.config.shorts_per_page, is_site(app_of(env))
    )


def divided(newest: list[Entry], size: int, in_pieces: bool) -> Pagination:
    """Return the pagination of the shorts *newest*, the newest first, *size* to a page.

    The wall has between one and two pages of them.
    """
    count = max(len(newest) // size - 1, 0) if in_pieces else 0
    oldest = newest[::-1]
    pages = [oldest[at * size : (at + 1) * size][::-1] for at in range(count)]
    return Pagination(newest[: len(newest) - count * size], pages)


def page_name(number: int) -> str:
    """Return the name of the page *number*, counted from 1 and the oldest short."""
    return f"{FOLDER}/page/{number}"


def number_of(page: str) -> int:
    """Return the number of *page*, the inverse of :func:`page_name`; 0 for another page."""
    number = page.removeprefix(page_name(0)[:-1])
    return int(number) if number != page and number.isdecimal() else 0


def card_name(docname: str) -> str:
    """Return the name of the file that holds the card of the short *docname* alone."""
    return f"{FOLDER}/_card/{docname.removeprefix(FOLDER + '/')}"
